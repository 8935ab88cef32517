"""The chat: a question, what the documents say, and the place where they say it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.answers.answer import Answer
from assistant.documents.document import Kind, Paragraph
from assistant.errors import UnknownDocument, UnknownParagraph
from assistant.library.records import DocumentRecord
from assistant.retrieval.hit import Hit, Mentions, Strength
from assistant.service import Assistant
from web.framing import TheAssistant, TheRecent, base_of, frame, open_edition
from web.pages import LISTED, ChatPage, KeysPage, MentionGroup, Sample, render
from web.place import Mode, Place, first_of, form_of, span_of
from web.recent import Recent
from web.selection import Selected, select
from web.source import Source, lay_out
from web.wording import known_as
from web.writing import stream_of, written_for

router = APIRouter(include_in_schema=False)

Within = Annotated[list[str] | None, Query(alias="in")]

SAMPLED = 3
"""Sample questions."""

TRIED = 6
"""Documents that are opened to find them."""

SHORT = 600
"""The most paragraphs that such a document may have."""

_NUMBERING = re.compile(r"^(?:[IVXLC]+|[A-Z]|\d+(?:\.\d+)*)[.)]\s+")
_NOTES = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079*†‡]+$")
_WORD = re.compile(r"[^\W\d_]+")

GONE = "The paragraph of this address is not in the library any more."
MOVED = "A document of this address is not in the library any more; all documents were searched."


@router.get("/", name="chat")
def chat(
    request: Request,
    assistant: TheAssistant,
    recent: TheRecent,
    q: str = "",
    mode: Mode = Mode.ANSWER,
    p: str | None = None,
    s: str | None = None,
    d: str | None = None,
    within: Within = None,
    after: str = "",
    text: str = "",
    speaker: str = "",
    year: str = "",
    first: str = "",
) -> HTMLResponse:
    """Show the chat; with `q`, ask and show what was found with its place selected."""
    limits = _limits(assistant, within or ())
    place = Place(
        question=q.strip(),
        after=after.strip(),
        within=tuple(record.document_id for record in limits),
        mode=mode,
        paragraph=p,
        span=span_of(s),
        document=d,
        form=form_of(text),
        speaker=speaker.strip() if mode is Mode.MENTIONS else "",
        year=year.strip() if mode is Mode.MENTIONS else "",
        first=first_of(first) if mode is Mode.MENTIONS else 0,
    )
    page = _page(request, assistant, recent, place, limits)
    if len(limits) < len(set(within or ())):
        page = replace(page, notice=MOVED)
    return render(request, page)


@router.get("/keys")
def keys(request: Request, assistant: TheAssistant) -> HTMLResponse:
    """Every key that the page listens to."""
    return render(request, KeysPage(frame(assistant, Place())))


def _page(
    request: Request,
    assistant: Assistant,
    recent: Recent,
    place: Place,
    limits: tuple[DocumentRecord, ...],
) -> ChatPage:
    answer = mentions = written = None
    if place.question and place.mode is Mode.MENTIONS:
        mentions = recent.mentions(place)
    elif place.question:
        answer = recent.answer(place)
        written = written_for(assistant, recent, place, answer)
    candidates = candidates_of(answer, mentions)
    selected, notice = _selected(assistant, place, answer, candidates, base_of(request))
    source = _source(request, assistant, recent, place, selected)
    holding, strong, weak = _parts(mentions)
    return ChatPage(
        frame=frame(assistant, place, opened=source.document.document_id if source else None),
        place=place,
        answer=answer,
        mentions=mentions,
        holding_groups=grouped(holding),
        groups=grouped(strong),
        weak_groups=grouped(weak),
        limits=limits,
        candidates=candidates,
        samples=() if place.question else samples(assistant, place),
        selected=selected,
        source=source,
        notice=notice,
        written=written,
        stream="" if written else stream_of(assistant, place, answer),
    )


def candidates_of(answer: Answer | None, mentions: Mentions | None) -> tuple[Hit, ...]:
    """The paragraphs among which a reader chooses, in the order of the page."""
    if mentions is not None:
        return tuple(hit for part in _parts(mentions) for hit in part)
    if answer is None or answer.target is None:
        return ()
    return (answer.target, *answer.runners_up)


def grouped(hits: Sequence[Hit]) -> tuple[MentionGroup, ...]:
    """Mentions by document, each in the order given."""
    groups = []
    for document_id, members in groupby(hits, key=lambda hit: hit.paragraph.document_id):
        found = tuple(members)
        sections = tuple(
            (section, tuple(under))
            for section, under in groupby(found, key=lambda hit: " › ".join(hit.paragraph.section))
        )
        groups.append(
            MentionGroup(known_as(found[0].passage.document), document_id, found, sections)
        )
    return tuple(groups)


def samples(assistant: Assistant, place: Place) -> tuple[Sample, ...]:
    """Questions to begin with, from the longest sections of the first short documents."""
    short = [r for r in assistant.library.documents(0, LISTED) if r.paragraphs <= SHORT]
    headings: list[str] = []
    for record in short[:TRIED]:
        heading = telling_heading(assistant.view(record.document_id).paragraphs)
        if heading and heading not in headings:
            headings.append(heading)
    questions = [f"What is said about “{heading}”?" for heading in headings[:SAMPLED]]
    return tuple(Sample(q, Place(question=q, within=place.within).url) for q in questions)


def telling_heading(paragraphs: Sequence[Paragraph]) -> str | None:
    """The heading of two to eight words under which the most is said; `None` if there is none."""
    said = Counter(
        paragraph.section[-1]
        for paragraph in paragraphs
        if paragraph.section and paragraph.kind is not Kind.HEADING
    )
    for heading, _ in said.most_common():
        words = _NOTES.sub("", _NUMBERING.sub("", heading).strip(" .:"))
        telling = words != heading.strip(" .:") or not _is_name(words)
        if 2 <= len(words.split()) <= 8 and '"' not in words and telling:
            return words
    return None


def _is_name(words: str) -> bool:
    """Every longer word has a capital, as in `United Nations`: a masthead, not a subject."""
    return all(word[0].isupper() for word in _WORD.findall(words) if len(word) > 3)


def _parts(mentions: Mentions | None) -> tuple[tuple[Hit, ...], ...]:
    """Those that hold the words, others on the subject, and weak ones."""
    if mentions is None:
        return (), (), ()
    holding, others = mentions.parts
    strong = tuple(hit for hit in others if hit.strength is not Strength.WEAK)
    return holding, strong, tuple(hit for hit in others if hit.strength is Strength.WEAK)


def _limits(assistant: Assistant, references: Sequence[str]) -> tuple[DocumentRecord, ...]:
    """The documents that still exist among those of the address."""
    records = []
    for reference in dict.fromkeys(references):
        try:
            records.append(assistant.library.find(reference))
        except UnknownDocument:
            continue
    return tuple(records)


def _selected(
    assistant: Assistant,
    place: Place,
    answer: Answer | None,
    candidates: tuple[Hit, ...],
    base: str,
) -> tuple[Selected | None, str]:
    """What the address selects, else the target; and why it could not be followed."""
    notice = ""
    if place.paragraph is not None:
        try:
            chosen = select(
                assistant, place, place.paragraph, place.span, base=base, hits=candidates
            )
        except UnknownParagraph:
            notice = GONE
        else:
            return chosen, ""
    if place.document is not None or not candidates:
        return None, notice
    first = candidates[0].paragraph.paragraph_id
    cited = answer.citations if answer is not None else ()
    quote = next((citation for citation in cited if citation.paragraph_id == first), None)
    span = None if quote is None else place.selecting_cited(quote).span
    return select(assistant, place, first, span, base=base, hits=candidates), notice


def _source(
    request: Request, assistant: Assistant, recent: Recent, place: Place, selected: Selected | None
) -> Source | None:
    document = place.document if selected is None else selected.document.document_id
    if document is None:
        return None
    return lay_out(assistant, recent, place, document, selected, open_edition=open_edition(request))
