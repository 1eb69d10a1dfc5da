"""The vector store: where vectors lie and how the nearest are found."""

from __future__ import annotations

import io
import mmap
from typing import IO, TYPE_CHECKING, Protocol, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import faiss

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Halves = NDArray[np.float16]
SHORTEST = 1e-9
"""Vectors are not divided by lengths below this."""


class Mapped(mmap.mmap):
    """A file in memory as it stands on the disk; Python's own mapping does not say before 3.13 that it can be sought in."""

    def seekable(self) -> bool:
        """Always."""
        return True


Bytes = bytes | Mapped
"""The content of a file: read, or mapped where it is large."""


class Rows(Protocol):
    """Vectors by row, which need not all lie in memory."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, rows: slice) -> Floats:
        """The vectors (n, d) of the given rows."""


class VectorStore(Protocol):
    """Holds vectors in rows and compares a query with them; reading only, so threads may share it.

    Every variant passes ``tests/index/store_conformance.py``.
    """

    @property
    def size(self) -> int:
        """How many vectors it holds."""

    def nearest(self, query: Floats, k: int) -> Ints:
        """Rows of the ``k`` vectors with the greatest inner product with a query (d,), best first.

        A variant may miss a few, and find fewer than ``k``.
        """

    def products(self, query: Floats, rows: Ints | None = None) -> Floats:
        """Inner products of a query (d,) with the given rows, or with all in their order."""

    def to_bytes(self) -> Bytes:
        """The content of the file that holds the vectors."""


class FlatVectors:
    """Vectors in a flat FAISS index: exact search."""

    def __init__(self, index: faiss.IndexFlatIP) -> None:
        import faiss

        self._index = index
        shape = (int(index.ntotal), int(index.d))
        self._vectors: Floats = faiss.rev_swig_ptr(index.get_xb(), shape[0] * shape[1]).reshape(shape)

    @classmethod
    def of(cls, vectors: Rows) -> FlatVectors:
        """Store vectors (n, d), row by row."""
        import faiss

        rows = np.ascontiguousarray(vectors[:], dtype=np.float32)
        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(rows)
        return cls(index)

    @classmethod
    def from_bytes(cls, data: Bytes) -> FlatVectors:
        """Read what :meth:`to_bytes` wrote.

        Raises:
            ValueError: the file holds an index of another kind.
        """
        import faiss

        index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        if not isinstance(index, faiss.IndexFlatIP):
            raise ValueError(f"not a flat index: {type(index).__name__}")
        return cls(index)

    def to_bytes(self) -> bytes:
        """The index in FAISS's own file format, for the caller to write.

        FAISS itself opens no path with Chinese characters on Windows.
        """
        import faiss

        return bytes(faiss.serialize_index(self._index).data)

    @property
    def size(self) -> int:
        """How many vectors it holds."""
        return len(self._vectors)

    def nearest(self, query: Floats, k: int) -> Ints:
        """Rows of the ``k`` vectors with the greatest inner product with a query (d,), best first."""
        import faiss

        faiss.omp_set_num_threads(1)
        rows: Ints = self._index.search(np.ascontiguousarray(query[None]), min(k, self.size))[1][0]
        return rows

    def products(self, query: Floats, rows: Ints | None = None) -> Floats:
        """Inner products of a query (d,) with the given rows, or with all in their order."""
        found: Floats = (self._vectors if rows is None else self._vectors[rows]) @ query
        return found


def stream(data: Bytes) -> IO[bytes]:
    """The content of a file to be read from its beginning, without another copy of it."""
    if isinstance(data, bytes):
        return io.BytesIO(data)
    data.seek(0)
    return cast("IO[bytes]", data)


def unit(vectors: Floats) -> Floats:
    """The vectors (n, d) at length 1; a zero vector stays zero."""
    lengths = np.sqrt(np.einsum("nd,nd->n", vectors, vectors))[:, None]
    scaled: Floats = (vectors / np.maximum(lengths, SHORTEST)).astype(np.float32)
    return scaled
