"""Write the sample documents that are not plain text: the report and the minutes.

The same words give the same bytes: no dates, no random identifiers.
"""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import minutes
from docx import Document
from forum_report import (
    ANNEX,
    ANNEX_TITLE,
    NOTES,
    RUNNING_HEAD,
    SESSION,
    STORY,
    SYMBOL,
    TITLE,
    Item,
    Numbered,
    Section,
    StopTable,
)
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

FOLDER = Path(__file__).parent / "documents"

PAGE = (165 * mm, 235 * mm)
LEFT, RIGHT, TOP, BOTTOM = 21 * mm, 21 * mm, 27 * mm, 26 * mm
FIRST_FOLIO = 9
FIRST_NUMBER = 20
GUTTER = 7 * mm
RULE = HexColor("#888888")

BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=10.5, leading=14, alignment=TA_JUSTIFY, spaceAfter=6
)
MARKED = ParagraphStyle("marked", BODY, bulletFontName="Times-Roman", bulletFontSize=10.5)
NUMBERED = ParagraphStyle("numbered", MARKED, firstLineIndent=26, spaceBefore=3)
ITEM = ParagraphStyle("item", MARKED, leftIndent=44, bulletIndent=26, spaceAfter=3)
SECTION = ParagraphStyle(
    "section", BODY, fontName="Times-Bold", fontSize=12.5, leading=16, alignment=0,
    spaceBefore=12, spaceAfter=8,
)  # fmt: skip
CAPTION = ParagraphStyle("caption", BODY, fontName="Times-Italic", fontSize=9.5, alignment=0)
NOTE = ParagraphStyle("note", BODY, fontSize=8.5, leading=10.5, spaceAfter=2, alignment=0)
COLUMN = ParagraphStyle("column", BODY, fontSize=9.5, leading=12.5, firstLineIndent=0)
COLUMN_HEAD = ParagraphStyle(
    "column head",
    COLUMN,
    fontName="Times-Bold",
    fontSize=10.5,
    spaceBefore=6,
    spaceAfter=3,
    alignment=0,
)

# Where a long word may be divided; the divided words of a page must come together again.
DIVISIONS = (
    "con-stab-u-lary", "com-mu-ni-ties", "in-ter-pret-ers", "in-ter-pret-er", "mi-nor-i-ties",
    "mi-nor-i-ty", "dis-tur-bances", "par-tic-i-pants", "in-ves-ti-ga-tors", "com-plaints",
    "Com-mis-sion-er", "rec-om-men-da-tions", "rec-om-mends", "in-de-pend-ent", "train-ing",
    "con-tri-bu-tion", "ac-knowl-edged", "neigh-bours", "or-gan-i-sa-tions", "eval-u-ated",
    "with-drawn", "lan-guage", "re-ported", "ser-geants", "mem-bers", "gov-ern-ment",
    "pro-hib-it-ed", "rep-re-sen-ta-tive", "Fed-er-a-tion", "pol-icing", "of-fi-cers",
)  # fmt: skip
SOFT_HYPHEN = "\u00ad"


def divisible(text: str) -> str:
    """The text as reportlab's markup, with soft hyphens and raised note marks."""
    for divided in DIVISIONS:
        text = text.replace(divided.replace("-", ""), divided.replace("-", SOFT_HYPHEN))
    for digit, mark in enumerate(NOTES, start=1):
        text = text.replace(mark, f"<super size=7>{digit}</super>")
    return text


@dataclass
class Pages:
    """Sets pieces one below the other, notes at the foot, and turns the page when it is full."""

    canvas: Canvas
    folio: int = FIRST_FOLIO
    y: float = 0.0
    foot: list[Paragraph] = field(default_factory=list)
    sections: list[tuple[str, int]] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Points between the margins."""
        return float(PAGE[0] - LEFT - RIGHT)

    def begin(self) -> None:
        """The running head; the folio stands at the foot."""
        self.y = PAGE[1] - TOP
        self.canvas.setFont("Times-Italic", 9)
        self.canvas.drawString(LEFT, PAGE[1] - 16 * mm, RUNNING_HEAD)
        self.canvas.drawRightString(PAGE[0] - RIGHT, PAGE[1] - 16 * mm, SYMBOL)
        self.canvas.setStrokeColor(RULE)
        self.canvas.line(LEFT, PAGE[1] - 18 * mm, PAGE[0] - RIGHT, PAGE[1] - 18 * mm)

    def end(self) -> None:
        """The notes, the folio, and a new page."""
        y = BOTTOM + sum(note.height + NOTE.spaceAfter for note in self.foot)
        if self.foot:
            self.canvas.line(LEFT, y + 3, LEFT + 40 * mm, y + 3)
        for note in self.foot:
            y -= note.height + NOTE.spaceAfter
            note.drawOn(self.canvas, LEFT, y)
        self.foot.clear()
        self.canvas.setFont("Times-Roman", 10)
        self.canvas.drawCentredString(PAGE[0] / 2, 14 * mm, str(self.folio))
        self.canvas.showPage()
        self.folio += 1

    def turn(self) -> None:
        """End this page and begin the next."""
        self.end()
        self.begin()

    def room(self, notes: list[Paragraph]) -> float:
        """Points left above the notes."""
        taken = sum(note.height + NOTE.spaceAfter for note in self.foot + notes)
        return float(self.y - BOTTOM - taken - (10 if taken else 0))

    def put(
        self, piece: Flowable, style: ParagraphStyle, *, text: str = "", keep: float = 0
    ) -> None:
        """Set a piece; one with a note is never divided, any other may cross the page's end."""
        notes = [self._note(mark) for mark in NOTES if mark in text]
        self.y -= style.spaceBefore
        _, height = piece.wrap(self.width, PAGE[1])
        if height + keep > self.room(notes):
            parts = [] if notes or keep else piece.split(self.width, self.room(notes))
            if len(parts) == 2:
                self._draw(parts[0], 0)
                piece = parts[1]
            self.turn()
            piece.wrap(self.width, PAGE[1])
        self.foot.extend(notes)
        self._draw(piece, style.spaceAfter)

    def _note(self, mark: str) -> Paragraph:
        number = list(NOTES).index(mark) + 1
        note = Paragraph(f"<super size=6>{number}</super> {NOTES[mark]}", NOTE)
        note.wrap(self.width, PAGE[1])
        return note

    def _draw(self, piece: Flowable, after: float) -> None:
        _, height = piece.wrap(self.width, PAGE[1])
        piece.drawOn(self.canvas, LEFT, self.y - height)
        self.y -= height + after


def set_story(pages: Pages) -> None:
    """The body of the report."""
    number = FIRST_NUMBER
    for piece in STORY:
        match piece:
            case Section(text):
                pages.put(Paragraph(text, SECTION), SECTION, keep=4 * BODY.leading)
                pages.sections.append((text, pages.folio))
            case Numbered(text):
                paragraph = Paragraph(divisible(text), NUMBERED, bulletText=f"{number}.")
                pages.put(paragraph, NUMBERED, text=text)
                number += 1
            case Item(mark, text):
                pages.put(Paragraph(divisible(text), ITEM, bulletText=mark), ITEM)
            case StopTable(caption, rows):
                pages.put(Paragraph(caption, CAPTION), CAPTION, keep=6 * BODY.leading)
                pages.put(_table(rows), BODY)


def _table(rows: tuple[tuple[str, ...], ...]) -> Table:
    table = Table(rows, colWidths=[45 * mm, 22 * mm, 22 * mm, 22 * mm], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), "Times-Roman", 9.5),
                ("FONT", (0, 0), (-1, 0), "Times-Bold", 9.5),
                ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, RULE),
                ("LINEBELOW", (0, 0), (-1, 0), 0.5, RULE),
                ("LINEBELOW", (0, -1), (-1, -1), 0.8, RULE),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def set_annex(pages: Pages) -> None:
    """A page of two columns, read down the left one first."""
    pages.turn()
    pages.put(Paragraph(ANNEX_TITLE, SECTION), SECTION)
    pages.sections.append((ANNEX_TITLE, pages.folio))
    width = (pages.width - GUTTER) / 2
    top = pages.y
    for column, contributions in enumerate((ANNEX[:3], ANNEX[3:])):
        x, y = LEFT + column * (width + GUTTER), top
        for heading, text in contributions:
            for piece in (Paragraph(heading, COLUMN_HEAD), Paragraph(divisible(text), COLUMN)):
                _, height = piece.wrap(width, PAGE[1])
                y -= height + piece.style.spaceBefore
                piece.drawOn(pages.canvas, x, y)
                y -= piece.style.spaceAfter
    pages.end()


def set_front(canvas: Canvas, sections: list[tuple[str, int]]) -> None:
    """The title page, without a folio, and the contents, on a page printed `iv`."""
    middle = PAGE[0] / 2
    title = Paragraph(
        TITLE,
        ParagraphStyle("title", SECTION, fontSize=20, leading=26, alignment=1, spaceAfter=0),
    )
    _, height = title.wrap(PAGE[0] - 2 * LEFT, PAGE[1])
    title.drawOn(canvas, LEFT, PAGE[1] - 80 * mm - height)
    canvas.setFont("Times-Roman", 12)
    canvas.drawCentredString(middle, PAGE[1] - 140 * mm, SESSION)
    canvas.setFont("Times-Italic", 10)
    canvas.drawCentredString(middle, 30 * mm, "An invented document. No such forum exists.")
    canvas.showPage()
    canvas.setFont("Times-Bold", 14)
    canvas.drawString(LEFT, PAGE[1] - 40 * mm, "Contents")
    canvas.setFont("Times-Roman", 11)
    y = PAGE[1] - 52 * mm
    for text, folio in sections:
        _contents_line(canvas, text, str(folio), y)
        y -= 8 * mm
    canvas.setFont("Times-Roman", 10)
    canvas.drawCentredString(middle, 14 * mm, "iv")
    canvas.showPage()


def _contents_line(canvas: Canvas, text: str, folio: str, y: float) -> None:
    right = PAGE[0] - RIGHT
    canvas.drawString(LEFT, y, text)
    canvas.drawRightString(right, y, folio)
    used = canvas.stringWidth(text, "Times-Roman", 11) + canvas.stringWidth(
        folio, "Times-Roman", 11
    )
    dot = canvas.stringWidth(".", "Times-Roman", 11)
    dots = int((right - LEFT - used - 4 * mm) / dot)
    end = right - canvas.stringWidth(folio, "Times-Roman", 11) - 2 * mm
    canvas.drawRightString(end, y, "." * dots)


def make_report(path: Path) -> None:
    """Set the report twice: the contents need the pages of the first time."""
    sections: list[tuple[str, int]] = []
    for _ in range(2):
        canvas = Canvas(str(path), pagesize=PAGE, invariant=1, lang="en")
        canvas.setTitle(TITLE)
        canvas.setAuthor("The Forum's secretariat (invented)")
        set_front(canvas, sections)
        pages = Pages(canvas)
        pages.begin()
        set_story(pages)
        set_annex(pages)
        canvas.save()
        sections = pages.sections


def make_minutes(path: Path) -> None:
    """The minutes as a Word file whose parts all bear the same old date."""
    document = Document()
    properties = document.core_properties
    properties.title = minutes.TITLE
    properties.author = "The Forum's secretariat (invented)"
    properties.created = properties.modified = minutes.WRITTEN
    for style, text in minutes.BEFORE_ATTENDANCE:
        document.add_paragraph(text, style=style)
    table = document.add_table(rows=0, cols=len(minutes.ATTENDANCE[0]), style="Table Grid")
    for row in minutes.ATTENDANCE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for style, text in minutes.AFTER_ATTENDANCE:
        document.add_paragraph(text, style=style)
    document.save(str(path))
    _still_the_clock(path)


def _still_the_clock(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)


def make_all(folder: Path) -> None:
    """Write every made document into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    make_report(folder / "forum-report.pdf")
    make_minutes(folder / "minutes-third-sitting.docx")


if __name__ == "__main__":
    make_all(FOLDER)
    print(f"Written: {', '.join(sorted(p.name for p in FOLDER.iterdir()))}")
