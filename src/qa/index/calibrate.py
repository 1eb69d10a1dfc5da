"""From evidence to the probability that a record answers a question: one scale for every model and corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


_USUAL_DENSE = 0.5
_USUAL_COVERAGE = 5.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """The scale of one model on one corpus.

    ``mean`` and ``deviation`` are those of the best dense cosine of questions that the corpus does not
    answer; a record's probability is the logistic of ``bias + dense * (standardised cosine) + coverage *
    (coverage)``.
    """

    mean: float
    deviation: float
    bias: float
    dense: float
    coverage: float

    def standard(self, cosines: Floats) -> Floats:
        """Cosines in standard deviations above the best cosine of an unrelated question."""
        scaled: Floats = (cosines - self.mean) / self.deviation
        return scaled

    def probability(self, cosines: Floats, coverage: Floats) -> Floats:
        """The probability that each record answers the question, 0 to 1."""
        logits = self.bias + self.dense * self.standard(cosines) + self.coverage * coverage
        scores: Floats = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
        return scores


@dataclass(frozen=True, slots=True)
class Sample:
    """The dense cosine and the coverage of one record for one question, and whether it answers it."""

    cosine: float
    coverage: float
    answers: bool


def everyday_questions() -> tuple[str, ...]:
    """Everyday questions that no government plan answers, one a line in ``data/everyday.txt``."""
    text = files("qa.index").joinpath("data/everyday.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line)


def fit(samples: Sequence[Sample], steps: int = 50) -> Calibration:
    """The logistic scale that explains the samples, by Newton's method; both classes count the same.

    The two weights are drawn to usual values and stay positive, so that a few odd samples of a tiny corpus
    cannot turn the scale round.

    Raises:
        ValueError: one of the two classes is missing.
    """
    answers = np.array([sample.answers for sample in samples])
    if answers.all() or not answers.any():
        raise ValueError("both answered and unanswered samples are needed")
    cosines = np.array([sample.cosine for sample in samples])
    mean = float(cosines[~answers].mean())
    deviation = max(float(cosines[~answers].std()), 1e-3)
    coverages = np.array([sample.coverage for sample in samples])
    features = np.stack([np.ones(len(samples)), (cosines - mean) / deviation, coverages], axis=1)
    share = np.where(answers, 0.5 / answers.sum(), 0.5 / (~answers).sum()) * len(samples)
    usual = np.array([0.0, _USUAL_DENSE, _USUAL_COVERAGE])
    pull = np.diag([1e-6, 1.0, 1.0])
    weights = usual.copy()
    for _ in range(steps):
        predicted = 1.0 / (1.0 + np.exp(-np.clip(features @ weights, -30, 30)))
        gradient = features.T @ (share * (predicted - answers)) + pull @ (weights - usual)
        curvature = (features * (share * predicted * (1 - predicted))[:, None]).T @ features + pull
        step = np.linalg.solve(curvature, gradient)
        weights[0] -= step[0]
        weights[1:] = np.maximum(weights[1:] - step[1:], usual[1:] / 5)
        if float(np.abs(step).max()) < 1e-8:
            break
    return Calibration(mean, deviation, *(float(weight) for weight in weights))
