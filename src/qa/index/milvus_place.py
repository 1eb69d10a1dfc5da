"""Collections of a Milvus as the place of indexes' vectors: made, opened, checked and let go."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.index.manifest import StaleIndexError
from qa.index.milvus_client import ANSWER_SECONDS, WORK_SECONDS, connect, place_named, spoken
from qa.index.milvus_index import Description, built_for
from qa.index.milvus_reference import Reference, hash_of, samples
from qa.index.milvus_vectors import ROW, VECTOR, MilvusVectors, MissingRowError
from qa.index.places import REFERENCE, Put, StoreError
from qa.index.vectors import Bytes, Rows

if TYPE_CHECKING:
    from pymilvus import MilvusClient

    from qa.config import StoreAddress
    from qa.index.vectors import Floats

LOG = logging.getLogger(__name__)

_BLOCK = 2048
_CLOSE = 1e-3


class MilvusPlace:
    """The Milvus at an address; it is connected when it is first needed.

    Each index has a collection of its own, named after the vectors in it. A new one is filled beside the old one,
    which stays until the next has come: programs that answer from it go on.
    """

    def __init__(self, address: StoreAddress) -> None:
        self._address = address
        self._where = place_named(address)

    def open(self, files: Mapping[str, Bytes]) -> MilvusVectors:
        """The store that an index refers to.

        Raises:
            StaleIndexError: the index has its vectors elsewhere, or the collection is not what it was.
            StoreError: Milvus cannot be reached.
        """
        if REFERENCE not in files:
            raise StaleIndexError(f"索引的向量还不在 QA_STORE 指定的 Milvus（{self._where}）中")
        reference = Reference.from_bytes(bytes(files[REFERENCE]))
        if not self._has(reference.collection):
            raise StaleIndexError(f"Milvus（{self._where}）中没有索引的集合{reference.collection}")
        return self._checked(reference)

    @contextmanager
    def building(self, index_dir: Path) -> Iterator[Put]:
        """What takes the vectors of an index that is built in a folder, in place of the one that may be there.

        Raises:
            StoreError: Milvus cannot be reached, or does not keep what it is given.
        """
        before = _reference_in(index_dir)
        made: list[str] = []
        taken: list[str] = []

        def put(vectors: Rows) -> MilvusVectors:
            reference = Reference.of(vectors, before)
            if not self._has(reference.collection):
                made.append(reference.collection)
            taken.extend((reference.collection, reference.replaces))
            return self._filled(reference, vectors)

        with self._asked() as client:
            client.list_collections(timeout=ANSWER_SECONDS)  # fails before anything is encoded
        try:
            yield put
        except BaseException:
            self._drop(*made)
            raise
        if before is not None and before.replaces not in taken:
            self._drop(before.replaces)

    @cached_property
    def _client(self) -> MilvusClient:
        return connect(self._address)

    @contextmanager
    def _asked(self) -> Iterator[MilvusClient]:
        """The client, connected; its faults become sentences."""
        client = self._client
        with spoken(self._where):
            yield client

    def _has(self, collection: str) -> bool:
        with self._asked() as client:
            return bool(client.has_collection(collection, timeout=ANSWER_SECONDS))

    def _filled(self, reference: Reference, vectors: Rows) -> MilvusVectors:
        """The store with the vectors (n, d) of a reference: as it is if it is whole, else filled anew.

        Rows are written over, never added, so that several programs may fill the same collection at a time.
        """
        if self._has(reference.collection):
            try:
                return self._ready(reference, vectors)
            except StaleIndexError:
                self._clear_if_wrong(reference)
        if not self._has(reference.collection):
            self._create(reference)
        with self._asked() as client:
            for start in range(0, len(vectors), _BLOCK):
                rows = enumerate(vectors[start : start + _BLOCK], start)
                data = [{ROW: row, VECTOR: vector} for row, vector in rows]
                client.upsert(reference.collection, data, timeout=WORK_SECONDS)
            client.flush(reference.collection, timeout=WORK_SECONDS)
        try:
            return self._ready(reference, vectors)
        except StaleIndexError as problem:
            raise StoreError(f"{problem.reason}，请检查 Milvus 的状态后重试。") from None

    def _ready(self, reference: Reference, vectors: Rows) -> MilvusVectors:
        store = self._checked(reference)
        store.remember(vectors)
        return store

    def _create(self, reference: Reference) -> None:
        from pymilvus import DataType

        with self._asked() as client:
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field(ROW, DataType.INT64, is_primary=True)
            schema.add_field(VECTOR, DataType.FLOAT_VECTOR, dim=reference.dimension)
            index = client.prepare_index_params()
            kind, parameters = built_for(reference.rows)
            index.add_index(VECTOR, index_type=kind, metric_type="IP", params=parameters)
            client.create_collection(
                reference.collection, schema=schema, index_params=index, timeout=WORK_SECONDS
            )

    def _clear_if_wrong(self, reference: Reference) -> None:
        """Drop a collection of the same name that no more rows would put right."""
        if self._dimension(reference) != reference.dimension or self._count(reference) >= reference.rows:
            self._drop(reference.collection)

    def _checked(self, reference: Reference) -> MilvusVectors:
        """The store of a reference whose collection exists, once a few rows are found and are what they were.

        Raises:
            StaleIndexError: the collection is empty or another one.
        """
        if self._dimension(reference) != reference.dimension:
            raise StaleIndexError(f"Milvus（{self._where}）中的集合{reference.collection}不是索引的集合")
        count = self._count(reference)
        if count != reference.rows:
            raise StaleIndexError(f"Milvus（{self._where}）中索引的集合应有{reference.rows}行，实有{count}行")
        store = MilvusVectors(self._client, self._where, reference, self._index(reference))
        sampled = samples(reference.rows)
        try:
            vectors = store.vectors(sampled)
        except MissingRowError:
            vectors = np.empty((0, reference.dimension), dtype=np.float32)
        if hash_of(vectors) != reference.sample:
            raise StaleIndexError(f"Milvus（{self._where}）中索引的集合已被改动")
        if not any(_finds(store, vector) for vector in vectors):
            raise StaleIndexError(f"Milvus（{self._where}）检索不到索引的集合里的向量")
        return store

    def _dimension(self, reference: Reference) -> int | None:
        """The dimension of a collection's vectors; none where it has other fields."""
        with self._asked() as client:
            fields = client.describe_collection(reference.collection, timeout=ANSWER_SECONDS)["fields"]
        by_name = {field["name"]: field for field in fields}
        if set(by_name) != {ROW, VECTOR}:
            return None
        return int(by_name[VECTOR]["params"].get("dim", 0))

    def _index(self, reference: Reference) -> Description:
        with self._asked() as client:
            described: Description = client.describe_index(
                reference.collection, VECTOR, timeout=ANSWER_SECONDS
            )
        return described

    def _count(self, reference: Reference) -> int:
        """The number of rows that every reader sees."""
        with self._asked() as client:
            client.load_collection(reference.collection, timeout=WORK_SECONDS)
            found = client.query(
                reference.collection,
                filter="",
                output_fields=["count(*)"],
                consistency_level="Strong",
                timeout=WORK_SECONDS,
            )
        return int(found[0]["count(*)"])

    def _drop(self, *collections: str) -> None:
        """Let collections go; one that cannot be dropped now is named in the log and stays."""
        for collection in filter(None, collections):
            try:
                with self._asked() as client:
                    client.drop_collection(collection, timeout=ANSWER_SECONDS)
            except StoreError:
                LOG.warning("collection %s could not be dropped", collection)


def _finds(store: MilvusVectors, vector: Floats) -> bool:
    """Whether a search for a vector of the store finds one that is as near to it as itself."""
    found = store.nearest(vector, 1)
    return bool(len(found)) and float(store.products(vector, found)[0]) >= float(vector @ vector) - _CLOSE


def _reference_in(index_dir: Path) -> Reference | None:
    try:
        return Reference.from_bytes((index_dir / REFERENCE).read_bytes())
    except (OSError, ValueError):
        return None
