from assistant.keeping.selections import select
from tests.bench import Bench


def test_every_commit_makes_another_version_and_nothing_else_does(bench: Bench) -> None:
    database = bench.library.database
    empty = database.version()
    record = bench.put("a.txt", "Iron rusts in rain.")
    filled = database.version()
    assert filled != empty
    bench.library.paragraphs(record.document_id)
    assert database.version() == filled
    paragraph = bench.library.paragraphs(record.document_id)[0]
    select(bench.library, "Iron?", paragraph.paragraph_id)
    kept = database.version()
    assert kept != filled
    bench.library.remove(record.document_id)
    assert database.version() != kept
