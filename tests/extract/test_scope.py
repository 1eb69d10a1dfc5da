"""What a rule leaves out, and quantities that name a case."""

from __future__ import annotations

import pytest

from qa.extract.scope import conditions, exclusions


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("移植砍伐城市树木（不含古树名木移植）等行政审批事项2个工作日内办结。", ["古树名木移植"]),
        ("除企业自理报关外，进出口单证均为零费用。", ["企业自理报关"]),
        ("除安全保密需要等特殊情况外，全部实现联网核查。", ["安全保密需要"]),
        ("单证一律电子化（有特殊需求必须提供纸质单证的除外）。", ["有特殊需求必须提供纸质单证"]),
        ("印花税（不含证券交易印花税）减半。", ["证券交易印花税"]),
        ("加快消除外部影响，扩大除外责任以外的保障。", []),
        ("推动外贸发展，免除外商投资限制。", []),
    ],
)
def test_exceptions_are_named_in_the_plans_words(text: str, left_out: list[str]) -> None:
    found = exclusions(text)
    assert [item.text for item in found] == left_out
    assert all(text[item.start : item.end] == item.text for item in found)


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("水表口径DN40以下的4个工作日内装表通水，DN100以下的7个工作日。", ["DN40以下", "DN100以下"]),
        ("对10千伏供电非居民客户简化程序。", ["10千伏"]),
        ("容量放宽至160千伏安。", []),
        ("对固定资产投资额5000万元以上的项目实行容缺受理。", ["5000万元以上"]),
        ("160千瓦及以下低压接入不收费。", ["160千瓦及以下"]),
        ("流量资费降低20%以上。", []),
    ],
)
def test_quantities_that_name_a_case_are_conditions(text: str, cases: list[str]) -> None:
    found = conditions(text)
    assert [item.text for item in found] == cases
    assert all(text[item.start : item.end] == item.text for item in found)
