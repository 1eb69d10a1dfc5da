"""Vectors for large corpora: the nearest are looked for in a few cells of the space, in one byte a component.

FAISS's inverted lists hold the distance of each vector from its cell's centre in 8 bits, a flat array beside
them holds each vector in half precision: the lists find, the array puts in order and gives every product.
docs/scale.md has the figures.
"""

from __future__ import annotations

import math
import mmap
import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np

from qa.index.vectors import Bytes, Floats, Halves, Ints, Mapped, Rows

if TYPE_CHECKING:
    from types import ModuleType

    import faiss

CELLS_PER_ROOT = 2
"""Cells for each unit of the square root of the number of vectors."""
PROBED = 40
"""So many cells are looked through; with fewer the recall falls, with more the time grows and little else."""
FETCHED = 200
"""At least so many vectors come from the lists before half precision puts them in order."""

_PER_CELL = 30
_ROUNDS = 6
_BLOCK = 65536
_SEED = 1234


class IvfVectors:
    """Vectors in cells of the space: search by 8-bit components, products by half precision."""

    MARK = b"IxRF"
    """What a file that holds such an index begins with."""

    def __init__(self, index: faiss.IndexRefine, held: Bytes = b"") -> None:
        import faiss

        self._held = held
        self._index = index
        self._cells = faiss.SearchParametersIVF()
        self._cells.nprobe = PROBED
        exact: Any = faiss.downcast_index(index.refine_index)
        shape = (int(exact.ntotal), int(exact.d))
        codes = faiss.rev_swig_ptr(exact.codes.data(), shape[0] * exact.code_size)
        self._vectors: Halves = codes.view(np.float16).reshape(shape)

    @classmethod
    def of(cls, vectors: Rows) -> IvfVectors:
        """Store vectors (n, d), row by row, a block at a time; the same vectors give the same cells."""
        import faiss

        size, width = len(vectors), vectors[:1].shape[1]
        cells = max(1, min(int(CELLS_PER_ROOT * math.sqrt(size)), size))
        lists = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(width), width, cells, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
        )
        lists.cp.niter, lists.cp.seed, lists.cp.max_points_per_centroid = _ROUNDS, _SEED, _PER_CELL
        lists.cp.spherical = True
        lists.cp.min_points_per_centroid = 1
        exact = faiss.IndexScalarQuantizer(width, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        sample = vectors[:: max(1, size // (cells * _PER_CELL))]
        lists.train(sample)
        exact.train(sample[:1])
        for start in range(0, size, _BLOCK):
            block = vectors[start : start + _BLOCK]
            lists.add(block)
            exact.add(block)
        return cls(faiss.IndexRefine(lists, exact))

    @classmethod
    def from_bytes(cls, data: Bytes) -> IvfVectors:
        """Read what :meth:`to_bytes` wrote; the vectors stay where they are and are not copied.

        Raises:
            ValueError: the file holds an index of another kind.
        """
        import faiss

        held = np.frombuffer(data, dtype=np.uint8)
        index = faiss.read_index(_unlisted().ZeroCopyIOReader(faiss.swig_ptr(held), len(held)))
        if not isinstance(index, faiss.IndexRefine):
            raise ValueError(f"not an index of cells: {type(index).__name__}")
        return cls(index, data)

    def to_bytes(self) -> Bytes:
        """The index in FAISS's own file format, for the caller to write: mapped, so that it stands in memory once."""
        with tempfile.TemporaryFile() as file:
            writer = _unlisted().PyCallbackIOWriter(file.write)
            _unlisted().write_index(self._index, writer)
            del writer
            file.flush()
            return Mapped(file.fileno(), 0, access=mmap.ACCESS_READ)

    @property
    def size(self) -> int:
        """How many vectors it holds."""
        return len(self._vectors)

    def nearest(self, query: Floats, k: int) -> Ints:
        """Rows of about the ``k`` vectors with the greatest inner product with a query (d,), best first.

        Fewer than ``k`` where the cells looked through hold no more.
        """
        import faiss

        faiss.omp_set_num_threads(1)
        k = min(k, self.size)
        more = faiss.IndexRefineSearchParameters()
        more.k_factor, more.base_index_params = max(1.0, FETCHED / k), self._cells
        rows: Ints = self._index.search(np.ascontiguousarray(query[None]), k, params=more)[1][0]
        return rows[rows >= 0]

    def products(self, query: Floats, rows: Ints | None = None) -> Floats:
        """Inner products of a query (d,) with the given rows, or with all in their order."""
        if rows is None:
            blocks = (self._vectors[start : start + _BLOCK] for start in range(0, self.size, _BLOCK))
            return np.concatenate([block.astype(np.float32) @ query for block in blocks])
        found: Floats = self._vectors.take(rows, axis=0).astype(np.float32) @ query
        return found


def _unlisted() -> ModuleType:
    """FAISS with the names that its type stubs leave out."""
    import faiss

    return faiss
