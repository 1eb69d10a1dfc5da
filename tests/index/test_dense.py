"""Vectors of records and of their sentences in FAISS."""

from __future__ import annotations

import numpy as np
import pytest

from qa.index.dense import Dense
from qa.index.vectors import Floats, unit


def random_units(number: int, seed: int) -> Floats:
    return unit(np.random.default_rng(seed).normal(size=(number, 16)).astype(np.float32) + 1)


@pytest.fixture(scope="module")
def dense() -> Dense:
    records = random_units(40, 1)
    counts = np.array([1 + i % 3 for i in range(40)])
    return Dense.build(random_units(30, 2), records, random_units(int(counts.sum()), 100), counts)


def test_a_record_is_as_near_as_its_whole_and_its_nearest_sentence(dense: Dense) -> None:
    query = dense.query(random_units(1, 3)[0])
    rows = dense.store.products(query)
    expected = [(rows[i] + max(rows[dense.starts[i] : dense.starts[i + 1]])) / 2 for i in range(dense.size)]
    assert dense.cosines(query) == pytest.approx(expected, abs=1e-5)


def test_chosen_records_have_the_cosines_that_all_have(dense: Dense) -> None:
    query = dense.query(random_units(1, 4)[0])
    positions = np.array([39, 0, 7, 8])
    assert dense.cosines(query, positions) == pytest.approx(dense.cosines(query)[positions], abs=1e-6)
    assert len(dense.cosines(query, np.array([], dtype=np.int64))) == 0


def test_the_nearest_rows_belong_to_the_records_found(dense: Dense) -> None:
    query = dense.query(random_units(1, 5)[0])
    rows = dense.store.products(query)
    best = int(np.argmax(rows))
    owner = best if best < 40 else int(np.flatnonzero(dense.starts <= best)[-1])
    assert owner in dense.nearest(query, 1)
    assert set(dense.nearest(query, 10_000)) == set(range(40))


def test_centring_spreads_cosines_that_a_model_squeezes() -> None:
    cone = np.full(16, 3, dtype=np.float32)
    texts = unit(np.random.default_rng(6).normal(size=(50, 16)).astype(np.float32) + cone)
    raw = texts @ texts[0]
    dense = Dense.build(texts, texts, texts, np.ones(50, np.int64))
    centred = dense.cosines(dense.query(texts[0]))
    assert raw[1:].min() > 0.7
    assert centred[0] == pytest.approx(1, abs=1e-3)
    assert centred[1:].std() > 3 * raw[1:].std()


def test_vectors_survive_their_file(dense: Dense) -> None:
    again = Dense.from_files(dense.to_files())
    query = dense.query(random_units(1, 7)[0])
    assert np.array_equal(again.cosines(query), dense.cosines(query))
    assert again.size == dense.size


def test_a_zero_vector_stays_zero() -> None:
    assert not unit(np.zeros((1, 4), dtype=np.float32)).any()


def test_a_record_near_to_all_others_is_crowded_and_one_apart_is_not() -> None:
    axes = np.eye(16, dtype=np.float32)
    among, apart = unit(axes[:8] + 2 * axes[8]), unit(np.stack([axes[12], axes[13]]))
    records = np.concatenate([among, apart])
    crowding = Dense.build(records, records, records, np.ones(10, np.int64)).crowding
    assert crowding[:8].min() > crowding[8:].max()
    assert float(crowding.mean()) == pytest.approx(0, abs=1e-6)


def test_crowding_survives_its_file_and_is_nought_for_a_single_record(dense: Dense) -> None:
    assert np.array_equal(Dense.from_files(dense.to_files()).crowding, dense.crowding)
    alone = random_units(1, 8)
    assert Dense.build(alone, alone, alone, np.ones(1, np.int64)).crowding.tolist() == [0.0]
