"""Answers, hits and documents as a terminal shows them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.answers.answer import Answer, Mentions, Statement, Support
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
from assistant.retrieval.hit import Facets, Hit, Searched, Strength

MOST_WORSE = 5
"""Questions named that fell in the ranking."""


def answer_text(answer: Answer) -> str:
    """An answer: quotations with numbers, then their places, then the runners-up."""
    lines = []
    if answer.understood_as:
        lines += [dim(f"Understood as: {answer.understood_as}"), ""]
    if answer.place is not None and not answer.found:
        return "\n".join(lines + _not_there(answer))
    if answer.note:
        lines += [dim(wrapped(answer.note)), ""]
    if not answer.found:
        return "\n".join(lines + _not_found(answer))
    lines += _statements(answer)
    if answer.omission:
        number, missing = answer.omission
        lines += [dim(wrapped(f"Not in the paragraph of [{number}]: {_listed(missing)}")), ""]
    lines += [citation_text(citation) for citation in answer.citations]
    if answer.runners_up and answer.place is None:
        lines += ["", dim("Also near:")]
        lines += [hit_text(hit) for hit in answer.runners_up]
    if answer.notice:
        lines += ["", f"{mark('!')} {plain(answer.notice)}"]
    return "\n".join([*lines, "", dim(searched_text(answer.searched))])


def _statements(answer: Answer) -> list[str]:
    lines: list[str] = []
    said: tuple[str | None, ...] = ()
    for statement in answer.statements:
        quoted = statement.support is Support.QUOTED
        text = _quoted(answer, statement) if quoted else statement.text
        numbers = "".join(f" [{number}]" for number in statement.citations)
        # What was just said need not be said again before each item.
        known = statement.lead_in is None or statement.lead_in in said
        lead_in = "" if known else f"{statement.lead_in} "
        said = (statement.lead_in, statement.text)
        if statement.support is Support.UNSUPPORTED:
            text = f"? {text} (not borne out by the sources)"
        lines += [wrapped(f"{lead_in}{text}{numbers}"), ""]
    return lines


def _quoted(answer: Answer, statement: Statement) -> str:
    """In quotation marks; dots outside them where its sentence goes on."""
    is_cut = answer.citations[statement.citations[0] - 1].is_cut
    return f"“{statement.text}”{' …' if is_cut else ''}"


def _not_found(answer: Answer) -> list[str]:
    lines = [bold("Not found."), searched_text(answer.searched)]
    if answer.searched.unreadable:
        names = ", ".join(plain(name) for name in answer.searched.unreadable)
        lines.append(f"Could not be read, so not searched: {names}")
    if answer.nearest is not None:
        lines += ["", dim("The nearest miss:"), hit_text(answer.nearest)]
        if answer.nearest.why.missing:
            lines.append(dim(wrapped(f"Not in it: {_listed(answer.nearest.why.missing)}", "    ")))
    return lines


def _not_there(answer: Answer) -> list[str]:
    """What there is instead of a place, or the questions that mean one of several."""
    lines = [
        bold("Which is meant?" if answer.choices else "Not found."),
        wrapped(answer.note or ""),
    ]
    lines += [f"  {plain(choice.label)}" for choice in answer.choices]
    if answer.choices:
        lines += ["", dim(f"Ask for example: {plain(answer.choices[0].question)}")]
    return lines


def _listed(words: Sequence[str]) -> str:
    """At most eight words, and how many more."""
    more = f" and {len(words) - 8} more" if len(words) > 8 else ""
    return ", ".join(word if len(word) <= 40 else f"{word[:39]}…" for word in words[:8]) + more


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
    return f"{wrapped(hit.paragraph.text[start:end], '  ')}\n    {dim(place)}"


def place_text(citation: Citation) -> str:
    """Document, its file and address; the document alone where there is no address."""
    source = plain(citation.source)
    name = source if source == citation.document else f"{source} ({plain(citation.document)})"
    return f"{name} · {citation.address}" if citation.address else name


def citation_text(citation: Citation) -> str:
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
