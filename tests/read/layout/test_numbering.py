"""Numbers before parts of a plan, and the items that a text consists of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.read.formats.stretch import Stretch
from qa.read.layout.numbering import items, mark_at, to_number


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("一、开办企业", 1, 1),
        ("二十一、知识产权", 1, 21),
        ("第三章 保障", 1, 3),
        ("（十二）规范审批", 2, 12),
        ("(三)规范审批", 2, 3),
        ("11．压减耗时", 3, 11),
        ("3. 压减耗时", 3, 3),
        ("3、压减耗时", 3, 3),
        ("（2）压减耗时", 4, 2),
        ("2）压减耗时", 4, 2),
        ("③压减耗时", 5, 3),
    ],
)
def test_a_number_tells_its_level(text: str, level: int, number: int) -> None:
    mark = mark_at(text)
    assert mark is not None
    assert (mark.level, mark.number) == (level, number)


@pytest.mark.parametrize(
    "text",
    [
        "3.5万元以上的项目",
        "2019年底前完成",
        "一是压减耗时",
        "开办企业",
        "（含公章）",
        "(2021)23号",
        "十四五期间",
    ],
)
def test_a_figure_at_the_beginning_is_no_number_of_a_part(text: str) -> None:
    assert mark_at(text) is None


@given(
    st.lists(st.text("办理登记时限压减税费，", min_size=2, max_size=12), min_size=2, max_size=9),
    st.sampled_from(["（{}）", "{}.", "{}．", "{}、"]),
    st.sampled_from(["", "\n"]),
)
def test_numbered_items_come_apart_as_they_were_put_together(
    texts: list[str], form: str, between: str
) -> None:
    whole = between.join(form.format(at) + text + "。" for at, text in enumerate(texts, 1))
    found = items(Stretch.at(whole, 0))
    assert [(number, part.text) for number, part in found] == [
        (at, text + "。") for at, text in enumerate(texts, 1)
    ]


def test_a_reference_to_a_number_opens_no_item() -> None:
    text = "（1）按照第3条办理，见图（2）的说明。"
    assert [number for number, _ in items(Stretch.at(text, 0))] == [1]


@given(st.integers(1, 99))
def test_chinese_numbers_have_their_value(number: int) -> None:
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else "零一二三四五六七八九"[tens]) + ("十" if tens else "")
    written += "零一二三四五六七八九"[ones] if ones else ""
    assert to_number(written) == number
