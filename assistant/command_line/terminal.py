"""Answers, hits and documents as a terminal shows them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.answers.answer import Mentions
from assistant.citations.citation import Address, Citation
from assistant.citations.citing import address_of
from assistant.citations.paging import Paging
from assistant.citations.quotation import QuoteCheck
from assistant.citations.verification import Verification
from assistant.citations.wording import Change
from assistant.command_line.styling import bold, dim, mark, plain, wrapped
from assistant.documents.document import Paragraph
from assistant.documents.speakers.speaker import spoken_text
from assistant.keeping.comparison import DEPTH, Comparison, Rank
from assistant.library.records import DocumentRecord, Failure
from assistant.retrieval.hit import Facets, Hit, Relation, Searched, Strength, Twin

MOST_WORSE = 5
"""Questions named that fell in the ranking."""

MOST_TWINS = 3
"""Other places of the same words that are named."""


def mentions_text(mentions: Mentions) -> str:
    """Every mention, under its document: those that hold the words, then the others."""
    holding, others = mentions.parts
    lines = _group(holding)
    if others:
        lines += ["", dim("On the subject, in other words:")] if holding else []
        lines += _group(others, weak=" · weak")
    last = mentions.first + len(mentions.hits)
    part = ""
    if len(mentions.hits) < mentions.total:
        part = f" {mentions.first + 1:,} to {last:,} are listed."
    weak = sum(hit.strength is Strength.WEAK for hit in others)
    more = mentions.total - mentions.containing
    hold = "holds" if mentions.containing == 1 else "hold"
    counts = f"{_paragraphs(mentions.containing)} {hold} the words"
    counts += f"; {more:,} more on the subject" if more else ""
    counts += f", {weak} of them weak" if weak else ""
    lines += ["", dim(f"{counts}.{part} {searched_text(mentions.searched)}")]
    return "\n".join([*lines, *_facets(mentions.facets)]).lstrip("\n")


def _paragraphs(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count:,} paragraphs"


def _group(hits: Sequence[Hit], *, weak: str = "") -> list[str]:
    """Hits under their documents and headings; `weak` is said of those that are."""
    lines: list[str] = []
    document = None
    section: tuple[str, ...] = ()
    for hit in hits:
        if hit.passage.document.name != document:
            document, section = hit.passage.document.name, ()
            lines += ["", bold(plain(hit.passage.document.called))]
            paging = Paging.of(hit.passage.library, hit.paragraph.document_id)
        if hit.paragraph.section != section:
            section = hit.paragraph.section
            lines.append(wrapped(" › ".join(section), "  ") if section else "")
        where = str(address_of(hit.passage, paging=paging))
        lines.append(f"  {dim(where + (weak if hit.strength is Strength.WEAK else ''))}")
        lines.append(wrapped(hit.paragraph.text, "    "))
    return lines


def _facets(facets: Facets) -> list[str]:
    """A line for each way of narrowing that would leave something out."""
    named = (("document", facets.documents), ("speaker", facets.speakers), ("year", facets.years))
    return [
        dim(wrapped(f"By {name}: " + ", ".join(f"{f.name} {f.count}" for f in found)))
        for name, found in named
        if len(found) > 1
    ]


def hit_text(hit: Hit) -> str:
    """A hit in two lines: its best span, and where and why."""
    start = hit.span.start - hit.paragraph.start
    end = hit.span.end - hit.paragraph.start
    words = ", ".join(hit.why.words)
    reasons = [
        plain(hit.passage.document.called),
        str(address_of(hit.passage, hit.span)),
        words,
        hit.strength.value,
    ]
    if hit.close_call:
        reasons.append("close call")
    place = " · ".join(reason for reason in reasons if reason)
    return "\n".join(
        (wrapped(hit.paragraph.text[start:end], "  "), f"    {dim(place)}", *beside_text(hit))
    )


def beside_text(hit: Hit, *, with_twins: bool = True) -> list[str]:
    """What is told of a hit: who chose it, where else it stands, what has replaced it."""
    undo = f"pincite selections --forget {hit.chosen}"
    told = [f"you chose this; to undo it: {undo}"] if hit.chosen else []
    if hit.superseded_by is not None:
        told.append(f"worded otherwise in {plain(hit.superseded_by.called)}, which replaces this")
    twins = twins_text(hit.also_in) if with_twins else []
    return [f"    {dim(line)}" for line in (*told, *twins)]


def twins_text(twins: Sequence[Twin]) -> list[str]:
    """Where else the same stands, at most `MOST_TWINS` of the places by name."""
    lines = []
    for twin in twins[:MOST_TWINS]:
        is_earlier = twin.relation is Relation.EARLIER
        parts = [plain(twin.passage.document.called), str(address_of(twin.passage))]
        told = "earlier edition" if is_earlier else ""
        lines.append("also in " + " · ".join(part for part in (*parts, told) if part))
    more = len(twins) - MOST_TWINS
    return [*lines, f"and in {more} more places"] if more > 0 else lines


def place_text(citation: Citation) -> str:
    """Document, its file and address; the document alone where there is no address."""
    source = plain(citation.source)
    name = source if source == citation.document else f"{source} ({plain(citation.document)})"
    return f"{name} · {citation.address}" if citation.address else name


def citation_text(citation: Citation, *, is_context: bool = False) -> str:
    """A citation in two lines: number, document, address and speaker, then how to show it."""
    spoken = plain(spoken_text(citation.speakers))
    where = " · ".join(part for part in (place_text(citation), spoken) if part)
    command = f"pincite show {citation.paragraph_id}"
    return f"{mark(f'[{citation.number}]')} {where}\n    {dim(command)}"


def paragraph_text(paragraph: Paragraph, address: Address, *, context: bool = True) -> str:
    """A paragraph under its address."""
    parts = [str(address), paragraph.kind.value.replace("_", " ")]
    parts.append(plain(spoken_text(paragraph.speakers)))
    if paragraph.truncated:
        parts.append("cut short")
    head = dim(" · ".join(dict.fromkeys(part for part in parts if part)))
    lead_in = wrapped(paragraph.lead_in, "  ") if context and paragraph.lead_in else ""
    return "\n".join(part for part in (head, dim(lead_in), wrapped(paragraph.text, "  ")) if part)


def document_text(record: DocumentRecord) -> str:
    """A document in one line, and a line for each thing that could not be read."""
    pages = f"{record.pages} pages, " if record.pages else ""
    lines = [f"{bold(plain(record.name))}  {pages}{record.paragraphs} paragraphs"]
    imprint = record.imprint
    if record.title or imprint.symbol:
        lines.append(f"  {plain(record.called)}")
        issued = f"issued {imprint.date}" if imprint.date else None
        told = [part for part in (imprint.author, imprint.body, issued) if part]
        lines += [f"  {dim(plain(' · '.join(told)))}"] if told else []
    lines.append(f"  {dim(record.document_id)}  {dim(plain(record.path or 'uploaded'))}")
    lines += [f"  {mark('!')} {plain(notice)}" for notice in record.notices]
    return "\n".join(lines)


def failure_text(failure: Failure) -> str:
    """A file that could not be read, with the reason and the remedy."""
    remedy = f" {failure.remedy}" if failure.remedy else ""
    return f"{mark('!')} {plain(failure.path)}\n  {plain(failure.reason)}.{plain(remedy)}"


def verification_text(verification: Verification) -> str:
    """A verdict on a receipt, the changed words, and where they stand now."""
    lines = [f"{bold(verification.verdict.value)}: {verification.message}"]
    lines += changes_text(verification.changes)
    if verification.now is not None:
        lines.append(wrapped(f"“{verification.now.quote}”", "  "))
        lines.append(f"  {place_text(verification.now)}")
    lines += [f"  {place_text(citation)}" for citation in verification.candidates]
    return "\n".join(lines)


def quotation_text(check: QuoteCheck) -> str:
    """A verdict on a quotation with its places."""
    omitted = len(check.omissions)
    said = f", with {omitted} omission{'s' if omitted > 1 else ''}" if omitted else ""
    lines = [bold(check.verdict.value) + said, *changes_text(check.changes)]
    lines += [wrapped(f"left out: “{omission}”", "  ") for omission in check.omissions]
    for citation in check.parts or check.citations:
        lines.append(wrapped(f"“{citation.quote}”", "  "))
        lines.append(f"  {dim(place_text(citation))}")
    return "\n".join(lines)


def changes_text(changes: Iterable[Change]) -> list[str]:
    """Each changed place on a line."""
    return [
        f"  {change.kind.value.replace('_', ' ')}: "
        f"source “{change.source or '—'}”, quoted “{change.quoted or '—'}”"
        for change in changes
    ]


def comparison_text(comparison: Comparison) -> str:
    """How kept questions fare, and the first of those that fell with their ranks."""
    worse = comparison.worse
    lines = [str(comparison)]
    lines += [
        wrapped(f"{rank_text(q.before)} → {rank_text(q.rank)}  {q.question}", "  ")
        for q in worse[:MOST_WORSE]
    ]
    if len(worse) > MOST_WORSE:
        lines.append(f"  and {len(worse) - MOST_WORSE:,} more; all of them with --json")
    return "\n".join(lines)


def figures_text(figures: Mapping[str, Any]) -> str:
    """The figures of an evaluation, mode by mode; of kept questions each one's ranks too."""
    lines = [str(figures["set"])]
    for mode, metrics in figures["figures"].items():
        shown = "  ".join(f"{name} {value:.3f}" for name, value in metrics.items())
        lines.append(f"  {mode:8} {shown}")
    asked = figures.get("ranks", ())
    if asked:
        lines += ["", "  " + "  ".join(f"{mode:>7}" for mode in figures["figures"])]
    for one in asked:
        ranks = "  ".join(f"{rank_text(rank):>7}" for rank in one["rank"].values())
        lines.append(f"  {ranks}  {plain(one['question'])}")
    if figures.get("left_out"):
        lines.append(f"Left out, for no paragraph kept for it is left: {figures['left_out']:,}")
    return "\n".join(lines)


def rank_text(rank: Rank) -> str:
    """`3`, or `>10` for what is beyond the hits that are looked at."""
    return f">{DEPTH}" if rank is None else str(rank)


def searched_text(searched: Searched) -> str:
    """What was searched, and how long it took."""
    documents = "1 document" if searched.documents == 1 else f"{searched.documents:,} documents"
    return (
        f"{searched.paragraphs:,} paragraphs of {documents} searched "
        f"in {searched.milliseconds:.0f} ms."
    )
