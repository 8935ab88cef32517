"""An encoder's scores of some candidates, brought to the scale on which the constants stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.calibration import REFERENCE, Calibration, Scale
from assistant.retrieval.constants import ACROSS_SHARE
from assistant.retrieval.likeness import Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """How the scores of `n` candidates are read."""

    calibration: Calibration
    across: NDArray[np.bool_]
    """Those in another language than the question, where the encoder knows both; shape `(n,)`."""

    def cosines(self, scores: Floats) -> Floats:
        """Of the question and each candidate."""
        scales = self.calibration.cosine, self.calibration.across
        return _read(scores, self.across, scales, REFERENCE.cosine)

    def chance_cosines(self, scores: Floats) -> Floats:
        """The same as the chance is told by: across, strangers come nearer to pairs."""
        one, two = self.calibration.cosine, self.calibration.across
        return one.read(scores + self._nearer(one, two), REFERENCE.cosine)

    def chance_closeness(self, score: float, at: int) -> float:
        """The same of the closeness of one candidate, by its position."""
        one, two = self.calibration.closeness, self.calibration.closeness_across
        return one.read(score + float(self._nearer(one, two)[at]), REFERENCE.closeness)

    def _nearer(self, one: Scale, two: Scale) -> Floats:
        """What a score across has less than in one language, of which a part is added."""
        return np.where(self.across, ACROSS_SHARE * (one.strangers - two.strangers), 0.0)

    def likeness(self, scores: Floats) -> Floats:
        """Of candidates to each other."""
        return self.calibration.cosine.read(scores, REFERENCE.cosine)

    def closeness(self, scores: Floats, at: Sequence[int]) -> Floats:
        """Of the question's tokens in the candidates at these positions."""
        scales = self.calibration.closeness, self.calibration.closeness_across
        return _read(scores, self.across[list(at)], scales, REFERENCE.closeness)


def _read(
    scores: Floats, across: NDArray[np.bool_], scales: tuple[Scale, Scale], on: Scale
) -> Floats:
    if not across.any():
        return scales[0].read(scores, on)
    return np.where(across, scales[1].read(scores, on), scales[0].read(scores, on))
