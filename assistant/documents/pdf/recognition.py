"""Text recognised in pictures of pages by Tesseract, if it is installed.

Tesseract reads a picture on its standard input and writes a table of words with
their boxes and confidences (https://tesseract-ocr.github.io, "TSV output"), so no
file is written.
"""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import NamedTuple, Protocol

import PIL.Image

from assistant.documents.pdf.printed_lines import (
    Frame,
    PrintedLine,
    PrintedWord,
    joined,
    normalised,
)

DOTS_PER_INCH = 200
"""Resolution pages are drawn at: measured 0.96 to 1.00 of the letters right."""
SECONDS_PER_PAGE = 30.0
MOST_LANGUAGES = 4
"""Each further language costs as much time as the first."""

_NO_LANGUAGES = frozenset({"osd", "equ", "snum"})
_WORD_HEIGHT = 0.72
"""Height of a word without descenders, as a share of its font's size."""
_ONE_SIZE = 0.25
"""Lines within this share of the usual size are taken to be of that size."""
_DESCENDERS = frozenset("gjpqyQ,;()[]{}/|_µçş")


class NotRecognised(Exception):
    """The program failed on this picture or took too long."""


class Recogniser(Protocol):
    """Finds the printed lines in a picture of a page."""

    def lines(
        self, picture: PIL.Image.Image, *, page: int, width: float, height: float
    ) -> list[PrintedLine]:
        """Lines in reading order, in points of a page `width` by `height`, with confidences.

        Raises `NotRecognised` when nothing could be made of the picture.
        """
        ...


def find_recogniser() -> "Tesseract | None":
    """Tesseract with the languages it has, or `None` where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    names = listed.stdout.decode("utf-8", "replace").split("\n")[1:]
    languages = [name.strip() for name in names if name.strip() and name not in _NO_LANGUAGES]
    if not languages:
        return None
    languages.sort(key=lambda name: (name != "eng", name))
    return Tesseract(program, tuple(languages[:MOST_LANGUAGES]))


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program at `program`, reading all of `languages` at once."""

    program: str
    languages: tuple[str, ...]
    seconds: float = SECONDS_PER_PAGE

    def lines(
        self, picture: PIL.Image.Image, *, page: int, width: float, height: float
    ) -> list[PrintedLine]:
        """See `Recogniser`."""
        table = self._table(picture)
        scale = width / picture.width
        frame = Frame((1, 0), (0, 1), width, height)
        words = list(_words(table, scale))
        if not words:
            return []
        usual = median(word.height for word in words) / _WORD_HEIGHT
        return [
            _line(list(group), usual, page, frame)
            for _, group in groupby(words, key=lambda word: word.line)
        ]

    def _table(self, picture: PIL.Image.Image) -> str:
        written = io.BytesIO()
        picture.convert("L").save(written, "PPM")
        command = [self.program, "stdin", "stdout", "-l", "+".join(self.languages)]
        command += ["--dpi", str(DOTS_PER_INCH), "--psm", "3", "tsv"]
        try:
            done = subprocess.run(
                command,
                input=written.getvalue(),
                capture_output=True,
                timeout=self.seconds,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise NotRecognised(str(error)) from error
        return done.stdout.decode("utf-8", "replace")


class _Recognised(NamedTuple):
    """A word of Tesseract's table, in points."""

    line: tuple[str, ...]
    text: str
    raw: str
    left: float
    top: float
    width: float
    height: float
    confidence: float


def _words(table: str, scale: float) -> Iterator[_Recognised]:
    """The words of the table; its rows of level 5."""
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        raw = cells[11].strip()
        text = normalised(raw)
        confidence = max(float(cells[10]), 0.0) / 100
        yield _Recognised(tuple(cells[1:5]), text, raw, left, top, width, height, confidence)


def _line(words: Sequence[_Recognised], usual: float, page: int, frame: Frame) -> PrintedLine:
    standing = [word for word in words if not _DESCENDERS & set(word.text)] or list(words)
    size = median(word.height for word in standing) / _WORD_HEIGHT
    if abs(size - usual) < _ONE_SIZE * usual:
        size = usual
    printed = [
        PrintedWord(word.text, word.left, word.left + word.width, index > 0, False, word.raw)
        for index, word in enumerate(words)
    ]
    letters = sum(len(word.text) for word in words)
    return PrintedLine(
        page=page,
        frame=frame,
        words=printed,
        text=joined(printed),
        u0=min(word.u0 for word in printed),
        u1=max(word.u1 for word in printed),
        v=median(word.top + word.height for word in standing),
        size=round(size * 4) / 4,
        bold=False,
        italic=False,
        confidence=sum(word.confidence * len(word.text) for word in words) / letters,
    )
