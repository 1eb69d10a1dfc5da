"""The dense side: passage vectors in FAISS, centred so that their cosines mean something.

The vectors of a sentence model lie in a narrow cone (a wrong record has cosine 0.85, the right one 0.9),
and questions and passages lie off its axis in different directions. Both means are subtracted before the
vectors are compared, which spreads the cosines over 0 to 1 and ranks better
(docs/decisions/0002-hybrid-retrieval.md gives the figures).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Centre:
    """Mean vectors of the questions and of the passages, each of shape (d,)."""

    queries: Floats
    passages: Floats

    @classmethod
    def of(cls, queries: Floats, passages: Floats) -> Centre:
        """The means of two sets of unit vectors, each (n, d) with n at least 1."""
        return cls(_mean(queries), _mean(passages))

    def centred_queries(self, vectors: Floats) -> Floats:
        """Unit question vectors (n, d) as the store compares them."""
        return unit(vectors - self.queries)

    def centred_passages(self, vectors: Floats) -> Floats:
        """Unit passage vectors (n, d) as the store holds them."""
        return unit(vectors - self.passages)


class VectorStore(Protocol):
    """Holds one vector a record and finds the nearest ones."""

    @property
    def size(self) -> int:
        """How many vectors it holds."""

    def nearest(self, queries: Floats, k: int) -> tuple[Floats, Ints]:
        """Cosines and positions of the ``k`` nearest vectors of queries (m, d), best first, both (m, k)."""

    def cosines(self, query: Floats, positions: Ints) -> Floats:
        """Cosines of one query (d,) with the vectors at the given positions."""

    def to_bytes(self) -> bytes:
        """The content of the file that holds the vectors."""


class FaissVectors:
    """Vectors in a flat FAISS index: exact search."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - FAISS ships no types
        self._index = index

    @classmethod
    def of(cls, vectors: Floats) -> FaissVectors:
        """Index unit vectors (n, d) in the order of the records."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def from_bytes(cls, data: bytes) -> FaissVectors:
        """Read what :meth:`to_bytes` wrote."""
        import faiss

        return cls(faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8)))

    def to_bytes(self) -> bytes:
        """The index in FAISS's own file format, for the caller to write.

        FAISS itself opens no path with Chinese characters on Windows.
        """
        import faiss

        return bytes(faiss.serialize_index(self._index).data)

    @property
    def size(self) -> int:
        """How many vectors the index holds."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of one vector."""
        return int(self._index.d)

    def nearest(self, queries: Floats, k: int) -> tuple[Floats, Ints]:
        """Cosines and positions of the ``k`` nearest vectors of queries (m, d), best first, both (m, k)."""
        import faiss

        if len(queries) < 8:
            faiss.omp_set_num_threads(1)
        cosines, positions = self._index.search(
            np.ascontiguousarray(queries, dtype=np.float32), min(k, self.size)
        )
        return cosines, positions

    def cosines(self, query: Floats, positions: Ints) -> Floats:
        """Cosines of one query (d,) with the vectors at the given positions."""
        if not len(positions):
            return np.zeros(0, dtype=np.float32)
        found: Floats = self._index.reconstruct_batch(positions) @ query
        return found


def unit(vectors: Floats) -> Floats:
    """The vectors (n, d) at length 1; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


def _mean(vectors: Floats) -> Floats:
    mean: Floats = vectors.mean(axis=0).astype(np.float32)
    return mean
