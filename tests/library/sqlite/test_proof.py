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
    bench.library.remove(record.document_id, with_selections=True)
    assert bench.library.roots() == ()
    assert prove(bench.library, held).holds


def test_the_words_of_citations_that_stay_are_told_apart_and_sought_elsewhere(
    bench: Bench,
) -> None:
    record = bench.put("gone.txt", SECRET, "Nobody else has ever heard of the money.")
    for paragraph in bench.library.paragraphs(record.document_id)[:1]:
        select(bench.library, "Where are the funds?", paragraph.paragraph_id)
    held = remains(bench.library, record.document_id)
    bench.library.remove(record.document_id)
    proof = prove(bench.library, held)
    assert (proof.holds, proof.citations, proof.shared) == (True, 1, 0)
    (bench.folder / "mirrors" / "left").write_text(SECRET)
    assert prove(bench.library, held).places == ("mirrors/left",)


def test_no_citation_hides_what_is_left_of_another_text(bench: Bench) -> None:
    lines = (SECRET, "Word " * 100, "Nobody else has ever heard of the money.")
    record = bench.put("gone.txt", *lines)
    paragraph = bench.library.paragraphs(record.document_id)[0]
    select(bench.library, "Where are the funds?", paragraph.paragraph_id)
    held = remains(bench.library, record.document_id)
    bench.library.remove(record.document_id)
    bench.library.write_note("left", "Nobody else has ever heard of the money.")
    assert not prove(bench.library, held).holds
