"""Subject words, official words for everyday ones, and questions in several parts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.plans import Desk
from qa.answer.model import Answer, Citation
from qa.answer.several import parts_of, together
from qa.answer.wording import is_vague, official_words, subject_of
from qa.plan import Measure


@pytest.mark.parametrize(
    "question",
    [
        "请问谁负责？",
        "要多久？",
        "什么时候？",
        "多少钱？",
        "配合单位呢？",
        "那是哪个部门管？",
        "几天能办完？",
    ],
)
def test_nothing_is_left_of_a_question_that_names_no_subject(desk: Desk, question: str) -> None:
    assert desk.reader.subject(question) == ""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("请问高压客户办电要多久？", {"高压", "客户"}),
        ("麻烦问一下车位登记费是多少钱", {"车位"}),
        ("双随机抽查由谁牵头？", {"抽查"}),
    ],
)
def test_the_subject_is_left_when_the_asking_is_taken_away(
    desk: Desk, question: str, words: set[str]
) -> None:
    assert words <= set(desk.reader.subject(question).split())


@settings(deadline=None)
@given(st.text(max_size=60))
def test_taking_the_subject_twice_changes_nothing_more(question: str) -> None:
    once = subject_of(question)
    assert subject_of(once) in (once, subject_of(subject_of(once)))


@pytest.mark.parametrize(
    ("question", "official"),
    [
        ("how long does a mortgage registration take", "抵押"),
        ("number portability", "携号转网"),
        ("房产证要几天", "不动产"),
    ],
)
def test_everyday_and_english_words_bring_official_ones(question: str, official: str) -> None:
    assert any(official in word for word in official_words(question))


def test_an_official_word_that_is_already_said_is_not_added() -> None:
    assert all(word not in "不动产登记要几天" for word in official_words("不动产登记要几天"))


@pytest.mark.parametrize(
    ("words", "vague"),
    [("", True), ("登记", True), ("平台 建成", True), ("高压 客户 办电", False), ("携号转网业务", False)],
)
def test_one_or_two_short_words_name_no_single_matter(words: str, vague: bool) -> None:
    assert is_vague(words) is vague


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("高压客户办电要几天？车位登记费多少钱？", 2),
        ("高压客户办电要几天？谁负责？", 1),
        ("高压客户办电要几天？", 1),
        ("我家在江北区。高压客户办电要几天？", 1),
    ],
)
def test_questions_about_different_matters_are_parted_and_others_are_not(text: str, count: int) -> None:
    parts = parts_of(text, lambda part: "办电" in part or "车位" in part, leaning=False)
    assert len(parts.texts) == count
    assert all(part in text for part in parts.texts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("车位登记要几天，收多少钱？", ("车位登记要几天", "收多少钱？")),
        ("车位登记要几天、多少钱", ("车位登记要几天", "多少钱")),
        ("车位登记几天办好，谁负责，要不要收费", ("车位登记几天办好，谁负责", "要不要收费")),
        ("高、低压办电要几天", ("高、低压办电要几天",)),
        ("办电要几天，几天能装表", ("办电要几天，几天能装表",)),
        ("办电要几天，车位登记多少钱", ("办电要几天", "车位登记多少钱")),
        ("不是问车位要几天，是问多少钱", ("不是问车位要几天，是问多少钱",)),
    ],
)
def test_several_figures_are_asked_one_by_one(text: str, parts: tuple[str, ...]) -> None:
    found = parts_of(text, lambda part: "办电" in part or "车位" in part, leaning=False)
    assert found.texts == parts
    assert found.of_one is (len(parts) > 1)


def test_answers_to_several_questions_are_numbered_and_cite_all_their_measures() -> None:
    one = Answer(
        "甲？",
        "answered",
        "duration",
        "甲。",
        citations=(Citation(Measure("1", "n", "甲"), 0.9),),
        confidence=0.9,
    )
    two = Answer(
        "乙？", "answered", "fee", "乙。", citations=(Citation(Measure("2", "n", "乙"), 0.8),), confidence=0.7
    )
    both = together("甲？乙？", [one, two])
    assert both.answer == "一、甲。\n二、乙。"
    assert [c.measure.measure_id for c in both.citations] == ["1", "2"]
    assert both.confidence == 0.7


def test_a_part_that_cannot_be_answered_is_told_beside_the_part_that_can() -> None:
    one = Answer(
        "甲？",
        "answered",
        "duration",
        "甲。",
        citations=(Citation(Measure("1", "n", "甲"), 0.9),),
        confidence=0.9,
    )
    two = Answer("乙？", "abstained", "fee", "本方案未载明乙。", suggestions=("丙？",), confidence=0.1)
    both = together("甲？乙？", [one, two])
    assert both.status == "answered"
    assert "未载明乙" in both.answer
    assert both.suggestions == ("丙？",)
