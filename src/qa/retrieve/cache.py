"""A bounded memory of question vectors: the same question is never encoded twice in a row."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class VectorCache:
    """The vectors of the last ``capacity`` different questions, and always those ``known``; threads may share it."""

    def __init__(
        self,
        encode: Callable[[Sequence[str]], Floats],
        known: Mapping[str, Floats] | None = None,
        capacity: int = 1024,
    ) -> None:
        self._encode = encode
        self._always = known or {}
        self._capacity = capacity
        self._vectors: OrderedDict[str, Floats] = OrderedDict()
        self._lock = Lock()

    def vectors(self, questions: Sequence[str]) -> list[Floats]:
        """One vector (d,) a question, in order; those not remembered are encoded in one batch."""
        if all(question in self._always for question in questions):
            return [self._always[question] for question in questions]
        with self._lock:
            known = {question: self._vectors[question] for question in questions if question in self._vectors}
        unknown = [question for question in dict.fromkeys(questions) if question not in known]
        if unknown:
            known.update(zip(unknown, self._encode(unknown), strict=True))
        with self._lock:
            for question in questions:
                self._vectors[question] = known[question]
                self._vectors.move_to_end(question)
            while len(self._vectors) > self._capacity:
                self._vectors.popitem(last=False)
        return [known[question] for question in questions]
