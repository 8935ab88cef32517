from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.dense_index import DenseIndex
from embeddings.encoder import Vectors
from embeddings.errors import IndexDamaged
from embeddings.faiss_kinds import Ids, Scores

FLAT, CELLED = 1_000_000, 100
"""Where the kind of index changes: never within a test, or at once."""
both_kinds = pytest.mark.parametrize("flat_rows", [FLAT, CELLED], ids=["flat", "celled"])


def rows_of(count: int, *, dimension: int = 32, seed: int = 0) -> Vectors:
    """Unit rows scattered about a few centres, as the vectors of a real corpus are."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(20, dimension))
    rows = centres[random.integers(0, 20, count)] + 0.7 * random.normal(size=(count, dimension))
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def naive(
    ids: Ids, vectors: Vectors, vector: Vectors, k: int, allowed: Ids | None = None
) -> tuple[Ids, Scores]:
    """The same by comparing everything: the twin of `DenseIndex.nearest`."""
    if allowed is not None:
        kept = np.isin(ids, allowed)
        ids, vectors = ids[kept], vectors[kept]
    scores = vectors @ vector
    order = np.lexsort((ids, -scores))[:k]
    return ids[order], scores[order]


def recall(index: DenseIndex, ids: Ids, vectors: Vectors, questions: Vectors) -> float:
    shared = [
        len(np.intersect1d(index.nearest(q, 10)[0], naive(ids, vectors, q, 10)[0]))
        for q in questions
    ]
    return sum(shared) / (10 * len(questions))


@both_kinds
def test_it_finds_what_comparing_everything_finds(flat_rows: int) -> None:
    ids, vectors = np.arange(3_000) * 7, rows_of(3_000)
    index = DenseIndex.of(ids, vectors, flat_rows=flat_rows)
    assert recall(index, ids, vectors, rows_of(100, seed=1)) >= 0.98


@both_kinds
def test_scores_are_cosines_and_the_best_stands_first(flat_rows: int) -> None:
    ids, vectors = np.arange(500), rows_of(500)
    index = DenseIndex.of(ids, vectors, flat_rows=flat_rows)
    found, scores = index.nearest(vectors[123], 5)
    assert found[0] == 123
    np.testing.assert_allclose(scores, vectors[found] @ vectors[123], atol=0.02)
    assert (np.diff(scores) <= 0).all()
    assert found.dtype == np.int64
    assert scores.dtype == np.float32


@both_kinds
@pytest.mark.parametrize("count", [1, 3, 40, 600])
def test_among_allowed_ids_the_search_is_whole(flat_rows: int, count: int) -> None:
    ids, vectors = np.arange(600) * 3, rows_of(600)
    index = DenseIndex.of(ids, vectors, flat_rows=flat_rows)
    allowed = np.random.default_rng(2).choice(ids, count, replace=False)
    question = rows_of(1, seed=3)[0]
    found, _ = index.nearest(question, count, allowed)
    assert sorted(found) == sorted(allowed)
    best = naive(ids, vectors, question, 5, allowed)[0]
    assert len(np.intersect1d(index.nearest(question, 5, allowed)[0], best)) >= len(best) - 1


@both_kinds
def test_allowed_ids_that_are_not_there_are_passed_over(flat_rows: int) -> None:
    index = DenseIndex.of(np.arange(300), rows_of(300), flat_rows=flat_rows)
    far = 1 << 40
    for allowed in ([5, 1_000_000], [5, far], [5, -1], [5, 5]):
        found, scores = index.nearest(rows_of(1, seed=4)[0], 10, np.array(allowed))
        assert found.tolist() == [5]
        assert len(scores) == 1
    assert len(index.nearest(rows_of(1)[0], 10, np.empty(0, dtype=np.int64))[0]) == 0
    assert len(index.nearest(rows_of(1)[0], 10, np.array([-3]))[0]) == 0


@both_kinds
def test_large_ids_are_kept_whole(flat_rows: int) -> None:
    ids = np.arange(300) + (1 << 60)
    index = DenseIndex.of(ids, rows_of(300), flat_rows=flat_rows)
    question = rows_of(300)[17]
    assert index.nearest(question, 1)[0].tolist() == [(1 << 60) + 17]
    assert index.nearest(question, 1, ids[10:20])[0].tolist() == [(1 << 60) + 17]


@both_kinds
def test_all_rows_come_back_when_all_are_asked_for(flat_rows: int) -> None:
    index = DenseIndex.of(np.arange(6_000), rows_of(6_000), flat_rows=flat_rows)
    assert sorted(index.nearest(rows_of(1, seed=5)[0], 10_000)[0]) == list(range(6_000))


@both_kinds
def test_equal_rows_stand_in_the_order_of_their_ids(flat_rows: int) -> None:
    vectors = rows_of(300)
    vectors[[250, 40, 120]] = vectors[7]
    index = DenseIndex.of(np.arange(300), vectors, flat_rows=flat_rows)
    assert index.nearest(vectors[7], 4)[0].tolist() == [7, 40, 120, 250]


@both_kinds
def test_an_id_added_again_is_replaced(flat_rows: int) -> None:
    vectors, others = rows_of(300), rows_of(300, seed=6)
    index = DenseIndex.of(np.arange(300), vectors, flat_rows=flat_rows)
    index.add(np.array([9]), others[9:10])
    assert index.rows == 300
    assert index.ids.tolist() == list(range(300))
    found, scores = index.nearest(others[9], 1)
    assert found.tolist() == [9]
    assert scores[0] == pytest.approx(1.0, abs=0.02)


@both_kinds
def test_of_equal_ids_in_one_call_the_last_counts(flat_rows: int) -> None:
    vectors = rows_of(302)
    ids = np.concatenate([np.arange(300), [5, 5]])
    index = DenseIndex.of(ids, vectors, flat_rows=flat_rows)
    assert index.rows == 300
    assert index.nearest(vectors[301], 1)[0].tolist() == [5]
    assert index.nearest(vectors[5], 1)[1][0] < 0.99


@both_kinds
def test_removed_rows_are_not_found(flat_rows: int) -> None:
    vectors = rows_of(300)
    index = DenseIndex.of(np.arange(300), vectors, flat_rows=flat_rows)
    index.remove(np.array([3, 4, 4, 9_999, -1]))
    assert index.rows == 298
    assert 3 not in index.ids
    assert 3 not in index.nearest(vectors[3], 298)[0]
    assert len(index.nearest(vectors[3], 1, np.array([3]))[0]) == 0


@both_kinds
def test_an_emptied_index_is_as_good_as_new(flat_rows: int) -> None:
    index = DenseIndex.of(np.arange(300), rows_of(300), flat_rows=flat_rows)
    index.remove(np.arange(300))
    assert index.rows == 0
    assert len(index.nearest(rows_of(1)[0], 5)[0]) == 0
    index.add(np.array([1]), rows_of(1))
    assert index.nearest(rows_of(1)[0], 5)[0].tolist() == [1]


def test_an_empty_index_finds_nothing_and_survives_writing() -> None:
    index = DenseIndex.from_bytes(DenseIndex.empty(8).to_bytes())
    assert (index.rows, index.dimension, index.ids.tolist()) == (0, 8, [])
    found, scores = index.nearest(np.ones(8, dtype=np.float32), 3)
    assert found.dtype == np.int64
    assert scores.dtype == np.float32
    assert len(found) == len(scores) == 0


def test_the_kind_changes_with_the_size_and_nobody_notices() -> None:
    ids, vectors = np.arange(5_000), rows_of(5_000)
    index = DenseIndex.empty(32, flat_rows=1_000)
    for start in range(0, 5_000, 250):
        index.add(ids[start : start + 250], vectors[start : start + 250])
        assert index.nearest(vectors[start], 1)[0].tolist() == [start]
    assert index.rows == 5_000
    assert index.ids.tolist() == ids.tolist()
    assert recall(index, ids, vectors, rows_of(100, seed=1)) >= 0.97
    index.remove(ids[1_000:])
    assert recall(index, ids[:1_000], vectors[:1_000], rows_of(100, seed=1)) >= 0.97


@both_kinds
@pytest.mark.parametrize("k", [0, -1])
def test_no_rows_asked_for_are_no_rows(flat_rows: int, k: int) -> None:
    index = DenseIndex.of(np.arange(300), rows_of(300), flat_rows=flat_rows)
    assert len(index.nearest(rows_of(1)[0], k)[0]) == 0


@pytest.mark.parametrize(
    ("ids", "vectors"),
    [
        pytest.param([1, 2], rows_of(1), id="more ids than rows"),
        pytest.param([1], rows_of(1, dimension=16), id="another dimension"),
        pytest.param([-1], rows_of(1), id="a negative id"),
        pytest.param([1], np.full((1, 32), np.nan, dtype=np.float32), id="not a number"),
    ],
)
def test_rows_that_do_not_fit_are_refused_and_nothing_changes(
    ids: list[int], vectors: Vectors
) -> None:
    index = DenseIndex.of(np.array([7]), rows_of(1))
    with pytest.raises(ValueError):
        index.add(np.array(ids), vectors)
    assert index.ids.tolist() == [7]


def test_a_question_of_another_dimension_is_refused() -> None:
    with pytest.raises(ValueError, match="16 numbers, not 32"):
        DenseIndex.of(np.array([7]), rows_of(1)).nearest(rows_of(1, dimension=16)[0], 1)


@both_kinds
def test_bytes_and_back_answer_the_same(flat_rows: int) -> None:
    index = DenseIndex.of(np.arange(500) * 5, rows_of(500), flat_rows=flat_rows)
    again = DenseIndex.from_bytes(index.to_bytes())
    for question in rows_of(20, seed=8):
        for one, other in zip(
            index.nearest(question, 10), again.nearest(question, 10), strict=True
        ):
            np.testing.assert_array_equal(one, other)
    again.add(np.array([1]), rows_of(1, seed=9))
    again.remove(np.array([5]))
    assert again.rows == 500


@both_kinds
def test_a_mapped_file_answers_the_same_and_is_never_written(
    flat_rows: int, tmp_path: Path
) -> None:
    index = DenseIndex.of(np.arange(500), rows_of(500), flat_rows=flat_rows)
    path = tmp_path / "index"
    path.write_bytes(index.to_bytes())
    mapped = DenseIndex.open(path)
    question = rows_of(1, seed=8)[0]
    assert mapped.nearest(question, 10)[0].tolist() == index.nearest(question, 10)[0].tolist()
    assert mapped.ids.tolist() == index.ids.tolist()
    mapped.add(np.array([1_000]), question[np.newaxis])
    mapped.remove(np.array([0]))
    assert mapped.nearest(question, 1)[0].tolist() == [1_000]
    assert path.read_bytes() == index.to_bytes()


@both_kinds
def test_cut_bytes_are_damage(flat_rows: int, tmp_path: Path) -> None:
    content = DenseIndex.of(np.arange(300), rows_of(300), flat_rows=flat_rows).to_bytes()
    for length in (0, 3, 20, 60, len(content) // 2, len(content) - 1):
        with pytest.raises(IndexDamaged):
            DenseIndex.from_bytes(content[:length])
        (tmp_path / "index").write_bytes(content[:length])
        with pytest.raises(IndexDamaged):
            DenseIndex.open(tmp_path / "index")


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        DenseIndex.open(tmp_path / "none")


@pytest.mark.parametrize(
    "index",
    [
        pytest.param(faiss.IndexFlatIP(8), id="another kind"),
        pytest.param(faiss.IndexIDMap(faiss.IndexFlatIP(8)), id="another kind within"),
        pytest.param(
            faiss.IndexIDMap(faiss.IndexScalarQuantizer(8, faiss.ScalarQuantizer.QT_fp16)),
            id="distances instead of cosines",
        ),
    ],
)
def test_an_index_of_another_kind_is_damage(index: faiss.Index) -> None:
    with pytest.raises(IndexDamaged):
        DenseIndex.from_bytes(faiss.serialize_index(index).tobytes())


@both_kinds
@settings(deadline=None, max_examples=20)
@given(
    changes=st.lists(
        st.tuples(st.booleans(), st.lists(st.integers(0, 30), min_size=1, max_size=20)), max_size=12
    )
)
def test_any_run_of_changes_leaves_what_a_dictionary_would_hold(
    flat_rows: int, changes: list[tuple[bool, list[int]]]
) -> None:
    vectors = rows_of(400)
    index = DenseIndex.of(np.arange(10, 160), vectors[250:], flat_rows=flat_rows)
    twin, taken = {number: 240 + number for number in range(10, 160)}, 0
    for adding, ids in changes:
        if adding:
            numbers = [taken + place for place in range(len(ids))]
            taken += len(ids)
            index.add(np.array(ids), vectors[numbers])
            twin.update(zip(ids, numbers, strict=True))
        else:
            index.remove(np.array(ids))
            for number in ids:
                twin.pop(number, None)
    assert index.ids.tolist() == sorted(twin)
    for number, row in twin.items():
        _, scores = index.nearest(vectors[row], 1, np.array([number]))
        assert scores[0] == pytest.approx(1.0, abs=0.1)


def test_readers_see_whole_changes_while_a_writer_works() -> None:
    vectors = rows_of(400)
    index = DenseIndex.of(np.arange(200), vectors[:200], flat_rows=300)
    done = Event()

    def read() -> set[int]:
        sizes = set()
        while not done.is_set():
            sizes.add(len(index.nearest(vectors[0], 400)[0]))
        return sizes

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for _ in range(10):
            index.add(np.arange(200, 400), vectors[200:])
            index.remove(np.arange(200, 400))
        done.set()
        seen = set().union(*(reader.result() for reader in readers))
    assert seen <= {200, 400}
