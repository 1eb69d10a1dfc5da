"""Units by full, short, everyday and former names, made by rule for any city."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from qa.extract.units import UnitRegistry


def _words(text: str) -> list[str]:
    return text.split()


CHONGQING = tuple(
    _words("""
    市市场监管局 市公安局 市人力社保局 重庆市税务局 人行重庆营管部 市住房城乡建委
    市规划自然资源局 市发展改革委 市政府电子政务办 市公共资源交易中心
    市公共资源交易监管局 市经济信息委 国网市电力公司 市城市管理局 市大数据发展局
    市政府口岸物流办 重庆海关 市高法院 市政府办公厅 重庆证监局 重庆银保监局
    市知识产权局 市生态环境局 三峡水利股份公司 市住房公积金管理中心
    国家外汇局重庆外汇管理部
""")
)
BEIJING = tuple(
    _words("""
    市市场监管局 市规划自然资源委 市住房城乡建设委 市税务局 北京海关 北京银保监局
    市政务服务局 市高级法院 国网北京市电力公司 市经济和信息化局 市水务局
    市人力资源社会保障局
""")
)


@pytest.fixture(scope="module")
def registry() -> UnitRegistry:
    return UnitRegistry(CHONGQING)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("住建委", "市住房城乡建委"), ("建委", "市住房城乡建委"),
        ("重庆市住房和城乡建设委员会", "市住房城乡建委"),
        ("规资局", "市规划自然资源局"), ("规自局", "市规划自然资源局"), ("国土局", "市规划自然资源局"),
        ("人社局", "市人力社保局"), ("社保局", "市人力社保局"), ("税务局", "重庆市税务局"),
        ("税局", "重庆市税务局"),
        ("电力公司", "国网市电力公司"), ("国网", "国网市电力公司"), ("供电局", "国网市电力公司"),
        ("高院", "市高法院"), ("高法", "市高法院"), ("重庆市高级人民法院", "市高法院"),
        ("人行", "人行重庆营管部"), ("央行", "人行重庆营管部"),
        ("中国人民银行重庆营业管理部", "人行重庆营管部"),
        ("海关", "重庆海关"), ("口岸办", "市政府口岸物流办"), ("大数据局", "市大数据发展局"),
        ("市监局", "市市场监管局"), ("工商局", "市市场监管局"), ("银监局", "重庆银保监局"),
        ("证监局", "重庆证监局"),
        ("发改委", "市发展改革委"), ("经信委", "市经济信息委"), ("城管局", "市城市管理局"),
        ("环保局", "市生态环境局"),
        ("公积金中心", "市住房公积金管理中心"), ("外管局", "国家外汇局重庆外汇管理部"),
        ("三峡水利", "三峡水利股份公司"),
        ("重庆市公安局", "市公安局"), ("电子政务办", "市政府电子政务办"),
    ],
)  # fmt: skip
def test_a_short_or_everyday_name_means_the_plans_unit(registry: UnitRegistry, name: str, unit: str) -> None:
    (mention,) = registry.find(f"{name}牵头哪些措施？")
    assert mention.units == (unit,)
    assert mention.text == name
    assert registry.canonical(name) == unit


@pytest.mark.parametrize("name", ["国网电力公司", "国网市电力公司", "三峡水利公司", "三峡水利股份有限公司"])
def test_a_company_is_named_to_the_end_of_its_name(registry: UnitRegistry, name: str) -> None:
    (mention,) = registry.find(f"{name}配合了哪些")
    assert (mention.text, mention.units[0][-2:]) == (name, "公司")


def test_the_plans_own_name_is_the_strongest(registry: UnitRegistry) -> None:
    (mention,) = registry.find("请列出重庆市公安局配合的措施")
    assert (mention.strength, mention.start, mention.end) == ("full", 3, 9)


def test_a_name_that_fits_two_units_names_both(registry: UnitRegistry) -> None:
    (mention,) = registry.find("公共资源交易那边牵头什么")
    assert set(mention.units) == {"市公共资源交易中心", "市公共资源交易监管局"}
    assert registry.canonical("公共资源交易") is None


def test_the_longer_name_settles_it(registry: UnitRegistry) -> None:
    (mention,) = registry.find("公共资源交易中心牵头什么")
    assert mention.units == ("市公共资源交易中心",)


@pytest.mark.parametrize(
    "question",
    [
        "电子税务局能办什么业务", "货物运抵海关监管区怎么办", "挖人行道要审批吗", "政府办事大厅在哪里",
        "口岸办理通关要多久",
        "企业委托办理登记", "债权人行使权利", "局部调整", "公司怎么注册",
    ],
)  # fmt: skip
def test_ordinary_words_name_no_unit(registry: UnitRegistry, question: str) -> None:
    assert registry.find(question) == []


@pytest.mark.parametrize(
    ("question", "word", "unit"),
    [
        ("去法院打官司要多久", "法院", "市高法院"),
        ("公安那边要几天", "公安", "市公安局"),
        ("电网怎么接", "电网", "国网市电力公司"),
    ],
)
def test_a_word_that_may_only_be_the_subject_is_weak(
    registry: UnitRegistry, question: str, word: str, unit: str
) -> None:
    (mention,) = registry.find(question)
    assert (mention.text, mention.units, mention.strength) == (word, (unit,), "weak")


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("市住房成乡建委", "市住房城乡建委"), ("市规划自然资原局", "市规划自然资源局"),
        ("市知识产全局", "市知识产权局"),
        ("市公共资源交易监督局", "市公共资源交易监管局"),
    ],
)  # fmt: skip
def test_a_slip_in_a_long_name_is_forgiven(registry: UnitRegistry, typed: str, unit: str) -> None:
    (mention,) = registry.find(f"{typed}牵头什么")
    assert mention.units == (unit,)


def test_several_units_of_one_question_come_in_order(registry: UnitRegistry) -> None:
    question = "税务局和人社局一起配合住建委的有哪些"
    found = registry.find(question)
    assert [m.units[0] for m in found] == ["重庆市税务局", "市人力社保局", "市住房城乡建委"]
    assert all(question[m.start : m.end] == m.text for m in found)


def test_a_department_that_the_plan_does_not_have_is_named(registry: UnitRegistry) -> None:
    assert registry.find_absent("市应急管理局牵头什么") == ["市应急管理局"]
    assert registry.find_absent("市场监管局牵头什么") == []


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("规自委", "市规划自然资源委"), ("住建委", "市住房城乡建设委"), ("税务局", "市税务局"), ("海关", "北京海关"),
        ("供电公司", "国网北京市电力公司"),
        ("高院", "市高级法院"), ("经信局", "市经济和信息化局"), ("水利局", "市水务局"),
        ("人社局", "市人力资源社会保障局"),
        ("政务局", "市政务服务局"), ("规划局", "市规划自然资源委"), ("发改委", None),
    ],
)  # fmt: skip
def test_another_citys_units_have_their_everyday_names(name: str, unit: str | None) -> None:
    assert UnitRegistry(BEIJING).canonical(name) == unit


def test_every_unit_of_the_corpus_is_found_by_its_own_name(project_root: Path) -> None:
    lines = [
        line
        for path in (project_root / "corpus").glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    records = [json.loads(line) for line in lines]
    units = sorted({unit for record in records for unit in record["lead"] + record["support"]})
    registry = UnitRegistry(units)
    assert len(units) > 40
    for unit in units:
        assert [m.units for m in registry.find(f"{unit}牵头哪些？")] == [(unit,)]


def test_looking_for_units_takes_no_more_than_milliseconds(registry: UnitRegistry) -> None:
    questions = [
        "高压客户办电要多久，市住房成乡建委管吗？",
        "税务局牵头什么、配合什么",
        "不动产登记多久",
    ] * 100
    registry.find(questions[0])
    begun = time.perf_counter()
    for question in questions:
        registry.find(question)
    assert (time.perf_counter() - begun) / len(questions) < 0.005


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("银宝监局", "重庆银保监局"),
        ("公桉局", "市公安局"),
        ("证鉴局", "重庆证监局"),
        ("税务局", "重庆市税务局"),
    ],
)
def test_a_short_name_with_one_character_of_the_same_sound_is_heard(typed: str, unit: str) -> None:
    with_another = UnitRegistry([*CHONGQING, "市水务局"])
    assert [mention.units for mention in with_another.find(f"{typed}牵头哪些")] == [(unit,)]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("消防大队", "市消防救援支队"),
        ("消防部门", "市消防救援支队"),
        ("公积金管理部", "市住房公积金中心"),
        ("外管局", "外汇局宁滨中心支局"),
    ],
)
def test_an_office_is_found_by_the_level_that_people_know(name: str, unit: str) -> None:
    registry = UnitRegistry(["市消防救援支队", "市住房公积金中心", "外汇局宁滨中心支局"])
    assert [mention.units for mention in registry.find(f"{name}负责什么")] == [(unit,)]


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("政务办牵头多少项", "市政务办"),
        ("民政局配合的", "市民政局"),
        ("政法委负责哪些", "市委政法委"),
        ("市政务办呢", "市政务办"),
    ],
)
def test_a_city_before_a_name_that_begins_like_another_word_is_left_out(question: str, unit: str) -> None:
    registry = UnitRegistry(("市政务办", "市民政局", "市委政法委", "市政管理处"))
    assert [mention.units for mention in registry.find(question)] == [(unit,)]
