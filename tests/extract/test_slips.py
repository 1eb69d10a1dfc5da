"""Slips in asking words are mended; what the plan writes and what makes other words is left alone."""

from __future__ import annotations

from importlib.resources import files

import pytest

from qa.extract.slips import TABLE, WORDS, mend_asking

WORD = frozenset("同时 建立 认识 候选 办事 先查 工作".split())


def mended(text: str, known: str = "") -> str:
    return mend_asking(text, lambda word: word in known, WORD.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("抵押登记几个工做日", "抵押登记几个工作日"),
        ("这件事谁牵投", "这件事谁牵头"),
        ("政务福务的挫施", "政务服务的措施"),
        ("会出什么龟定", "会出什么规定"),
        ("他参于了哪些措施", "他参与了哪些措施"),
        ("低压办电几个工作曰", "低压办电几个工作日"),
        ("承但哪些挫施", "承担哪些措施"),
    ],
)
def test_an_asking_word_with_one_character_wrong_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "question", ["同时建立什么机制", "认识候选人吗", "办事先查名单", "高压客户办电要几天"]
)
def test_words_that_only_touch_are_no_slip(question: str) -> None:
    assert mended(question) == question


def test_what_the_plan_itself_writes_is_no_slip() -> None:
    assert mended("工做日怎么算", known="工做日") == "工做日怎么算"


def test_the_table_leads_to_asking_words_only_and_never_in_circles() -> None:
    rows = files("qa.extract").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
    words = set(files("qa.extract").joinpath(WORDS).read_text(encoding="utf-8").split())
    pairs = [row.split("\t") for row in rows]
    assert {right for _, right in pairs} <= words
    assert not {wrong for wrong, _ in pairs} & words
    assert all(len(wrong) == len(right) for wrong, right in pairs)
