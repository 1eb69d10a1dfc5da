"""Figures that a table gives in columns of their own, as they stand behind a measure: 收费：不收费。"""

from __future__ import annotations

import pytest

from qa.extract.figures import extract_figures

Told = tuple[str, str, str, str]


def told(text: str) -> list[Told]:
    return [(f.kind, f.subject, f.value, f.before) for f in extract_figures(f"一窗受理。{text}")]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("办理时限（改革前）：12个工作日；办理时限（改革后）：1个工作日。", ("duration", "办理时限", "1个工作日", "12个工作日")),
        ("办理时限（改革前）：5个工作日；办理时限（改革后）：当场办结。", ("duration", "办理时限", "当场办结", "5个工作日")),
        ("收费（调整前）：100元/件；收费（调整后）：免费。", ("fee", "收费", "免费", "100元/件")),
        ("申请材料（优化前）：8份；申请材料（优化后）：3份。", ("count", "申请材料", "3份", "8份")),
        ("收费：不收费。", ("fee", "收费", "不收费", "")),
        ("收费：往来港澳通行证60元/张。", ("fee", "往来港澳通行证", "60元/张", "")),
        ("收费：号牌工本费100元/副。", ("fee", "号牌工本费", "100元/副", "")),
        ("收费：火化费按物价部门核定标准收取。", ("fee", "火化费", "按物价部门核定标准收取", "")),
        ("收费：评定费由新区财政承担。", ("fee", "评定费", "由新区财政承担", "")),
        ("收费：个人不缴费。", ("fee", "个人", "不缴费", "")),
        ("量化目标：镇街覆盖率100%。", ("rate", "镇街覆盖率", "100%", "")),
        ("办理时限（工作日）（改革前）：12；办理时限（工作日）（改革后）：1。", ("duration", "办理时限（工作日）", "1", "12")),
        ("办理时限（工作日）：5。", ("duration", "办理时限（工作日）", "5", "")),
    ],
)  # fmt: skip
def test_a_cell_is_read_under_the_name_of_its_column(text: str, figure: Told) -> None:
    assert told(text) == [figure]


def test_other_columns_do_not_replace_each_other() -> None:
    apart = told("办理时限（改革前）：12个工作日；公示时限（改革后）：1个工作日。")
    assert [before for *_, before in apart] == ["", ""]
    legal = told("法定时限：20个工作日。承诺时限：5个工作日。")
    assert [(subject, value) for _, subject, value, _ in legal] == [
        ("法定时限", "20个工作日"),
        ("承诺时限", "5个工作日"),
    ]


def test_a_number_under_its_unit_stands_where_it_says() -> None:
    text = "收费（元）：80。"
    (figure,) = extract_figures(text)
    assert (text[figure.start : figure.end], figure.unit, figure.number) == ("80", "元", 80)
