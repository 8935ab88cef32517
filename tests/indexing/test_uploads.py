from pathlib import Path

import pytest

from assistant.indexing.naming import free_name, is_form_of, name_of
from assistant.indexing.outcomes import FileOutcome
from assistant.indexing.uploads import take_in
from tests.bench import Bench


def upload(bench: Bench, name: str, text: str, *, replacing: bool = False) -> FileOutcome:
    place = bench.root / "arrived"
    place.write_text(text)
    return take_in(
        bench.library,
        place,
        name,
        read=bench.reader.read,
        encoder=bench.encoder,
        replacing=replacing,
    )


def held(bench: Bench) -> dict[str, str]:
    return {d.name: bench.library.text(d.document_id) for d in bench.library.documents()}


def test_other_bytes_under_a_name_that_is_taken_become_a_document_of_their_own(
    bench: Bench,
) -> None:
    first = upload(bench, "report.txt", "Iron rusts.")
    second = upload(bench, "report.txt", "Copper turns green.")
    assert (first.path, first.note) == ("report.txt", "")
    assert (second.path, second.state) == ("report (2).txt", "added")
    assert second.note == "Added as report (2).txt: another document is called report.txt"
    upload(bench, "report.txt", "Tin is soft.")
    assert held(bench) == {
        "report.txt": "Iron rusts.",
        "report (2).txt": "Copper turns green.",
        "report (3).txt": "Tin is soft.",
    }


def test_the_same_bytes_again_are_told_as_there_already(bench: Bench) -> None:
    for text in ("Iron rusts.", "Copper turns green."):
        upload(bench, "report.txt", text)
    again = upload(bench, "report.txt", "Copper turns green.")
    assert (again.path, again.state) == ("report (2).txt", "unchanged")
    assert again.note == "These very bytes are in the library already"
    assert len(held(bench)) == 2


def test_a_document_is_replaced_where_that_is_asked(bench: Bench) -> None:
    first = upload(bench, "report.txt", "Iron rusts.")
    second = upload(bench, "report.txt", "Copper turns green.", replacing=True)
    assert (second.state, second.document_id) == ("updated", first.document_id)
    assert second.note == "It took the place of the document called report.txt"
    assert held(bench) == {"report.txt": "Copper turns green."}


def test_an_upload_that_cannot_be_read_takes_no_name(bench: Bench) -> None:
    upload(bench, "report.txt", "Iron rusts.")
    failed = upload(bench, "report.txt", "BROKEN")
    assert (failed.path, failed.state, failed.reason) == (
        ("report.txt", "failed", "the file is broken")
    )
    assert held(bench) == {"report.txt": "Iron rusts."}
    assert list(bench.library.folder.staging.iterdir()) == []


def test_the_first_free_number_stands_before_the_ending() -> None:
    assert free_name("a.tar.gz", {"a.tar.gz", "a.tar (2).gz"}) == "a.tar (3).gz"
    assert free_name("README", {"README"}) == "README (2)"
    assert free_name(".profile", {".profile"}) == ".profile (2)"
    assert is_form_of("a (12).txt", "a.txt")
    assert not is_form_of("a (b).txt", "a.txt")


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("The Report", "pdf", "The Report.pdf"),
        ("  A/B\\C\n", "markdown", "A B C.md"),
        (None, "text", "text 0123abcd.txt"),
        ("...", "docx", "docx 0123abcd.docx"),
    ],
)
def test_a_lost_name_is_made_of_what_the_content_tells(
    title: str | None, kind: str, name: str
) -> None:
    assert name_of(title, kind, "0123abcdef") == name
    assert Path(name).name == name
