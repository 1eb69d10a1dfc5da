"""Whether a question's wording asks for the kind of thing that plans give: a time, a unit, a measure, not a phone number.

A linear head over the model's centred question vector, fitted by ``python -m qa.evaluate.fit`` on labelled questions
and kept beside the judge. It belongs to one model; for any other it says nothing.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from qa.index.vectors import Floats

HEAD = "data/wish.npy"


@dataclass(frozen=True, slots=True)
class Wish:
    """The head: ``weights`` (d,) and a bias, scores are centred on 0 and end at ±2."""

    weights: Floats
    bias: float

    def score(self, vector: Floats) -> float:
        """Higher for wordings that plans answer; 0 for vectors of another model's size."""
        if vector.shape != self.weights.shape:
            return 0.0
        return float(np.clip(vector @ self.weights + self.bias, -2.0, 2.0))


@cache
def load_wish() -> Wish:
    """The fitted head that the package carries."""
    values = np.load(io.BytesIO(files("qa.answer").joinpath(HEAD).read_bytes())).astype(np.float32)
    return Wish(values[:-1], float(values[-1]))
