"""The citation marks in a model's reply: `[1]`, `[1, 2]`, `[1-3]`, `【1】`."""

import re
from dataclasses import dataclass

_NUMBERS = r"[0-9]{1,6}(?:\s*(?:[,;、，&+–-]|and)\s*[0-9]{1,6})*"
_MARK = re.compile(
    rf"\s*[\[【［]\s*(?:\^|[Ss]ources?\s*)?(?P<numbers>{_NUMBERS})\s*(?:†[^\]】］\n]{{0,60}})?[\]】］]"
)
_RANGE = re.compile(r"([0-9]+)\s*[–-]\s*([0-9]+)")
_NUMBER = re.compile(r"[0-9]+")
_MARKS = rf"(?:{_MARK.pattern.replace('?P<numbers>', '?:')})+"
_BEHIND = re.compile(rf"(?P<end>[.!?…。！？।؟۔][\"'”’»)]*)(?P<marks>{_MARKS})")
_LONGEST_RANGE = 20
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_BEFORE = re.compile(r"^(?:#{1,6}|[-*•–])\s+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of a reply with its citation marks taken out."""

    text: str
    numbers: tuple[int, ...]
    """As cited, each once, in order of appearance."""


def unmarked(sentence: str) -> Marked:
    """The sentence and what it cites; no mark is left in the text, however they are nested.

    Neither are Markdown's, which many models write whatever they are told.
    """
    numbers: list[int] = []
    text, count = _undressed(sentence.strip()), 1
    while count:
        for match in _MARK.finditer(text):
            numbers += _numbers_of(match["numbers"])
        text, count = _MARK.subn("", text)
    return Marked(text.strip(), tuple(dict.fromkeys(numbers)))


def _undressed(text: str) -> str:
    """Without Markdown's marks of emphasis, headings and lists, which stand for no word."""
    return _EMPHASIS.sub(r"\2", _BEFORE.sub("", text, count=1))


def joined(text: str) -> str:
    """The text with marks that follow the end of a sentence put before it, into the sentence."""
    return _BEHIND.sub(lambda match: "".join(_plain(match["marks"])) + match["end"] + " ", text)


def _plain(marks: str) -> list[str]:
    return [f"[{match['numbers']}]" for match in _MARK.finditer(marks)]


def _numbers_of(written: str) -> list[int]:
    """All numbers; those between the ends of a range too, unless the range is absurd."""
    found = [int(number) for number in _NUMBER.findall(written)]
    for match in _RANGE.finditer(written):
        first, last = int(match[1]), int(match[2])
        if first < last <= first + _LONGEST_RANGE:
            found += range(first + 1, last)
    return found
