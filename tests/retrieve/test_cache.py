"""A question asked again is not encoded again, and the memory is bounded."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_ident

import numpy as np
import pytest
from numpy.typing import NDArray

from qa.retrieve.cache import VectorCache


class Counter:
    """Encodes a text as its length and remembers the batches."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.batches.append(list(texts))
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_each_different_question_is_encoded_once_and_in_one_batch() -> None:
    encode = Counter()
    cache = VectorCache(encode)
    assert [float(v[0]) for v in cache.vectors(["办电", "水", "办电"])] == [2, 1, 2]
    cache.vectors(["水", "登记费"])
    assert encode.batches == [["办电", "水"], ["登记费"]]


def test_the_oldest_question_is_forgotten_first() -> None:
    encode = Counter()
    cache = VectorCache(encode, capacity=2)
    cache.vectors(["甲"])
    cache.vectors(["乙乙"])
    cache.vectors(["甲"])
    cache.vectors(["丙丙丙"])
    encode.batches.clear()
    cache.vectors(["甲"])
    assert encode.batches == []
    cache.vectors(["乙乙"])
    assert encode.batches == [["乙乙"]]


def test_more_questions_at_once_than_it_remembers_all_get_their_vectors() -> None:
    cache = VectorCache(Counter(), capacity=3)
    questions = ["问" * n for n in range(1, 20)]
    assert [float(v[0]) for v in cache.vectors(questions)] == list(range(1, 20))


def test_threads_get_the_right_vectors() -> None:
    cache = VectorCache(Counter(), capacity=5)
    questions = [["问" * (1 + (n + i) % 12) for i in range(6)] for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        for asked, found in zip(questions, pool.map(cache.vectors, questions), strict=True):
            assert [float(v[0]) for v in found] == [len(text) for text in asked]


def test_what_is_done_meanwhile_shares_the_one_encoding() -> None:
    encode = Counter()
    cache = VectorCache(encode)

    def work() -> float:
        return float(cache.vectors(["办电"])[0][0])

    assert cache.meanwhile("办电", work) == 2
    assert cache.meanwhile("办电", work) == 2
    assert [float(v[0]) for v in cache.vectors(["办电", "水"])] == [2, 1]
    assert encode.batches == [["办电"], ["水"]]


def test_work_and_encoding_go_on_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.retrieve.cache.cores", lambda: 2)
    begun, done = Event(), Event()

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        begun.set()
        assert done.wait(5)
        return np.zeros((len(texts), 1), dtype=np.float32)

    def work() -> str:
        assert begun.wait(5)
        done.set()
        return "read"

    assert VectorCache(encode).meanwhile("办电", work) == "read"


@pytest.mark.parametrize(("number", "own"), [(2, True), (3, False)])
def test_work_stays_on_its_own_thread_where_another_question_leaves_no_core(
    monkeypatch: pytest.MonkeyPatch, number: int, own: bool
) -> None:
    monkeypatch.setattr("qa.retrieve.cache.cores", lambda: number)
    begun, done = Event(), Event()

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        if texts == ["早"]:
            begun.set()
            assert done.wait(5)
        return np.zeros((len(texts), 1), dtype=np.float32)

    cache = VectorCache(encode)
    with ThreadPoolExecutor(1) as other:
        early = other.submit(cache.vectors, ["早"])
        assert begun.wait(5)
        assert (cache.meanwhile("晚", get_ident) == get_ident()) is own
        done.set()
        early.result()
    assert (cache.meanwhile("后", get_ident) == get_ident()) is False


def test_a_fault_on_either_side_comes_out() -> None:
    def broken(texts: Sequence[str]) -> NDArray[np.float32]:
        raise ValueError(texts[0])

    def fails() -> None:
        raise KeyError("work")

    with pytest.raises(ValueError, match="办电"):
        VectorCache(broken).meanwhile("办电", lambda: None)
    cache = VectorCache(Counter())
    with pytest.raises(KeyError, match="work"):
        cache.meanwhile("办电", fails)
    assert float(cache.vectors(["办电"])[0][0]) == 2
