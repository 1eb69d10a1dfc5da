"""A real Milvus for tests of the index: Milvus Lite in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.config import StoreAddress
from qa.index.milvus_place import MilvusPlace


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[MilvusPlace]:
    """A place whose Milvus Lite ends with the test."""
    from milvus_lite.server_manager import server_manager_instance

    path = str(tmp_path / "向量 库.db")
    yield MilvusPlace(StoreAddress(path))
    server_manager_instance.release_server(path)
