"""What every vector store does, exact or approximate, near or far; each variant's tests subclass it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from qa.index.vectors import Floats, Ints, VectorStore, unit

Make = Callable[[Floats], VectorStore]
Reopen = Callable[[VectorStore], VectorStore]

DIMENSION = 32
NEAR = 10
CLOSE = 1e-2
"""How far an inner product may lie off: some stores keep fewer bits."""


def clustered(rows: int, seed: int, dimension: int = DIMENSION) -> Floats:
    """Unit vectors (rows, dimension) around one centre for every twenty of them."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(rows // 20 + 1, dimension))
    owners = random.integers(0, len(centres), rows)
    return unit((centres[owners] + 0.4 * random.normal(size=(rows, dimension))).astype(np.float32))


def best(vectors: Floats, query: Floats, k: int) -> Ints:
    """The rows that exact search finds."""
    return np.argsort(-(vectors @ query), kind="stable")[:k]


class StoreConformance:
    """Behaviours of a store; a subclass gives the fixtures ``make_store`` and ``reopen`` and may lower ``least_recall``."""

    least_recall = 1.0
    """The share of the ten nearest that a search must find, over many questions."""

    @pytest.fixture
    def make_store(self) -> Make:
        raise NotImplementedError

    @pytest.fixture
    def reopen(self) -> Reopen:
        """What opens again the store that another has left in its file."""
        raise NotImplementedError

    def test_it_holds_as_many_vectors_as_it_was_given(self, make_store: Make) -> None:
        assert make_store(clustered(37, 1)).size == 37

    def test_a_search_finds_the_nearest(self, make_store: Make) -> None:
        vectors, queries = clustered(2000, 2), clustered(50, 3)
        store = make_store(vectors)
        found = [set(store.nearest(query, NEAR)) & set(best(vectors, query, NEAR)) for query in queries]
        assert sum(map(len, found)) / (len(queries) * NEAR) >= self.least_recall

    def test_the_best_comes_first_and_none_comes_twice(self, make_store: Make) -> None:
        vectors, queries = clustered(300, 4), clustered(10, 5)
        store = make_store(vectors)
        for query in queries:
            rows = store.nearest(query, NEAR)
            assert len(set(rows)) == len(rows) == NEAR
            assert np.diff(vectors[rows] @ query).max() <= 2 * CLOSE

    def test_asked_for_more_than_there_is_a_search_gives_every_row_once(self, make_store: Make) -> None:
        store = make_store(clustered(25, 6))
        assert sorted(store.nearest(clustered(1, 7)[0], 1000)) == list(range(25))

    def test_equal_vectors_are_all_found(self, make_store: Make) -> None:
        vectors = clustered(200, 8)
        vectors[[3, 77, 150]] = vectors[77]
        assert set(make_store(vectors).nearest(vectors[77], 3)) == {3, 77, 150}

    def test_a_zero_vector_is_near_to_nothing_and_harms_nothing(self, make_store: Make) -> None:
        vectors = clustered(100, 9)
        vectors[42] = 0
        store = make_store(vectors)
        assert store.products(vectors[7], np.array([42])).tolist() == [0.0]
        assert store.nearest(vectors[7], 1).tolist() == [7]
        assert len(store.nearest(np.zeros(DIMENSION, dtype=np.float32), 5)) == 5

    def test_one_vector_alone_is_found(self, make_store: Make) -> None:
        vectors = clustered(1, 10)
        store = make_store(vectors)
        assert store.nearest(vectors[0], 5).tolist() == [0]
        assert store.products(vectors[0]).tolist() == pytest.approx([1], abs=CLOSE)

    def test_products_with_all_rows_come_in_their_order(self, make_store: Make) -> None:
        vectors, query = clustered(500, 11), clustered(1, 12)[0]
        products = make_store(vectors).products(query)
        assert products.dtype == np.float32
        assert products == pytest.approx(vectors @ query, abs=CLOSE)

    @pytest.mark.parametrize("rows", [[499, 0, 250, 3], [5, 5, 5], list(range(500)), []])
    def test_products_with_chosen_rows_come_in_the_order_chosen(
        self, make_store: Make, rows: list[int]
    ) -> None:
        vectors, query = clustered(500, 11), clustered(1, 13)[0]
        chosen = np.array(rows, dtype=np.int64)
        store = make_store(vectors)
        for _ in range(2):
            assert store.products(query, chosen) == pytest.approx(vectors[chosen] @ query, abs=CLOSE)

    def test_lengths_count(self, make_store: Make) -> None:
        vectors = clustered(50, 14)
        vectors[20] *= 3
        store = make_store(vectors)
        assert store.products(vectors[20], np.array([20])) == pytest.approx([9], abs=9 * CLOSE)
        assert store.nearest(vectors[20], 1).tolist() == [20]

    def test_threads_that_read_at_a_time_get_what_one_gets(self, make_store: Make) -> None:
        vectors, queries = clustered(400, 15), clustered(24, 16)
        store = make_store(vectors)
        chosen = np.arange(0, 400, 7)

        def read(query: Floats) -> tuple[list[int], list[float]]:
            return store.nearest(query, NEAR).tolist(), store.products(query, chosen).tolist()

        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(read, queries))
        assert together == [read(query) for query in queries]

    def test_it_is_the_same_when_it_is_opened_again(self, make_store: Make, reopen: Reopen) -> None:
        vectors, queries = clustered(300, 17), clustered(5, 18)
        store = make_store(vectors)
        again = reopen(store)
        assert again.size == store.size
        assert bytes(again.to_bytes()) == bytes(store.to_bytes())
        for query in queries:
            assert again.nearest(query, NEAR).tolist() == store.nearest(query, NEAR).tolist()
            assert again.products(query) == pytest.approx(store.products(query), abs=1e-6)

    def test_the_same_vectors_leave_the_same_file(self, make_store: Make) -> None:
        first, second = (bytes(make_store(clustered(60, 19)).to_bytes()) for _ in range(2))
        assert first == second
