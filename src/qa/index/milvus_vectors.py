"""Vectors in a Milvus collection: the nearest are found there, inner products are computed here, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa.index.milvus_client import ANSWER_SECONDS, spoken
from qa.index.milvus_index import Description, searched_with
from qa.index.milvus_reference import Reference
from qa.index.places import StoreError
from qa.index.row_cache import RowCache
from qa.index.vectors import Floats, Ints, Rows

if TYPE_CHECKING:
    from pymilvus import MilvusClient

ROW = "row"
VECTOR = "vector"
MOST_FOUND = 16384
"""Milvus gives no more results to one search."""

_BLOCK = 4096


class MissingRowError(StoreError):
    """The collection has lost rows."""


class MilvusVectors:
    """The vectors of a reference, in the place that is named ``where``; reading only, so threads may share it.

    ``index`` is what Milvus says of the collection's index.

    A search over a filter leaves rows out where the collection has an approximate index, and an index that quantises
    gives inner products that are only near. So rows are fetched by number as they are, and those fetched
    lately are kept.
    """

    def __init__(self, client: MilvusClient, where: str, reference: Reference, index: Description) -> None:
        self._client = client
        self._where = where
        self._reference = reference
        self._index = index
        self._cache = RowCache(reference.rows, reference.dimension)

    @property
    def size(self) -> int:
        """How many vectors it holds."""
        return self._reference.rows

    def nearest(self, query: Floats, k: int) -> Ints:
        """Rows of the ``k`` vectors with the greatest inner product with a query (d,), best first.

        At most ``MOST_FOUND``; with an approximate index some may be missed.

        Raises:
            StoreError: Milvus does not answer.
        """
        limit = min(k, self.size, MOST_FOUND)
        with spoken(self._where):
            found = self._client.search(
                self._reference.collection,
                data=[np.asarray(query, dtype=np.float32)],
                anns_field=VECTOR,
                output_fields=[ROW],
                limit=limit,
                search_params={"metric_type": "IP", "params": searched_with(self._index, limit, self.size)},
                consistency_level="Bounded",
                timeout=ANSWER_SECONDS,
            )
        return np.array([hit[ROW] for hit in found[0]], dtype=np.int64)

    def products(self, query: Floats, rows: Ints | None = None) -> Floats:
        """Inner products of a query (d,) with the given rows, or with all in their order.

        Raises:
            StoreError: Milvus does not answer, or has lost a row.
        """
        wanted = np.arange(self.size) if rows is None else rows
        found = np.empty(len(wanted), dtype=np.float32)
        for start in range(0, len(wanted), _BLOCK):
            found[start : start + _BLOCK] = self.vectors(wanted[start : start + _BLOCK]) @ query
        return found

    def vectors(self, rows: Ints) -> Floats:
        """The vectors (n, d) of rows.

        Raises:
            StoreError: Milvus does not answer, or has lost a row.
        """
        vectors, known = self._cache.recall(rows)
        if not known.all():
            missing = np.unique(rows[~known])
            fetched = self._fetch(missing)
            self._cache.remember(missing, fetched)
            vectors[~known] = fetched[np.searchsorted(missing, rows[~known])]
        return vectors

    def remember(self, vectors: Rows) -> None:
        """Keep what is known of the vectors (n, d) already, as far as there is room."""
        known = vectors[: self._cache.slots]
        self._cache.remember(np.arange(len(known)), known)

    def to_bytes(self) -> bytes:
        """The content of the file that says where the vectors are."""
        return self._reference.to_bytes()

    def _fetch(self, rows: Ints) -> Floats:
        """The vectors (n, d) of ascending rows, from Milvus."""
        with spoken(self._where):
            found = self._client.get(
                self._reference.collection,
                ids=rows.tolist(),
                output_fields=[VECTOR],
                consistency_level="Bounded",
                timeout=ANSWER_SECONDS,
            )
        numbers = np.array([entity[ROW] for entity in found], dtype=np.int64)
        order = np.argsort(numbers)
        if not np.array_equal(numbers[order], rows):
            raise MissingRowError(f"“{self._where}”中索引的集合缺少向量，请运行 wence build 重建索引。")
        fetched = np.array([entity[VECTOR] for entity in found], dtype=np.float32)
        return fetched[order]
