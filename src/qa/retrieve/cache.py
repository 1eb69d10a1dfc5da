"""A bounded memory of question vectors: the same question is never encoded twice in a row."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from qa.cores import cores

Floats = NDArray[np.float32]
Result = TypeVar("Result")


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
        self._encoding = 0
        self._cores = cores()
        self._pool = ThreadPoolExecutor(self._cores, "read")
        self._lock = Lock()

    def meanwhile(self, question: str, work: Callable[[], Result]) -> Result:
        """What ``work`` gives, done by another thread while this one encodes ``question`` for it.

        Where other questions' encodings leave no core to the other thread, there is nothing to gain: ``work`` comes
        first then, on this one.
        """
        with self._lock:
            busy = self._encoding + 2 > self._cores
            if busy or question in self._vectors or question in self._begun:
                promised = None
            else:
                promised = self._begun[question] = Future()
        if promised is None:
            return work()
        working = self._pool.submit(work)
        try:
            promised.set_result(self._encoded([question])[0])
            with self._lock:
                self._remember(question, promised.result())
        except BaseException as fault:
            promised.set_exception(fault)
            raise
        finally:
            with self._lock:
                self._begun.pop(question, None)
        return working.result()

    def vectors(self, questions: Sequence[str]) -> list[Floats]:
        """One vector (d,) a question, in order; those not remembered or begun are encoded in one batch."""
        if all(question in self._always for question in questions):
            return [self._always[question] for question in questions]
        with self._lock:
            known = {question: self._vectors[question] for question in questions if question in self._vectors}
            begun = {question: self._begun[question] for question in questions if question in self._begun}
        unknown = [q for q in dict.fromkeys(questions) if q not in known and q not in begun]
        if unknown:
            known.update(zip(unknown, self._encoded(unknown), strict=True))
        known.update((question, future.result()) for question, future in begun.items())
        with self._lock:
            for question in questions:
                self._remember(question, known[question])
        return [known[question] for question in questions]

    def _encoded(self, texts: Sequence[str]) -> Floats:
        with self._lock:
            self._encoding += 1
        try:
            return self._encode(texts)
        finally:
            with self._lock:
                self._encoding -= 1

    def _remember(self, question: str, vector: Floats) -> None:
        self._vectors[question] = vector
        self._vectors.move_to_end(question)
        while len(self._vectors) > self._capacity:
            self._vectors.popitem(last=False)
