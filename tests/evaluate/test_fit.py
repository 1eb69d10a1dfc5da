"""The fit of the judge: each signal keeps the sign that it means, whatever goes together in the samples."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from qa.answer.judge import Signals
from qa.evaluate.logistic import Sample, fit

NAMES = [field.name for field in fields(Signals)]


def samples(seed: int) -> list[Sample]:
    """Relevant ones have more of everything that speaks for a record, and ``second`` merely repeats ``margin``."""
    chance = np.random.default_rng(seed)
    found = []
    for number in range(400):
        relevant = number % 2 == 0
        values = dict.fromkeys(NAMES, 0.0)
        values["asked"] = chance.normal(0.6 if relevant else 0.4, 0.1)
        values["refused"] = chance.normal(0.4 if relevant else 0.6, 0.1)
        values["margin"] = chance.normal(0.5 if relevant else 0.3, 0.1)
        values["second"] = values["margin"] * 1.02
        found.append(Sample(f"q{number}", Signals(**values), relevant))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_weight_turns_against_what_its_signal_means(seed: int) -> None:
    _, weights, _ = fit(samples(seed), 0.035)
    weighed = dict(zip(NAMES, weights, strict=True))
    assert weighed["asked"] > 0
    assert weighed["refused"] < 0
    assert min(weighed["margin"], weighed["second"]) >= 0


def test_the_threshold_refuses_few_of_the_relevant_ones() -> None:
    rows = samples(1)
    bias, weights, threshold = fit(rows, 0.035)
    logits = [bias + float(np.dot(weights, row.signals.values())) for row in rows if row.relevant]
    refused = np.mean([1 / (1 + np.exp(-logit)) < threshold for logit in logits])
    assert refused <= 0.04
