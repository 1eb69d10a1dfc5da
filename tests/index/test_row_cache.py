"""Rows that have been fetched are kept within bounds, and never mistaken for others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.index.row_cache import RowCache
from qa.index.vectors import Floats

VECTORS: Floats = np.arange(40, dtype=np.float32).repeat(2).reshape(40, 2)


def test_nothing_is_known_at_first() -> None:
    _, known = RowCache(40, 2).recall(np.arange(40))
    assert not known.any()


def test_with_room_for_all_every_row_stays() -> None:
    cache = RowCache(40, 2)
    cache.remember(np.array([7, 39]), VECTORS[[7, 39]])
    cache.remember(np.array([0]), VECTORS[[0]])
    vectors, known = cache.recall(np.array([39, 1, 0, 7]))
    assert known.tolist() == [True, False, True, True]
    assert np.array_equal(vectors[known], VECTORS[[39, 0, 7]])


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 39), max_size=12), max_size=12), st.integers(1, 12))
def test_whatever_is_remembered_a_known_row_is_the_right_one(parts: list[list[int]], slots: int) -> None:
    cache = RowCache(40, 2, slots * 8)
    for part in parts:
        cache.remember(np.array(part, dtype=np.int64), VECTORS[part])
        vectors, known = cache.recall(np.arange(40))
        assert np.array_equal(vectors[known], VECTORS[known])
        assert known.sum() <= slots
        assert not part or known[part[-1]]


def test_threads_never_see_half_a_row() -> None:
    cache = RowCache(40, 2, 3 * 8)

    def work(seed: int) -> bool:
        random = np.random.default_rng(seed)
        for _ in range(300):
            rows = random.integers(0, 40, 5)
            cache.remember(rows, VECTORS[rows])
            vectors, known = cache.recall(rows)
            if not np.array_equal(vectors[known], VECTORS[rows[known]]):
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(8)))
