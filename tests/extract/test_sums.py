"""Sums, rates and who bears a charge: what a figure promises, and what only tells whom it concerns."""

from __future__ import annotations

import pytest

from qa.extract.figures import extract_figures


def told(text: str) -> list[tuple[str, str]]:
    """(subject, value) of all figures."""
    return [(figure.subject, figure.value) for figure in extract_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抵押评估费、抵押登记费由银行承担。", [("抵押评估费、抵押登记费", "由银行承担")]),
        ("红线外管道建设费用由供气企业全额承担，建设成本纳入企业经营成本。", [("红线外管道建设费用", "由供气企业全额承担")]),
        ("小微企业保费由财政负担。", [("小微企业保费", "由财政负担")]),
        ("检测费由建设单位承担改为政府购买服务。", []),
        ("工作责任由牵头单位承担。", []),
    ],
)  # fmt: skip
def test_who_bears_a_charge_is_told_of_charges_alone(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对单户500万元以下小微企业收取的担保费率降至0.8%。", ["0.8%"]),
        ("单户500万元以上、1000万元以下的费率不超过1.2%。", ["不超过1.2%"]),
        ("5000万元以上项目配备1名代办员。", ["1名"]),
        ("技改投资增长到500万元以上。", ["500万元以上"]),
    ],
)
def test_a_sum_before_whom_it_concerns_promises_nothing(text: str, expected: list[str]) -> None:
    assert [value for _, value in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设立规模5亿元的小微企业风险补偿资金池。", ("小微企业风险补偿资金池规模", "5亿元")),
        ("设立总规模3亿元的科创基金。", ("科创基金总规模", "3亿元")),
        ("组建首期规模10亿元的产业引导基金。", ("产业引导基金首期规模", "10亿元")),
    ],
)
def test_a_fund_that_is_named_behind_its_sum_has_that_size(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


def test_parts_in_a_thousand_and_in_ten_thousand_are_rates() -> None:
    (daily,) = extract_figures("日费率由万分之五降至万分之二。")
    assert (daily.kind, daily.subject, daily.before, daily.value) == (
        "rate",
        "日费率",
        "万分之五",
        "万分之二",
    )
    assert told("保证金比例降至千分之三。") == [("保证金比例", "千分之三")]


def test_a_sum_under_the_same_verb_is_no_part_of_the_one_before() -> None:
    (first, second) = extract_figures("对科创板上市的企业奖励800万元，北京证券交易所上市奖励600万元。")
    assert (first.subject, second.subject, second.context) == ("科创板上市的企业", "北京证券交易所上市", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("改革目标（改革前→改革后）：纳税时间110小时，次数7次→纳税时间80小时，次数5次。",
         [("纳税时间", "80小时", "110小时"), ("次数", "5次", "7次")]),
        ("目标：日费率万分之五→日费率万分之二。", [("日费率", "万分之二", "万分之五")]),
        ("目标：办理时间7个工作日→一类企业3个工作日、其他企业6个工作日。", [("一类企业", "3个工作日", ""), ("其他企业", "6个工作日", "")]),
        ("目标（改革前）：进口48小时，出口2.5小时；目标（改革后）：进口32小时，出口1.2小时。",
         [("进口", "32小时", "48小时"), ("出口", "1.2小时", "2.5小时")]),
        ("规模（整改前）：海外仓3个；规模（整改后）：海外仓8个。", [("海外仓", "8个", "3个")]),
        ("目标：价格扣除6%—10%→价格扣除10%—20%。", [("价格扣除", "10%—20%", "6%—10%")]),
    ],
)  # fmt: skip
def test_what_stands_before_an_arrow_or_in_the_old_column_is_the_past(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(f.subject, f.value, f.before) for f in extract_figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("提供全流程无偿代办服务。", "fee", "无偿"),
        ("无偿提供会议室。", "fee", "无偿"),
        ("备案当日即可开工。", "duration", "当日即可开工"),
        ("资料齐全的当场可领取证照。", "duration", "当场可领取"),
    ],
)
def test_what_costs_nothing_or_is_done_at_once_is_a_figure(text: str, kind: str, value: str) -> None:
    assert [(f.kind, f.value) for f in extract_figures(text)] == [(kind, value)]


@pytest.mark.parametrize("text", ["建设无偿献血点。", "对项目给予无偿资助。", "秒批事项平均用时压缩。"])
def test_words_that_only_look_like_it_are_none(text: str) -> None:
    assert extract_figures(text) == ()
