"""Whether a sentence says no more, and nothing else, than a sentence of a source.

Meaning by vectors cannot tell a number, a name or a `not` from another one, so the
words decide: a claim agrees when it *is* the source's sentence but for articles,
`-s`, and whole clauses left out or put at the other end. Every word of the
claim must stand in the sentence in the same order; a stretch left out must be bounded
by punctuation, or be a prepositional tail, and hold no word that turns a meaning
(negation, condition, attribution, doubt, exception). The strict side of extractive
fragments (Grusky, Naaman and Artzi 2018, *Newsroom*), where coverage is 1.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answers.claim_words import Word, same, words_of
from assistant.answers.quoted_words import quotations_occur
from assistant.answers.sources import Source
from assistant.citations.wording import NEGATIONS, occurrences, tokens
from assistant.documents.document import Span
from assistant.language.function_words import word_set

_TURNING = NEGATIONS | word_set(
    "if unless except excepting excluding only whether when until provided although though but "
    "may might could would should can allegedly reportedly supposedly purportedly apparently "
    "claim claims claimed claiming said says say saying alleged alleges according suggest suggests "
    "suggested believe believes believed think thinks thought argue argues argued assert asserted "
    "deny denies denied denying false falsely untrue wrong wrongly incorrect incorrectly myth "
    "doubt doubts doubtful or either hardly rarely barely seldom scarcely fail fails failed "
    "refuse refuses refused reject rejects rejected proposed planned expected intended supposed "
    "rather instead nearly almost approximately roughly unlike contrary lest than neither "
    "hypothetically perhaps maybe possibly probably likely unlikely rumoured rumored dream dreamt"
)
"""Words whose stretch may not be left out: what remains could say something else."""

_LEADING = word_set(
    "in on at during for by with from under after before since when while because if as through "
    "within until although though despite following throughout upon unless via"
)
"""Prepositions and conjunctions that begin a clause which may stand first or last."""

_TAIL = word_set(
    "in during because since after before while which who where throughout despite following"
)
"""Words that begin a tail which may be left out. Others belong to the word before them:
`the Convention` is not `the Convention on the Rights of the Child`."""

_RELATIVE = word_set("who whom whose which that where when")
_JOINING = word_set("and or but nor while whereas")
_LEAST = 3
"""Words that a claim has at least when it leaves something out."""


def supporting_sentence(claim: str, source: Source) -> Span | None:
    """The first sentence of the source that says all that the claim says, or `None`.

    Quoted words of the claim must occur in the paragraph exactly, whatever else agrees.
    """
    if not quotations_occur(claim, source.passage.paragraph.text):
        return None
    language = source.passage.language
    readings = [words_of(reading, language) for reading in _without_frame(claim, source)]
    for at, (span, sentence) in enumerate(source.sentences()):
        if _asks(sentence) != _asks(claim):
            continue
        for text in _completed(sentence, source.lead_in if at == 0 else ""):
            evidence = words_of(text, language)
            lenient = language == "en"
            if any(agrees(words, evidence, lenient=lenient) for words in readings):
                return span
    return None


def _asks(sentence: str) -> bool:
    return sentence.rstrip(" \"'”’»)").endswith(("?", "？", "؟"))


def _completed(sentence: str, lead_in: str) -> Iterator[str]:
    """A list item with the sentence that it completes, and alone where that turns nothing."""
    if lead_in:
        yield f"{lead_in.rstrip(' :.…')} {sentence}"
    if not any(token.word in _TURNING for token in tokens(lead_in)):
        yield sentence


# -- frames: "the source says that …" -------------------------------------------

_NOUN = r"(?:the |this |that )?(?:cited )?(?:source|document|text|paragraph|passage|excerpt)s?"
_SAYS = (
    r"(?:says?|said|states?|stated|notes?|noted|reports?|reported|writes?|wrote|explains?|"
    r"explained|mentions?|mentioned|adds?|added)"
)
_FRAMES = (
    re.compile(rf"^(?:according to|as stated in|as noted in)\s*(?:{_NOUN})?\s*,\s*", re.I),
    re.compile(rf"^{_NOUN}\s+{_SAYS}(?:\s+that)?\s*[:,]?\s+", re.I),
)
_SPEAKER = re.compile(rf"^(?P<who>.{{1,80}}?)\s+{_SAYS}(?:\s+that)?\s*[:,]?\s+", re.I)
_ITEM = re.compile(r"^\s*[-*•–]\s+")
"""A list's mark; a number is not taken off, since it can be a paragraph's own."""


def _without_frame(claim: str, source: Source) -> Iterator[str]:
    """The claim, and what is left of it without naming the source or the paragraph's speaker."""
    yield claim
    unlisted = _ITEM.sub("", claim, count=1)
    if unlisted != claim:
        claim = unlisted
        yield claim
    for frame in _FRAMES:
        rest = frame.sub("", claim, count=1)
        if rest != claim:
            yield rest
    said = _SPEAKER.match(claim)
    if (
        said
        and source.passage.paragraph.speaker
        and occurrences(said["who"], tokens(source.passage.paragraph.speaker))
    ):
        yield claim[said.end() :]


# -- agreement --------------------------------------------------------------------


def agrees(claim: Sequence[Word], evidence: Sequence[Word], *, lenient: bool) -> bool:
    """Whether the claim is the evidence, or `lenient`ly a part of it that stands by itself."""
    if not claim or not evidence:
        return False
    whole = len(evidence) in _ends(claim, evidence, 0, may_skip=False)
    if whole or not lenient or len(claim) < _LEAST:
        return whole
    if any(_may_end(evidence, end, claim) for end in _ends(claim, evidence, 0, may_skip=True)):
        return True
    if any(_is_clause(claim, evidence, start) for start in _starts(evidence)):
        return True
    return any(_is_turned(claim, cut, evidence) for cut in range(1, len(claim)))


def _starts(evidence: Sequence[Word]) -> Iterator[int]:
    """Where a clause begins behind others that turn nothing."""
    for at, word in enumerate(evidence):
        if at and word.broken:
            yield at
        if word.form in _TURNING:
            return


def _is_clause(claim: Sequence[Word], evidence: Sequence[Word], start: int) -> bool:
    """Whether the claim is one unbroken stretch from `start`; a broken one could be two claims."""
    return any(
        _may_end(evidence, end, claim) and not _is_broken(evidence[start:end])
        for end in _ends(claim, evidence, start, may_skip=False)
    )


def _ends(
    claim: Sequence[Word], evidence: Sequence[Word], start: int, *, may_skip: bool
) -> set[int]:
    """Positions behind the claim's last word when the evidence is read from `start`."""
    reached = {start}
    for place, word in enumerate(claim):
        reached = {
            at + 1
            for before in reached
            for at in _onward(word, evidence, before, first=place == 0, may_skip=may_skip)
            if same(word, evidence[at])
        }
        if not reached:
            break
    return reached


def _onward(
    word: Word, evidence: Sequence[Word], at: int, *, first: bool, may_skip: bool
) -> Iterator[int]:
    """The next position, and the one behind an insertion that may be left out.

    Punctuation counts: `The judge, said the thief, lied` is not `The judge said the thief lied`.
    """
    if at >= len(evidence):
        return
    if first or word.broken == evidence[at].broken:
        yield at
    # Both marks go with an insertion; one that stays was left of a member of a list.
    if may_skip and not first and evidence[at].broken and not word.broken:
        behind = _behind_insertion(evidence, at)
        if behind is not None:
            yield behind


def _behind_insertion(evidence: Sequence[Word], start: int) -> int | None:
    """Where the sentence goes on behind a stretch between two punctuation marks.

    `None` when the stretch turns the meaning, or belongs to a list or to what follows it.
    """
    if evidence[start].form in _JOINING:
        return None
    for at in range(start, len(evidence)):
        form = evidence[at].form
        if at > start and evidence[at].broken:
            return None if form in _RELATIVE or form in _JOINING else at
        if form in _TURNING:
            return None
    return None


def _may_end(evidence: Sequence[Word], end: int, claim: Sequence[Word]) -> bool:
    """Whether what is left out behind the claim is a clause or tail that turns nothing."""
    if end == len(evidence):
        return True
    if any(word.form in _TURNING for word in evidence[end:]):
        return False
    following = evidence[end]
    if following.broken:
        return True
    return following.form in _TAIL and not any(c.isdigit() for c in claim[-1].form)


def _is_turned(claim: Sequence[Word], cut: int, evidence: Sequence[Word]) -> bool:
    """Whether the claim is the evidence with its first clause put last, or its last put first.

    The moved clause begins with a preposition or conjunction; the rest is a single clause.
    """
    last, first = claim[:cut], claim[cut:]
    if first[0].form not in _LEADING and last[0].form not in _LEADING:
        return False
    seam = len(first)
    if seam not in _ends(first, evidence, 0, may_skip=False):
        return False
    for end in _ends(last, evidence, seam, may_skip=False):
        if first[0].form in _LEADING:
            stands = _is_clause_behind(evidence[seam:end])
        else:
            stands = _is_single(evidence[:seam])
        if stands and _may_end(evidence, end, last):
            return True
    return False


def _is_single(words: Sequence[Word]) -> bool:
    """Whether these words are one clause: a tail of two would be a tail of the second alone."""
    return not _is_broken(words) and not any(word.form in _JOINING for word in words)


def _is_clause_behind(words: Sequence[Word]) -> bool:
    """Whether a head that is put behind these words still belongs to all of them."""
    for at, word in enumerate(words):
        if word.form in _JOINING:
            later = {other.form for other in words[at + 1 :]}
            return (
                word.form == "and" and not later & (_LEADING | _JOINING) and not _is_broken(words)
            )
    return not _is_broken(words)


def _is_broken(words: Sequence[Word]) -> bool:
    """Whether punctuation stands between these words."""
    return any(word.broken for word in words[1:])
