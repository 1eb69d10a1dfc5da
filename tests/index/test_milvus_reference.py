"""What an index folder keeps of a collection names it by its content."""

from __future__ import annotations

import json

import numpy as np
import pytest

from index.store_conformance import clustered
from qa.index.milvus_reference import Reference, samples

VECTORS = clustered(50, 1)


def test_the_same_vectors_have_the_same_name_and_others_another() -> None:
    name = Reference.of(VECTORS).collection
    assert Reference.of(VECTORS.copy()).collection == name
    other = VECTORS.copy()
    other[33, 5] = np.nextafter(other[33, 5], np.float32(2))
    assert Reference.of(other).collection != name
    assert Reference.of(VECTORS.reshape(100, 16)).collection != name
    assert Reference.of(VECTORS[:49]).collection != name


def test_it_remembers_which_collection_it_replaces_and_a_rebuild_without_change_keeps_that() -> None:
    first = Reference.of(VECTORS)
    second = Reference.of(VECTORS[:40], first)
    assert (first.replaces, second.replaces) == ("", first.collection)
    assert Reference.of(VECTORS[:40], second) == second


def test_it_survives_its_file() -> None:
    reference = Reference.of(VECTORS, Reference.of(VECTORS[:9]))
    assert Reference.from_bytes(reference.to_bytes()) == reference


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"collection": "customers"},
        {"replaces": "customers"},
        {"replaces": "wence_../../x"},
        {"rows": 0},
        {"rows": "many"},
        {"colour": "red"},
    ],
)
def test_a_file_that_names_anything_else_is_refused(change: dict[str, object]) -> None:
    values = json.loads(Reference.of(VECTORS).to_bytes())
    with pytest.raises(ValueError, match="reference"):
        Reference.from_bytes(json.dumps({**values, **change}).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b"\xff", b"IxFI"])
def test_a_file_that_is_no_reference_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # json's own errors count
        Reference.from_bytes(data)


@pytest.mark.parametrize("rows", [1, 2, 16, 17, 100_000])
def test_samples_are_spread_from_the_first_row_to_the_last(rows: int) -> None:
    numbers = samples(rows)
    assert (numbers[0], numbers[-1]) == (0, rows - 1)
    assert len(set(numbers)) == len(numbers) == min(rows, 16)
