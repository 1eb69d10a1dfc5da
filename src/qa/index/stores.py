"""Which variant of the vector store an index has: by the number of vectors when it is built, by its file afterwards."""

from __future__ import annotations

from qa.index.ivf_vectors import IvfVectors
from qa.index.vectors import Bytes, FlatVectors, Rows, VectorStore

FLAT_UP_TO = 65536
"""Up to so many vectors all are compared; beyond, that takes longer than the cells do (docs/scale.md)."""


def store_of(vectors: Rows) -> VectorStore:
    """The vectors (n, d), row by row, in the variant that suits their number."""
    return FlatVectors.of(vectors) if len(vectors) <= FLAT_UP_TO else IvfVectors.of(vectors)


def open_store(data: Bytes) -> VectorStore:
    """The vectors of a file that :meth:`VectorStore.to_bytes` wrote.

    Raises:
        ValueError: the file holds something else.
        RuntimeError: it is damaged.
    """
    return IvfVectors.from_bytes(data) if data[:4] == IvfVectors.MARK else FlatVectors.from_bytes(data)
