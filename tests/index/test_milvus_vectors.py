"""Collections of Milvus Lite, searched exactly or along a graph, are vector stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.extras import needs_milvus
from index.store_conformance import Make, Reopen, StoreConformance, clustered
from qa.index.milvus_place import MilvusPlace
from qa.index.milvus_reference import Reference
from qa.index.milvus_vectors import VECTOR, MilvusVectors, MissingRowError
from qa.index.places import REFERENCE, StoreError
from qa.index.vectors import Floats, VectorStore


@needs_milvus
class TestMilvusVectors(StoreConformance):
    @pytest.fixture
    def make_store(self, lite: MilvusPlace, tmp_path: Path) -> Iterator[Make]:
        with lite.building(tmp_path / "index") as put:
            yield put

    @pytest.fixture
    def reopen(self, lite: MilvusPlace) -> Reopen:
        return lambda store: lite.open({REFERENCE: store.to_bytes()})


class TestMilvusAlongAGraph(TestMilvusVectors):
    least_recall = 0.97

    @pytest.fixture(autouse=True)
    def _graph_from_the_first_row_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("qa.index.milvus_index.EXACT_ROWS", 0)


class TestMilvusByCells(TestMilvusVectors):
    """An index that an administrator has built in place of ours."""

    least_recall = 0.97

    @pytest.fixture
    def make_store(self, lite: MilvusPlace, tmp_path: Path) -> Iterator[Make]:
        def make(vectors: Floats) -> VectorStore:
            store = put(vectors)
            name = Reference.from_bytes(bytes(store.to_bytes())).collection
            lite._client.release_collection(name)
            lite._client.drop_index(name, VECTOR)
            index = lite._client.prepare_index_params()
            index.add_index(VECTOR, index_type="IVF_SQ8", metric_type="IP", params={"nlist": 16})
            lite._client.create_index(name, index)
            lite._client.load_collection(name)
            return lite.open({REFERENCE: store.to_bytes()})

        with lite.building(tmp_path / "index") as put:
            yield make


class TestMilvusWithLittleRoomForRows(TestMilvusVectors):
    @pytest.fixture(autouse=True)
    def _room_for_sixteen_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("qa.index.row_cache.RowCache.__init__.__defaults__", (16 * 4 * 32,))


@needs_milvus
def test_products_are_exact_though_the_collection_has_an_approximate_index(
    lite: MilvusPlace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("qa.index.milvus_index.EXACT_ROWS", 0)
    vectors, query = clustered(3000, 1), clustered(1, 2)[0]
    with lite.building(tmp_path / "index") as put:
        reference = put(vectors).to_bytes()
    scattered = np.arange(0, 3000, 3)
    opened = lite.open({REFERENCE: reference})
    assert opened.products(query, scattered) == pytest.approx(vectors[scattered] @ query, abs=1e-6)


@needs_milvus
def test_a_row_that_is_lost_while_answering_is_told_and_not_counted_as_nought(
    lite: MilvusPlace,
    tmp_path: Path,
) -> None:
    store, query = opened(lite, tmp_path), clustered(1, 4)[0]
    lite._client.delete(store._reference.collection, ids=[34])
    with pytest.raises(MissingRowError, match="wence build"):
        store.products(query, np.array([33, 34]))


@needs_milvus
def test_a_collection_dropped_while_answering_is_told_in_a_sentence(
    lite: MilvusPlace,
    tmp_path: Path,
) -> None:
    store, query = opened(lite, tmp_path), clustered(1, 4)[0]
    lite._client.drop_collection(store._reference.collection)
    for ask in (lambda: store.nearest(query, 3), lambda: store.products(query)):
        with pytest.raises(StoreError, match="重新启动"):
            ask()


def opened(place: MilvusPlace, folder: Path) -> MilvusVectors:
    """A store of 100 vectors that has fetched no more than its samples."""
    with place.building(folder / "index") as put:
        reference = put(clustered(100, 3)).to_bytes()
    return place.open({REFERENCE: reference})
