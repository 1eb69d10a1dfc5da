"""Earlier wordings: how near a question is to those that a record answers and to those that must be refused."""

from __future__ import annotations

import numpy as np
import pytest

from index.small import NUMBER, GramEncoder, small_plan
from qa.index.asked import EXACT, UNASKED, Asked
from qa.index.build import index_plans
from qa.index.dense import Dense
from qa.read.asked import AskedQuestion

RECORDS = small_plan().measures
POSITIONS = np.arange(len(RECORDS))
ENCODER = GramEncoder()


@pytest.fixture(scope="module")
def dense() -> Dense:
    return index_plans([small_plan()], ENCODER).contents.dense


def asked_with(dense: Dense, *rows: tuple[str, str]) -> Asked:
    wordings = [AskedQuestion(text, NUMBER, (owner,) if owner else ()) for text, owner in rows]
    return Asked.build(wordings, ENCODER.encode_queries([w.question for w in wordings]), RECORDS, dense)


def near(asked: Asked, dense: Dense, question: str) -> tuple[dict[str, float], float]:
    query = dense.query(ENCODER.encode_queries([question])[0])
    found, refused = asked.similarity(query, POSITIONS)
    return {r.measure_id: float(f) for r, f in zip(RECORDS, found, strict=True)}, refused


def test_the_same_words_are_as_near_as_can_be_to_the_record_that_they_ask_for(dense: Dense) -> None:
    asked = asked_with(dense, ("工厂拉专线要好久", "1"), ("车位办证多少钱", "6"), ("局长叫什么", ""))
    found, refused = near(asked, dense, "工厂拉专线要好久")
    assert found["1"] == pytest.approx(1.0, abs=1e-3)
    assert found["1"] > found["6"] > UNASKED
    assert found["2"] == UNASKED
    assert refused < found["1"]


def test_what_must_be_refused_is_told_for_all_records_alike(dense: Dense) -> None:
    asked = asked_with(dense, ("车位办证多少钱", "6"), ("局长叫什么", ""))
    _, refused = near(asked, dense, "局长叫什么")
    assert refused == pytest.approx(1.0, abs=1e-3)


def test_without_wordings_nothing_is_near(dense: Dense) -> None:
    asked = asked_with(dense)
    found, refused = near(asked, dense, "随便什么")
    assert set(found.values()) == {UNASKED}
    assert refused == UNASKED
    assert len(asked) == 0


def test_the_nearest_of_many_wordings_is_compared_exactly(dense: Dense) -> None:
    rows = [(f"第{number}种问法说{number * 7}", "1") for number in range(3 * EXACT)]
    asked = asked_with(dense, *rows, ("车位办证多少钱", "6"))
    found, _ = near(asked, dense, "车位办证多少钱")
    assert found["6"] == pytest.approx(1.0, abs=1e-3)


def test_wordings_come_back_from_their_files(dense: Dense) -> None:
    asked = asked_with(dense, ("工厂拉专线要好久", "1"), ("局长叫什么", ""))
    again = Asked.from_files(asked.to_files())
    for question in ("工厂拉专线", "局长"):
        query = dense.query(ENCODER.encode_queries([question])[0])
        (near, refused), (near_before, refused_before) = (
            each.similarity(query, POSITIONS) for each in (again, asked)
        )
        assert np.allclose(near, near_before, atol=5e-3)
        assert refused == pytest.approx(refused_before, abs=5e-3)
