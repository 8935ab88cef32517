import pytest

from assistant.keeping.ranks import Ranks, ranks, record
from tests.bench import Bench


def test_what_is_recorded_is_there_when_the_library_is_opened_again(bench: Bench) -> None:
    assert ranks(bench.library) == Ranks(-1, {}, {})
    found = Ranks(7, {1: 1, 2: None}, {1: 3, 2: 1, 5: None})
    record(bench.library, found)
    assert ranks(bench.reopen()) == found
    record(bench.library, Ranks(8, {}, {5: 2}))
    assert ranks(bench.library) == Ranks(8, {}, {5: 2})


@pytest.mark.parametrize("value", ["{", "[]", '{"after": {"x": 1}}', '{"after": [1]}', "null"])
def test_a_record_that_cannot_be_read_is_none(bench: Bench, value: str) -> None:
    bench.library.write_note("ranks", value)
    assert ranks(bench.library) == Ranks()


def test_changes_grow_with_what_can_be_found_and_not_with_a_record(bench: Bench) -> None:
    empty = bench.library.changes()
    bench.put("a.txt", "Iron rusts.")
    filled = bench.library.changes()
    assert filled > empty
    record(bench.library, Ranks(filled, {}, {1: 1}))
    assert bench.library.changes() == filled
    (document,) = bench.library.documents()
    bench.library.remove(document.document_id)
    assert bench.library.changes() > filled
