"""Where the vectors of an index are kept: in its folder, or in a Milvus beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qa.errors import WenceError
from qa.index.manifest import StaleIndexError
from qa.index.stores import open_store, store_of
from qa.index.vectors import Bytes, Rows, VectorStore

if TYPE_CHECKING:
    from qa.config import StoreAddress

VECTORS = "vectors.faiss"
"""The file of an index that holds its vectors."""
REFERENCE = "vectors.milvus.json"
"""The file of an index that says where in Milvus its vectors are."""

Put = Callable[[Rows], VectorStore]
"""Takes vectors (n, d) into a store, row by row."""


class StoreError(WenceError):
    """The place outside the index folder cannot be used now; building the index anew would not help."""


class Place(Protocol):
    """Keeps the vectors of indexes."""

    def open(self, files: Mapping[str, Bytes]) -> VectorStore:
        """The store of an index, from the content of its files by name.

        Raises:
            StaleIndexError: what the files stand for is not here, or is not what it was.
            StoreError: the place cannot be reached.
        """

    def building(self, index_dir: Path) -> AbstractContextManager[Put]:
        """What takes the vectors of an index that is built in a folder, in place of the one that may be there.

        What has become of no use is let go when the block ends: the older vectors where it succeeds, the new
        ones where it fails.

        Raises:
            StoreError: the place cannot be reached.
        """


class InFolder:
    """Vectors in a file of the index folder."""

    def open(self, files: Mapping[str, Bytes]) -> VectorStore:
        """The store that the file holds.

        Raises:
            StaleIndexError: the vectors are elsewhere.
        """
        if REFERENCE in files:
            raise StaleIndexError("索引的向量存放在 Milvus 中，而 QA_STORE 没有设置")
        return open_store(files[VECTORS])

    def building(self, index_dir: Path) -> AbstractContextManager[Put]:
        """Nothing outlives the folder, so there is nothing to let go."""
        del index_dir
        return nullcontext(store_of)


def file_of(store: VectorStore) -> dict[str, Bytes]:
    """The one file that a store leaves in the index folder, by name."""
    data = store.to_bytes()
    return {REFERENCE if data[:1] == b"{" else VECTORS: data}


def place_at(address: StoreAddress) -> Place:
    """The place that the settings name; nothing is connected yet.

    Raises:
        UsageError: the address is none.
    """
    if not address.uri:
        return InFolder()
    from qa.index.milvus_place import MilvusPlace

    return MilvusPlace(address)
