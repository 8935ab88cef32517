"""Pages whose lines were lost, in the ways that pages lose them."""

import pytest

from assistant.documents.document import Block, Kind
from assistant.documents.text.page_ends import is_cut_short, trailing_folio
from assistant.documents.text.segmentation import blocks_of_text

ITEMS = [
    "The need to train border guards in the law that protects people on the move.",
    "Supporting radio stations that speak the languages of the valley.",
    "The duty to keep records of every complaint and to publish them.",
    "Teaching police officers how to listen to witnesses.",
]


def kinds(blocks: list[Block]) -> list[Kind]:
    return [block.kind for block in blocks]


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks]


@pytest.mark.parametrize("dash", ["-", "–", "•", "*"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_hoisted_marks_go_back_to_their_items(dash: str, count: int) -> None:
    blocks = blocks_of_text(f"{dash} " * count + " ".join(ITEMS[:4]))
    expected = ITEMS if count > 1 else []
    assert texts(blocks)[:count] == expected[:count]
    assert kinds(blocks)[:count] == [Kind.LIST_ITEM] * count
    assert " ".join(texts(blocks)) == " ".join(ITEMS)
    assert blocks[0].bullet == dash


def test_hoisted_letters_name_their_items() -> None:
    blocks = blocks_of_text("(i) (ii) (iii) " + " ".join(ITEMS[:3]))
    assert [(block.bullet, block.text) for block in blocks] == [
        ("(i)", ITEMS[0]),
        ("(ii)", ITEMS[1]),
        ("(iii)", ITEMS[2]),
    ]


def test_words_in_front_of_hoisted_marks_lead_in() -> None:
    blocks = blocks_of_text("Speakers asked for: - - - " + " ".join(ITEMS[:3]))
    assert kinds(blocks) == [Kind.PARAGRAPH, *[Kind.LIST_ITEM] * 3]
    assert blocks[0].text == "Speakers asked for:"


def test_many_more_sentences_than_marks_are_prose_behind_the_items() -> None:
    prose = " ".join(f"Speaker number {word} went on." for word in "abcdef")
    blocks = blocks_of_text("- - " + " ".join(ITEMS[:2]) + " " + prose)
    assert kinds(blocks) == [Kind.LIST_ITEM, Kind.LIST_ITEM, Kind.PARAGRAPH]
    assert blocks[2].text == prose


@pytest.mark.parametrize(
    ("heading", "follow"),
    [
        ("Item IV: Early warning and the role of cities", "Participants noted that maps help."),
        ("Item V. Before the storm – lessons for harbours", "This session looked at ports."),
        ("Session 2 – Keeping the peace in markets", "The moderator opened the debate."),
        ("Annex II List of the measures agreed", "The following measures were agreed upon."),
        ("Agenda item 3. Water and schooling", "During the debate, many spoke of wells."),
        ("Section 4 – Records and archives", "Several speakers asked for a register."),
        ("III. Protection of witnesses", "The Forum heard four witnesses."),
        ("Punkt 3: Schutz der Zeugen", "Die Teilnehmer berichteten von Drohungen."),
        ("Chapitre 2 – La protection des témoins", "Les participants ont parlé de menaces."),
        ("Capítulo III. Protección de los testigos", "Los participantes hablaron de amenazas."),
        ("Раздел 2. Защита свидетелей", "Участники говорили об угрозах."),
    ],
)
def test_a_heading_run_into_its_text_comes_apart(heading: str, follow: str) -> None:
    text = f"{ITEMS[0]} {heading} {follow} {ITEMS[1]}"
    blocks = blocks_of_text(text)
    assert kinds(blocks) == [Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH]
    assert texts(blocks) == [ITEMS[0], heading, f"{follow} {ITEMS[1]}"]


@pytest.mark.parametrize(
    ("line", "follow"),
    [
        ("Director of the Harbour Museum, Ms. Ada Brink", "Ms. Brink explained that ropes wear."),
        ("Mayor of the city of Orle, Mr. Jon van Dahl", "Mr. Dahl said that streets flood."),
        ("Dr. Lina Moreau, Head of the River Office", "Dr. Moreau described the river."),
        ("H.E. Mr. Omar Said", "Mr. Said welcomed the guests."),
        ("Directrice du musée, Mme Claire Faure", "Mme Faure a expliqué les cordages."),
    ],
)
def test_a_speakers_line_is_a_heading_over_the_speech(line: str, follow: str) -> None:
    blocks = blocks_of_text(f"{ITEMS[0]} {line} {follow}")
    assert kinds(blocks) == [Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH]
    assert texts(blocks)[1:] == [line, follow]


@pytest.mark.parametrize(
    "prose",
    [
        "Part I of the plan failed. Section 5 of the Act, as The Times wrote, was kept. He won.",
        "In chapter 3 of the book Mr. Hill met Ms. Hill. Mr. Hill left. Item 4 was sold in May.",
        "World War II. The war ended. Annex B lists 12 ships, e.g. the Anna. We saw Section 8.",
        "Der Artikel 3 Absatz 2 gilt. Die Frau ging. Kapitel 2 endet hier. Das war 1998.",
        "El artículo 5 de la ley se aplica. La señora Gil habló. El capítulo 2 trata de ríos.",
        "L'article 5 de la loi s'applique. Le chapitre 2 parle des fleuves. Il a plu.",
        "Статья 5 закона применяется. Глава 2 говорит о реках. Он ушёл домой.",
        "He paid 5 - 10 dollars - too much - for the well-known state-of-the-art lamp.",
        "The shop sells (a) rope, (b) nets and (c) sails to fishermen, as it did in 1998.",
    ],
)
def test_prose_stays_one_paragraph(prose: str) -> None:
    blocks = blocks_of_text(prose)
    assert kinds(blocks) == [Kind.PARAGRAPH]
    assert texts(blocks) == [prose]


def test_drawn_bullets_inside_a_line_part_the_items() -> None:
    text = "The following were asked for: • " + " • ".join(ITEMS)
    blocks = blocks_of_text(text)
    assert kinds(blocks) == [Kind.PARAGRAPH, *[Kind.LIST_ITEM] * 4]
    assert texts(blocks)[1:] == ITEMS


def test_letters_behind_a_colon_part_the_items() -> None:
    items = ["(a) train the officers of every station;", "(b) publish all the complaints;"]
    items += ["(c) report to the council every year before the end of the spring session."]
    text = "The assembly of the harbour towns decided by a vote to do the following: "
    blocks = blocks_of_text(text + " ".join(items))
    assert texts(blocks)[1:] == items
    assert [block.bullet for block in blocks] == [None, "(a)", "(b)", "(c)"]
    assert all(block.text[: block.mark_end].strip() == block.bullet for block in blocks[1:])


@pytest.mark.parametrize("number", ["7", "14", "131"])
def test_a_bare_number_behind_an_interrupted_sentence_is_the_page(number: str) -> None:
    text = "The speaker held that protection includes the places where people live and where they"
    assert trailing_folio(f"{text} {number}") == (number, text)
    assert trailing_folio(f"{text} go. {number}") == (number, f"{text} go.")


@pytest.mark.parametrize(
    "end",
    [
        "see para. 14",
        "as laid down in article 14",
        "it grew by 14",
        "it runs on Windows 11",
        "in the year 1998",
        "between 12 and 14",
        "not before May 14",
        "it costs $14",
    ],
)
def test_a_number_that_belongs_to_the_words_is_no_page(end: str) -> None:
    assert (
        trailing_folio(f"The speaker held that all of this can be looked up easily, {end}") is None
    )


def test_a_short_text_has_no_page_number_behind_it() -> None:
    assert trailing_folio("Select target paragraph 3") is None


def test_text_without_a_final_mark_is_cut_short() -> None:
    assert is_cut_short("Protection means to guard the homes and the places where they")
    assert not is_cut_short("Protection means to guard the homes and the places where they live.")
    assert not is_cut_short("Select target paragraph")
