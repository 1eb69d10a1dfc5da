"""Rows of a remote store that have been fetched lately, within a fixed number of bytes."""

from __future__ import annotations

from threading import Lock

import numpy as np

from qa.index.vectors import Floats, Ints

MOST_BYTES = 64 * 2**20
"""Memory that the rows may take: 43,690 rows of 384 floats."""


class RowCache:
    """Rows by their numbers, each in the slot that its number falls on; a newer row takes an older one's slot.

    The rows of a store never change, so nothing in it grows old. It has room for ``slots`` rows. Threads may share it.
    """

    def __init__(self, size: int, dimension: int, most_bytes: int = MOST_BYTES) -> None:
        self.slots = max(1, min(size, most_bytes // (4 * dimension)))
        self._numbers: Ints = np.full(self.slots, -1, dtype=np.int64)
        self._vectors: Floats = np.empty((self.slots, dimension), dtype=np.float32)
        self._lock = Lock()

    def recall(self, rows: Ints) -> tuple[Floats, np.ndarray]:
        """Vectors (n, d) of the rows, and which of them (n,) are known; the others' vectors mean nothing."""
        slots = rows % self.slots
        with self._lock:
            return self._vectors[slots], self._numbers[slots] == rows

    def remember(self, rows: Ints, vectors: Floats) -> None:
        """Keep the vectors (n, d) of rows."""
        slots = rows % self.slots
        with self._lock:
            self._numbers[slots] = rows
            self._vectors[slots] = vectors
