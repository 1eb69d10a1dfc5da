"""Scores on one scale: 0 to 1, whatever the model's cosines look like."""

from __future__ import annotations

import numpy as np
import pytest

from qa.index.calibrate import Calibration, Sample, everyday_questions, fit
from qa.index.pseudo import pseudo_questions


def samples(right: float, wrong: float, spread: float) -> list[Sample]:
    chance = np.random.default_rng(0)
    found = [Sample(right + spread * chance.normal(), chance.uniform(0.3, 1), True) for _ in range(200)]
    return found + [
        Sample(wrong + spread * chance.normal(), chance.uniform(0, 0.2), False) for _ in range(100)
    ]


SQUEEZED = fit(samples(0.9, 0.85, 0.01))
WIDE = fit(samples(0.6, 0.2, 0.08))


def probability(scale: Calibration, cosine: float, coverage: float) -> float:
    return float(scale.probability(np.array([cosine]), np.array([coverage]))[0])


@pytest.mark.parametrize(("scale", "right", "wrong"), [(SQUEEZED, 0.9, 0.85), (WIDE, 0.6, 0.2)])
def test_right_records_score_high_and_wrong_ones_low(scale: Calibration, right: float, wrong: float) -> None:
    assert probability(scale, right, 0.6) > 0.9
    assert probability(scale, wrong, 0.1) < 0.1


def test_two_models_give_comparable_scores() -> None:
    assert probability(SQUEEZED, 0.875, 0.3) == pytest.approx(probability(WIDE, 0.4, 0.3), abs=0.25)


def test_scores_rise_with_either_kind_of_evidence_and_stay_between_0_and_1() -> None:
    cosines, coverages = np.linspace(-1, 1, 50, dtype=np.float32), np.linspace(0, 1, 50, dtype=np.float32)
    half = np.full(50, 0.5, dtype=np.float32)
    for scale in (SQUEEZED, WIDE):
        rising = scale.probability(cosines, half)
        assert np.all(np.diff(rising) >= 0)
        assert np.all((rising >= 0) & (rising <= 1))
        assert np.all(np.diff(scale.probability(half, coverages)) >= 0)


def test_cosines_are_counted_in_deviations_above_unrelated_questions() -> None:
    assert float(WIDE.standard(np.array([0.2]))[0]) == pytest.approx(0, abs=0.3)
    assert float(WIDE.standard(np.array([0.36]))[0]) == pytest.approx(2, abs=0.5)


def test_one_kind_of_samples_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="both"):
        fit([Sample(0.5, 0.5, True)])


def test_everyday_questions_are_many_different_and_about_no_government_business() -> None:
    questions = everyday_questions()
    assert len(set(questions)) == len(questions) >= 100
    assert not [
        q for q in questions if any(word in q for word in ("办理", "审批", "政府", "登记", "企业", "工作日"))
    ]


def test_pseudo_questions_come_from_the_records_and_are_the_same_every_time() -> None:
    texts = [
        "高压客户办电时限压缩至22个工作日以内。",
        "……",
        "一般登记压缩至4个工作日，抵押登记压缩至1个工作日。",
    ]
    questions = pseudo_questions(texts)
    assert questions == pseudo_questions(texts)
    assert [question.position for question in questions] == [0, 2]
    assert questions[0].text.startswith("高压客户办电时限压缩至22个工作日以内")


def test_a_large_corpus_yields_no_more_questions_than_asked_for() -> None:
    assert len(pseudo_questions([f"第{i}项措施要落实到位" for i in range(1000)], limit=50)) == 50
