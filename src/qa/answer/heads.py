"""What a question's vector alone tells: whether it asks for what plans give, and whether it leans on the talk before.

Each is a linear head over the model's centred question vector, fitted by ``python -m qa.evaluate.fit`` on labelled
questions and turns and kept beside the judge. It belongs to one model; for any other it says nothing.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from qa.index.vectors import Floats

HeadName = Literal["wish", "leaning"]


@dataclass(frozen=True, slots=True)
class Head:
    """``weights`` (d,) and a bias, which give log odds."""

    weights: Floats
    bias: float

    def score(self, vector: Floats) -> float:
        """The log odds for a vector (d,), 0 for vectors of another model's size."""
        if vector.shape != self.weights.shape:
            return 0.0
        return float(vector @ self.weights + self.bias)

    def to_bytes(self) -> bytes:
        """The content of the head's file."""
        buffer = io.BytesIO()
        np.save(buffer, np.append(self.weights, self.bias).astype(np.float16))
        return buffer.getvalue()


def head_file(name: HeadName) -> str:
    """Where the package keeps a head."""
    return f"data/{name}.npy"


@cache
def load_head(name: HeadName) -> Head:
    """The fitted head that the package carries."""
    data = files("qa.answer").joinpath(head_file(name)).read_bytes()
    values = np.load(io.BytesIO(data)).astype(np.float32)
    return Head(values[:-1], float(values[-1]))
