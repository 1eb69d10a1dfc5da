"""The scales of scores: one for all records of an index, and one for those of each plan asked alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.index.calibrate import Calibration, Sample, fit
from qa.index.contents import Contents
from qa.index.evidence import Evidence, Weights
from qa.index.vectors import Floats

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
    ends = np.cumsum(sizes)
    samples: list[list[Sample]] = [[] for _ in range(len(sizes) + 1)]
    for row in sorted(range(len(questions)), key=lambda row: answered[row] != UNANSWERED):
        said, plan = contents.said(questions[row]), answered[row]
        evidence = contents.evidence(said, vectors[row])
        samples[0].append(_best(evidence, plan != UNANSWERED))
        for place in range(len(sizes)) if plan == UNANSWERED else (plan,):
            own = np.arange(ends[place] - sizes[place], ends[place])
            whole = len(evidence.positions) == ends[-1]
            part = evidence.only(own) if whole else contents.evidence(said, vectors[row], own)
            samples[place + 1].append(_best(part, plan != UNANSWERED))
    found = fit(samples[0])
    asked = set(answered)
    parts = (
        fit(own) if len(sizes) > 1 and place in asked else found for place, own in enumerate(samples[1:])
    )
    return found, *parts


def _best(evidence: Evidence, answers: bool) -> Sample:
    best = int(np.argmax(evidence.fused(Weights())))
    return Sample(float(evidence.dense[best]), float(evidence.coverage[best]), answers)
