from assistant.indexing.roots import remember
from assistant.keeping.selections import select
from assistant.library.sqlite.proof import prove, remains
from tests.bench import Bench

SECRET = "The treasurer moved the funds to another valley."


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
