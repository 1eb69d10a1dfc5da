"""Whether a record is about what was asked: more evidence never makes an answer less likely."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from answer.talk import ids
from qa.answer.assistant import Assistant
from qa.answer.heads import Head, load_head
from qa.answer.judge import Judge, Signals, load_judge

NOTHING = Signals(**dict.fromkeys((field.name for field in fields(Signals)), 0.0))


@pytest.mark.parametrize("name", ["dense", "attribute", "margin", "asked", "wish"])
def test_more_evidence_for_a_record_makes_it_more_likely(name: str) -> None:
    judge = load_judge(wordings=True)
    rising = [judge.probability(replace(NOTHING, **{name: value})) for value in (0.0, 0.3, 0.6, 1.0)]
    assert rising == sorted(rising)
    assert rising[0] < rising[-1]


@pytest.mark.parametrize("name", ["refused", "procedure", "focus", "unheld"])
def test_more_evidence_against_a_record_makes_it_less_likely(name: str) -> None:
    judge = load_judge(wordings=True)
    falling = [judge.probability(replace(NOTHING, **{name: value})) for value in (0.0, 0.3, 0.6, 1.0)]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] > falling[-1]


def test_no_evidence_is_no_answer() -> None:
    judge = load_judge(wordings=True)
    assert judge.probability(NOTHING) < judge.threshold


def test_a_probability_stays_between_0_and_1_for_any_evidence() -> None:
    judge = load_judge(wordings=True)
    for value in (-1e6, -3.0, 3.0, 1e6):
        found = Signals(**dict.fromkeys((field.name for field in fields(Signals)), value))
        assert 0.0 <= judge.probability(found) <= 1.0


def test_every_signal_weighs_with_wordings_or_without() -> None:
    both = [load_judge(wordings).weights for wordings in (True, False)]
    assert [len(weights) for weights in both] == [len(fields(Signals))] * 2
    assert all(any(pair) for pair in zip(*both, strict=True))


def test_a_judge_with_a_wrong_number_of_weights_is_not_used_silently() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        Judge(0.0, (1.0,), 0.5).probability(NOTHING)


def test_a_wish_of_another_models_size_says_nothing() -> None:
    wish = Head(np.ones(4, dtype=np.float32), 0.5)
    assert wish.score(np.ones(8, dtype=np.float32)) == 0.0


def test_the_packaged_wish_fits_the_default_model(own: Assistant) -> None:
    vector = own._retriever.vector("高压客户办电要多久？")
    assert load_head("wish").weights.shape == vector.shape
    assert load_head("wish").score(vector) != 0.0


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("高压客户办电要多久？", "高压客户养猫要多久？"),
        ("抵押登记要几天？", "婚姻登记要几天？"),
        ("车位登记费多少？", "车位租金多少？"),
        ("携号转网什么时候实现？", "高铁什么时候开通？"),
    ],
)
def test_a_question_of_the_plan_is_surer_than_its_neighbour_outside_the_plan(
    own: Assistant, better: str, worse: str
) -> None:
    assert own.ask(better).confidence > own.ask(worse).confidence


def test_asking_in_more_of_the_plans_words_does_not_lose_the_measure(own: Assistant) -> None:
    for question in (
        "抵押登记要几天？",
        "抵押登记压缩至几个工作日？",
        "不动产抵押登记的办理时限压缩至几个工作日？",
    ):
        assert ids(own.ask(question))[0] == "29"
