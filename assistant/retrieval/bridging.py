"""What words would say of paragraphs in another language than the question's.

An English word is not missing from a German paragraph. What stands there as it was asked are
names, numbers and what languages share; the rest is taken to be what paragraphs as near in
meaning hold, so that neither language is drowned by the other. A line that says little holds
little, and comes near to every question in meaning alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.library.reading import Passage
from assistant.retrieval.constants import (
    EXPECTED_FROM,
    EXPECTED_SLOPE,
    FULL_BYTES,
    SHARED_WORDS,
)
from assistant.retrieval.fusion import Evidence
from assistant.retrieval.likeness import Floats
from assistant.retrieval.reading import Reading
from assistant.retrieval.weights import Words

_WORDS = re.compile(r"[^\W\d_]{3,}|[\u0e00-\u0eff\u1780-\u17ff\u3040-\u9fff]+")
"""Of three letters at least, which symbols and initials are not."""


def fullness(passages: Sequence[Passage]) -> Floats:
    """How far each has words enough to answer, 0 to 1.

    They are counted in bytes: where a letter says more, it has more of them.
    """
    words = [_WORDS.findall(passage.paragraph.text) for passage in passages]
    sizes = [len("".join(found).encode()) for found in words]
    return np.minimum(np.array(sizes, np.float64) / FULL_BYTES, 1.0)


def bridged(
    evidence: Evidence, words: Words, reading: Reading, full: Floats
) -> tuple[Evidence, Words]:
    """The same, with what is to be expected of the candidates across, as `full` as they are."""
    across = reading.across
    if not across.any():
        return evidence, words
    near = EXPECTED_SLOPE * (reading.cosines(evidence.cosines) - EXPECTED_FROM)
    expected = (near * full + SHARED_WORDS * words.coverage).clip(0, 1)
    home = np.where(across, 0.0, evidence.lexical)
    best = int(np.argmax(home))
    unit = float(home[best] / words.coverage[best]) if words.coverage[best] > 0 else 0.0
    return (
        replace(evidence, lexical=np.where(across, expected * (unit or 1.0), home)),
        replace(
            words,
            coverage=np.where(across, expected, words.coverage),
            closest=np.where(across, expected, words.closest),
        ),
    )
