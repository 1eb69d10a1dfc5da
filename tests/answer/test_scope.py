"""Exceptions that a rule names, and places and years that a plan does not speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.plans import Desk, tiny_plan
from qa.answer.scope import conflicts, elsewhere
from qa.plan import Measure

TREES = "移植砍伐城市树木（不含古树名木移植）等事项2个工作日内办结。"
RETAIL = "非居民供水价格按照3.25元/吨执行。"
METER = "水表口径DN100以下的，7个工作日内装表通水。"
SMALL = "对中小微企业免收水表安装费。"


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("古树名木移植要几天？", TREES, "不含古树名木移植"),
        ("居民供水价格是多少？", RETAIL, "非居民"),
        ("DN200的水表要几天？", METER, "DN100以下"),
        ("大型企业装水表要钱吗？", SMALL, "中小微企业"),
    ],
)
def test_a_case_that_a_clause_leaves_out_is_named_in_the_clauses_own_words(
    desk: Desk, question: str, text: str, words: str
) -> None:
    assert conflicts(desk.read(question), Measure("1", "n", text)) == words


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("移植城市树木要几天？", TREES),
        ("包括古树名木移植吗？", TREES),
        ("非居民供水价格是多少？", RETAIL),
        ("DN40的水表要几天？", METER),
        ("DN100的水表要几天？", METER),
        ("小微企业装水表要钱吗？", SMALL),
    ],
)
def test_a_case_that_a_clause_covers_or_that_is_asked_about_is_no_conflict(
    desk: Desk, question: str, text: str
) -> None:
    assert conflicts(desk.read(question), Measure("1", "n", text)) is None


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("成都办电要几天？", "成都"),
        ("上海的登记费多少？", "上海"),
        ("2031年办电要几天？", "2031年"),
        ("办电压缩时限是2031年才实现吗？", None),
        ("接电要等到2031年才能快起来吗？", None),
        ("2031年新方案里办电是几天吗？", "2031年"),
        ("办电要几天？", None),
        ("我人在成都，办电要几天？", None),
        ("我是成都人，登记费多少？", None),
        ("2024年底前办电要压到几天？", None),
    ],
)
def test_another_place_or_year_is_told_from_where_a_person_lives(
    desk: Desk, question: str, place: str | None
) -> None:
    assert elsewhere(desk.read(question), desk.catalogue) == place


@pytest.mark.parametrize(
    ("question", "clause", "place"),
    [
        ("从四川那边多买电，谁牵头", "充分利用川渝输电通道，增购市外低价电。", None),
        ("成都那边的证能不能用", "推进成渝地区证照互认。", None),
        ("四川的高压办电几天", "高压客户办电20个工作日以内。", "四川"),
        ("广东那边推广新能源车吗", "推广新能源汽车。", "广东"),
    ],
)
def test_a_place_that_the_clause_joins_with_another_in_short_is_spoken_of(
    desk: Desk, question: str, clause: str, place: str | None
) -> None:
    assert elsewhere(desk.read(question), desk.catalogue, clause) == place


def test_an_area_in_square_metres_is_no_year(desk: Desk) -> None:
    assert elsewhere(desk.read("2000平方米的低风险工程联合验收几天"), desk.catalogue) is None


def test_what_does_not_apply_to_a_case_is_not_left_out_of_the_rule(desk: Desk) -> None:
    text = "实行告知承诺，当场发证；面积超过100平方米的不适用告知承诺，5个工作日发证。"
    assert conflicts(desk.read("小饭店80个平方，走告知承诺，证什么时候给"), Measure("1", "n", text)) is None


def test_a_plan_of_a_district_does_not_answer_for_another_district() -> None:
    plan = tiny_plan()
    here = Desk(replace(plan, document=replace(plan.document, issuer="湖东区人民政府办公室")))
    assert elsewhere(here.read("崂山区的高压办电几天"), here.catalogue) == "崂山区"
    assert elsewhere(here.read("园区的高压办电几天"), here.catalogue) is None
    whole = Desk(replace(plan, document=replace(plan.document, issuer="湖东市人民政府办公室")))
    assert elsewhere(whole.read("崂山区的高压办电几天"), whole.catalogue) is None
