from tests.bench import Bench
from tests.doubles import revision_of


def texts(bench: Bench, question: str, *within: str) -> list[str]:
    found = bench.library.holding(question, within or None)
    passages = bench.library.passages([place.row for place in found])
    return [passages[place.row].paragraph.text for place in found]


def test_every_paragraph_with_all_words_is_held_in_document_order(bench: Bench) -> None:
    bench.put("b.txt", "Police and training.", "Police alone.", "Training of the police.")
    bench.put("a.txt", "The police were trained.", "Rain fell.")
    assert texts(bench, "police training") == [
        "The police were trained.",
        "Police and training.",
        "Training of the police.",
    ]


def test_stop_words_and_the_frame_of_a_question_need_not_be_there(bench: Bench) -> None:
    bench.put("a.txt", "Minorities spoke.", "What was said about it is not known.")
    assert texts(bench, "what was said about minorities") == ["Minorities spoke."]


def test_a_word_counts_in_the_language_of_any_document(bench: Bench) -> None:
    place = bench.write("de.txt", "Die Häuser brannten.", "Der Regen fiel.")
    bench.put_revision(revision_of("german", place.read_bytes(), language="de"), place)
    bench.put("en.txt", "Houses burnt.", "Housing is dear.")
    assert texts(bench, "Haus") == ["Die Häuser brannten."]


def test_headings_above_do_not_count_as_words_of_the_paragraph(bench: Bench) -> None:
    bench.put("a.txt", "# Policing", "Officers met.")
    assert texts(bench, "policing") == ["Policing"]


def test_documents_can_be_left_out(bench: Bench) -> None:
    first = bench.put("a.txt", "Iron rusts.")
    bench.put("b.txt", "Iron rusts too.")
    assert texts(bench, "iron", first.document_id) == ["Iron rusts."]


def test_what_is_in_the_snapshot_and_what_is_newer_are_held_alike(bench: Bench) -> None:
    bench.put("a.txt", *(f"Iron rusts in year {year}." for year in range(200)))
    bench.reopen()
    bench.put("b.txt", "Iron rusts today.")
    found = bench.library.holding("iron rust")
    assert len(found) == 201
    assert found[-1].name == "b.txt"


def test_what_was_removed_is_held_no_more(bench: Bench) -> None:
    record = bench.put("a.txt", "Iron rusts.")
    bench.put("b.txt", "Iron rusts too.")
    bench.library.remove(record.document_id)
    assert [place.name for place in bench.library.holding("iron")] == ["b.txt"]


def test_words_in_unspaced_writing_are_held_by_their_pairs(bench: Bench) -> None:
    bench.put("a.txt", "少数民族的权利", "民族的少数权利")
    assert texts(bench, "少数民族") == ["少数民族的权利"]
