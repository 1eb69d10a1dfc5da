"""What every vector store does, whatever it is made of: a variant's test subclasses this and says how it is made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from qa.index.vectors import Bytes, Floats, Ints, VectorStore, unit

SIZE, WIDTH, QUERIES = 3000, 32, 40


def groups(size: int, seed: int) -> Floats:
    """Unit vectors (size, WIDTH) that lie in groups of different sizes, as those of texts do."""
    chance = np.random.default_rng(seed)
    middles = np.random.default_rng(0).normal(size=(40, WIDTH))
    chosen = middles[np.minimum(chance.geometric(0.1, size=size), 40) - 1]
    return unit((chosen + 0.7 * chance.normal(size=(size, WIDTH))).astype(np.float32))


class StoreConformance(ABC):
    """``made`` makes the store; ``again`` is what is opened from its file."""

    exact = True
    """Whether it finds all of the nearest, not only nearly all."""
    tolerance = 1e-6
    """How far a product may be from the vectors' own."""

    @abstractmethod
    def made(self, vectors: Floats) -> VectorStore:
        """A store of these vectors (n, d)."""

    @abstractmethod
    def again(self, data: Bytes) -> VectorStore:
        """The store that a file holds."""

    @pytest.fixture
    def vectors(self) -> Floats:
        return groups(SIZE, 1)

    @pytest.fixture
    def queries(self) -> Floats:
        return groups(QUERIES, 2)

    @pytest.fixture
    def store(self, vectors: Floats) -> VectorStore:
        return self.made(vectors)

    def test_it_knows_how_many_vectors_it_holds(self, store: VectorStore) -> None:
        assert store.size == SIZE

    def test_products_with_chosen_rows_come_in_their_order(
        self, store: VectorStore, vectors: Floats, queries: Floats
    ) -> None:
        rows = np.array([SIZE - 1, 0, 7, 7, 1500])
        expected = vectors[rows] @ queries[0]
        assert store.products(queries[0], rows) == pytest.approx(expected, abs=self.tolerance)
        assert store.products(queries[0], np.array([], dtype=np.int64)).shape == (0,)

    def test_products_with_all_rows_are_those_with_each(
        self, store: VectorStore, vectors: Floats, queries: Floats
    ) -> None:
        every = store.products(queries[1])
        assert every == pytest.approx(vectors @ queries[1], abs=self.tolerance)
        assert every[[5, 9]] == pytest.approx(store.products(queries[1], np.array([5, 9])), abs=1e-6)

    def test_the_nearest_come_best_first_each_once(self, store: VectorStore, queries: Floats) -> None:
        for query in queries[:5]:
            rows = store.nearest(query, 50)
            assert len(set(rows.tolist())) == len(rows) == 50
            products = store.products(query, rows)
            assert (np.diff(products) <= 1e-6).all()

    @pytest.mark.parametrize("k", [1, 10, 300])
    def test_the_nearest_are_those_of_an_exact_search(
        self, store: VectorStore, vectors: Floats, queries: Floats, k: int
    ) -> None:
        shares = []
        for query in queries:
            exact = np.argsort(-(vectors @ query))[:k]
            shares.append(len(np.intersect1d(exact, store.nearest(query, k))) / k)
        assert np.mean(shares) >= (1.0 if self.exact else 0.97)

    def test_no_more_than_all_are_found(self, vectors: Floats, queries: Floats) -> None:
        few = self.made(vectors[:5])
        assert sorted(few.nearest(queries[0], 100).tolist()) == [0, 1, 2, 3, 4]

    def test_its_file_holds_all_of_it(self, store: VectorStore, queries: Floats) -> None:
        again = self.again(store.to_bytes())
        assert again.size == store.size
        for query in queries[:5]:
            assert np.array_equal(again.nearest(query, 20), store.nearest(query, 20))
            assert np.array_equal(again.products(query), store.products(query))

    def test_threads_may_ask_at_once(self, store: VectorStore, queries: Floats) -> None:
        alone = [store.nearest(query, 10).tolist() for query in queries]

        def found(query: Floats) -> Ints:
            return store.nearest(query, 10)

        with ThreadPoolExecutor(4) as pool:
            together = [rows.tolist() for rows in pool.map(found, queries)]
        assert together == alone
