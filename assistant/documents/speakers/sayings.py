"""Who is said to say something in one sentence."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from assistant.documents.speakers.countries import country_named
from assistant.documents.speakers.names import HONORIFIC, is_one_name, speakers_in
from assistant.documents.speakers.words import (
    ARABIC_ACCORDING_TO,
    ARABIC_NAME,
    ARABIC_SAYS,
    ARABIC_THAT,
    BY_LANGUAGE,
    CHINESE_ACCORDING_TO,
    CHINESE_NAME,
    CHINESE_SAYS,
    ENGLISH,
    Language,
)

_READ = 600
"""Characters of a sentence in which its subject and verb are looked for."""
_THEY = re.compile(r"[Tt]hey|[Ii]ls|[Ee]lles|[Ee]ll[oa]s|[Оо]ни")
_NUMBERED = re.compile(r"(?:\d{1,4}|\([a-z\d]{1,4}\)|[¹²³⁰-⁹, ]+)\.?\s*(?=\D)")
"""A number that ran into the text: `208.The practice`."""
_VERBS = 3
"""Of a sentence that are tried."""
_OPENERS = re.compile(
    r"(?:In|At|On|During|For|By|With|Since|After|Before|Under|Through|Following|To|From)\b"
)
_FROM = re.compile(
    r"(?:data|figures|information|estimates|statistics|an?|the)\b.{0,60}?"
    r" (?:by|from) (?:the )?(?=[A-Z])"
)
_QUOTED_BEFORE = re.compile(
    r"[,.!?…][”\"»]\s*,?\s*(?:said|says|added|replied)"
    rf"\s+(?P<who>(?:(?:{HONORIFIC})\s+)?[^,.;]{{2,80}})"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence tells of who says it."""

    names: tuple[str, ...]
    """As written; none where it is said that somebody says it, but not understood who."""
    at: tuple[int, int] = (0, 0)
    """Where they stand in the sentence."""
    goes_on: bool = False
    """It is who spoke in the sentence before: `It added`."""
    several: bool = False
    """They are several: `They added`."""
    sure: bool = True
    """The verb tells of speech wherever it stands."""


@cache
def _verbs(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:(?P<sure>{language.says})|(?:{language.perhaps_says}))(?![\w-])"
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def said_in(sentence: str, language: str | None) -> Said | None:
    """Who is said to say this sentence; `None` where it does not tell of speech."""
    if language == "zh":
        return _chinese(sentence)
    if language == "ar":
        return _arabic(sentence)
    grammar = BY_LANGUAGE.get(language or "en", ENGLISH)
    head = sentence[:_READ]
    return _according(sentence, grammar) or _subject_first(head, grammar) or _behind_quote(head)


def _subject_first(head: str, grammar: Language) -> Said | None:
    unclear, opens_list = False, head.rstrip().endswith((":", "："))
    verbs = _verbs(grammar).finditer(head[:1].lower() + head[1:])
    for found in islice(verbs, _VERBS):
        clause = bool(_compiled(grammar.that).match(head, found.end())) or opens_list
        sure = found["sure"] is not None
        left = _without_adverbs(head[: found.start()], grammar)
        if not left:
            return Said((), goes_on=True, sure=sure) if grammar.drops_subject and sure else None
        last = left.split(" ")[-1]
        passive = head[found.end() :].startswith((" by ", " durch ", " par "))
        if passive or _compiled(grammar.unless_after).fullmatch(last):
            continue
        said = _subject(left, grammar)
        if said is not None:
            return replace(said, sure=sure or clause)
        unclear = unclear or clause
    return Said(()) if unclear else None


def _without_adverbs(left: str, grammar: Language) -> str:
    """What stands before a verb, without what may stand between it and its subject."""
    between = _compiled(rf"(?:^|\s)(?:{grammar.between})$")
    left = left.rstrip()
    while found := between.search(left):
        left = left[: found.start()].rstrip()
    return left


def _subject(left: str, grammar: Language) -> Said | None:
    """The speakers that end here, from the beginning of the sentence or of a part of it."""
    apposed = left.endswith(",")
    left = left.rstrip(", ")
    numbered = _NUMBERED.match(left)
    starts = [
        numbered.end() if numbered else 0,
        *(found.end() for found in re.finditer(r"[,;:–—]\s+", left)),
    ]
    if _OPENERS.match(left):
        first = left.split(",", 1)[0]
        starts += [found.start() for found in re.finditer(r"\bthe (?=[A-Z])", first)]
    if apposed and (said := _apposed(left, starts, grammar)) is not None:
        return said
    pronoun = _compiled(grammar.pronoun)
    for start in sorted(starts):
        part = left[start:]
        if pronoun.fullmatch(part):
            return Said((), goes_on=True, several=_THEY.fullmatch(part) is not None)
        names = _names(part, grammar)
        if names:
            return Said(tuple(names), (start, start + len(part)))
    return None


def _names(part: str, grammar: Language) -> list[str]:
    """The speakers that a part names; an operative paragraph begins with its verb."""
    return [] if _verbs(grammar).match(part.lower()) else speakers_in(part)


def _apposed(left: str, starts: list[int], grammar: Language) -> Said | None:
    """`Ms. Dahl, Head of the River Office, described`: the first part that is a name."""
    ends = [*(found.start() for found in re.finditer(r"[,;:–—]\s", left)), len(left)]
    for start, end in zip(starts, sorted(ends), strict=False):
        names = _names(left[start:end], grammar)
        if names:
            return Said(tuple(names), (start, end))
    return None


def _according(sentence: str, grammar: Language) -> Said | None:
    """Whom a sentence names as its source, at its beginning or its end."""
    for found in _compiled(rf"(?<!\w)(?:{grammar.according_to})\s+").finditer(sentence):
        if found.start() > 2 and sentence[found.start() - 2] not in ",;(–—":
            continue
        start = found.end()
        inner = _FROM.match(sentence, start)
        start = inner.end() if inner else start
        end = re.compile(r", (?!Social)|[.;:]\s|[.;:]$|$").search(sentence, start)
        name = sentence[start : end.start() if end else None][:200].rstrip(".")
        names = speakers_in(name) or ([name] if is_one_name(name) else [])
        if names:
            return Said(tuple(names), (start, start + len(name)))
    return None


def _behind_quote(head: str) -> Said | None:
    found = _QUOTED_BEFORE.search(head)
    names = speakers_in(found["who"].strip()) if found else []
    return Said(tuple(names), found.span("who")) if found and names else None


_ARABIC = re.compile(rf"(?:^|(?<=[،.] ))(?:{ARABIC_SAYS})(?:\s+أيض[اً]+)?\s+(?P<rest>\S.*)")
_ARABIC_SOURCE = re.compile(rf"(?:^|(?<=[،.] ))(?:{ARABIC_ACCORDING_TO})(?P<who>[^،.]{{2,80}})")
_CHINESE = re.compile(rf"(?:^|，)(?P<who>[^，。；：、“”]{{2,30}}?)(?:{CHINESE_SAYS})")
_CHINESE_SOURCE = re.compile(
    rf"^(?:{CHINESE_ACCORDING_TO})(?P<who>[^，。；]{{2,30}}?)(?:的(?:说法|看法|意见|报告|数据))?，"
)


def _arabic(sentence: str) -> Said | None:
    """The subject behind a verb that begins the sentence."""
    found = _ARABIC.match(sentence[:_READ])
    if found:
        who = re.split(ARABIC_THAT, found["rest"], maxsplit=1)[0].strip(" ،")
        if country_named(who) or (re.match(ARABIC_NAME + r"(?!\w)", who) and len(who) < 90):
            start = found.start("rest")
            return Said((who,), (start, start + len(who)))
        return Said((), goes_on=True)
    source = _ARABIC_SOURCE.match(sentence[:_READ])
    if source and (country_named(source["who"]) or re.match(ARABIC_NAME, source["who"])):
        return Said((source["who"],), source.span("who"))
    return None


def _chinese(sentence: str) -> Said | None:
    for pattern in (_CHINESE_SOURCE, _CHINESE):
        found = pattern.search(sentence[:_READ])
        if not found:
            continue
        who = found["who"].strip()
        if country_named(who) or re.search(CHINESE_NAME, who):
            return Said((who,), found.span("who"))
    return (
        Said((), goes_on=True)
        if re.match(rf"(?:它|他|她|他们)(?:{CHINESE_SAYS})", sentence)
        else None
    )
