"""Bytes changed behind a library's back: always noticed, repaired where that is possible."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.errors import LibraryDamaged, LibraryError
from assistant.library.sqlite.self_checks import examine
from tests.bench import Bench

pytestmark = pytest.mark.faults

LINES = [f"Iron number {i} rusts on day {i % 7} in the rain." for i in range(40)]
QUESTION = "iron on day 3"

Harm = Callable[[Path, random.Random], None]


def write(place: Path, content: bytes | bytearray) -> None:
    """Another file in its place: one cut short while it is mapped would end this process."""
    beside = place.with_name("damaged")
    beside.write_bytes(content)
    beside.replace(place)


def flip(place: Path, chosen: random.Random) -> None:
    content = bytearray(place.read_bytes())
    at = chosen.randrange(len(content))
    content[at] ^= 1 << chosen.randrange(8)
    write(place, content)


def truncate(place: Path, chosen: random.Random) -> None:
    content = place.read_bytes()
    write(place, content[: chosen.randrange(len(content))])


def zero(place: Path, chosen: random.Random) -> None:
    content = bytearray(place.read_bytes())
    start = chosen.randrange(len(content))
    content[start : start + 512] = bytes(len(content[start : start + 512]))
    if content == place.read_bytes():
        flip(place, chosen)
    else:
        write(place, content)


def delete(place: Path, chosen: random.Random) -> None:
    place.unlink()


HARMS = {"flip": flip, "truncate": truncate, "zero": zero, "delete": delete}


def filled(bench: Bench) -> None:
    with bench.library.writing():
        bench.put("a.txt", *LINES)
        question = bench.encoder.encode_question(QUESTION)[0]
        bench.library.nearest(question, 10)
        bench.library.mirrors.dense.save()
        bench.library.mirrors.lexical.save()


def answers(bench: Bench) -> tuple[list[str], list[str]]:
    return bench.nearest(QUESTION, 10), bench.matching(QUESTION, 10)


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_damaged_mirror_is_noticed_and_made_again(bench: Bench, harm: Harm) -> None:
    filled(bench)
    expected = answers(bench)
    chosen = random.Random(7)
    for _ in range(6):
        bench.close()
        places = [p for p in (bench.folder / "mirrors").rglob("*") if p.is_file()]
        victims = [p for p in places if p.suffix != ".lock" and p.stat().st_size]
        victim = chosen.choice(sorted(victims))
        harm(victim, chosen)
        assert answers(bench) == expected
        (notice,) = bench.library.notices
        assert "was damaged; it was made again" in notice
        bench.reopen()
        assert answers(bench) == expected
        assert bench.library.notices == [], "the repaired mirror was saved"


def test_a_mirror_of_another_time_is_not_used(bench: Bench) -> None:
    """Null control: the old file is a perfectly good index, only not the right one."""
    filled(bench)
    place = bench.folder / "mirrors" / "dense-1"
    old = place.read_bytes()
    with bench.library.writing():
        bench.put("b.txt", "Copper turns green.")
        bench.nearest(QUESTION)
        bench.library.mirrors.dense.save()
    expected = answers(bench)
    bench.close()
    (bench.folder / "mirrors" / "dense-2").write_bytes(old)
    assert answers(bench) == expected
    assert len(bench.library.notices) == 1


def test_a_changed_letter_in_the_truth_is_never_quoted(bench: Bench) -> None:
    filled(bench)
    (document,) = bench.library.documents()
    bench.close()
    place = bench.folder / "library.sqlite3"
    content = place.read_bytes()
    assert content.count(b"Iron number 17 rusts") == 1
    place.write_bytes(content.replace(b"Iron number 17 rusts", b"Iron number 77 rusts"))
    with pytest.raises(LibraryDamaged, match="pincite restore"):
        bench.library.paragraphs(document.document_id)
    failing = [check.name for check in examine(bench.library, seed=1) if not check.holds]
    assert "paragraphs" in failing


def everything(bench: Bench, document_id: str) -> object:
    """What a reader can see; `None` where a hit cannot be shown."""
    try:
        found = answers(bench)
    except KeyError:
        return None
    library = bench.library
    return found, library.paragraphs(document_id), library.text(document_id)


def test_damaged_pages_of_the_truth_are_never_silent(bench: Bench) -> None:
    """Each of 40 damaged places is refused, found by the checks, or makes no difference."""
    filled(bench)
    (document,) = bench.library.documents()
    expected = everything(bench, document.document_id)
    bench.close()
    place = bench.folder / "library.sqlite3"
    whole = place.read_bytes()
    chosen = random.Random(11)
    refused = found_by_checks = 0
    # Most of the file of so small a library is room to grow, where nothing can be harmed.
    written = [at for at in range(0, len(whole), 512) if any(whole[at : at + 64])]
    for start in chosen.choices(written, k=40):
        content = bytearray(whole)
        content[start : start + 64] = chosen.randbytes(64)
        place.write_bytes(content)
        try:
            if everything(bench, document.document_id) != expected:
                assert not all(check.holds for check in examine(bench.library, seed=1))
                found_by_checks += 1
        except LibraryError:
            refused += 1
        finally:
            with suppress(LibraryError):
                bench.close()
            for left in bench.folder.glob("library.sqlite3-*"):
                left.unlink()
    assert refused >= 5, found_by_checks
    place.write_bytes(whole)
    assert everything(bench, document.document_id) == expected
