"""What a view costs does not grow with the library."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.library.sqlite.database import Database
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from tests.bench import Bench
from tests.doubles import WordEncoder
from tests.web.conftest import Make

SMALL, LARGE = 110, 220
"""Documents; a page lists at most 100."""


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Two libraries, the one twice the other."""
    folders = {}
    for size in (SMALL, LARGE):
        root = tmp_path_factory.mktemp("library")
        with Bench(root) as bench, bench.library.writing():
            for number in range(size):
                bench.put(f"{number:03}.txt", "# Tides", f"Tide {number} came in.")
        folders[size] = root / "library"
    return folders


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each query gave."""
    counts: list[int] = []
    rows = Database.rows

    def counted(self: Database, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        found = rows(self, sql, parameters)
        counts.append(len(found))
        return found

    monkeypatch.setattr(Database, "rows", counted)
    return counts


@pytest.mark.parametrize("path", ["/", "/documents/{id}", "/keys", "/kept", "/?in=007.txt&q="])
def test_a_view_reads_as_much_of_a_library_twice_the_size(
    libraries: dict[int, Path], read: list[int], make: Make, path: str
) -> None:
    amounts = []
    for folder in libraries.values():
        with Assistant(SqliteLibrary.open(folder), WordEncoder) as assistant:
            [first] = assistant.library.documents(0, 1)
            read.clear()
            answer = make(assistant).get(path.format(id=first.document_id))
            assert answer.status_code == 200
            amounts.append(sum(read))
    assert amounts[0] == amounts[1] > 0


def test_the_library_shows_its_documents_by_parts(
    libraries: dict[int, Path], make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.library.SHOWN", 100)
    with Assistant(SqliteLibrary.open(libraries[LARGE]), WordEncoder) as assistant:
        client = make(assistant)
        assert "099.txt" in client.get("/library").text.split('id="documents-title"')[1]
        second = client.get("/library?after=100").text.split('id="documents-title"')[1]
    assert "100.txt" in second
    assert "199.txt" in second
    assert "200.txt" not in second
    assert "after=200" in second
