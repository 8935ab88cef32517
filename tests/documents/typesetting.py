"""Sets paragraphs on PDF pages line by line, so that a test knows every one of them."""

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pypdfium2
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
REGULAR, BOLD = "Times-Roman", "Times-Bold"

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou"]
_words = random.Random(1)
WORDS = ["".join(_words.choices(_SYLLABLES, k=_words.randint(1, 5))) for _ in range(500)]


def sentences(chosen: random.Random, count: int) -> str:
    """Made-up sentences of six to eighteen words."""
    return " ".join(_sentence(chosen) for _ in range(count))


def _sentence(chosen: random.Random) -> str:
    words = chosen.choices(WORDS, k=chosen.randint(6, 18))
    return " ".join(words).capitalize() + "."


@dataclass
class Press:
    """A document being set; `columns` wide, justified or ragged."""

    columns: int = 1
    justified: bool = True
    hyphenated: bool = False
    leading: float = 12.0
    size: float = 10.0
    margin: float = 72.0
    foot: float = 90.0
    furniture: Callable[[Canvas, int], None] | None = None
    rotation: int = 0
    written: io.BytesIO = field(default_factory=io.BytesIO)
    page: int = 1

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.written, pagesize=(WIDTH, HEIGHT))
        self.column = 0
        self.y = HEIGHT - self.margin
        self._begin()

    def _begin(self) -> None:
        if self.furniture is not None:
            self.furniture(self.canvas, self.page)

    @property
    def column_width(self) -> float:
        gutter = 22.0
        inner = WIDTH - 2 * self.margin
        return (inner - gutter * (self.columns - 1)) / self.columns

    @property
    def left(self) -> float:
        return self.margin + self.column * (self.column_width + 22.0)

    def next_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.column, self.y = 0, HEIGHT - self.margin
        self._begin()

    def _next_line(self) -> None:
        self.y -= self.leading
        if self.y < self.foot:
            self.column += 1
            self.y = HEIGHT - self.margin - self.leading
            if self.column == self.columns:
                self.next_page()
                self.y -= self.leading

    def paragraph(
        self,
        text: str,
        *,
        first: float = 0.0,
        hang: float = 0.0,
        mark: str = "",
        after: float = 6.0,
        font: str = REGULAR,
        size: float | None = None,
    ) -> str:
        """Set a paragraph; `first` and `hang` indent its first and its other lines."""
        size = size or self.size
        words = text.split(" ")
        if mark:
            first = max(first, stringWidth(mark, font, size) + 0.8 * size)
        indent = first
        opening = True
        while words:
            room = self.column_width - indent
            taken, words = self._line(words, room, font, size)
            self._next_line()
            if opening and mark:
                start = self.left + (hang - 14.0 if hang else 0.0)
                self.canvas.setFont(font, size)
                self.canvas.drawString(start, self.y, mark)
            self._draw(taken, self.left + indent, room, font, size, full=bool(words))
            indent, opening = hang, False
        self.y -= after
        return f"{mark} {text}" if mark else text

    def _line(
        self, words: Sequence[str], room: float, font: str, size: float
    ) -> tuple[list[str], list[str]]:
        taken: list[str] = []
        rest = list(words)
        while rest and stringWidth(" ".join([*taken, rest[0]]), font, size) <= room:
            taken.append(rest.pop(0))
        if self.hyphenated and rest and rest[0].isalpha() and len(rest[0]) >= 6:
            for cut in range(len(rest[0]) - 2, 2, -1):
                if stringWidth(" ".join([*taken, rest[0][:cut] + "-"]), font, size) <= room:
                    taken.append(rest[0][:cut] + "-")
                    rest[0] = rest[0][cut:]
                    break
        return taken, rest

    def _draw(
        self, words: Sequence[str], x: float, room: float, font: str, size: float, *, full: bool
    ) -> None:
        text = self.canvas.beginText(x, self.y)
        text.setFont(font, size)
        line = " ".join(words)
        spread = full and self.justified and len(words) > 1
        slack = room - stringWidth(line, font, size)
        text.setWordSpace(slack / (len(words) - 1) if spread else 0)
        text.textOut(line)
        self.canvas.drawText(text)

    def finish(self) -> bytes:
        self.canvas.save()
        if not self.rotation:
            return self.written.getvalue()
        turned = io.BytesIO()
        with pypdfium2.PdfDocument(self.written.getvalue()) as document:
            for page in document:
                page.set_rotation(self.rotation)
            document.save(turned)
        return turned.getvalue()
