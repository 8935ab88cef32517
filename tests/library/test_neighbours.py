from assistant.library.neighbours import neighbours
from tests.bench import Bench


def test_neighbours_are_those_of_the_same_document(bench: Bench) -> None:
    record = bench.put("a.txt", "Iron rusts.", "Copper turns green.", "Gold stays.")
    bench.put("b.txt", "Rain falls.", "Snow lies.")
    first, second, third = bench.library.paragraphs(record.document_id)
    assert neighbours(bench.library, second) == (first, third)
    assert neighbours(bench.library, first) == (None, second)
    assert neighbours(bench.library, third) == (second, None)
