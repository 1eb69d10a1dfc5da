"""Each kind of index is searched as widely as the rows that are asked for need."""

from __future__ import annotations

import pytest

from qa.index.milvus_index import EXACT_ROWS, built_for, searched_with


def test_few_rows_are_all_compared_and_many_are_reached_along_a_graph() -> None:
    assert built_for(EXACT_ROWS)[0] == "FLAT"
    assert built_for(EXACT_ROWS + 1)[0] == "HNSW"


@pytest.mark.parametrize(
    ("index", "k", "width"),
    [
        ({"index_type": "FLAT"}, 300, {}),
        ({"index_type": "HNSW", "M": "32"}, 300, {"ef": 600}),
        ({"index_type": "HNSW_SQ"}, 1, {"ef": 256}),
        ({"index_type": "IVF_SQ8", "nlist": "4096"}, 300, {"nprobe": 512}),
        ({"index_type": "IVF_FLAT", "nlist": "16"}, 300, {"nprobe": 16}),
        ({"index_type": "IVF_FLAT"}, 10, {"nprobe": 16}),
        ({"index_type": "IVF_FLAT", "nlist": "4096"}, 100_000, {"nprobe": 4096}),
        ({"index_type": "DISKANN"}, 300, {"search_list": 600}),
        ({"index_type": "AUTOINDEX"}, 300, {}),
        ({}, 300, {}),
    ],
)
def test_an_index_is_searched_more_widely_than_what_is_asked_for(
    index: dict[str, object], k: int, width: dict[str, int]
) -> None:
    assert searched_with(index, k, 100_000) == width
