"""How Milvus indexes the vectors of a collection, and how widely each kind of index is searched."""

from __future__ import annotations

import math
from collections.abc import Mapping

EXACT_ROWS = 50_000
"""Up to so many rows all are compared with a question; beyond, a graph of neighbours is followed (HNSW)."""

_LEAST_NEIGHBOURS = 256
_LEAST_CELLS = 16
_SHARE_OF_CELLS = 8

Description = Mapping[str, object]
"""What Milvus says of an index: its ``index_type`` and what it was built with, figures as text."""


def built_for(rows: int) -> tuple[str, dict[str, int]]:
    """The type of index for so many rows, and what it is built with."""
    return ("FLAT", {}) if rows <= EXACT_ROWS else ("HNSW", {"M": 32, "efConstruction": 200})


def searched_with(index: Description, k: int, rows: int) -> dict[str, int]:
    """How widely an index of so many rows is searched for the ``k`` nearest.

    An administrator may have built another than :func:`built_for`; Milvus's own defaults would find too little in it.
    """
    kind, neighbours = str(index.get("index_type", "")), max(2 * k, _LEAST_NEIGHBOURS)
    if kind.startswith("HNSW"):
        return {"ef": neighbours}
    if kind.startswith("IVF"):
        cells = int(str(index.get("nlist", 128)))
        share = max(1 / _SHARE_OF_CELLS, min(1.0, 2 * k / rows))
        return {"nprobe": max(_LEAST_CELLS, math.ceil(cells * share))}
    return {"search_list": neighbours} if kind == "DISKANN" else {}
