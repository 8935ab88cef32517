"""Indexing gives way: in priority, and in who waits for whom."""

import os
import sys
import threading
from collections.abc import Sequence

import pytest

from assistant.library.sqlite.lexical_index import LexicalMirror
from embeddings.encoder import Progress, Vectors
from embeddings.unhurried import NICENESS, UnhurriedEncoder
from tests.bench import Bench
from tests.doubles import WordEncoder

PATIENCE = 20


class Watched(WordEncoder):
    """Notes how nice the thread is that encodes; stays in each passage until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.niceness: list[int] = []
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        if sys.platform == "linux":
            self.niceness.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        self.begun.set()
        assert self.go_on.wait(PATIENCE)
        for _ in texts:
            assert progress is not None
            progress(1)
            self.texts.append("finished")
        return super().encode_passages(texts)


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are Linux's own")
def test_passages_are_encoded_in_a_thread_that_gives_way() -> None:
    encoder = Watched()
    encoder.go_on.set()
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    counted: list[int] = []
    rows = UnhurriedEncoder(encoder).encode_passages(["iron", "rain"], progress=counted.append)
    assert (rows == WordEncoder().encode_passages(["iron", "rain"])).all()
    assert counted == [1, 1]
    assert encoder.niceness == [min(before + NICENESS, 19)]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_an_interrupted_wait_ends_the_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = Watched()

    def interrupted(*_: object) -> None:
        assert encoder.begun.wait(PATIENCE)
        threading.Timer(0.05, encoder.go_on.set).start()
        raise KeyboardInterrupt

    monkeypatch.setattr("concurrent.futures.Future.result", interrupted)
    with pytest.raises(KeyboardInterrupt):
        UnhurriedEncoder(encoder).encode_passages(["iron"] * 500)
    assert encoder.texts == []


def test_questions_do_not_wait_while_a_snapshot_is_written(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.put("a.txt", "Iron bent.", "Rain fell.")
    bench.matching("iron")
    begun, go_on = threading.Event(), threading.Event()
    whole = LexicalMirror._write

    def slow(self: LexicalMirror, *rest: object) -> int:
        begun.set()
        assert go_on.wait(PATIENCE)
        return whole(self, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(LexicalMirror, "_write", slow)
    saving = threading.Thread(target=bench.library.mirrors.lexical.save)
    saving.start()
    assert begun.wait(PATIENCE)
    found: list[list[str]] = []
    asking = threading.Thread(
        target=lambda: found.extend([bench.matching("iron"), bench.nearest("rain fell", 1)])
    )
    asking.start()
    asking.join(PATIENCE)
    answered = list(found)
    go_on.set()
    saving.join(PATIENCE)
    assert answered == [["Iron bent."], ["Rain fell."]]
    bench.put("b.txt", "Iron rang.")
    assert sorted(bench.matching("iron")) == ["Iron bent.", "Iron rang."]


def test_what_is_put_while_a_snapshot_is_written_is_found(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.put("a.txt", "Iron bent.")
    whole = LexicalMirror._write

    def late(self: LexicalMirror, *rest: object) -> int:
        upto = whole(self, *rest)  # type: ignore[arg-type]
        monkeypatch.setattr(LexicalMirror, "_write", whole)
        bench.put("b.txt", "Iron rang.")
        return upto

    monkeypatch.setattr(LexicalMirror, "_write", late)
    with bench.library.writing():
        bench.library.mirrors.lexical.save()
    assert sorted(bench.matching("iron")) == ["Iron bent.", "Iron rang."]


def test_old_snapshots_go_even_when_new_ones_cannot_be_written(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = bench.put("a.txt", *[f"Iron number {number} bent." for number in range(300)])
    bench.put("b.txt", "Rain fell.")
    bench.library.mirrors.lexical.save()
    assert list((bench.folder / "mirrors").glob("lexical-*"))

    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LexicalMirror, "_write", refuse)
    bench.library.remove(record.document_id)
    assert not list((bench.folder / "mirrors").glob("*-*"))
    monkeypatch.undo()
    bench.reopen()
    with bench.library.writing():
        pass
    assert bench.matching("iron") == []
    assert bench.matching("rain") == ["Rain fell."]
