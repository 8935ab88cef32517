from tests.doubles import revision_of
from tests.library.contract.stores import Desk


def texts(desk: Desk, question: str, *within: str) -> list[str]:
    found = desk.library.holding(question, within or None)
    passages = desk.library.passages([place.row for place in found])
    return [passages[place.row].paragraph.text for place in found]


def test_every_paragraph_with_all_words_is_held_in_document_order(desk: Desk) -> None:
    desk.put("b.txt", "Police and training.", "Police alone.", "Training of the police.")
    desk.put("a.txt", "The police were trained.", "Rain fell.")
    assert texts(desk, "police training") == [
        "The police were trained.",
        "Police and training.",
        "Training of the police.",
    ]


def test_stop_words_and_the_frame_of_a_question_need_not_be_there(desk: Desk) -> None:
    desk.put("a.txt", "Minorities spoke.", "What was said about it is not known.")
    assert texts(desk, "what was said about minorities") == ["Minorities spoke."]


def test_a_word_counts_in_the_language_of_any_document(desk: Desk) -> None:
    place = desk.write("de.txt", "Die Häuser brannten.", "Der Regen fiel.")
    desk.put_revision(revision_of("german", place.read_bytes(), language="de"), place)
    desk.put("en.txt", "Houses burnt.", "Housing is dear.")
    assert texts(desk, "Haus") == ["Die Häuser brannten."]


def test_headings_above_do_not_count_as_words_of_the_paragraph(desk: Desk) -> None:
    desk.put("a.txt", "# Policing", "Officers met.")
    assert texts(desk, "policing") == ["Policing"]


def test_documents_can_be_left_out(desk: Desk) -> None:
    first = desk.put("a.txt", "Iron rusts.")
    desk.put("b.txt", "Iron rusts too.")
    assert texts(desk, "iron", first.document_id) == ["Iron rusts."]


def test_what_is_in_the_snapshot_and_what_is_newer_are_held_alike(desk: Desk) -> None:
    desk.put("a.txt", *(f"Iron rusts in year {year}." for year in range(200)))
    desk.reopen()
    desk.put("b.txt", "Iron rusts today.")
    found = desk.library.holding("iron rust")
    assert len(found) == 201
    assert found[-1].name == "b.txt"


def test_what_was_removed_is_held_no_more(desk: Desk) -> None:
    record = desk.put("a.txt", "Iron rusts.")
    desk.put("b.txt", "Iron rusts too.")
    desk.library.remove(record.document_id)
    assert [place.name for place in desk.library.holding("iron")] == ["b.txt"]


def test_words_in_unspaced_writing_are_held_by_their_pairs(desk: Desk) -> None:
    desk.put("a.txt", "少数民族的权利", "民族的少数权利")
    assert texts(desk, "少数民族") == ["少数民族的权利"]
