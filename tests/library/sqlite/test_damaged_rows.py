from dataclasses import replace

import pytest

from assistant.documents.document import Repair
from assistant.errors import LibraryDamaged
from tests.bench import Bench
from tests.doubles import revision_of


def damage(bench: Bench, sql: str = "UPDATE paragraph SET text = 'Iron lasts.'") -> str:
    """What is said of it."""
    with bench.library.database.transaction() as connection:
        connection.execute(sql)
    with pytest.raises(LibraryDamaged) as told:
        bench.library.paragraphs(bench.library.documents()[0].document_id)
    return str(told.value)


def test_a_damaged_paragraph_is_read_again_first_and_restored_second(bench: Bench) -> None:
    place = bench.write("a.txt", "Iron rusts in rain.")
    bench.index()
    told = damage(bench)
    assert f"Read a.txt again with: pincite index --rebuild {place}. If that does not" in told
    assert told.index("--rebuild") < told.index("pincite restore FILE")
    bench.index(rebuild=True)
    document_id = bench.library.documents()[0].document_id
    assert [p.text for p in bench.library.paragraphs(document_id)] == ["Iron rusts in rain."]
    assert all(check.holds for check in bench.library.examine())


def test_a_damaged_paragraph_whose_file_is_gone_is_had_again_from_its_original(
    bench: Bench,
) -> None:
    place = bench.write("a.txt", "Iron rusts in rain.")
    bench.index()
    original = bench.library.original(bench.library.documents()[0].document_id)
    place.unlink()
    told = damage(bench)
    assert f"copy {original}, remove the document and add the copy" in told
    assert "pincite restore" in told
    original.unlink()
    assert "copy" not in damage(bench)
    assert "pincite restore" in damage(bench)


def test_damaged_repairs_are_noticed(bench: Bench) -> None:
    place = bench.write("a.txt", "Iron rusts in rain.")
    revision = replace(revision_of("d1", place.read_bytes()), repairs=(Repair(4, 5, "\n"),))
    bench.put_revision(revision, place)
    with bench.library.database.transaction() as connection:
        connection.execute("UPDATE raw SET repairs = x'789c00'")
    with pytest.raises(LibraryDamaged, match="repairs"):
        bench.library.repairs("d1")
