"""An answer as a terminal shows it."""

from collections.abc import Sequence

from assistant.answers.answer import Answer, Statement, Support
from assistant.command_line.styling import bold, dim, mark, plain, wrapped
from assistant.command_line.terminal import (
    beside_text,
    citation_text,
    hit_text,
    searched_text,
    twins_text,
)


def answer_text(answer: Answer) -> str:
    """An answer: quotations with numbers, then their places, then the runners-up."""
    lines = []
    if answer.understood_as:
        lines += [dim(f"Understood as: {answer.understood_as}"), ""]
    if answer.place is not None and not answer.found:
        return "\n".join([*lines, *_not_there(answer), *_also_asked(answer)])
    if answer.note:
        lines += [dim(wrapped(answer.note)), ""]
    if not answer.found:
        return "\n".join([*lines, *_not_found(answer), *_also_asked(answer)])
    lines += _statements(answer)
    if answer.omission:
        number, missing = answer.omission
        lines += [dim(wrapped(f"Not in the paragraph of [{number}]: {_listed(missing)}")), ""]
    lines += _citations(answer)
    lines += _choices(answer)
    quoted = {citation.paragraph_id for citation in answer.citations}
    others = [hit for hit in answer.runners_up if hit.paragraph.paragraph_id not in quoted]
    if others and answer.place is None:
        lines += ["", dim("Also near:")]
        lines += [hit_text(hit) for hit in others]
    if answer.notice:
        lines += ["", f"{mark('!')} {plain(answer.notice)}"]
    lines += _also_asked(answer)
    return "\n".join([*lines, "", dim(searched_text(answer.searched))])


def _statements(answer: Answer) -> list[str]:
    """Each under its group, where it has one, with what must be read before it."""
    lines: list[str] = []
    group = None
    for at, statement in enumerate(answer.statements, start=1):
        if statement.group is not None and statement.group != group:
            group = statement.group
            number = f"{at}. " if answer.choices else ""
            lines += [bold(plain(f"{number}{group}"))]
        if not answer.has_said(at - 1):
            lines += _context(answer, statement)
        lines += [wrapped(f"{_text(answer, statement)}{_numbers(statement.citations)}"), ""]
    return lines


def _context(answer: Answer, statement: Statement) -> list[str]:
    """What a quotation completes or points back at, which is no part of it."""
    if not statement.context:
        return [dim(wrapped(statement.lead_in))] if statement.lead_in else []
    quotes = (answer.citations[number - 1] for number in statement.context)
    return [dim(wrapped(f"{quote.quote} [{quote.number}]")) for quote in quotes]


def _text(answer: Answer, statement: Statement) -> str:
    """In quotation marks; dots outside them where its sentence goes on."""
    if statement.support is Support.UNSUPPORTED:
        return f"? {statement.text} (not borne out by the sources)"
    if statement.support is not Support.QUOTED:
        return statement.text
    is_cut = answer.citations[statement.citations[0] - 1].is_cut
    return f"“{statement.text}”{' …' if is_cut else ''}"


def _numbers(citations: Sequence[int]) -> str:
    return "".join(f" [{number}]" for number in citations)


def _citations(answer: Answer) -> list[str]:
    """The places of the quotations; then of what stands before them."""
    quoted = {number for statement in answer.statements for number in statement.citations}
    twins = {n: s.also_in for s in answer.statements for n in s.citations[:1]}
    lines = []
    for citation in answer.citations:
        lines.append(citation_text(citation, is_context=citation.number not in quoted))
        lines += [f"    {dim(line)}" for line in twins_text(twins.get(citation.number, ()))]
    target = answer.target
    return lines if target is None else [*lines, *beside_text(target, with_twins=False)]


def _choices(answer: Answer) -> list[str]:
    if not answer.choices:
        return []
    asked = [f"  {at}. {plain(c.question)}" for at, c in enumerate(answer.choices, start=1)]
    return ["", dim("Ask one of these:"), *asked]


def _also_asked(answer: Answer) -> list[str]:
    """That further questions stand in the text, and are not answered here."""
    if not answer.also_asked:
        return []
    lines = ["", f"{len(answer.also_asked) + 1} questions were asked; the first is answered. Then:"]
    return [*lines, *(f"  {plain(question)}" for question in answer.also_asked)]


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
    lines += [f"  {at}. {plain(c.label)}" for at, c in enumerate(answer.choices, start=1)]
    if answer.choices:
        lines += ["", dim(f"Ask for example: {plain(answer.choices[0].question)}")]
    return lines


def _listed(words: Sequence[str]) -> str:
    """At most eight words, and how many more."""
    more = f" and {len(words) - 8} more" if len(words) > 8 else ""
    return ", ".join(word if len(word) <= 40 else f"{word[:39]}…" for word in words[:8]) + more
