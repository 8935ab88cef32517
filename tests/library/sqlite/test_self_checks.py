import pytest

from assistant.library.sqlite.self_checks import examine
from tests.bench import Bench


@pytest.fixture
def filled(bench: Bench) -> Bench:
    bench.put("a.txt", *[f"Iron number {i} rusts." for i in range(30)])
    bench.put("b.txt", "Copper turns green.")
    return bench


def failing(bench: Bench) -> list[str]:
    return [check.name for check in examine(bench.library, seed=5) if not check.holds]


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("UPDATE vector SET value = zeroblob(32) WHERE row = 3", "vectors"),
        ("DELETE FROM vector WHERE row = 3", "vectors"),
        ("UPDATE paragraph SET text = 'Iron lasts.' WHERE row = 3", "paragraphs"),
        ("UPDATE document SET paragraphs = 7 WHERE key = 1", "paragraphs"),
        ("DELETE FROM paragraph WHERE row = 3", "paragraphs"),
        ("UPDATE revision SET pages = '[] ' WHERE document = 1", "texts"),
    ],
)
def test_what_was_changed_in_the_truth_is_found(filled: Bench, sql: str, name: str) -> None:
    with filled.library.database.transaction() as connection:
        connection.execute(sql)
    assert name in failing(filled)


def test_a_damaged_or_missing_original_is_found(filled: Bench) -> None:
    document = filled.library.find("b.txt")
    original = filled.library.original(document.document_id)
    original.chmod(0o600)
    original.write_bytes(b"Copper turns black.\n")
    assert failing(filled) == ["originals"]
    original.unlink()
    assert failing(filled) == ["originals"]


def test_a_mirror_that_disagrees_with_the_truth_is_found(filled: Bench) -> None:
    filled.nearest("iron")
    index = filled.library.mirrors.dense._index
    assert index is not None
    ids = index.ids
    vectors = filled.library.vectors(ids.tolist())
    index.add(ids, -vectors)
    assert "index of meanings" in failing(filled)


def test_documents_that_an_older_reader_read_are_counted(filled: Bench) -> None:
    """It is no fault: what they hold is whole."""
    with filled.library.database.transaction() as connection:
        connection.execute("UPDATE document SET reader = 'text-3'")
    [check] = [check for check in examine(filled.library) if check.name == "readers"]
    assert (check.holds, check.message[:5]) == (True, "every")
    with filled.library.database.transaction() as connection:
        connection.execute("UPDATE document SET reader = 'text-1' WHERE key = 2")
    [check] = [check for check in examine(filled.library) if check.name == "readers"]
    assert check.holds
    assert check.message == (
        "read by an older reader: 1 documents. To read again: pincite index --rebuild PATH…"
    )
