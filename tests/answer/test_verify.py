"""Nothing leaves that does not stand in what it cites."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest

from qa.answer.model import Answer, Citation, Fact, Units
from qa.answer.verify import unsupported, verified
from qa.plan import Measure

TEXT = "2024年底前将高压客户办电时限由30个工作日压缩至12个工作日以内，登记费每件80元，可靠率达到99.96%。"
RECORD = Measure(
    "1.1", "安府发〔2023〕7号", TEXT, task="压减办电时间", lead=("市电力局",), support=("市税务局",)
)
GOOD = Answer(
    "高压客户办电要多久？",
    "answered",
    "duration",
    "高压客户办电时限：12个工作日以内（2024年底前）。\n牵头单位：市电力局",
    facts=(
        Fact(
            "duration",
            "高压客户",
            "12个工作日以内",
            "2024年底前",
            "1.1",
            TEXT.index("12"),
            TEXT.index("12") + 8,
        ),
    ),
    units=Units(("市电力局",), ("市税务局",)),
    citations=(Citation(RECORD, 0.9),),
)


def test_an_answer_whose_figures_dates_and_units_stand_in_its_citation_passes_unchanged() -> None:
    assert unsupported(GOOD) == ()
    assert verified(GOOD) is GOOD


@pytest.mark.parametrize(
    "figure",
    ["10个工作日", "2个工作日", "2025年底前", "90元", "9.96%", "5小时", "0个工作日", "3个环节", "200家"],
)
def test_an_answer_with_a_figure_that_stands_nowhere_is_withheld(figure: str) -> None:
    bad = replace(GOOD, answer=f"{GOOD.answer}另有{figure}。")
    assert unsupported(bad)
    held = verified(bad)
    assert held.status == "abstained"
    assert figure not in held.answer
    assert (held.facts, held.units) == ((), Units())
    assert "12345" in held.answer


@pytest.mark.parametrize("figure", ["30个工作日", "12 个工作日", "80元", "99.96%", "2024年底前"])
def test_a_figure_of_the_citation_is_supported_however_it_is_spaced(figure: str) -> None:
    assert unsupported(replace(GOOD, answer=f"时限：{figure}。")) == ()


def test_the_number_of_a_clause_before_a_date_is_no_figure() -> None:
    listed = replace(GOOD, answer="- 1.1 2024年底前将高压客户办电时限压缩至12个工作日以内")
    assert unsupported(listed) == ()


@pytest.mark.parametrize("units", [Units(lead=("市教委",)), Units(support=("市教委",))])
def test_an_answer_with_a_unit_of_another_measure_is_withheld(units: Units) -> None:
    assert verified(replace(GOOD, units=units)).status == "abstained"


@pytest.mark.parametrize(
    "change", [{"start": 0, "end": 3}, {"value": "10个工作日以内"}, {"measure_id": "9.9"}]
)
def test_an_answer_with_a_fact_at_the_wrong_place_is_withheld(change: dict[str, Any]) -> None:
    fact = Fact(**{**asdict(GOOD.facts[0]), **change})
    assert verified(replace(GOOD, facts=(fact,))).status == "abstained"


def test_a_refusal_is_left_as_it_is() -> None:
    refusal = Answer("问", "abstained", "fee", "本方案未载明这一点。")
    assert verified(refusal) is refusal


def test_a_withheld_answer_still_shows_its_clauses() -> None:
    held = verified(replace(GOOD, answer="要3小时。"))
    assert held.citations == GOOD.citations
