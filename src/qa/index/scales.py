"""The scales of scores: one for all records of an index, and one for those of each plan asked alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.index.calibrate import Calibration, Sample, fit
from qa.index.contents import Contents
from qa.index.evidence import Weights
from qa.index.vectors import Floats, Ints

UNANSWERED = -1
"""The plan of a question that none answers."""


def scales(
    contents: Contents,
    sizes: Sequence[int],
    questions: Sequence[str],
    vectors: Floats,
    answered: Sequence[int],
) -> tuple[Calibration, ...]:
    """The scale for all records, then that of each plan, whose ``sizes`` in records are given.

    ``answered`` tells which plan each question is made of. A plan without questions, or alone, has the scale for all.
    """
    ordered = sorted(range(len(questions)), key=lambda row: answered[row] != UNANSWERED)
    whole = fit([_sample(contents, questions[r], vectors[r], answered[r] != UNANSWERED) for r in ordered])
    found = [whole]
    first = 0
    for place, size in enumerate(sizes):
        own = np.arange(first, first + size)
        asked = [row for row in ordered if answered[row] in (place, UNANSWERED)]
        alone = len(sizes) == 1 or place not in answered
        samples = (
            _sample(contents, questions[row], vectors[row], answered[row] == place, own) for row in asked
        )
        found.append(whole if alone else fit(list(samples)))
        first += size
    return tuple(found)


def _sample(
    contents: Contents, question: str, vector: Floats, answers: bool, within: Ints | None = None
) -> Sample:
    evidence = contents.evidence(contents.said(question), vector, within)
    best = int(np.argmax(evidence.fused(Weights())))
    return Sample(float(evidence.dense[best]), float(evidence.coverage[best]), answers)
