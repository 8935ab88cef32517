"""What an encoder makes of the probes: the background of each question, and an estimate.

The probes are encoded once for an encoder, in about a second, and kept in the cache.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.calibration import ESTIMATED, REFERENCE, Calibration, Scale, fitted
from assistant.retrieval.constants import KNOWN_SHARE
from assistant.retrieval.likeness import Floats
from assistant.retrieval.probes import PROBES
from embeddings.encoder import Encoder, Fingerprint, Tokens, Vectors

AS_IT_IS = Scale(0.0, 0.0)
"""Of an encoder that does not tell pairs from strangers: nothing is to be learnt of it."""
LANGUAGES = tuple(dict.fromkeys(probe.language for probe in PROBES))


@dataclass(frozen=True, slots=True, eq=False)
class Sounding:
    """The calibration of an encoder, and the passages that every question is a stranger to."""

    calibration: Calibration
    passages: Vectors
    """Of the probes."""
    fingerprint: Fingerprint

    def strangeness(self, question: NDArray[np.float32]) -> float:
        """How much nearer a question comes to them than questions do on the average."""
        return self.calibration.strangeness(float((self.passages @ question).mean()))

    def strangers(self, vectors: Vectors) -> Floats:
        """The same of paragraphs, beside the passages themselves; shape `(n,)`.

        What says little, such as a number or a name alone, comes near to everything.
        """
        read = self.calibration.cosine.read
        usual = float((self.passages @ self.passages.T).mean())
        if not self.calibration.cosine.tells:
            return np.zeros(len(vectors))
        found = np.asarray((vectors @ self.passages.T).mean(axis=1), np.float64)
        return read(found, REFERENCE.cosine) - read(usual, REFERENCE.cosine)


def sounded(encoder: Encoder, cache: Path | None = None) -> Sounding:
    """An encoder's sounding, from the cache or made and kept there. Raises `EmbeddingsError`."""
    kept = None if cache is None else _place(cache, encoder)
    known = None if kept is None else _kept(kept, encoder.fingerprint)
    if known is not None:
        return known
    passages = encoder.encode_passages([probe.passage for probe in PROBES])
    calibration = fitted(encoder.fingerprint.model) or estimated(encoder, passages)
    made = Sounding(calibration, passages, encoder.fingerprint)
    if kept is not None:
        _keep(kept, made)
    return made


def known_calibration(encoder: Encoder, cache: Path) -> Calibration | None:
    """What is known of an encoder without asking it anything; `None` where it was not sounded."""
    if found := fitted(encoder.fingerprint.model):
        return found
    kept = _kept(_place(cache, encoder), encoder.fingerprint)
    return None if kept is None else kept.calibration


def estimated(encoder: Encoder, passages: Vectors) -> Calibration:
    """The calibration of an encoder on which nothing was fitted.

    English questions are held against the passages of all languages: those of their own
    give the scales of two languages, the English ones those of one.
    """
    questions = [probe.in_english for probe in PROBES]
    cosines = np.vstack([encoder.encode_question(text) for text in questions]) @ passages.T
    if not _tells(cosines):
        return replace(REFERENCE, cosine=AS_IT_IS, across=AS_IT_IS, languages=(), is_estimate=True)
    one, two = _scale(cosines, ("en",)), _scale(cosines, LANGUAGES[1:])
    close = _closeness(encoder, questions)
    told = REFERENCE.closeness, REFERENCE.closeness_across
    return Calibration(
        cosine=one,
        across=two,
        closeness=told[0] if close is None else _scale(close, ("en",)),
        closeness_across=told[1] if close is None else _scale(close, LANGUAGES[1:]),
        stranger=float(cosines.mean()),
        languages=_known(cosines),
        probed=LANGUAGES,
        chances=ESTIMATED,
        is_estimate=True,
    )


def _tells(cosines: NDArray[np.float32]) -> bool:
    """Whether most English questions come nearest to their own passage among the English ones."""
    at = [i for i, probe in enumerate(PROBES) if probe.language == "en"]
    nearest = cosines[np.ix_(at, at)].argmax(axis=1)
    return 2 * int((nearest == np.arange(len(at))).sum()) > len(at)


def _scale(scores: NDArray[np.float32] | Floats, languages: Sequence[str]) -> Scale:
    """Of the questions on passages in these languages, beside all other such passages."""
    at = [i for i, probe in enumerate(PROBES) if probe.language in languages]
    here = scores[np.ix_(at, at)]
    pairs, strangers = here.diagonal(), here[~np.eye(len(at), dtype=bool)]
    return Scale(float(strangers.mean()), float(pairs.mean()))


def _known(cosines: NDArray[np.float32]) -> tuple[str, ...]:
    """The languages in which pairs stand as high over strangers as a share of the English ones."""
    spans = {}
    for language in LANGUAGES:
        scale = _scale(cosines, (language,))
        spans[language] = scale.pairs - scale.strangers
    return tuple(name for name, span in spans.items() if span >= KNOWN_SHARE * spans["en"])


def _closeness(encoder: Encoder, questions: Sequence[str]) -> Floats | None:
    """How near the tokens of each question come in each passage; `None` where there are none."""
    asked = encoder.encode_tokens(questions, question=True)
    read = encoder.encode_tokens([probe.passage for probe in PROBES])
    if not asked or not read:
        return None
    return np.array([[_nearest(one, other) for other in read] for one in asked])


def _nearest(question: Tokens, passage: Tokens) -> float:
    return float((question.rows @ passage.rows.T).max(axis=1).mean())


# -- the cache -----------------------------------------------------------------


def _place(cache: Path, encoder: Encoder) -> Path:
    made_of = "\0".join((str(encoder.fingerprint), *map(str, PROBES)))
    name = hashlib.sha256(made_of.encode()).hexdigest()[:16]
    return cache / "soundings" / f"{name}.npz"


def _kept(place: Path, fingerprint: Fingerprint) -> Sounding | None:
    """What was kept; `None` where there is nothing whole."""
    try:
        with place.open("rb") as file, np.load(file) as found:
            passages = np.asarray(found["passages"], np.float32)
            figures, languages = found["figures"].tolist(), tuple(found["languages"].tolist())
        calibration = fitted(fingerprint.model) or _of(figures, languages)
        return Sounding(calibration, passages, fingerprint)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def _keep(place: Path, sounding: Sounding) -> None:
    """Keep it whole or not at all; where nothing can be kept it is made again."""
    calibration = sounding.calibration
    scratch = place.with_suffix(f".{os.getpid()}.npz")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        np.savez(
            scratch,
            passages=sounding.passages,
            figures=np.array(_figures(calibration)),
            languages=np.array(calibration.languages, dtype="U8"),
        )
        scratch.replace(place)


def _figures(made: Calibration) -> list[float]:
    scales = made.cosine, made.across, made.closeness, made.closeness_across
    return [*(figure for one in scales for figure in (one.strangers, one.pairs)), made.stranger]


def _of(figures: Sequence[float], languages: tuple[str, ...]) -> Calibration:
    """An estimate from its figures."""
    cosine, across, close, close_across = (Scale(*figures[at : at + 2]) for at in (0, 2, 4, 6))
    return Calibration(
        cosine,
        across,
        close,
        close_across,
        stranger=figures[8],
        languages=languages,
        probed=LANGUAGES,
        chances=ESTIMATED,
        is_estimate=True,
    )
