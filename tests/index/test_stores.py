"""The variants of the vector store, and which of them an index has."""

from __future__ import annotations

import mmap
from pathlib import Path

import faiss
import numpy as np
import pytest

from index.store_conformance import Make, Reopen, StoreConformance, clustered
from qa.index import stores
from qa.index.ivf_vectors import IvfVectors
from qa.index.stores import open_store, store_of
from qa.index.vectors import FlatVectors, Mapped


class TestIvfVectors(StoreConformance):
    least_recall = 0.97

    @pytest.fixture
    def make_store(self) -> Make:
        return IvfVectors.of

    @pytest.fixture
    def reopen(self) -> Reopen:
        return lambda store: IvfVectors.from_bytes(store.to_bytes())


def test_few_vectors_are_all_compared_and_many_stand_in_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = clustered(500, 3)
    assert isinstance(store_of(vectors), FlatVectors)
    monkeypatch.setattr(stores, "FLAT_UP_TO", 400)
    assert isinstance(store_of(vectors), IvfVectors)


@pytest.mark.parametrize("variant", [FlatVectors, IvfVectors])
def test_a_file_is_opened_as_what_it_holds(variant: type[FlatVectors | IvfVectors]) -> None:
    data = variant.of(clustered(300, 4)).to_bytes()
    assert type(open_store(data)) is variant


def test_a_mapped_file_under_a_chinese_name_is_searched_as_the_index_in_memory(tmp_path: Path) -> None:
    store = IvfVectors.of(clustered(2000, 5))
    path = tmp_path / "索引 目录.faiss"
    path.write_bytes(store.to_bytes())
    with path.open("rb") as file:
        mapped = open_store(Mapped(file.fileno(), 0, access=mmap.ACCESS_READ))
    for query in clustered(5, 6):
        assert np.array_equal(mapped.nearest(query, 10), store.nearest(query, 10))
        assert np.array_equal(mapped.products(query), store.products(query))


def test_the_same_vectors_give_the_same_file() -> None:
    assert bytes(IvfVectors.of(clustered(2000, 7)).to_bytes()) == bytes(
        IvfVectors.of(clustered(2000, 7)).to_bytes()
    )


def test_a_file_of_another_kind_is_not_read_as_vectors() -> None:
    other = bytes(faiss.serialize_index(faiss.IndexFlatL2(4)).data)
    for read in (open_store, FlatVectors.from_bytes, IvfVectors.from_bytes):
        with pytest.raises(ValueError, match="IndexFlatL2"):
            read(other)


def test_a_file_cut_short_is_noticed() -> None:
    data = IvfVectors.of(clustered(500, 8)).to_bytes()
    with pytest.raises(RuntimeError):
        open_store(bytes(data)[:-100])
