"""A flat FAISS index is a vector store."""

from __future__ import annotations

import pytest

from index.store_conformance import Make, Reopen, StoreConformance
from qa.index.vectors import FlatVectors


class TestFlatVectors(StoreConformance):
    @pytest.fixture
    def make_store(self) -> Make:
        return FlatVectors.of

    @pytest.fixture
    def reopen(self) -> Reopen:
        return lambda store: FlatVectors.from_bytes(store.to_bytes())
