from assistant.answers.answer import Answer
from assistant.answers.quoting import answer
from assistant.documents.document import Block, Kind
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf


def shelf() -> Shelf:
    made = Shelf()
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
    library = shelf()
    return answer(Retriever(library, library.encoder), question, **kwargs)  # type: ignore[arg-type]


def test_the_answer_is_a_sentence_of_the_target_exactly() -> None:
    found = ask("What training do officers need?", within=["report"])
    assert found.found
    assert found.statements[0].text == "Officers need training before they patrol."
    assert found.target is not None
    assert found.citations[0].paragraph_id == found.target.paragraph.paragraph_id


def test_every_statement_is_its_citations_quote_and_stands_in_the_text() -> None:
    library = shelf()
    library.add("minutes.txt", "Police training began. It rained. Police training ended.")
    found = answer(Retriever(library, library.encoder), "police training")
    assert len(found.statements) == 2
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


def test_what_no_paragraph_is_about_is_not_found_and_the_nearest_miss_is_shown() -> None:
    library = shelf()
    found = answer(Retriever(library, library.encoder), "zebra migration")
    assert not found.found
    assert (found.statements, found.citations, found.target) == ((), (), None)
    assert found.nearest is not None
    assert found.searched.paragraphs == 6


def test_an_empty_library_finds_nothing_and_has_no_nearest() -> None:
    library = Shelf()
    found = answer(Retriever(library, library.encoder), "zebra")
    assert not found.found
    assert found.nearest is None


def test_a_number_is_preferred_where_one_is_asked_for() -> None:
    library = Shelf()
    library.add("minutes.txt", "The women spoke of the vote. In 1971 women got the vote.")
    found = answer(Retriever(library, library.encoder), "When did women get the vote?")
    assert found.statements[0].text == "In 1971 women got the vote."


def test_a_question_is_not_offered_as_its_own_answer() -> None:
    library = Shelf()
    library.add("minutes.txt", "Does iron rust in rain? Yes, iron rusts in the rain.")
    found = answer(Retriever(library, library.encoder), "Does iron rust in rain?")
    assert found.statements[0].text == "Yes, iron rusts in the rain."


def test_no_more_than_five_sentences_are_said() -> None:
    library = Shelf()
    library.add("long.txt", *(f"Police training number {n} was held." for n in range(20)))
    found = answer(Retriever(library, library.encoder), "police training", limit=20)
    assert len(found.statements) <= 5
