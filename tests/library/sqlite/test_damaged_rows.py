from dataclasses import replace

import pytest

from assistant.documents.document import Repair
from assistant.errors import LibraryDamaged
from tests.bench import Bench
from tests.doubles import revision_of


def test_damaged_repairs_are_noticed(bench: Bench) -> None:
    place = bench.write("a.txt", "Iron rusts in rain.")
    revision = replace(revision_of("d1", place.read_bytes()), repairs=(Repair(4, 5, "\n"),))
    bench.put_revision(revision, place)
    with bench.library.database.transaction() as connection:
        connection.execute("UPDATE raw SET repairs = x'789c00'")
    with pytest.raises(LibraryDamaged, match="repairs"):
        bench.library.repairs("d1")
