"""A logistic judge fitted on samples of signals whose directions are known."""

from __future__ import annotations

import logging
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from qa.answer.judge import Signals
from qa.answer.turns import TurnSignals

Values = NDArray[np.float64]
LOG = logging.getLogger(__name__)
_RIDGE = 0.3
_AGAINST = frozenset({"procedure", "focus", "refused", "unheld", "strange"})


@dataclass(frozen=True, slots=True)
class Sample:
    """The signals of one question's first record and whether it is relevant."""

    question: str
    signals: Signals | TurnSignals
    relevant: bool
    weight: float = 1.0


def fit(samples: list[Sample], false_refusals: float) -> tuple[float, tuple[float, ...], float]:
    """Bias, weights and threshold of the logistic judge; both classes count the same.

    Each weight keeps the sign that its signal means (``_AGAINST`` speaks against a record, the rest for it), so
    that more evidence never counts the wrong way where signals go together. The threshold is the highest that
    refuses at most a share of ``false_refusals`` of the relevant ones.
    """
    from scipy.optimize import minimize
    from scipy.special import expit

    features = np.array([(1.0, *sample.signals.values()) for sample in samples])
    labels = np.array([sample.relevant for sample in samples])
    weights = np.array([sample.weight for sample in samples])
    share = (
        weights * np.where(labels, 1 / weights[labels].sum(), 1 / weights[~labels].sum()) * len(samples) / 2
    )
    sign = np.where(labels, 1.0, -1.0)

    def loss(x: Values) -> tuple[float, Values]:
        margin = sign * (features @ x)
        pull = np.append(0.0, x[1:]) * _RIDGE
        gradient = pull - features.T @ (share * sign * expit(-margin))
        return float((share * np.logaddexp(0, -margin)).sum() + 0.5 * (pull @ x)), gradient

    names = [field.name for field in fields(samples[0].signals)]
    bounds = [(None, None)] + [(None, 0) if name in _AGAINST else (0, None) for name in names]
    found = minimize(loss, np.zeros(features.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x
    threshold = float(np.quantile(expit(features @ found)[labels], false_refusals))
    return float(found[0]), tuple(float(w) for w in found[1:]), threshold


def fitted(samples: list[Sample], false_refusals: float) -> dict[str, object]:
    """The fitted judge as it is written down; what it found is logged."""
    bias, weights, threshold = fit(samples, false_refusals)
    names = [field.name for field in fields(samples[0].signals)]
    relevant = sum(sample.relevant for sample in samples)
    LOG.info("%d relevant, %d irrelevant; threshold %.3f", relevant, len(samples) - relevant, threshold)
    named = {name: round(weight, 4) for name, weight in zip(names, weights, strict=True)}
    LOG.info("%s", named)
    return {"bias": round(bias, 4), "threshold": round(threshold, 4), "weights": named}
