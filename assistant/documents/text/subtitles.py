"""Subtitles to speeches: WebVTT and SubRip, whose cues cut sentences at every few words."""

import html
import re
from collections.abc import Iterator

from assistant.documents.document import Block, Kind
from assistant.language.characters import normalised

_TIMES = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}[^\n]*"
_BEGINNING = re.compile(rf"\ufeff?(?:WEBVTT(?=\s|$)|\s*\d+[ \t]*\n{_TIMES}\n)")
_CUE = re.compile(rf"^{_TIMES}$", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^>]+)>")
_TAG = re.compile(r"</?[a-z][^<>]*>|<\d[\d:.]*>", re.IGNORECASE)
_ENDS = (".", "!", "?", "…", "。", "！", "？", "”", "؟")


def is_subtitles(text: str) -> bool:
    """Whether a text file holds cues, each under its times."""
    return _BEGINNING.match(text) is not None


def speeches(text: str) -> list[Block]:
    """What is said, with who has the word where the file tells it: a paragraph a speech.

    Where it does not, a paragraph ends with the sentence at the end of a cue.
    """
    blocks: list[Block] = []
    goes_on = False
    for name, words in _said(text):
        last = blocks[-1] if blocks else None
        if last is not None and goes_on and name == last.speaker:
            joined = f"{last.text} {words}"
            blocks[-1] = Block(Kind.PARAGRAPH, joined, speaker=name)
        else:
            blocks.append(Block(Kind.PARAGRAPH, words, speaker=name))
        goes_on = name is not None or not words.endswith(_ENDS)
    return blocks


def _said(text: str) -> Iterator[tuple[str | None, str]]:
    """Name and words of every voice of every cue, without times, numbers and tags."""
    for payload in _CUE.split(text)[1:]:
        # The number or name of the next cue stands behind an empty line.
        words = payload.strip("\n").split("\n\n", 1)[0]
        parts = _VOICE.split(words)
        for name, part in zip([None, *parts[1::2]], parts[::2], strict=True):
            said = normalised(html.unescape(_TAG.sub("", part)))
            if said:
                yield (normalised(name) if name else None), said
