"""A measure's cases in words: what each is called, what its siblings share with it, and its part of the text."""

from __future__ import annotations

import pytest

from qa.extract.case_words import described, lent, named, siblings_described, stretch
from qa.extract.figures import extract_figures
from qa.plan import Measure

PROJECTS = (
    "将一般投资项目从立项到验收的审批时间控制在50个工作日以内，小型投资项目控制在35个工作日以内，"
    "一般工业项目从拿地到开工控制在15个工作日以内。"
)
COSTS = "单个标准集装箱进口合规成本由360美元降至280美元，出口合规成本由290美元降至230美元。"
NOTICE = "计划停水提前48小时、计划停气提前72小时以短信告知用户，突发停水12小时内恢复供水。"


def record(text: str) -> Measure:
    return Measure("1", "某府发〔2024〕1号", text, task="压减耗时")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (PROJECTS, ["一般投资项目", "小型投资项目", "一般工业项目"]),
        (COSTS, ["进口合规成本", "出口合规成本"]),
    ],
)
def test_a_case_is_called_without_the_words_that_one_spells_out_for_all(text: str, names: list[str]) -> None:
    assert [named(text, figure).name for figure in extract_figures(text)] == names


def test_an_elliptic_case_is_completed_by_what_the_one_before_it_spells_out() -> None:
    subjects = [named(PROJECTS, figure).subject for figure in extract_figures(PROJECTS)]
    assert subjects == [
        "一般投资项目从立项到验收的审批时间",
        "小型投资项目从立项到验收的审批时间",
        "一般工业项目从拿地到开工",
    ]


def test_the_part_of_a_clause_that_is_a_figures_own_holds_no_sibling() -> None:
    water, gas, burst = (stretch(NOTICE, figure) for figure in extract_figures(NOTICE))
    assert "停水" in water
    assert "停气" not in water
    assert "停气" in gas
    assert "计划停水" not in gas
    assert burst == "突发停水12小时内恢复供水"


def test_a_case_is_described_with_its_task_and_its_own_words() -> None:
    measure = record(PROJECTS)
    whole, part = described(measure, extract_figures(PROJECTS)[1])
    assert whole.startswith("压减耗时")
    assert "小型投资项目" in whole
    assert "35个工作日" in part
    assert "50个工作日" not in part


def test_only_figures_with_siblings_are_described_beforehand() -> None:
    assert len(siblings_described(record(PROJECTS))) == 6
    assert siblings_described(record("投标保证金2个工作日内退还。")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合同预付款比例不低于30%，对中小企业不低于50%；价格扣除比例10%。", ["", "合同预付款比例", ""]),
        ("本科毕业生租房补贴每月800元，硕士每月1200元。", ["", "本科毕业生租房"]),
        ("个人充电桩从申请到送电4个工作日，公共充电站高压接入20个工作日。", ["", ""]),
        ("高级工补贴标准为5000元。技师补贴标准为7000元。", ["", ""]),
    ],
)
def test_an_elliptic_case_borrows_what_the_first_of_its_run_says(text: str, expected: list[str]) -> None:
    assert [lent(text, figure) for figure in extract_figures(text)] == expected


def test_a_case_is_described_with_what_it_borrows() -> None:
    text = "合同预付款比例不低于30%，对中小企业不低于50%。"
    whole, part = described(record(text), extract_figures(text)[1])
    assert whole == "压减耗时 合同预付款比例 中小企业"
    assert part.startswith("合同预付款比例")
