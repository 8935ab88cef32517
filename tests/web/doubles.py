"""An assistant made by hand: a few documents, and words held against words."""

import io
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from assistant.answers.answer import Answer, Notice, Statement
from assistant.answers.generating import Part
from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.receipts import Receipt
from assistant.citations.verification import Verdict, Verification
from assistant.documents.composition import compose
from assistant.documents.document import (
    Basis,
    Block,
    Box,
    Extract,
    Kind,
    Line,
    Page,
    Paragraph,
    Repair,
    Revision,
    Span,
    Word,
)
from assistant.errors import EmptyQuestion, UnknownDocument, UnknownPage, UnknownParagraph
from assistant.indexing.background import Indexing
from assistant.indexing.lookout import Lookout
from assistant.indexing.reindexing import FileOutcome, FileState, Progress, Summary
from assistant.keeping.comparison import Comparison
from assistant.keeping.kept import Kept
from assistant.library.reading import Passage
from assistant.library.records import Counts, DocumentRecord, Failure, Standing
from assistant.questions.missing_words import missing_words, sought_words
from assistant.retrieval.facets import Narrowing, facets_of
from assistant.retrieval.hit import Hit, Mentions, Searched, Strength, Why
from embeddings.errors import EncoderMissing

WIDTH, HEIGHT, LEFT, SIZE, LEADING = 595.0, 842.0, 90.0, 11, 16.0
STOPS = frozenset(
    re.findall(
        r"\w+", "a an and are about by do does for in is of on or said say the to was what who"
    )
)
FONT = ImageFont.load_default(SIZE)


@dataclass(frozen=True)
class View:
    document: DocumentRecord
    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Shown:
    document: DocumentRecord
    paragraph: Paragraph
    before: Paragraph | None
    after: Paragraph | None


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
        left = LEFT + FONT.getlength(words[: match.start()])
        right = LEFT + FONT.getlength(words[: match.end()])
        spans.append(Word(start + match.start(), start + match.end(), left, right))
    box = Box(LEFT, top, LEFT + FONT.getlength(words), top + 13.0)
    return Line(page, box, start, start + len(words), tuple(spans))


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
            "Patrols alone had not restored trust; residents wanted police officers who stay "
            "longer than a season.",
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


def _standing(hit: Hit) -> Standing:
    paragraph, document = hit.paragraph, hit.passage.document
    return Standing(
        document.name, document.document_id, paragraph.ordinal, None, paragraph.speaker, row=0
    )


class Double:
    """Some of the documents above, asked by counting shared words."""

    def __init__(
        self, *ids: str, failures: tuple[Failure, ...] = (), folder: Path | None = None
    ) -> None:
        self.revisions: dict[str, Revision] = {
            id_: compose(NAMES[id_][1], document_id=id_, sha256=id_.ljust(64, "0")) for id_ in ids
        }
        self._failures = failures
        self.names = {id_: name for id_, (name, _) in NAMES.items()}
        self._folder = folder or Path()
        self._kept: list[Kept] = []
        self._roots = (self._folder,)
        self.indexing = Indexing(self.index)
        self.lookout = Lookout(self.watch, self.indexing, self.roots)
        self.rebuilt: list[bool] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.prepared = threading.Event()
        self.refusal = ""
        self.changes = 0
        self.asked: list[str] = []
        self.script: tuple[Part, ...] = ()
        self.comparison: Comparison | None = None

    @property
    def generation(self) -> int:
        return self.changes

    @property
    def has_model(self) -> bool:
        return bool(self.script)

    def ask_streaming(
        self,
        question: str,
        *,
        within: Sequence[str] = (),
        limit: int = 5,
        after: str | None = None,
        llm: bool = True,
    ) -> Iterator[Part]:
        """The quoting answer, then `script`, then both together."""
        quoting = self.ask(question, within=within, limit=limit, after=after)
        yield quoting
        self.go_on.wait(20)
        yield from self.script
        statements = tuple(part for part in self.script if isinstance(part, Statement))
        citations = tuple(part for part in self.script if isinstance(part, Citation))
        notices = [part.text for part in self.script if isinstance(part, Notice)]
        whole = replace(quoting, notice=notices[0] if notices else None)
        if citations:
            whole = replace(whole, statements=statements, citations=citations)
        yield whole

    def prepare(self) -> None:
        self.prepared.set()
        if self.refusal:
            raise EncoderMissing(self.refusal)

    def counts(self) -> Counts:
        total = sum(len(revision.paragraphs) for revision in self.revisions.values())
        return Counts(len(self.revisions), total, len(self._failures))

    def documents(self) -> tuple[DocumentRecord, ...]:
        records = (self._record(id_) for id_ in self.revisions)
        return tuple(sorted(records, key=lambda record: record.name))

    def failures(self) -> tuple[Failure, ...]:
        return self._failures

    def document(self, reference: str) -> DocumentRecord:
        for record in self.documents():
            if reference in (record.document_id, record.name):
                return record
        raise UnknownDocument(f"No document is called {reference}.")

    def ask(
        self,
        question: str,
        *,
        within: Sequence[str] = (),
        limit: int = 5,
        after: str | None = None,
        llm: bool = True,
    ) -> Answer:
        self.asked.append(question)
        if after and question.startswith("and "):
            whole = f"{after} {question}"
            return replace(self.ask(whole, within=within), understood_as=whole, subject=whole)
        hits = self._hits(question, within)
        searched = self._searched(within)
        if not hits or hits[0].strength is Strength.WEAK:
            nearest = hits[0] if hits else None
            return Answer(question, False, (), (), None, (), searched, nearest)
        quoted = [hit for hit in hits if hit.strength is not Strength.WEAK][:2]
        citations = tuple(self._cited(n, hit) for n, hit in enumerate(quoted, 1))
        statements = tuple(
            Statement(citation.quote, (citation.number,), lead_in=hit.paragraph.lead_in)
            for citation, hit in zip(citations, quoted, strict=True)
        )
        return Answer(
            question, True, statements, citations, hits[0], tuple(hits[1:limit]), searched
        )

    def mentions(
        self,
        subject: str,
        *,
        within: Sequence[str] = (),
        ranked: bool = False,
        speaker: str = "",
        year: str = "",
    ) -> Mentions:
        hits = self._hits(subject, within)
        weak = next((hit.rank for hit in hits if hit.strength is Strength.WEAK), None)
        if not ranked:
            order = list(self.revisions)
            hits.sort(key=lambda h: (order.index(h.paragraph.document_id), h.paragraph.ordinal))
        wanted = [hit for hit in hits if Narrowing(speaker, year).admits(_standing(hit))]
        facets = facets_of([_standing(hit) for hit in hits if weak is None or hit.rank < weak])
        return Mentions(subject, tuple(wanted), self._searched(within), weak, facets)

    def show(self, paragraph_id: str) -> Shown:
        paragraph = self._paragraph(paragraph_id)
        siblings = self.revisions[paragraph.document_id].paragraphs
        at = paragraph.ordinal
        return Shown(
            self._record(paragraph.document_id),
            paragraph,
            siblings[at - 1] if at else None,
            siblings[at + 1] if at + 1 < len(siblings) else None,
        )

    def cite(self, paragraph_id: str, span: Span | None = None, *, number: int = 1) -> Citation:
        paragraph = self._paragraph(paragraph_id)
        length = len(paragraph.text)
        start, end = span or (0, length)
        start, end = min(start, length), min(end, length)
        if start >= end:
            start, end = 0, length
        where = Span(paragraph.start + start, paragraph.start + end)
        text = self.revisions[paragraph.document_id].text
        return cite(number, self._passage(paragraph), where, text=text)

    def view(self, document_id: str, first: int = 0, end: int | None = None) -> View:
        record = self.document(document_id)
        revision = self.revisions[record.document_id]
        return View(record, revision.pages, revision.paragraphs[first:end])

    def repairs(self, document_id: str) -> tuple[Repair, ...] | None:
        revision = self.revisions[self.document(document_id).document_id]
        return None if document_id == "minutes" else revision.repairs

    def picture(self, document_id: str, page: int, width: int) -> bytes:
        revision = self.revisions[self.document(document_id).document_id]
        if not 1 <= page <= len(revision.pages):
            raise UnknownPage(f"{document_id} has no picture of a page {page}.")
        return drawn(revision, page, width)

    def original(self, document_id: str) -> Path:
        record = self.document(document_id)
        path = self._folder / record.document_id
        path.write_bytes(b"<script>alert('original')</script>")
        return path

    def notices(self) -> tuple[str, ...]:
        return ("The index of words was made anew.",)

    def roots(self) -> tuple[Path, ...]:
        return self._roots

    def index(
        self,
        paths: Sequence[Path],
        *,
        remove_missing: bool = False,
        rebuild: bool = False,
        report: Callable[[FileOutcome], None],
        progress: Callable[[Progress], None],
        stop: threading.Event,
    ) -> Summary:
        """Finds one file, and waits for `go_on` while it reads it."""
        self.rebuilt.append(rebuild)
        progress(Progress(4, 1, 1000, 400, 12, "Annual report.pdf", 6.0))
        self.go_on.wait(20)
        report(FileOutcome("/forum/Annual report.pdf", "x", FileState.ADDED, 12))
        return Summary(added=1)

    def watch(
        self,
        paths: Sequence[Path],
        on_change: Callable[[tuple[Path, ...]], None],
        stop: threading.Event,
    ) -> None:
        """Nothing ever changes."""
        stop.wait(20)

    def upload(self, name: str, content: Path) -> FileOutcome:
        """Every line is a paragraph; bytes that are no text cannot be read."""
        self.changes += 1
        try:
            lines = content.read_bytes().decode().splitlines()
        except UnicodeDecodeError:
            return FileOutcome(
                name, None, FileState.FAILED, reason="No text was found", remedy="Send text"
            )
        blocks = tuple(Block(P, line) for line in lines)
        extract = Extract(format="text", blocks=blocks)
        id_ = f"up{len(self.revisions)}"
        self.names[id_] = name
        self.revisions[id_] = compose(extract, document_id=id_, sha256=id_.ljust(64, "0"))
        return FileOutcome(name, id_, FileState.ADDED, len(lines))

    def remove(self, reference: str) -> DocumentRecord:
        self.changes += 1
        record = self.document(reference)
        del self.revisions[record.document_id]
        return record

    def select(self, question: str, paragraph_id: str, span: Span | None) -> Kept:
        citation = self.cite(paragraph_id, span)
        receipt = Receipt(
            document_id=citation.document_id,
            document=citation.document,
            paragraph_id=paragraph_id,
            revision=citation.revision,
            quote=citation.quote,
            start=citation.start,
            end=citation.end,
        )
        verification = Verification(receipt, Verdict.UNCHANGED, "It stands there.")
        kept = Kept(len(self._kept) + 1, question, citation, verification)
        self._kept.insert(0, kept)
        return kept

    def selections(self) -> Sequence[Kept]:
        return tuple(self._kept)

    def questions(self) -> Comparison | None:
        return self.comparison

    def kept_count(self) -> int:
        return len(self._kept)

    def unselect(self, selection_id: int) -> None:
        self._kept = [kept for kept in self._kept if kept.selection_id != selection_id]

    def _paragraph(self, paragraph_id: str) -> Paragraph:
        for revision in self.revisions.values():
            for paragraph in revision.paragraphs:
                if paragraph.paragraph_id == paragraph_id:
                    return paragraph
        raise UnknownParagraph(f"There is no paragraph {paragraph_id}.")

    def _record(self, document_id: str) -> DocumentRecord:
        revision = self.revisions[document_id]
        return DocumentRecord(
            document_id=document_id,
            name=self.names[document_id],
            path=None,
            format=revision.format,
            title=revision.title,
            language=revision.language,
            revision=revision.sha256,
            reader="double 1",
            pages=len(revision.pages),
            paragraphs=len(revision.paragraphs),
            size=48_213,
            modified_ns=0,
            indexed_at="2026-01-05T10:00:00Z",
        )

    def _searched(self, within: Sequence[str]) -> Searched:
        ids = within or tuple(self.revisions)
        total = sum(len(self.revisions[id_].paragraphs) for id_ in ids)
        return Searched(len(ids), total, tuple(f.name for f in self._failures), 38.2)

    def _cited(self, number: int, hit: Hit) -> Citation:
        start = hit.paragraph.start
        span = Span(hit.span.start - start, hit.span.end - start)
        return self.cite(hit.paragraph.paragraph_id, span, number=number)

    def _hits(self, question: str, within: Sequence[str]) -> list[Hit]:
        if not question.strip():
            raise EmptyQuestion("Nothing was asked. Write a question or a few words.")
        asked = stems(question)
        found: list[Hit] = []
        for document_id, revision in self.revisions.items():
            if within and document_id not in within:
                continue
            for paragraph in revision.paragraphs:
                words = tuple(w for w in re.findall(r"\w+", paragraph.text) if stems(w) & asked)
                if words and paragraph.kind is not Kind.HEADING:
                    hit = self._hit(paragraph, tuple(dict.fromkeys(words)), len(asked))
                    missing = missing_words(sought_words(question, "en"), paragraph.text, "en")
                    found.append(replace(hit, why=replace(hit.why, missing=missing)))
        found.sort(key=lambda hit: -hit.score)
        return [
            replace(hit, rank=n, close_call=n > 1 and hit.score == found[n - 2].score)
            for n, hit in enumerate(found, 1)
        ]

    def _hit(self, paragraph: Paragraph, words: tuple[str, ...], asked: int) -> Hit:
        score = min(1.0, len({stem for word in words for stem in stems(word)}) / asked)
        strength = Strength.STRONG if score > 0.9 else Strength.WEAK
        best = max(
            paragraph.sentences or (Span(paragraph.start, paragraph.end),),
            key=lambda s: sum(
                word in paragraph.text[s.start - paragraph.start : s.end - paragraph.start]
                for word in words
            ),
        )
        why = Why(words, 0.4 + score / 3)
        return Hit(1, score, strength, why, self._passage(paragraph), best)

    def _passage(self, paragraph: Paragraph) -> Passage:
        return Passage(paragraph, self._record(paragraph.document_id), self)  # type: ignore[arg-type]


def stems(text: str) -> set[str]:
    """The first five letters of each telling word."""
    return {word[:5] for word in re.findall(r"\w+", text.casefold()) if word not in STOPS}


def drawn(revision: Revision, page: int, width: int) -> bytes:
    """The page's lines at their places, as a picture."""
    scale = width / WIDTH
    picture = Image.new("RGB", (width, round(HEIGHT * scale)), "white")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(SIZE * scale)
    for paragraph in revision.paragraphs:
        for line in paragraph.lines:
            if line.page == page:
                words = paragraph.text[line.start - paragraph.start : line.end - paragraph.start]
                pen.text((line.box.x0 * scale, line.box.y0 * scale), words, "black", font)
    pen.text((300 * scale, 790 * scale), str(page + 12), "black", font)
    body = io.BytesIO()
    picture.save(body, "WEBP", quality=80)
    return body.getvalue()


def full(folder: Path, make: Callable[..., Double] = Double) -> Double:
    """Every document above, and one file that could not be read."""
    failure = Failure(
        "/forum/Annex (scan).pdf",
        "Annex (scan).pdf",
        "The file is locked with a password",
        "Save a copy without the password and add that",
        2,
        "2026-01-05T10:00:00Z",
    )
    return make(*(name for name in NAMES if name != "leaflet"), failures=(failure,), folder=folder)
