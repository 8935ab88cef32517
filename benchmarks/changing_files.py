"""Copies of real files that change at random between the runs of a program."""

import hashlib
import os
import random
import shutil
from itertools import cycle, islice
from pathlib import Path

from assistant.documents.sandbox.reader import Reader
from assistant.errors import UnreadableFile

FILES, TEXT_FILES, LARGEST = 20, 8, 300_000
KINDS = frozenset({".pdf", ".docx", ".odt", ".xlsx", ".html", ".txt", ".md"})
TEXTS = frozenset({".txt", ".md"})


class Files:
    """A folder of copies that changes between rounds; every state of a file is kept aside."""

    def __init__(self, root: Path, sources: list[Path], chosen: random.Random) -> None:
        self.folder, self.versions = root / "files", root / "versions"
        self.folder.mkdir()
        self.versions.mkdir()
        self._sources, self._chosen = sources, chosen
        self._number = 0
        self.canaries: dict[str, str] = {}
        """By sha256 of the text it stands in."""
        for source in sources:
            self._add(source)

    def now(self) -> dict[str, str]:
        """Sha256 by path; keeps what is new aside."""
        found = {}
        for place in sorted(self.folder.rglob("*")):
            if place.is_file():
                sha256 = hashlib.sha256(place.read_bytes()).hexdigest()
                kept = self.versions / f"{sha256}{place.suffix}"
                if not kept.exists():
                    shutil.copy(place, kept)
                found[str(place)] = sha256
        return found

    def change(self) -> None:
        """Three to eight changes at random."""
        for _ in range(self._chosen.randrange(3, 9)):
            there = [place for place in self.folder.rglob("*") if place.is_file()]
            act = self._chosen.choice(["add", "remove", "rename", "edit", "edit", "swap", "touch"])
            if act == "add" or len(there) < FILES // 2:
                self._add(self._chosen.choice(self._sources))
            else:
                self._alter(act, self._chosen.choice(sorted(there)))

    def _alter(self, act: str, place: Path) -> None:
        if act == "remove" or len(list(self.folder.rglob("*"))) > 2 * FILES:
            place.unlink()
        elif act == "rename":
            place.rename(self._fresh(place.suffix))
        elif act == "touch":
            os.utime(place)
        elif act == "edit" and place.suffix in TEXTS:
            self._edit(place)
        else:
            same = [source for source in self._sources if source.suffix == place.suffix]
            self._write(place, self._chosen.choice(same))

    def _fresh(self, suffix: str) -> Path:
        self._number += 1
        folder = self.folder / self._chosen.choice(["", "inner"])
        folder.mkdir(exist_ok=True)
        return folder / f"file {self._number}{suffix}"

    def _add(self, source: Path) -> None:
        self._write(self._fresh(source.suffix), source)

    def _write(self, place: Path, source: Path) -> None:
        if place.suffix not in TEXTS:
            shutil.copy(source, place)
            return
        lines = source.read_text("utf-8", "replace").splitlines()
        start = self._chosen.randrange(max(1, len(lines) - 40))
        self._mark(place, lines[start : start + 40])

    def _edit(self, place: Path) -> None:
        lines = place.read_text("utf-8").splitlines()[:-1]
        where = self._chosen.randrange(len(lines) + 1)
        lines[where : where + self._chosen.randrange(3)] = [f"Edit {self._chosen.random()}.", ""]
        self._mark(place, lines)

    def _mark(self, place: Path, lines: list[str]) -> None:
        """Write a text that ends with a word of its own."""
        canary = f"canary{self._chosen.getrandbits(60):x}"
        place.write_text("\n".join([*lines, canary]) + "\n", "utf-8")
        self.canaries[hashlib.sha256(place.read_bytes()).hexdigest()] = canary


def sources_in(folders: list[Path]) -> list[Path]:
    """The smallest files that can be read, and texts: each is given a part of its own.

    Texts are what can be edited, and marked so that their traces can be sought.
    """
    found = [place for folder in folders for place in sorted(folder.iterdir())]
    small = [p for p in found if p.suffix in KINDS and p.stat().st_size <= LARGEST]
    small.sort(key=lambda place: place.stat().st_size)
    texts = [place for place in small if place.suffix in TEXTS]
    with Reader() as reader:
        others = (p for p in small if p.suffix not in TEXTS and readable(p, reader))
        chosen = list(islice(others, FILES - TEXT_FILES if texts else FILES))
    return chosen + list(islice(cycle(texts), FILES - len(chosen)))


def readable(place: Path, reader: Reader) -> bool:
    """Whether there are words in it."""
    try:
        reader.read(place, document_id="tried")
    except UnreadableFile:
        return False
    return True
