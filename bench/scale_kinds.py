"""Kinds of vector index over the same vectors: what bench/scale.py compares to tell which kind suits which size."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any, cast

import faiss
import numpy as np

from qa.index.ivf_vectors import IvfVectors
from qa.index.vectors import FlatVectors, Floats, Ints, VectorStore

FETCHED = 300
_LINKS = 32
_BUILT, _SEARCHED = 40, 400


class Graph:
    """FAISS's HNSW over vectors in half precision: compared here, used nowhere."""

    def __init__(self, vectors: Floats) -> None:
        width, metric = vectors.shape[1], faiss.METRIC_INNER_PRODUCT
        self._index = cast("Any", faiss.index_factory(width, f"HNSW{_LINKS}_SQfp16", metric))
        self._index.hnsw.efConstruction = _BUILT
        self._index.train(vectors[:1])
        self._index.add(vectors)
        self._index.hnsw.efSearch = _SEARCHED

    def nearest(self, query: Floats, k: int) -> Ints:
        """Rows of about the ``k`` nearest, best first."""
        faiss.omp_set_num_threads(1)
        rows: Ints = self._index.search(query[None], k)[1][0]
        return rows

    def to_bytes(self) -> bytes:
        """The content of a file."""
        return bytes(faiss.serialize_index(self._index).data)


def kinds(vectors: Floats, queries: Floats, wanted: Sequence[set[int]]) -> Iterator[str]:
    """Lines of a table: each kind of index over vectors (n, d), asked queries (m, d) whose ten nearest are ``wanted``."""
    yield f"\n| {len(vectors):,} vectors | processor s to build | 300 nearest: p50 / p95 ms (p50 of processor) | recall@10 | GB |"
    yield "|---|---|---|---|---|"
    for name, make in (("flat", FlatVectors.of), ("cells", IvfVectors.of), ("HNSW32", Graph)):
        faiss.omp_set_num_threads(2)
        started = time.process_time()
        store: VectorStore | Graph = make(vectors)
        built = time.process_time() - started
        taken, shares = [], []
        for query, right in zip(queries, wanted, strict=True):
            begun, own = time.perf_counter(), time.thread_time()
            found = store.nearest(query, FETCHED)
            taken.append((time.perf_counter() - begun, time.thread_time() - own))
            shares.append(len(right & set(found[:10].tolist())) / len(right))
        wall, own_time = np.array(taken).T * 1000
        yield (
            f"| {name} | {built:.1f} | {np.median(wall):.2f} / {np.percentile(wall, 95):.2f} ({np.median(own_time):.2f}) "
            f"| {np.mean(shares):.3f} | {len(store.to_bytes()) / 1e9:.3f} |"
        )
