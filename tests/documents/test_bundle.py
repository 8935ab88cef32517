from assistant.documents.bundle import read_zip
from assistant.documents.document import Block, Kind
from tests.documents.archives import zipped

PAGE = "<!DOCTYPE html><h1>Policy</h1><p>Offices stay open.</p>"


def test_each_document_stands_under_its_name() -> None:
    extract = read_zip(zipped({"b/policy.html": PAGE, "a.csv": "State,Count\nIraq,12\n"}))
    assert extract.blocks == (
        Block(Kind.HEADING, "b/policy.html", level=1),
        Block(Kind.HEADING, "Policy", level=2),
        Block(Kind.PARAGRAPH, "Offices stay open."),
        Block(Kind.HEADING, "a.csv", level=1),
        Block(Kind.TABLE_ROW, "State: Iraq; Count: 12"),
    )
    assert extract.notices == ()


def test_what_cannot_be_read_is_named_and_litter_is_not() -> None:
    extract = read_zip(
        zipped(
            {
                "policy.html": PAGE,
                "photo.jpg": b"\xff\xd8\xff\xe0",
                "inner.zip": zipped({"a.txt": "x"}),
                "__MACOSX/policy.html": b"\0\0",
                ".DS_Store": b"\0\0",
            }
        )
    )
    assert len(extract.blocks) == 3
    assert [notice.partition(". ")[0] for notice in extract.notices] == [
        "photo.jpg: The file is a JPEG picture",
        "inner.zip: An archive within an archive",
    ]


def test_an_archive_without_documents_has_no_block() -> None:
    assert read_zip(zipped({})).notices == (
        "The archive holds no document. Check that it was packed whole",
    )
    assert read_zip(zipped({"photo.jpg": b"\xff\xd8\xff\xe0"})).blocks == ()
