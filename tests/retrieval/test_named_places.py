"""Places that a question names, resolved against a library that was made for this."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.answers.answer import Answer, AnswerKind
from assistant.contract import answer_json
from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Imprint, Kind
from assistant.errors import UnknownDocument
from tests.bench import Bench
from tests.doubles import WordEncoder


def numbered(number: str, text: str) -> Block:
    return Block(Kind.PARAGRAPH, f"{number}. {text}", number=number, mark_end=len(number) + 2)


def item(mark: str, text: str) -> Block:
    return Block(Kind.LIST_ITEM, f"{mark} {text}", bullet=mark, mark_end=len(mark) + 1, level=1)


def head(text: str, level: int = 1, number: str | None = None) -> Block:
    return Block(Kind.HEADING, text, number=number, level=level)


REPORT = (
    head("Report of the Harbour Committee"),
    head("I. Salt", 2, "I"),
    numbered("1", "The Committee met in the old harbour to speak of salt and its price."),
    numbered("2", "Salt is dear in every northern town."),
    head("II. Ships", 2, "II"),
    head("A. Masts", 3, "A"),
    numbered("3", "Masts are made of pine:"),
    item("(a)", "in the north;"),
    item("(b)", "in the south."),
    head("B. Sails", 3, "B"),
    numbered("4", "Sails are made of flax."),
    numbered("12", "Funding of the fleet comes from the towns."),
    Block(Kind.FOOTNOTE, "7 See the ledger.", number="7", mark_end=2),
    head("Annex"),
    numbered("1", "Ropes are counted by length."),
    numbered("2", "Anchors are counted by weight."),
)
RESOLUTION = (
    head("Resolution 900 (2031)"),
    Block(Kind.PARAGRAPH, "Recalling its resolution 899,"),
    numbered("1", "Decides that salt is free."),
    numbered("2", "Requests the towns:"),
    item("(a)", "to open their gates;"),
    numbered("3", "Calls upon ships to stay."),
    *(numbered(str(number), f"Notes the lighthouse of port {number}.") for number in range(4, 10)),
    head("Annex A – Goods"),
    numbered("1", "Salt in sacks."),
)
RECOMMENDED = (
    head("Report of the Review Group"),
    numbered("6.12", "Ratify the treaty on salt (Norway);"),
    numbered("6.13", "Mend the lighthouse (Malta);"),
    head("Recommendation 9", 2),
    Block(Kind.PARAGRAPH, "Light the northern lamp."),
)
BYLAWS = (
    head("Harbour bylaws"),
    head("Article 5", 2),
    Block(Kind.PARAGRAPH, "No ship may leave by night."),
    head("Article 6", 2),
    Block(Kind.PARAGRAPH, "Every ship carries a lamp."),
)


@pytest.fixture
def asked(bench: Bench) -> Iterator[Assistant]:
    held = {
        "A_85_1.pdf": (REPORT, Imprint("Report of the Harbour Committee", "t", "A/85/1")),
        "A_85_10.pdf": (
            (head("Report of the Salt Committee"), numbered("1", "Salt came late.")),
            Imprint("Report of the Salt Committee", "t", "A/85/10"),
        ),
        "res.pdf": (RESOLUTION, Imprint("Resolution 900 (2031)", "t", "S/RES/900 (2031)")),
        "first.pdf": (RECOMMENDED, Imprint("Report of the Review Group", "t", None, None, "2030")),
        "second.pdf": (BYLAWS, Imprint("Report of the Review Group", "t", None, None, "2031")),
    }
    for at, (name, (blocks, imprint)) in enumerate(held.items()):
        place = bench.write(name, name)
        extract = Extract("text", blocks, language="en", reader="r", imprint=imprint)
        digest = hashlib.sha256(place.read_bytes()).hexdigest()
        bench.put_revision(compose(extract, document_id=f"d{at}", sha256=digest), place)
    with Assistant(bench.library, WordEncoder) as assistant:
        yield assistant


def texts(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


@pytest.mark.parametrize(
    "question",
    [
        "paragraph 2 of A/85/1",
        "A/85/1, para. 2",
        "a 85 1 paragraph 2",
        "A–85–1 ¶ 2",
        "WHAT DOES PARAGRAPH 2 OF A/85/1 SAY?",
        "A_85_1.pdf paragraph 2",
        "Was steht in Absatz 2 von A/85/1?",
        "Ziffer 2 A/85/1",
        "Que dit le paragraphe 2 de A/85/1 ?",
        "¿Qué dice el párrafo 2 de A/85/1?",
        "Что говорится в пункте 2 документа A/85/1?",
        "ماذا تقول الفقرة ٢ من الوثيقة A/85/1",
        "A/85/1 第2段说什么",
    ],
)
def test_a_numbered_paragraph_is_found_by_its_name_however_it_is_asked(
    asked: Assistant, question: str
) -> None:
    answer = asked.ask(question)
    assert (answer.found, answer.kind) == (True, AnswerKind.PLACE)
    assert texts(answer)[0] == "2. Salt is dear in every northern town."
    assert answer.target is not None
    assert answer.target.paragraph.number == "2"


def test_numbers_that_begin_again_in_an_annex_are_both_given(asked: Assistant) -> None:
    answer = asked.ask("paragraph 2 of A/85/1")
    assert texts(answer)[1] == "2. Anchors are counted by weight."
    assert answer.note == "Its numbers begin again: 2 are numbered 2, under “I. Salt”; “Annex”."
    only = asked.ask("paragraph 2 of the annex of A/85/1")
    assert texts(only) == ["2. Anchors are counted by weight."]


def test_a_number_that_is_not_there_is_answered_with_what_is(asked: Assistant) -> None:
    answer = asked.ask("paragraph 500 of A/85/1")
    assert (answer.found, answer.note) == (False, "A/85/1 ends with paragraph 12.")
    between = asked.ask("paragraph 8 of A/85/1")
    assert between.note == (
        "There is no paragraph 8 in A/85/1; its paragraphs are numbered up to 12."
    )
    assert asked.ask("footnote 99 of A/85/1").note == (
        "There is no footnote 99 in A/85/1. It has footnotes up to 7."
    )


def test_a_document_that_is_not_there_is_answered_with_the_nearest(asked: Assistant) -> None:
    answer = asked.ask("A/85/12")
    assert answer.found is False
    assert answer.note == (
        "A/85/12 is not in the library. Nearest: "
        "A/85/10, Report of the Salt Committee; A/85/1, Report of the Harbour Committee."
    )
    told = answer_json(answer)
    assert (told["by"], told["kind"]) == ("place", "place")
    assert [near["symbol"] for near in told["not_found"]["nearest"]] == ["A/85/10", "A/85/1"]


def test_a_symbol_is_not_one_that_it_begins(asked: Assistant) -> None:
    assert texts(asked.ask("A/85/10"))[0] == "Report of the Salt Committee"
    assert texts(asked.ask("A/85/1"))[0] == "Report of the Harbour Committee"
    assert asked.ask("A/85/1/Add.1").found is False


def test_a_document_alone_is_opened_at_its_beginning(asked: Assistant) -> None:
    answer = asked.ask("A/85/1")
    assert (answer.kind, answer.found) == (AnswerKind.DOCUMENT, True)
    assert texts(answer) == ["Report of the Harbour Committee", answer.citations[1].quote]
    assert answer.citations[1].quote.startswith("1. The Committee met")
    assert answer.note == "A/85/1, Report of the Harbour Committee, 16 paragraphs."


def test_a_range_gives_all_its_paragraphs_in_order_with_their_items(asked: Assistant) -> None:
    answer = asked.ask("¶¶ 3–4 of A/85/1")
    assert texts(answer) == [
        "3. Masts are made of pine:",
        "(a) in the north;",
        "(b) in the south.",
        "4. Sails are made of flax.",
    ]
    assert answer.statements[1].lead_in == "Masts are made of pine:"
    assert texts(asked.ask("paragraph 3 (b) of A/85/1"))[0].startswith("3. Masts")
    assert texts(asked.ask("paragraph 3(b) of A/85/1")) == ["(b) in the south."]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("section II.B of A/85/1", "B. Sails"),
        ("section II of A/85/1", "II. Ships"),
        ("footnote 7 of A/85/1", "7 See the ledger."),
        ("recommendation 6.12", "6.12. Ratify the treaty on salt (Norway);"),
        ("recommendation 9 of first.pdf", "Recommendation 9"),
        ("What does article 5 say?", "Article 5"),
        (
            "operative paragraph 3 of Security Council resolution 900",
            "3. Calls upon ships to stay.",
        ),
        ("OP3 of resolution 900 (2031)", "3. Calls upon ships to stay."),
        ("annex A of S/RES/900, paragraph 1", "1. Salt in sacks."),
    ],
)
def test_other_places_are_found_by_their_names(asked: Assistant, question: str, first: str) -> None:
    assert texts(asked.ask(question))[0] == first


def test_what_a_resolution_decides_is_its_operative_paragraphs_counted(asked: Assistant) -> None:
    answer = asked.ask("what does resolution 900 decide")
    assert texts(answer)[:4] == [
        "1. Decides that salt is free.",
        "2. Requests the towns:",
        "(a) to open their gates;",
        "3. Calls upon ships to stay.",
    ]
    assert (answer.total, answer.note) == (9, "6 of 9 operative paragraphs are shown.")
    assert "Salt in sacks" not in " ".join(texts(answer))


def test_a_subject_within_a_document_is_asked_there(asked: Assistant) -> None:
    answer = asked.ask("what does A/85/1 say about funding?")
    assert answer.understood_as == "funding, in A/85/1"
    assert answer.kind is AnswerKind.STATEMENTS
    assert [citation.symbol for citation in answer.citations] == ["A/85/1"]
    assert texts(answer)[0] == "Funding of the fleet comes from the towns."


def test_a_name_that_fits_several_is_asked_back(asked: Assistant) -> None:
    answer = asked.ask("Report of the Review Group")
    assert (answer.found, answer.kind) == (False, AnswerKind.CHOICE)
    assert [choice.question for choice in answer.choices] == ["first.pdf", "second.pdf"]
    assert asked.ask(answer.choices[1].question).kind is AnswerKind.DOCUMENT
    places = asked.ask("paragraph 1")
    assert [choice.question for choice in places.choices] == [
        "paragraph 1 of A/85/1",
        "paragraph 1 of A/85/10",
        "paragraph 1 of S/RES/900 (2031)",
    ]


def test_a_place_follows_the_document_of_the_answer_before(asked: Assistant) -> None:
    answer = asked.ask("and paragraph 4?", after="paragraph 3 of A/85/1")
    assert texts(answer) == ["4. Sails are made of flax."]


@pytest.mark.parametrize(
    "question",
    [
        "Which documents cite A/85/1?",
        "Who lit the northern lamp after resolution 900 in 2031?",
        "What is salt?",
        "Is the Harbour Committee right?",
    ],
)
def test_a_question_that_only_mentions_a_name_is_searched_for(
    asked: Assistant, question: str
) -> None:
    assert asked.ask(question).place is None


def test_a_filter_takes_symbols_words_of_titles_and_years(asked: Assistant) -> None:
    assert texts(asked.ask("salt", within=["a 85 10"]))[0] == "Salt came late."
    assert asked.ask("salt", within=["harbour committee"]).searched.documents == 1
    assert asked.ask("lamp", within=["year: 2031"]).searched.documents == 1
    with pytest.raises(UnknownDocument, match=r"2 documents are meant by review: .*first\.pdf"):
        asked.ask("salt", within=["review"])
    with pytest.raises(UnknownDocument, match="symbol or title"):
        asked.ask("salt", within=["A/99/1"])


def test_documents_are_listed_with_what_they_say_of_themselves(asked: Assistant) -> None:
    record = asked.library.find("A_85_1.pdf")
    assert record.called == "A/85/1, Report of the Harbour Committee"
    masthead = Imprint("United Nations", "properties")
    assert replace(record, imprint=masthead).called == "A_85_1.pdf"
