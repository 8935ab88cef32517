"""Every sentence of a document to its speaker, as far as the document tells who that is."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.documents.document import Kind, Paragraph
from assistant.documents.speakers.authors import authors_of, subject_state
from assistant.documents.speakers.countries import country_named
from assistant.documents.speakers.known_names import KnownNames
from assistant.documents.speakers.names import canonical_name, is_person, name_key, speakers_in
from assistant.documents.speakers.sayings import Said, said_in
from assistant.documents.speakers.speaker import Attribution, Speaker, Voice
from assistant.documents.speakers.turns import Turn, turns_of
from assistant.documents.speakers.words import PRESENTED_BY, RECOMMENDING, STATE_REVIEWED

_PROSE = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM})
_RECORD_SHARE = 0.4
_RECORD_LEAST = 3
_ASKING_SHARE = 0.3
_RECOMMENDING = re.compile(RECOMMENDING, re.IGNORECASE)
_PRESENTED_BY = re.compile(PRESENTED_BY, re.IGNORECASE)
_STATE_REVIEWED = re.compile(STATE_REVIEWED, re.IGNORECASE)
_CHAPTER = re.compile(r"(?:[IVX]+|\d+|[A-Z])\.\s+")
_SUB_NUMBER = re.compile(r"\d+\.\d+")
_BRACKETS = re.compile(
    r"[(（](?P<who>[^()（）]*(?:\([^()]*\)[^()（）]*)*)\s*[)）]\s*[;.,；。]?\s*(?:and|et|y|и|و)?\s*[\d¹²³⁰-⁹*]*$"
)
"""The last brackets of a paragraph, which may hold others: `(Iran (Islamic Republic of));`."""
_PARTS = re.compile(r"\s*[;,；、،]\s*(?:and |et |y |und |и )?|\s+(?:and|et|y|und|и)\s+")


@dataclass(frozen=True, slots=True)
class _Named:
    """Who speaks, before it is known over which words."""

    name: str
    canonical: str
    voice: Voice
    basis: Attribution
    named: tuple[int, int] | None = None


def with_speakers(
    paragraphs: Sequence[Paragraph],
    bodies: Sequence[int],
    given: Sequence[str | None],
    language: str | None,
) -> list[Paragraph]:
    """The same paragraphs, with who speaks in each of their sentences.

    `bodies` tells where each begins behind its printed mark, `given` whom a reader found to
    speak in it. A sentence of which it is not understood who says it has no speaker.
    """
    state = subject_state(paragraphs)
    authors = authors_of(paragraphs, state)
    turns = turns_of(paragraphs, bodies, given)
    said = [
        [said_in(text, language) for text in _sentences(paragraph)]
        if paragraph.kind in _PROSE
        else []
        for paragraph in paragraphs
    ]
    records = _records(paragraphs, said, authors)
    asking = _asking_sections(paragraphs)
    document = _Document(KnownNames(state), records)
    done = []
    for paragraph, author, turn, sentences in zip(paragraphs, authors, turns, said, strict=True):
        if paragraph.kind in (Kind.HEADING, Kind.CAPTION):
            document.end()
            done.append(paragraph)
            continue
        found = _by_turn(turn) or _in_brackets(paragraph) or _under_heading(paragraph, asking)
        if found:
            speakers = _over(found, [(paragraph.start, paragraph.end)])
        else:
            speakers = document.attributed(paragraph, author, sentences)
        done.append(replace(paragraph, speakers=tuple(speakers)))
    return done


class _Document:
    """Goes through a document, remembering whose intervention is going on."""

    def __init__(self, known: KnownNames, records: frozenset[tuple[str, ...]]) -> None:
        self._known = known
        self._records = records
        self._going_on: list[_Named] = []
        self._begun = False

    def end(self) -> None:
        """A heading ends every intervention."""
        self._going_on, self._begun = [], False
        self._known.forget_last()

    def attributed(
        self, paragraph: Paragraph, author: str | None, sentences: Sequence[Said | None]
    ) -> list[Speaker]:
        """Who speaks in each sentence: who is said to, who goes on, or the author."""
        self._known.mention(paragraph.text)
        presented = self._presented_by(paragraph)
        record = paragraph.section in self._records or bool(presented)
        own = [] if author is None else [_author(author)]
        if not sentences:
            return _over(own, [(paragraph.start, paragraph.end)])
        self._begin(paragraph, sentences[0], presented, record=record)
        speakers: list[Speaker] = []
        for span, said in zip(paragraph.sentences, sentences, strict=False):
            named = self._named(said, span[0], author, record=record)
            if named is None:
                named = self._unsaid(paragraph, own, record=record)
            elif named and named[0].basis is Attribution.AUTHOR:
                self._going_on = []
            elif named:
                self._going_on = [_continued(one) for one in named]
                self._begun = True
            speakers += _over(named, [span])
        return _joined(speakers)

    def _begin(
        self,
        paragraph: Paragraph,
        first: Said | None,
        presented: list[_Named],
        *,
        record: bool,
    ) -> None:
        """What of an intervention goes on in another paragraph.

        One of a person, or of the State that a report is on, does until another speaks; of
        any other it is not known, unless the paragraph itself resumes it: `She added`.
        """
        if paragraph.kind is Kind.LIST_ITEM or (first is not None and first.goes_on):
            self._going_on = self._going_on or presented
        elif presented:
            self._going_on = presented
        else:
            kept = [one for one in self._going_on if self._holds_on(one)] if record else []
            self._going_on = kept
        self._begun = self._begun or bool(presented)

    def _holds_on(self, one: _Named) -> bool:
        return one.canonical == self._known.state or is_person(one.name)

    def _unsaid(self, paragraph: Paragraph, own: list[_Named], *, record: bool) -> list[_Named]:
        """Who says a sentence of which nothing is told."""
        if record and self._begun:
            return self._going_on
        completes = paragraph.kind is Kind.LIST_ITEM and paragraph.lead_in
        return self._going_on if completes and self._going_on else own

    def _presented_by(self, paragraph: Paragraph) -> list[_Named]:
        """The one speaker of a section, where its heading says so."""
        heading = _CHAPTER.sub("", paragraph.section[-1]) if paragraph.section else ""
        found = _PRESENTED_BY.fullmatch(heading)
        if found is None:
            return []
        who = found["who"]
        if who is None or _STATE_REVIEWED.fullmatch(who):
            name = self._known.state
        else:
            name = self._known.canonical(who, None) if speakers_in(who) else None
        if name is None:
            return []
        return [_Named(who or name, name, Voice.REPORTED, Attribution.HEADING)]

    def _named(
        self, said: Said | None, start: int, author: str | None, *, record: bool
    ) -> list[_Named] | None:
        """Who says a sentence; empty for one not understood, `None` where nothing is told."""
        if said is None or not (said.sure or record):
            return None
        if said.goes_on:
            several = len(self._going_on) > 1 or any(
                one.name.endswith("s") for one in self._going_on
            )
            return self._going_on if several or not said.several else []
        found = []
        for name in said.names:
            canonical = self._known.canonical(name, author)
            own = author is not None and name_key(canonical) == name_key(author)
            at = (start + said.at[0], start + said.at[1]) if len(said.names) == 1 else None
            basis = Attribution.AUTHOR if own else Attribution.SAYING
            voice = Voice.STATED if own else Voice.REPORTED
            found.append(_Named(name, canonical, voice, basis, at))
        return found


def _author(name: str) -> _Named:
    return _Named(name, canonical_name(name), Voice.STATED, Attribution.AUTHOR)


def _continued(one: _Named) -> _Named:
    basis = one.basis if one.basis is Attribution.AUTHOR else Attribution.CONTINUED
    return replace(one, basis=basis, named=None)


def _sentences(paragraph: Paragraph) -> list[str]:
    return [
        paragraph.text[a - paragraph.start : b - paragraph.start] for a, b in paragraph.sentences
    ]


def _over(named: Sequence[_Named], spans: Sequence[tuple[int, int]]) -> list[Speaker]:
    return [
        Speaker(one.name, one.canonical, one.voice, one.basis, start, end, one.named)
        for start, end in spans
        for one in named
    ]


def _joined(speakers: Sequence[Speaker]) -> list[Speaker]:
    """The same, each once where neighbouring sentences are theirs."""
    joined: list[Speaker] = []
    for speaker in speakers:
        last = next((s for s in reversed(joined) if s.canonical == speaker.canonical), None)
        if last and last.voice is speaker.voice and _is_next(joined, last, speaker):
            joined[joined.index(last)] = replace(last, end=speaker.end)
        else:
            joined.append(speaker)
    return joined


def _is_next(joined: Sequence[Speaker], last: Speaker, speaker: Speaker) -> bool:
    between = [s for s in joined if s.start >= last.end]
    same = (speaker.basis is Attribution.CONTINUED) or (speaker.basis is last.basis)
    return same and not between and speaker.start - last.end < 3


def _by_turn(turn: Turn | None) -> list[_Named]:
    if turn is None:
        return []
    name, at = turn
    return [_Named(name, canonical_name(name), Voice.STATED, Attribution.TURN, at)]


def _in_brackets(paragraph: Paragraph) -> list[_Named]:
    """The States whose recommendation a paragraph is: they stand in brackets behind it."""
    above = " ".join((*paragraph.section, paragraph.lead_in or ""))
    numbered = _SUB_NUMBER.match(paragraph.number or paragraph.bullet or paragraph.text)
    if not numbered and not _RECOMMENDING.search(above):
        return []
    found = _BRACKETS.search(paragraph.text[-400:])
    if found is None or len(paragraph.text) - len(found[0]) < 12:
        return []
    start = paragraph.start + max(len(paragraph.text) - 400, 0)
    whole = found["who"].strip()
    names = [whole] if country_named(whole) else [part for part in _PARTS.split(whole) if part]
    if not all(country_named(name) for name in names):
        return []
    at = (start + found.start("who"), start + found.end("who")) if len(names) == 1 else None
    return [
        _Named(name, canonical_name(name), Voice.REPORTED, Attribution.BRACKETS, at)
        for name in names
    ]


def _asking_sections(paragraphs: Sequence[Paragraph]) -> frozenset[tuple[str, ...]]:
    """Sections under the name of a State whose paragraphs are the questions that it asks."""
    held: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for paragraph in paragraphs:
        if paragraph.kind in _PROSE and paragraph.section and country_named(paragraph.section[-1]):
            held[paragraph.section].append("?" in paragraph.text)
    asked = [is_question for section in held.values() for is_question in section]
    if len(held) < 2 or sum(asked) < _ASKING_SHARE * len(asked):
        return frozenset()
    return frozenset(held)


def _under_heading(paragraph: Paragraph, asking: frozenset[tuple[str, ...]]) -> list[_Named]:
    if paragraph.section not in asking or paragraph.kind not in _PROSE:
        return []
    name = paragraph.section[-1]
    return [_Named(name, canonical_name(name), Voice.STATED, Attribution.HEADING)]


def _records(
    paragraphs: Sequence[Paragraph],
    said: Sequence[Sequence[Said | None]],
    authors: Sequence[str | None],
) -> frozenset[tuple[str, ...]]:
    """Sections that record who said what: many of their paragraphs begin with it."""
    begins: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for paragraph, sentences, author in zip(paragraphs, said, authors, strict=True):
        own = set(name_key(author).split()) if author else set()
        if sentences and paragraph.kind is Kind.PARAGRAPH and not _in_brackets(paragraph):
            first = sentences[0]
            names = first.names if first and first.sure else ()
            begins[paragraph.section].append(
                any(not set(name_key(name).split()) <= own for name in names)
            )
    return frozenset(
        section
        for section, told in begins.items()
        if sum(told) >= max(_RECORD_LEAST, _RECORD_SHARE * len(told))
    )
