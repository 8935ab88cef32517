from assistant.indexing.roots import remember
from assistant.keeping.selections import select
from assistant.library.sqlite.proof import prove, remains
from tests.bench import Bench

SECRET = "The treasurer moved the funds to another valley."


def test_a_removal_is_proved_by_seeking_what_the_document_held(bench: Bench) -> None:
    bench.put("kept.txt", "Iron rusts in rain.", "The meeting was closed at noon.")
    gone = bench.put("gone.txt", SECRET, "The meeting was closed at noon.", "Short.")
    bench.nearest("funds")
    bench.matching("funds")
    held = remains(bench.library, gone.document_id)
    assert (len(held.rows), prove(bench.library, held).holds) == (3, False)
    bench.library.remove(gone.document_id)
    proof = prove(bench.library, held)
    assert proof.holds
    # The secret and the name; the other sentence stands in the other document too.
    assert (proof.texts, proof.shared, proof.places) == (2, 1, ())
    assert (proof.rows, proof.vectors) == (0, 0)
    assert proof.files > 3
    assert proof.bytes > 10_000


def test_a_text_that_is_left_anywhere_is_found(bench: Bench) -> None:
    gone = bench.put("gone.txt", SECRET)
    held = remains(bench.library, gone.document_id)
    bench.library.remove(gone.document_id)
    (bench.folder / "mirrors" / "left").write_text(f"… {SECRET} …")
    proof = prove(bench.library, held)
    assert (proof.holds, proof.places) == (False, ("mirrors/left",))


def test_a_removed_file_is_forgotten_by_name_too(bench: Bench) -> None:
    record = bench.put("secret-plan.txt", SECRET)
    remember(bench.library, [bench.files / "secret-plan.txt"])
    paragraph = bench.library.paragraphs(record.document_id)[0]
    select(bench.library, "Where are the funds?", paragraph.paragraph_id)
    held = remains(bench.library, record.document_id)
    bench.library.remove(record.document_id)
    assert bench.library.roots() == ()
    assert prove(bench.library, held).holds
