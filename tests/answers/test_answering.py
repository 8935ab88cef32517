"""The kind of answer that a question gets: a whole list, the question which is meant, a premise."""

from assistant.answers.answer import Answer, AnswerKind
from assistant.answers.answering import answered
from assistant.answers.arranging import LOOKED_AT
from assistant.command_line.answer_text import answer_text
from assistant.contract import answer_json
from assistant.documents.document import Block, Kind
from assistant.questions.question import Question
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf


def ask(library: Shelf, question: str, limit: int = 5) -> Answer:
    retriever = Retriever(library, library.encoder)
    return answered(retriever.rank(Question.of(question), limit=LOOKED_AT), limit)


def item(mark: str, text: str) -> Block:
    return Block(Kind.LIST_ITEM, f"({mark}) {text}", bullet=f"({mark})", mark_end=4)


def test_a_list_is_counted_whole_and_quoted_in_part_under_its_documents() -> None:
    library = Shelf.empty()
    rules = ["law", "first aid", "rescue", "radio", "boats", "dogs", "horses", "maps"]
    library.add("north.txt", *(f"Training of officers in {rule} is needed." for rule in rules))
    library.add("south.txt", "Training of officers in tea is needed.")
    found = ask(library, "Which trainings do police officers need?")
    assert found.kind is AnswerKind.LIST
    assert found.total == 9
    assert len(found.statements) == 6
    assert found.note == "6 of 9 paragraphs found in 2 documents are shown."
    assert answer_json(found)["kind"] == "list"
    assert {statement.group for statement in found.statements} <= {"north.txt", "south.txt"}
    assert "6 of 9 paragraphs" in answer_text(found)


def test_states_are_counted_once_each_by_who_recommends() -> None:
    library = Shelf.empty()
    library.add(
        "review.txt",
        "12.1 Train police officers in the law (Peru);",
        "12.2 Give police officers training in first aid (Portugal, Norway);",
        "12.3 Continue the training of police officers (Peru);",
        "Iron rusts in rain.",
    )
    found = ask(library, "Which countries recommended training of police officers?")
    assert found.kind is AnswerKind.LIST
    assert found.total == 3
    assert found.note is not None
    assert found.note.startswith("3 States: ")
    assert {statement.group for statement in found.statements} == {"Peru", "Portugal", "Norway"}


def test_what_fits_several_documents_is_asked_back_with_what_each_says() -> None:
    library = Shelf.empty()
    library.add("march.txt", "The meeting was chaired by Mr. Anton Berg.", "Tea was served.")
    library.add("april.txt", "Ms. Clara Dahl chaired the meeting.", "Rain fell.")
    found = ask(library, "who chaired the meeting")
    assert found.kind is AnswerKind.CHOICE
    assert {statement.text for statement in found.statements} == {
        "The meeting was chaired by Mr. Anton Berg.",
        "Ms. Clara Dahl chaired the meeting.",
    }
    assert {choice.question for choice in found.choices} == {
        "who chaired the meeting in march.txt?",
        "who chaired the meeting in april.txt?",
    }
    assert found.note == "2 documents answer this. Which meeting is meant?"
    assert "1. who chaired the meeting in " in answer_text(found)


def test_what_one_document_answers_is_not_asked_back() -> None:
    library = Shelf.empty()
    library.add("march.txt", "The meeting was chaired by Mr. Anton Berg.", "Tea was served.")
    library.add("april.txt", "Rain fell.")
    found = ask(library, "who chaired the meeting")
    assert found.kind is AnswerKind.STATEMENTS
    assert found.choices == ()


def test_a_premise_that_nothing_bears_out_is_told() -> None:
    library = Shelf.empty()
    library.add("a.txt", "Keld joined the League of towns in 1920.", "The League met in Keld.")
    found = ask(library, "Why did Keld leave the League?")
    assert found.note == (
        "Nothing that was found says in so many words that Keld did leave the League."
    )


def test_a_premise_that_stands_there_in_another_form_is_not_doubted() -> None:
    library = Shelf.empty()
    library.add("a.txt", "Keld left the League of towns in 1920 because of a tax.")
    found = ask(library, "Why did Keld leave the League?")
    assert found.note is None


def test_the_sentence_that_holds_what_is_asked_for_is_quoted() -> None:
    library = Shelf.empty()
    library.add(
        "a.txt",
        "The training of police officers in Keld is told here. In all 45 officers were trained.",
    )
    found = ask(library, "How many police officers were trained?")
    assert "45 officers" in found.statements[0].text


def test_a_figure_for_another_place_does_not_stand_beside_the_answer() -> None:
    library = Shelf.empty()
    library.add(
        "a.txt",
        "In 2019 the towns of Keld trained 45 police officers.",
        "In 2019 the towns of Sill trained 60 police officers.",
    )
    found = ask(library, "How many police officers were trained in Keld?")
    assert [statement.text for statement in found.statements] == [
        "In 2019 the towns of Keld trained 45 police officers."
    ]


def test_that_no_quotation_holds_the_number_asked_for_is_told() -> None:
    library = Shelf.empty()
    library.add("a.txt", "Police officers in Keld were trained, and few were not.")
    found = ask(library, "How many police officers were trained in Keld?")
    assert found.note == "None of these quotations holds the number that is asked for."
