"""Questions typed in pinyin."""

from __future__ import annotations

import pytest

from qa.extract.pinyin import PinyinReader

TEXTS = (
    "将高压客户办电时限控制在20个工作日以内。优化全市统一的不动产登记系统，实现“携号转网”。",
    "全市新建5G基站5000个，水表口径DN40以下的4个工作日内装表通水。重庆海关、银行账户许可。",
)


@pytest.fixture(scope="module")
def reader() -> PinyinReader:
    return PinyinReader(TEXTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gaoya kehu bandian yao duojiu", "高压客户办电要多久"),
        ("bu dong chan deng ji ji tian", "不动产登记几天"),
        ("xiehao zhuanwang shenme shihou", "携号转网什么时候"),
        ("chongqing haiguan qiantou naxie", "重庆海关牵头哪些"),
        ("DN40 shuibiao duojiu", "DN40 水表多久"),
        ("5G jizhan duoshao", "5G 基站多少"),
        ("Gaoya Kehu duojiu", "高压客户多久"),
    ],
)
def test_pinyin_becomes_the_plans_words(reader: PinyinReader, typed: str, meant: str) -> None:
    assert reader.read(typed) == meant


@pytest.mark.parametrize(
    "question", ["How long does it take?", "APP", "高压客户要多久", "", "xuxu xuxu xuxu", "WiFi"]
)
def test_what_is_no_pinyin_of_the_plan_stays(reader: PinyinReader, question: str) -> None:
    assert reader.read(question) == question
