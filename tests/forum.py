"""The documents of a small forum, in a real library: what the tests of the page look at."""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.composition import compose
from assistant.documents.document import (
    Basis,
    Block,
    Box,
    Extract,
    Kind,
    Line,
    Page,
    Repair,
    Revision,
    Word,
)
from assistant.indexing.reindexing import new_vectors
from assistant.library.library import Library
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from embeddings.card import Card
from embeddings.encoder import Encoder, Fingerprint, Progress, Tokens, Vectors

QUESTION = "what was recommended on police training"
QUOTE = (
    "fund the training of police officers and publish stop figures each quarter, "
    "by district and by reason."
)
"""Of the report; the first answer."""
PATROLS = (
    "Patrols alone had not restored trust; residents wanted trained police officers who stay "
    "longer than a season."
)
"""Of the minutes; the second."""

WIDTH, HEIGHT, LEFT, SIZE = 595.0, 842.0, 90.0, 11


def printed(
    kind: Kind,
    *lines: tuple[int, float, str],
    number: str | None = None,
    bullet: str | None = None,
    level: int = 0,
) -> Block:
    """A block from its printed lines, each with its page and its distance from the top."""
    placed = []
    text = ""
    repairs = []
    for page, top, words in lines:
        if text:
            repairs.append(Repair(len(text), len(text) + 1, "\n"))
            text += " "
        start = len(text)
        text += words
        placed.append(_line(page, top, words, start))
    mark_end = len(number) + 2 if number else len(bullet) + 1 if bullet else 0
    return Block(
        kind,
        text,
        number=number,
        bullet=bullet,
        level=level,
        mark_end=mark_end,
        page=lines[0][0],
        lines=tuple(placed),
        repairs=tuple(repairs),
    )


def _line(page: int, top: float, words: str, start: int) -> Line:
    spans = []
    for match in re.finditer(r"\S+", words):
        left = LEFT + _width(words[: match.start()])
        right = LEFT + _width(words[: match.end()])
        spans.append(Word(start + match.start(), start + match.end(), left, right))
    box = Box(LEFT, top, LEFT + _width(words), top + 13.0)
    return Line(page, box, start, start + len(words), tuple(spans))


def _width(words: str) -> float:
    return float(stringWidth(words, "Helvetica", SIZE))


H, P, L = Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM

REPORT = Extract(
    format="pdf",
    title="Forum report 2025",
    language="en",
    pages=tuple(Page(n, WIDTH, HEIGHT, str(n + 12), Basis.PRINTED) for n in range(1, 9)),
    blocks=(
        printed(H, (1, 90, "III. What was heard"), level=1),
        printed(
            P,
            (1, 130, "35. Residents described three winters in which nobody answered"),
            (1, 146, "their letters. The towns replied that no office was responsible."),
            number="35",
        ),
        printed(
            P,
            (1, 700, "36. Speakers agreed that early signs were seen and not acted on."),
            (1, 716, "Several towns kept registers which nobody read. A common register,"),
            (2, 90, "open to all councils, would have shown the pattern within weeks."),
            number="36",
        ),
        printed(H, (2, 140, "IV. Measures proposed"), level=1),
        printed(P, (2, 176, "37. The Forum recommended that councils:"), number="37"),
        printed(
            L,
            (2, 202, "(a) name one person who answers for early warning;"),
            bullet="(a)",
            level=1,
        ),
        printed(
            L,
            (2, 228, "(b) meet the groups concerned before, not after, a plan is drawn;"),
            bullet="(b)",
            level=1,
        ),
        printed(
            L,
            (2, 254, "(c) fund the training of police officers and publish stop figures each"),
            (2, 270, "quarter, by district and by reason. Unequal policing shows while it can"),
            (2, 286, "still be mended."),
            bullet="(c)",
            level=1,
        ),
        printed(
            P,
            (2, 320, "38. A delegate asked who would pay. The chair replied that the cost of"),
            (2, 336, "one inquiry exceeded the cost of ten years of training."),
            number="38",
        ),
        *(
            printed(
                P,
                (page, 90, f"{36 + page}. The annex on district {page} lists its registers."),
                number=str(36 + page),
            )
            for page in range(3, 9)
        ),
    ),
)

MINUTES = Extract(
    format="docx",
    title="Minutes, third sitting",
    language="en",
    blocks=(
        Block(H, "Minutes of the third sitting", level=1),
        Block(H, "Trust in patrols", level=2),
        Block(
            P,
            "Patrols alone had not restored trust; residents wanted trained police "
            "officers who stay longer than a season.",
            speaker="Ms. Okoro",
        ),
        Block(P, "Policing by strangers is policing without memory.", speaker="Ms. Okoro"),
        Block(P, "The sitting noted the figures and closed at noon.", speaker="The Chair"),
    ),
)

CHARTER = Extract(
    format="html",
    title=None,
    language="en",
    blocks=(
        Block(H, "Charter on policing", level=1),
        Block(P, "Art. 5. Whoever is stopped is told why, in writing, the same day."),
        Block(P, "Every station displays:"),
        Block(
            L,
            "the name of the officer on duty;",
            bullet="•",
            level=1,
            repairs=(Repair(0, 0, "• "), Repair(8, 9, "\n  "), Repair(23, 23, "\u00ad")),
        ),
        Block(L, "the way to complain.", bullet="•", level=1),
        Block(Kind.TABLE_ROW, "Stops in 2024: North 212, South 198"),
        Block(Kind.TABLE_ROW, "Stops in 2025: North 140, South 201"),
        Block(Kind.FOOTNOTE, "1 Figures of the registrar."),
    ),
)

HOSTILE = Extract(
    format="markdown",
    title="</title><script>alert('title')</script>",
    language="en",
    blocks=(
        Block(H, "<img src=x onerror=alert(1)> zebra crossing", level=1),
        Block(P, "\"><script>alert('zebra')</script> {{ 7 * 7 }} javascript:alert(1)"),
    ),
)

LEAFLET = Extract(
    format="text",
    language="en",
    pages=(Page(1, 0, 0, "14", Basis.PRINTED),),
    blocks=(Block(P, "Lamps are lit at dusk.", page=1),),
)

ARABIC = Extract(
    format="text",
    title=None,
    language="ar",
    blocks=(
        Block(H, "تقرير المنتدى", level=1),
        Block(
            P,
            "أوصى المنتدى بتدريب أفراد الشرطة ونشر أرقام التوقيف كل ثلاثة أشهر. وطلب سجلا مشتركا.",
        ),
    ),
)

NAMES = {
    "report": ("Forum report 2025.pdf", REPORT),
    "minutes": (
        "Minutes of the third sitting of the Community Safety Forum, as corrected (final, v2).docx",
        MINUTES,
    ),
    "charter": ("Charter on policing.html", CHARTER),
    "hostile": ("<script>alert('name')</script>\u202egpj.md", HOSTILE),
    "leaflet": ("leaflet.txt", LEAFLET),
    "arabic": ("تقرير.txt", ARABIC),
}


def original_of(name: str) -> bytes:
    """The file of a document: a PDF with its lines where the extract has them, else a few bytes."""
    extract = NAMES[name][1]
    if extract.format != "pdf":
        return f"<script>alert('{name}')</script>".encode()
    written = BytesIO()
    canvas = Canvas(written, (WIDTH, HEIGHT), invariant=True)
    for page in extract.pages:
        canvas.setFont("Helvetica", SIZE)
        for block in extract.blocks:
            for line in (line for line in block.lines if line.page == page.number):
                canvas.drawString(LEFT, HEIGHT - line.box.y1 + 3, block.text[line.start : line.end])
        canvas.drawCentredString(WIDTH / 2, 40, str(page.printed))
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def composed(name: str) -> Revision:
    """A document as it is read."""
    digest = sha256(original_of(name)).hexdigest()
    return compose(NAMES[name][1], document_id=name, sha256=digest)


def put(library: Library, encoder: Encoder, revision: Revision, *, called: str = "") -> None:
    """Put a document into a library, as if it had been read there; or what has become of it."""
    name = revision.document_id
    library.expect(str(encoder.fingerprint), encoder.fingerprint.dimension)
    with TemporaryDirectory() as folder:
        original = Path(folder) / "original"
        original.write_bytes(original_of(name))
        source = Source(called or NAMES[name][0], None, original.stat().st_size, 0)
        library.put(revision, source, original, new_vectors(library, revision, encoder))


def found_forum(folder: Path, encoder: Encoder) -> None:
    """A library of all the documents, and one file that could not be read.

    The minutes are as an earlier version read them, which kept nothing of the raw text.
    """
    library = SqliteLibrary.open(folder)
    for name in NAMES:
        put(library, encoder, composed(name))
    annex = Source("Annex (scan).pdf", "/forum/Annex (scan).pdf", 0, 0)
    for _ in range(2):
        library.failed(
            annex,
            "",
            "The file is locked with a password",
            "Save a copy without the password and add that",
        )
    with library.writing(), library.database.transaction() as connection:
        connection.execute(
            "DELETE FROM raw WHERE document = (SELECT key FROM document WHERE document_id = ?)",
            ("minutes",),
        )
    library.close()


@dataclass
class HeldEncoder:
    """An encoder that notes every question; where `go_on` is cleared, passages wait for it."""

    encoder: Encoder
    questions: list[str] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.go_on.set()

    @property
    def fingerprint(self) -> Fingerprint:
        return self.encoder.fingerprint

    @property
    def card(self) -> Card:
        return self.encoder.card

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        assert self.go_on.wait(20)
        return self.encoder.encode_passages(texts, progress=progress)

    def encode_question(self, text: str, /) -> Vectors:
        self.questions.append(text)
        return self.encoder.encode_question(text)

    def encode_tokens(
        self, texts: Sequence[str], /, *, question: bool = False
    ) -> list[Tokens] | None:
        return self.encoder.encode_tokens(texts, question=question)
