"""Documents removed while their files, or others, are being indexed: the removal holds."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.indexing.background import Indexing
from assistant.indexing.reindexing import FileOutcome, FileState, Summary, reindex, take_in
from embeddings.encoder import Progress, Vectors
from tests.bench import Bench
from tests.doubles import WordEncoder

IRON = "Iron rusts in rain."
COPPER = "Copper turns green."
SNOW = "Snow melts in spring."
WHY = "It was taken out of the library while its file was read"


class Interrupted(WordEncoder):
    """Something happens once, in another thread, while it encodes."""

    def __init__(self, act: Callable[[], object], name: str = "words") -> None:
        super().__init__(name)
        self._act: Callable[[], object] | None = act

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        act, self._act = self._act, None
        if act is not None:
            other = threading.Thread(target=act)
            other.start()
            other.join()
        return super().encode_passages(texts, progress=progress)


def removal(bench: Bench, name: str) -> Callable[[], None]:
    """What a person does on the page meanwhile."""
    document_id = bench.library.find(name).document_id

    def remove() -> None:
        with bench.library.writing():
            bench.library.remove(document_id)

    return remove


def told(outcomes: Sequence[FileOutcome]) -> list[tuple[str, str, str]]:
    return [(Path(o.path).name, o.state.value, o.reason) for o in outcomes]


def names(bench: Bench) -> list[str]:
    return [record.name for record in bench.library.documents()]


@pytest.mark.parametrize("lines", [(IRON, SNOW), (SNOW,)], ids=["some words new", "all words new"])
def test_a_document_removed_while_its_new_revision_is_encoded_stays_removed(
    bench: Bench, lines: tuple[str, ...]
) -> None:
    bench.write("a.txt", IRON, COPPER)
    bench.index()
    bench.write("a.txt", *lines)
    bench.write("b.txt", COPPER)
    encoder = Interrupted(removal(bench, "a.txt"))

    def index(paths: Sequence[Path], *, rebuild: bool, **options: object) -> Summary:
        assert not rebuild
        return reindex(bench.library, paths, read=bench.reader.read, encoder=encoder, **options)  # type: ignore[arg-type]

    indexing = Indexing(index)
    indexing.start([bench.files])
    indexing.wait()
    status = indexing.status
    assert told(status.outcomes) == [("a.txt", "removed", WHY), ("b.txt", "added", "")]
    assert (status.running, status.error) == (False, "")
    assert status.summary is not None
    summary = status.summary
    assert (summary.removed, summary.added, summary.paragraphs_encoded) == (1, 1, 1)
    assert names(bench) == ["b.txt"]
    assert bench.nearest(SNOW, 9) == [COPPER]
    assert list(bench.library.folder.staging.iterdir()) == []
    assert bench.library.folder.kept() == {d.revision for d in bench.library.documents()}


def test_a_document_keeps_its_words_when_another_that_shared_them_is_removed(bench: Bench) -> None:
    gone = bench.put("gone/a.txt", IRON)
    bench.write("b.txt", IRON, SNOW)
    encoder = bench.encoder = Interrupted(removal(bench, gone.document_id))
    assert bench.index(bench.files / "b.txt").paragraphs_encoded == 2
    assert encoder.texts == [SNOW, IRON]
    assert names(bench) == ["b.txt"]
    assert bench.nearest(IRON, 1) == [IRON]


def _touched(place: Path) -> None:
    place.touch()


def _renamed(place: Path) -> None:
    place.rename(place.with_name("z.txt"))


@pytest.mark.parametrize(
    ("change", "name"), [(_touched, "y.txt"), (_renamed, "z.txt")], ids=["touched", "renamed"]
)
def test_a_document_removed_before_its_file_was_compared_is_not_told_to_be_there(
    bench: Bench, change: Callable[[Path], None], name: str
) -> None:
    place = bench.write("y.txt", IRON)
    bench.index()
    change(place)
    bench.write("a.txt", COPPER)
    bench.encoder = Interrupted(removal(bench, "y.txt"))
    outcomes: list[FileOutcome] = []
    bench.index(outcomes=outcomes)
    assert told(outcomes) == [("a.txt", "added", ""), (name, "removed", WHY)]
    assert names(bench) == ["a.txt"]
    outcomes.clear()
    bench.index(outcomes=outcomes)
    assert [o.state for o in outcomes if Path(o.path).name == name] == [FileState.ADDED]


def test_an_upload_whose_document_is_removed_meanwhile_stays_removed(bench: Bench) -> None:
    place = bench.root / "bytes"

    def upload(text: str) -> FileOutcome:
        place.write_text(text)
        return take_in(
            bench.library,
            place,
            "a.txt",
            read=bench.reader.read,
            encoder=bench.encoder,
            replacing=True,
        )

    upload(IRON)
    bench.encoder = Interrupted(removal(bench, "a.txt"))
    assert told([upload(SNOW)]) == [("a.txt", "removed", WHY)]
    assert names(bench) == []
    assert list(bench.library.folder.staging.iterdir()) == []
    assert upload(SNOW).state is FileState.ADDED


def test_a_document_that_somebody_removed_first_is_removed_once(bench: Bench) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        bench.write(name, name)
    bench.index()
    remove = removal(bench, "b.txt")
    (bench.files / "a.txt").unlink()
    (bench.files / "b.txt").unlink()
    outcomes: list[FileOutcome] = []

    def report(outcome: FileOutcome) -> None:
        outcomes.append(outcome)
        if outcome.path.endswith("a.txt"):
            remove()

    reindex(
        bench.library,
        [bench.files],
        read=bench.reader.read,
        encoder=bench.encoder,
        remove_missing=True,
        report=report,
    )
    assert [(name, state) for name, state, _ in told(outcomes)] == [
        ("c.txt", "unchanged"),
        ("a.txt", "removed"),
        ("b.txt", "removed"),
    ]
    assert names(bench) == ["c.txt"]


def test_a_document_removed_while_all_are_encoded_anew_stays_removed(bench: Bench) -> None:
    bench.write("a.txt", IRON)
    bench.put("elsewhere/b.txt", COPPER)
    bench.index(bench.files / "a.txt")
    encoder = Interrupted(removal(bench, "b.txt"), "other")
    bench.encoder = encoder
    bench.index(bench.files / "a.txt", rebuild=True)
    assert names(bench) == ["a.txt"]
    assert bench.library.fingerprint == str(encoder.fingerprint)
    assert bench.nearest(IRON, 9) == [IRON]
