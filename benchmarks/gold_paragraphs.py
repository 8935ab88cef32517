"""Paragraphs made up of sentences in ten languages, the same ones every time."""

import random
from typing import NamedTuple

from tests.language.sentence_samples import sentences_in

MARK = "\ue000"
"""Where a footnote is called in a paragraph of the gold list."""


class Part(NamedTuple):
    """A paragraph of the gold list: `heading`, `text`, `numbered`, `bullet` or `note`."""

    kind: str
    text: str


def parts_of(language: str, seed: int) -> list[Part]:
    """Eight sections of made-up text; the same every time for a language and a seed."""
    chosen = random.Random(f"{language}-{seed}")
    sentences = sentences_in(language)
    unspaced = language in ("ja", "zh")
    glue = "" if unspaced else " "
    number = chosen.randint(1, 60)

    def prose(least: int, most: int) -> str:
        return glue.join(chosen.choices(sentences, k=chosen.randint(least, most)))

    parts: list[Part] = []
    for _ in range(8):
        title = min(chosen.sample(sentences, 4), key=len).rstrip(".!?。！？।؟")
        if Part("heading", title) in parts:
            continue  # the same words at the head of several pages are a running head
        parts.append(Part("heading", title))
        for _ in range(chosen.randint(2, 5)):
            numbered = seed % 4 < 2 and chosen.random() < 0.8
            text = prose(3, 9)
            note = chosen.random() < 0.3
            head = f"{number}. " if numbered else ""
            parts.append(Part("numbered" if numbered else "text", head + text + MARK * note))
            number += numbered
            if note:
                parts.append(Part("note", prose(1, 2)))
        if chosen.random() < 0.6:
            parts += [Part("bullet", prose(2, 3)) for _ in range(chosen.randint(2, 5))]
    return parts
