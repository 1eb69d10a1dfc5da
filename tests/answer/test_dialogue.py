"""What a turn leans on, decided by rule from its wording alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.plans import Desk
from qa.answer.dialogue import Resolved, Sense, resolve
from qa.answer.model import Turn

TOPIC = Turn("高压客户办电要多久？", "20个工作日以内")


def resolved(desk: Desk, question: str, *history: Turn) -> Resolved:
    return resolve(question, history, Sense(desk.reader.subject))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("低压呢？", "低压客户办电要多久？"),
        ("那低压的呢", "低压客户办电要多久？"),
        ("不是，我说低压", "低压客户办电要多久？"),
        ("谁负责？", "高压客户办电，谁负责？"),
        ("那配合单位呢？", "高压客户办电，配合单位呢？"),
        ("什么时候？", "高压客户办电，什么时候？"),
    ],
)
def test_a_turn_that_leans_is_read_with_its_topic(desk: Desk, question: str, text: str) -> None:
    found = resolved(desk, question, TOPIC)
    assert found.leaning
    assert found.text == text
    assert found.topic == TOPIC.question


@pytest.mark.parametrize(
    "question", ["单独申请车位登记的收费标准现在是多少钱？", "推行双随机抽查由哪个部门牵头落实？"]
)
def test_a_turn_with_a_subject_of_its_own_stands_alone(desk: Desk, question: str) -> None:
    found = resolved(desk, question, TOPIC)
    assert not found.leaning
    assert found.text == question


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("换个话题，车位登记费多少？", "车位登记费多少？"),
        ("顺便问一下，车位登记费多少？", "车位登记费多少？"),
        ("不说这个了，车位登记费多少？", "车位登记费多少？"),
    ],
)
def test_an_announced_change_of_topic_cuts_the_thread(desk: Desk, question: str, own: str) -> None:
    found = resolved(desk, question, TOPIC)
    assert (found.own, found.text, found.topic, found.leaning) == (own, own, "", False)


@pytest.mark.parametrize(
    "question", ["你确定吗？", "不是10天吗？", "真的吗", "我怎么记得是3天", "are you sure?"]
)
def test_a_challenge_asks_the_topic_again(desk: Desk, question: str) -> None:
    found = resolved(desk, question, TOPIC)
    assert found.repeat
    assert found.text == TOPIC.question


@pytest.mark.parametrize("question", ["还有别的吗？", "还有呢", "继续", "anything else?"])
def test_a_wish_for_more_keeps_the_topic_and_says_so(desk: Desk, question: str) -> None:
    found = resolved(desk, question, TOPIC)
    assert found.more
    assert TOPIC.question in found.text


def test_the_users_own_words_are_kept_beside_the_reading(desk: Desk) -> None:
    assert resolved(desk, "低压呢？", TOPIC).own == "低压呢？"
    assert resolved(desk, "不是，我说低压", TOPIC).own == "低压"


@pytest.mark.parametrize("question", ["低压呢？", "谁负责？", "你确定吗？", "还有别的吗？"])
def test_nothing_leans_without_a_history(desk: Desk, question: str) -> None:
    found = resolved(desk, question)
    assert (found.text, found.leaning, found.topic) == (question, False, "")


def test_the_topic_is_carried_over_turns_that_lean(desk: Desk) -> None:
    found = resolved(desk, "谁负责？", TOPIC, Turn("低压呢？", "4个工作日以内"))
    assert found.text == "低压客户办电，谁负责？"
    assert "4个工作日以内" in found.topic_answer


def test_thanks_and_greetings_are_no_topic(desk: Desk) -> None:
    found = resolved(desk, "低压呢？", TOPIC, Turn("谢谢"), Turn("你好"))
    assert found.text == "低压客户办电要多久？"


def test_several_new_words_do_not_replace_a_single_old_one(desk: Desk) -> None:
    found = resolved(desk, "低压小微企业呢？", TOPIC)
    assert found.text.startswith("高压客户办电要多久（低压小微企业")


@settings(deadline=None)
@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=4))
def test_any_talk_resolves_and_an_empty_history_leaves_a_question_alone(
    desk: Desk, question: str, said: list[str]
) -> None:
    found = resolved(desk, question, *[Turn(text) for text in said])
    assert isinstance(found.text, str)
    if not said:
        assert not found.leaning
