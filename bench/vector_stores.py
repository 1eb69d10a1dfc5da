"""FAISS beside the Milvus that QA_STORE names, on the same vectors and in one run.

usage: QA_STORE=… python bench/vector_stores.py [ROWS ...]

One question as the retrieval puts it where not every record is a candidate: the 300 nearest rows, then inner products with
1,100 rows (400 candidates with their sentences), as far as there are so many other ones than in the questions before.
Vectors are unit vectors (n, 384) around one centre for every twenty.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import numpy as np

from qa.config import Settings
from qa.index.milvus_client import connect
from qa.index.milvus_reference import Reference
from qa.index.places import REFERENCE, InFolder, Place, file_of, place_at
from qa.index.vectors import Bytes, Floats, VectorStore, unit

SIZES = (1_000, 10_000, 100_000)
DIMENSION = 384
QUESTIONS = 40
NEAREST = 300
CHOSEN = 1_100


def clustered(rows: int, seed: int) -> Floats:
    """Unit vectors (rows, DIMENSION)."""
    random = np.random.default_rng(seed)
    centres = random.standard_normal((rows // 20 + 1, DIMENSION), dtype=np.float32)
    found = centres[random.integers(0, len(centres), rows)]
    found += 0.5 * random.standard_normal(found.shape, dtype=np.float32)
    return unit(found)


def table(rows: int, places: Sequence[tuple[str, Place]]) -> Iterator[str]:
    """Lines of a Markdown table for one size."""
    vectors = clustered(rows, 1)
    queries = unit(vectors[:: max(1, rows // QUESTIONS)][:QUESTIONS] + 0.02 * clustered(QUESTIONS, 2))
    exact = [set(np.argsort(-(vectors @ query))[:10]) for query in queries]
    for name, place in places:
        with TemporaryDirectory() as folder:
            start = time.perf_counter()
            with place.building(Path(folder)) as put:
                files = file_of(put(vectors))
            built = time.perf_counter() - start
            start = time.perf_counter()
            store = place.open(files)
            opened = time.perf_counter() - start
        found, nearest = _timed(queries, partial(store.nearest, k=NEAREST))
        right = sum(len(best & set(rows[:10])) for best, rows in zip(exact, found, strict=True))
        products = _products(store, vectors, queries)
        _forget(files)
        share = right / sum(map(len, exact))
        yield f"| {rows:,} | {name} | {built:.1f} s | {opened * 1000:.0f} ms | {nearest} | {products} | {share:.3f} |"


def _forget(files: Mapping[str, Bytes]) -> None:
    """Drop the collection that the files refer to."""
    if REFERENCE in files:
        client = connect(Settings.resolve().store)
        client.drop_collection(Reference.from_bytes(bytes(files[REFERENCE])).collection)


def _products(store: VectorStore, vectors: Floats, queries: Floats) -> str:
    order = np.random.default_rng(3).permutation(len(vectors))
    chosen = iter(np.resize(order, (len(queries), min(CHOSEN, len(vectors)))))
    return _timed(queries, lambda query: store.products(query, next(chosen)))[1]


def _timed(queries: Floats, ask: Callable[[Floats], np.ndarray]) -> tuple[list[np.ndarray], str]:
    found, times = [], []
    for query in queries:
        start = time.perf_counter()
        found.append(ask(query))
        times.append((time.perf_counter() - start) * 1000)
    return found, f"{median(times):.1f} / {quantiles(times, n=20)[-1]:.1f} ms"


def main(sizes: Sequence[int]) -> None:
    """Print the table."""
    store = Settings.resolve().store
    if not store.uri:
        sys.exit("QA_STORE names no Milvus: see docs/milvus.md")
    places = (("FAISS, flat", InFolder()), ("Milvus", place_at(store)))
    print("| rows | store | stored in | opened in | 300 nearest | 1,100 products | recall@10 |")
    print("|---|---|---|---|---|---|---|")
    for rows in sizes or SIZES:
        for line in table(rows, places):
            print(line, flush=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])
