"""A bounded memory of question vectors: the same question is never encoded twice in a row."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_HANDOVER = 0.0003
"""Seconds to let another thread take a question over; then it goes on by itself."""


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
        self._begun: dict[str, Future[Floats]] = {}
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, "encode")
        self._lock = Lock()

    def begin(self, question: str) -> None:
        """Encode a question in another thread, for :meth:`vectors` to fetch later."""
        taken = Event()
        with self._lock:
            if question in self._vectors or question in self._begun:
                return
            self._begun[question] = self._pool.submit(self._encode_one, question, taken)
        taken.wait(_HANDOVER)

    def vectors(self, questions: Sequence[str]) -> list[Floats]:
        """One vector (d,) a question, in order; those not remembered or begun are encoded in one batch."""
        if all(question in self._always for question in questions):
            return [self._always[question] for question in questions]
        with self._lock:
            known = {question: self._vectors[question] for question in questions if question in self._vectors}
            begun = {question: self._begun[question] for question in questions if question in self._begun}
        unknown = [q for q in dict.fromkeys(questions) if q not in known and q not in begun]
        if unknown:
            known.update(zip(unknown, self._encode(unknown), strict=True))
        known.update((question, future.result()) for question, future in begun.items())
        with self._lock:
            for question in questions:
                self._remember(question, known[question])
        return [known[question] for question in questions]

    def _encode_one(self, question: str, taken: Event) -> Floats:
        taken.set()
        try:
            vector: Floats = self._encode([question])[0]
            with self._lock:
                self._remember(question, vector)
            return vector
        finally:
            with self._lock:
                self._begun.pop(question, None)

    def _remember(self, question: str, vector: Floats) -> None:
        self._vectors[question] = vector
        self._vectors.move_to_end(question)
        while len(self._vectors) > self._capacity:
            self._vectors.popitem(last=False)
