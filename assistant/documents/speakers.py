"""Who speaks, when the text says so."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.document import Block, Kind

HONORIFIC = (
    r"Ms\.?|Mr\.?|Mrs\.?|Miss|Dr\.?|Prof\.?|Professor|Sir|Dame|Lord|Lady|Judge|Justice|"
    r"Ambassador|Bishop|Sheikh|Imam|Rabbi|H\.\s?E\.(?:\s+M[rs]s?\.?)?|Mme\.?|Mlle\.?|M\.|Sra\.?|Sr\.?|"
    r"Dra\.|Herr|Frau|Signora|Signor|Sig\.|Dott\.|Г-н|Г-жа|г-н|г-жа|Pan|Pani"
)
"""Forms of address before a name, as an alternation for regular expressions."""

_NAME = (
    r"[^\W\d_a-z][\w’'.-]*"
    r"(?:\s+(?:(?:al|de|van|von|der|bin|el|da|dos|ben|la|le)\s+)?[^\W\d_a-z][\w’'-]*){0,4}"
)
_OFFICE = (
    r"(?:President|Vice-President|Chair|Chairman|Chairwoman|Chairperson|Co-Chair|Vice-Chair|"
    r"Speaker|Moderator|Rapporteur|Special Rapporteur|High Commissioner|Deputy High Commissioner|"
    r"Secretary-General|Secretary|Independent Expert|Coordinator|Facilitator|Director|Minister|"
    r"Commissioner|Ombudsman|Ombudsperson|Secretariat|Committee|Working Group)"
)
_SAYS = (
    r"said|says|explained|explains|stated|states|noted|notes|asked|asks|stressed|emphasi[sz]ed|"
    r"underlined|underscored|highlighted|recalled|added|argued|observed|pointed out|called|"
    r"recommended|welcomed|thanked|reported|described|presented|proposed|suggested|expressed|"
    r"replied|responded|answered|warned|urged|declared|announced|concluded|opened|introduced|"
    r"mentioned|referred|drew|spoke|remarked|commented|reiterated|affirmed|maintained|believed|"
    r"considered|wished|reminded|outlined|shared|encouraged|acknowledged|regretted|commended"
)
_ADVERB = r"(?:(?:also|then|further|\w+ly)\s+)?"
_REPORTED = re.compile(
    rf"(?P<who>(?:{HONORIFIC})\s+{_NAME}(?:\s+\([^()]{{2,60}}\))?)(?:,\s[^.!?]{{2,160}}?,)?\s+"
    rf"{_ADVERB}(?:{_SAYS})\b"
)
_REPRESENTATIVE = re.compile(
    rf"(?P<who>(?:The|A|Le|La)\s+(?:representative|delegation|delegate|observer|ambassador|"
    rf"Permanent Representative|{_OFFICE})(?:\s+(?:of|for|from|on)\s+[^.,;:!?]{{2,80}}?)?)"
    rf"(?:,\s[^.!?]{{2,120}}?,)?\s+{_ADVERB}(?:{_SAYS})\b"
)
_PRONOUN = re.compile(rf"(?:She|He|They)\s+{_ADVERB}(?:{_SAYS})\b")
_VERBATIM = re.compile(
    rf"(?P<who>(?:(?:The\s+)?(?:PRESIDENT|CHAIR(?:MAN|WOMAN|PERSON)?|SECRETARY(?:-GENERAL)?|"
    rf"MODERATOR|SPEAKER|{_OFFICE})|(?:{HONORIFIC})\s+{_NAME}))"
    r"(?P<of>\s+\((?!spoke|interpret)[^()]{2,60}\))?(?:\s+\((?:spoke|interpret)[^()]{2,60}\))?"
    r"\s*(?::|\.\s?[—–])\s+(?=\S)"
)
_CAPITALS = re.compile(
    r"(?P<who>[^\W\d_a-z][^\W\d_a-z.’'-]+(?:\s+[^\W\d_a-z][^\W\d_a-z.’'-]+){0,3})"
    r"(?P<of>\s+\([^()]{2,60}\))?:\s+(?=\S)"
)

_UNKNOWN = re.compile(
    r"[^\W\d_a-z][\w’'.-]*(?:\s+[^\W\d_a-z][\w’'.-]*){0,4}(?:\s+\([^()]{2,60}\))?:\s+(?=\S)"
)
"""Capitalised words before a colon: in a record, perhaps a name of a form not known here."""


def with_speakers(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, each with its speaker where the text names one.

    Minutes name a speaker in the sentence (`Ms. Byron explained …`); it holds for
    that paragraph, and for the next ones that go on with `She added`. Verbatim
    records put the name before a colon; there it holds until the next name or
    heading, if at least two paragraphs begin so. Words before a colon that may be a
    name end the turn: no speaker beats a wrong one.
    """
    names = _verbatim_names(blocks)
    record = sum(1 for name in names if name) > 1
    speaker: str | None = None
    spoken: list[Block] = []
    for block, name in zip(blocks, names, strict=True):
        if block.kind in (Kind.HEADING, Kind.TABLE_ROW, Kind.CAPTION, Kind.FOOTNOTE):
            speaker = None if block.kind is Kind.HEADING else speaker
            spoken.append(block)
            continue
        if record:
            unknown = _UNKNOWN.match(block.text, block.mark_end)
            speaker = name or (None if unknown else speaker)
            spoken.append(replace(block, speaker=speaker) if speaker else block)
            continue
        speaker = name or _reported_name(block, speaker)
        spoken.append(replace(block, speaker=speaker) if speaker else block)
    return spoken


def _verbatim_names(blocks: Sequence[Block]) -> list[str | None]:
    """The name before the colon of each block.

    Names in capitals alone count when two of them alternate, each twice or more:
    `NOTE:` and `RESULTS:` are no speakers.
    """
    formal = [_match(_VERBATIM, block) for block in blocks]
    capitals = [_match(_CAPITALS, block) for block in blocks]
    times = Counter(name for name in capitals if name)
    dialogue = sum(1 for count in times.values() if count > 1) > 1
    if not dialogue:
        return formal
    return [name or other for name, other in zip(formal, capitals, strict=True)]


def _match(pattern: re.Pattern[str], block: Block) -> str | None:
    if block.kind is not Kind.PARAGRAPH:
        return None
    found = pattern.match(block.text, block.mark_end)
    return found["who"] + (found["of"] or "") if found else None


def _reported_name(block: Block, before: str | None) -> str | None:
    for pattern in (_REPORTED, _REPRESENTATIVE):
        found = pattern.match(block.text, block.mark_end)
        if found:
            return found["who"]
    return before if _PRONOUN.match(block.text, block.mark_end) else None
