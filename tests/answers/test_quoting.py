import json
import random
from dataclasses import replace

import pytest

from assistant.answers.answer import Answer
from assistant.command_line.answer_text import answer_text
from assistant.contract import answer_json
from assistant.documents.document import Block, Kind
from assistant.questions.question import Question
from assistant.retrieval.constants import LONGEST_QUOTE
from assistant.retrieval.hit import Strength
from assistant.retrieval.retriever import Retriever
from tests.answers.shelves import answered
from tests.retrieval.shelf import Shelf


def shelf() -> Shelf:
    made = Shelf.empty()
    made.add(
        "report.pdf",
        "The hall was full. Officers need training before they patrol. Lunch was served at noon.",
        "States should:",
        Block(Kind.LIST_ITEM, "(a) publish the budget for training;", bullet="(a)", mark_end=4),
        "Iron rusts in rain.",
    )
    made.add(
        "copy.txt", "Officers need training before they patrol!", "Tea was served in the hall."
    )
    return made


def ask(question: str, **kwargs: object) -> Answer:
    return answered(shelf(), question, **kwargs)  # type: ignore[arg-type]


def test_the_answer_is_a_sentence_of_the_target_exactly() -> None:
    found = ask("What training do officers need?", within=["report"])
    assert found.found
    assert found.statements[0].text == "Officers need training before they patrol."
    assert found.target is not None
    assert found.citations[0].paragraph_id == found.target.paragraph.paragraph_id


def test_every_statement_is_its_citations_quote_and_stands_in_the_text() -> None:
    library = shelf()
    library.add("minutes.txt", f"Police training began. It rained{' on' * 150}. Police trained.")
    found = answered(library, "police training")
    assert [statement.text for statement in found.statements] == [
        "Police training began.",
        "Police trained.",
    ]
    for number, (statement, citation) in enumerate(
        zip(found.statements, found.citations, strict=True), start=1
    ):
        text = library.text(citation.document_id)
        assert statement.text == citation.quote == text[citation.start : citation.end]
        assert statement.citations == (number,) == (citation.number,)
        assert text[: citation.start].endswith(citation.prefix)
        assert text[citation.end :].startswith(citation.suffix)


def test_the_same_sentence_in_another_document_is_said_once() -> None:
    said = [
        statement.text.rstrip(".!")
        for statement in ask("What training do officers need?").statements
    ]
    assert said.count("Officers need training before they patrol") == 1


def test_a_list_item_brings_its_lead_in_outside_the_quotation() -> None:
    found = ask("publish budget")
    assert found.statements[0].text == "publish the budget for training;"
    assert found.statements[0].lead_in == "States should:"


def test_the_span_of_the_target_is_what_is_quoted_first() -> None:
    found = ask("What training do officers need?", within=["report"])
    assert found.target is not None
    assert found.target.span == (found.citations[0].start, found.citations[0].end)


def test_runners_up_follow_the_target_up_to_the_limit() -> None:
    found = ask("training of officers", limit=3)
    assert [hit.rank for hit in found.runners_up] == [2, 3]


def test_names_and_years_that_stand_neither_in_the_first_hit_nor_over_it_are_no_answer() -> None:
    library = Shelf.empty()
    library.add(
        "Danish yearbook 2019.pdf",
        Block(Kind.HEADING, "Patrols in Keld", level=1),
        "Officers need training before they patrol.",
    )
    whole = answered(library, "What training did Danish officers in Keld need in 2019?")
    other = answered(library, "What training did Swedish officers in Sill need in 2018?")
    assert whole.target is not None
    assert whole.target.why.missing == ()
    assert not other.found
    assert other.note == "Nothing on this is of 2018."
    assert other.nearest is not None
    assert other.nearest.why.missing == ("Swedish", "Sill", "2018")


def test_words_of_the_items_that_the_target_opens_are_not_missing() -> None:
    library = Shelf.empty()
    library.add(
        "report.pdf",
        "Officers need training in:",
        Block(Kind.LIST_ITEM, "(a) the law of Keld;", bullet="(a)", mark_end=4),
        Block(Kind.LIST_ITEM, "(b) first aid.", bullet="(b)", mark_end=4),
        "Lunch was served in Sill.",
    )
    found = answered(library, "What training do officers in Keld need?")
    assert found.target is not None
    assert found.target.paragraph.text == "Officers need training in:"
    assert found.target.why.missing == ()
    other = answered(library, "What training do officers in Sill need?")
    assert other.omission == (1, ("Sill",))


@pytest.mark.parametrize(
    ("question", "strength", "found"),
    [
        pytest.param("police dogs zebra", Strength.GOOD, False, id="good"),
        pytest.param("police year girls", Strength.STRONG, True, id="strong by meaning"),
        pytest.param("police year", Strength.STRONG, False, id="the same to the encoder"),
        pytest.param("police dogs lunch", Strength.GOOD, True, id="a word in common"),
    ],
)
def test_a_hit_without_a_word_of_the_question_is_an_answer_only_where_it_is_strong(
    question: str, strength: Strength, found: bool
) -> None:
    library = Shelf.empty()
    library.add("report.pdf", "Officers were seen in March and lunch.", "Tea was served at noon.")
    ranking = Retriever(library, library.encoder).rank(Question.of(question))
    assert ranking.hits[0].strength is strength
    assert answered(library, question).found is found


def test_what_no_paragraph_is_about_is_not_found_and_the_nearest_miss_is_shown() -> None:
    library = shelf()
    found = answered(library, "zebra migration")
    assert not found.found
    assert (found.statements, found.citations, found.target) == ((), (), None)
    assert found.nearest is not None
    assert found.searched.paragraphs == 6


def test_an_empty_library_finds_nothing_and_has_no_nearest() -> None:
    library = Shelf.empty()
    found = answered(library, "zebra")
    assert not found.found
    assert found.nearest is None


def test_a_number_is_preferred_where_one_is_asked_for() -> None:
    library = Shelf.empty()
    library.add("minutes.txt", "The women spoke of the vote. In 1971 women got the vote.")
    found = answered(library, "When did women get the vote?")
    assert found.statements[0].text == "In 1971 women got the vote."


def test_where_a_number_is_asked_for_what_has_none_is_not_said_beside_one() -> None:
    library = Shelf.empty()
    library.add("minutes.txt", "In 1971 women got the vote.", "The women got their vote then.")
    assert said(library, "When did women get the vote?") == ["In 1971 women got the vote."]
    assert len(said(library, "Did women get the vote?")) == 2


def test_neighbours_are_quoted_as_one_stretch_and_the_target_spans_it() -> None:
    library = Shelf.empty()
    text = "Lunch was late. Police training began. Police had training twice. It ended."
    library.add("minutes.txt", text)
    found = answered(library, "police training")
    (statement,) = found.statements
    assert statement.text == "Police training began. Police had training twice."
    assert found.target is not None
    assert found.target.span == (found.citations[0].start, found.citations[0].end)


def test_a_short_sentence_between_two_that_are_quoted_is_quoted_with_them() -> None:
    library = Shelf.empty()
    library.add("minutes.txt", "Police training began. It rained. Police training ended.")
    assert said(library, "police training") == [
        "Police training began. It rained. Police training ended."
    ]


def test_words_of_a_request_for_passages_are_no_evidence() -> None:
    library = Shelf.empty()
    library.add("guide.txt", "This document lists every passage that is mentioned.", "Iron rusts.")
    found = answered(library, "Which passages mention iron?")
    assert found.question == "Which passages mention iron?"
    assert [statement.text for statement in found.statements] == ["Iron rusts."]


def test_a_question_is_not_offered_as_its_own_answer() -> None:
    library = Shelf.empty()
    library.add("minutes.txt", "Does iron rust in rain? Yes, iron rusts in the rain.")
    found = answered(library, "Does iron rust in rain?")
    assert found.statements[0].text == "Yes, iron rusts in the rain."


def test_no_more_than_five_sentences_are_said() -> None:
    library = Shelf.empty()
    library.add("long.txt", *(f"Police training number {n} was held." for n in range(20)))
    found = answered(library, "police training", limit=20)
    assert len(found.statements) <= 5


def item(text: str, level: int = 1) -> Block:
    mark = text.partition(" ")[0]
    return Block(Kind.LIST_ITEM, text, bullet=mark, mark_end=len(mark) + 1, level=level)


def listing(*items: str) -> Shelf:
    made = Shelf.empty()
    made.add(
        "report.pdf",
        "It rained. For the training of police the forum asks the officers:",
        *map(item, items),
        "Iron rusts in rain.",
        item("(z) zebra;"),
    )
    return made


def said(library: Shelf, question: str) -> list[str]:
    found = answered(library, question)
    return [statement.text for statement in found.statements]


OPENER = "For the training of police the forum asks the officers:"


def test_a_sentence_that_opens_a_list_is_followed_by_its_items() -> None:
    library = listing("(a) to be patient;", "(b) to be brief. And kind;", "(c) to listen.")
    found = answered(library, "training of police officers")
    assert [statement.text for statement in found.statements[:4]] == [
        OPENER, "to be patient;", "to be brief. And kind;", "to listen."
    ]  # fmt: skip
    assert [statement.citations for statement in found.statements[:4]] == [(1,), (2,), (3,), (4,)]
    assert [statement.lead_in for statement in found.statements[:4]] == [None, *[OPENER] * 3]
    assert "zebra;" not in [statement.text for statement in found.statements]
    assert found.target is not None
    assert found.target.paragraph.paragraph_id == found.citations[0].paragraph_id


def test_of_a_long_list_the_items_that_match_best_are_said_in_their_order() -> None:
    others = [f"({letter}) to be as they are;" for letter in "abcdef"]
    library = listing(*others, "(g) to train with women;", "(h) to train in the rain.")
    found = said(library, "training of police officers with women in the rain")
    assert found[0] == OPENER
    assert len(found) == 6
    assert found[-2:] == ["to train with women;", "to train in the rain."]


def test_a_footnote_between_two_items_does_not_end_the_list() -> None:
    library = Shelf.empty()
    note = Block(Kind.FOOTNOTE, "1 See above.", number="1", mark_end=2)
    library.add("report.pdf", OPENER, item("(a) patience;"), note, item("(b) brevity."))
    assert said(library, "training of police officers")[:3] == [OPENER, "patience;", "brevity."]


def test_items_of_items_are_left_to_the_item_that_opens_them() -> None:
    library = Shelf.empty()
    library.add(
        "report.pdf",
        OPENER,
        item("(a) police training for:"),
        item("(i) women;", 2),
        item("(ii) girls;", 2),
        item("(b) patience."),
    )
    found = said(library, "What does the forum ask the officers?")
    assert found == [OPENER, "police training for:", "patience."]


def test_lines_that_a_colon_announces_are_said_without_being_marked() -> None:
    library = Shelf.empty()
    library.add("report.pdf", OPENER, "Patience", "Brevity", "Iron rusts in rain.")
    assert said(library, "training of police officers") == [OPENER, "Patience", "Brevity"]
    library = Shelf.empty()
    library.add("report.pdf", OPENER, "Iron rusts in rain.", "Women spoke.")
    assert said(library, "training of police officers") == [OPENER, "Iron rusts in rain."]


def test_a_colon_that_announces_nothing_stands_alone() -> None:
    for rest in ((), (Block(Kind.HEADING, "Lunch", level=1),)):
        library = Shelf.empty()
        library.add("report.pdf", OPENER, *rest)
        assert said(library, "training of police officers") == [OPENER]


def test_a_masthead_says_nothing_beside_the_target() -> None:
    library = Shelf.empty()
    library.add("report.pdf", "Police officers", "Police officers need training.")
    assert said(library, "police officers") == ["Police officers need training."]


def test_a_question_put_to_a_speaker_is_followed_by_the_reply() -> None:
    library = Shelf.empty()
    library.add(
        "hearing.txt",
        Block(Kind.PARAGRAPH, "The Chair: How many officers had training?", speaker="The Chair"),
        Block(
            Kind.PARAGRAPH, "Mr. A: Eleven. Two have left. I am sorry.", speaker="Mr. A", mark_end=7
        ),
        Block(Kind.PARAGRAPH, "The Chair: The hall is full.", speaker="The Chair"),
    )
    assert said(library, "how many officers had training")[:2] == [
        "The Chair: How many officers had training?",
        "Eleven. Two have left.",
    ]


def test_what_the_asker_says_next_is_no_reply() -> None:
    library = Shelf.empty()
    library.add(
        "hearing.txt",
        Block(Kind.PARAGRAPH, "The Chair: Had officers training?", speaker="The Chair"),
        Block(Kind.PARAGRAPH, "The Chair: We resume.", speaker="The Chair"),
    )
    assert said(library, "had officers training") == ["The Chair: Had officers training?"]


def test_a_stretch_that_ends_in_a_statement_has_no_reply() -> None:
    library = Shelf.empty()
    asked = "You were asked how officers had training. Officers had training in custody."
    library.add("hearing.txt", asked, "Iron rusts in rain.")
    assert said(library, "officers training") == [asked]


def test_a_question_that_ends_a_document_or_a_section_has_no_reply() -> None:
    for rest in ((), (Block(Kind.HEADING, "Lunch", level=1), "It was served.")):
        library = Shelf.empty()
        library.add("hearing.txt", "Had the officers training in custody?", *rest)
        assert said(library, "had officers training in custody")[:1] == [
            "Had the officers training in custody?"
        ]
        assert "It was served." not in said(library, "had officers training in custody")


def test_three_hundred_answers_quote_nothing_but_what_stands_there() -> None:
    rng = random.Random(20261123)
    words = ["police", "training", "rust", "rain", "women", "budget", "zebra", "hall", "the", "of"]

    def sentence() -> str:
        said = " ".join(rng.choices(words, k=rng.randint(2, 9))).capitalize()
        return said + rng.choice([".", "!", "?", ":", ";", " …", ".”", ""])

    library = Shelf.empty()
    for number in range(12):
        blocks: list[Block] = []
        for at in range(rng.randint(3, 9)):
            text = " ".join(sentence() for _ in range(rng.randint(1, 4)))
            kind = rng.choice([Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.FOOTNOTE, Kind.TABLE_ROW])
            mark = f"({at}) " if kind is Kind.LIST_ITEM else ""
            speaker = rng.choice([None, "Ms. A", "Mr. B"])
            blocks.append(
                Block(kind, mark + text, bullet=mark or None, mark_end=len(mark), speaker=speaker)
            )
        library.add(f"d{number}.txt", *blocks)
    quoted = 0
    for _ in range(300):
        found = answered(library, " ".join(rng.choices(words, k=rng.randint(1, 6))))
        for statement in found.statements:
            [citation] = (found.citations[number - 1] for number in statement.citations)
            assert statement.text == citation.quote
        for citation in found.citations:
            text = library.text(citation.document_id)
            assert citation.quote == text[citation.start : citation.end]
            quoted += 1
    assert quoted > 300


def test_what_has_no_end_is_quoted_in_part_and_at_its_true_place() -> None:
    library = Shelf.empty()
    filler = "water flows over old stones " * 3_000
    document = library.add("line.txt", f"{filler}officers need training {filler}".strip())
    found = answered(library, "What training do officers need?")
    text = library.text(document)
    assert found.target is not None
    assert "officers need training" in found.statements[0].text
    assert len(json.dumps(answer_json(found))) < 100_000
    for statement, citation in zip(found.statements, found.citations, strict=True):
        assert statement.text == citation.quote == text[citation.start : citation.end]
        assert len(citation.quote) <= LONGEST_QUOTE
        assert citation.is_cut
        assert "…" not in citation.quote
    assert f"{found.statements[0].text[-20:]}” … [1]" in " ".join(answer_text(found).split())


def test_a_quotation_that_ends_with_its_sentence_is_not_cut() -> None:
    assert not any(citation.is_cut for citation in ask("What training do officers need?").citations)
    long = f"Officers {'need training, ' * 150}and rest."
    library = Shelf.empty()
    library.add("law.txt", f"{long} It rained.")
    (citation,) = answered(library, "What training do officers need?").citations
    assert (citation.quote, citation.is_cut) == (long, False)
    assert not replace(citation, quote=f"{long}12").is_cut
    assert not replace(citation, quote=f"{long}[3]:5-7").is_cut
    assert replace(citation, quote=f"{long} And 12").is_cut


def test_neighbours_make_no_quotation_longer_than_may_be() -> None:
    library = Shelf.empty()
    sentences = [f"Officers need training number {n}{', and more' * 110}." for n in range(5)]
    library.add("law.txt", " ".join(sentences))
    found = answered(library, "What training do officers need?")
    assert len(found.citations) > 1
    assert max(len(citation.quote) for citation in found.citations) <= LONGEST_QUOTE


def test_an_item_as_long_as_a_page_is_quoted_up_to_the_end_of_a_sentence() -> None:
    library = Shelf.empty()
    item = "publish the budget for training. " + "It rained on the hall again. " * 200
    library.add("law.txt", "Officers need training, so States should:", Block(Kind.LIST_ITEM, item))
    found = answered(library, "What training do officers need?")
    quote = next(c.quote for c in found.citations if c.quote.startswith("publish"))
    assert quote.endswith("It rained on the hall again.")
    assert LONGEST_QUOTE - 30 < len(quote) <= LONGEST_QUOTE
