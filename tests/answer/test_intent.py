"""What a question asks for, heard from everyday, official, dialect and English wording."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answer.assistant import Assistant
from qa.answer.intent import asks_content, asks_number, asks_payment, asks_whether, read_cues, strip_cues


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("办电要多久？", "duration"),
        ("几天能批下来？", "duration"),
        ("办理时限", "duration"),
        ("好久才能办好嘛", "duration"),
        ("当天能拿到吗", "duration"),
        ("How long does it take?", "duration"),
        ("什么时候实现？", "deadline"),
        ("哪年建成？", "deadline"),
        ("啥时候能用上", "deadline"),
        ("完成时限是什么", "deadline"),
        ("When will it be done?", "deadline"),
        ("要交多少钱？", "fee"),
        ("收费吗", "fee"),
        ("是不是免费的", "fee"),
        ("好多钱一吨", "fee"),
        ("How much is the fee?", "fee"),
        ("覆盖率要达到多少？", "amount"),
        ("百分之几", "amount"),
        ("建几个基站", "amount"),
        ("归谁管？", "lead"),
        ("哪个部门负责？", "lead"),
        ("牵头单位是谁", "lead"),
        ("该找哪个衙门", "lead"),
        ("Which department is in charge?", "lead"),
        ("配合单位有哪些？", "support"),
        ("由谁配合？", "support"),
        ("哪些部门协助？", "support"),
        ("Who supports it?", "support"),
        ("怎么办理？", "content"),
        ("高压客户", "content"),
    ],
)
def test_a_wording_asks_for_one_attribute(question: str, attribute: str) -> None:
    assert read_cues(question).attribute == attribute


def test_a_question_for_both_roles_keeps_both() -> None:
    assert set(read_cues("由谁牵头、谁配合？").attributes) == {"lead", "support"}


@pytest.mark.parametrize(
    ("question", "count", "listing"),
    [
        ("一共有多少条措施？", True, False),
        ("税务局牵头几条措施", True, False),
        ("总共几项任务", True, False),
        ("有哪些措施？", False, True),
        ("要完成的有哪些？", False, True),
        ("列出全部措施", False, True),
        ("措施清单", False, True),
        ("List all measures", False, True),
        ("办电要几天？", False, False),
        ("谁负责？", False, False),
    ],
)
def test_lists_and_counts_are_heard(question: str, count: bool, listing: bool) -> None:
    cues = read_cues(question)
    assert (cues.count, cues.listing) == (count, listing) or (cues.count and count)


@pytest.mark.parametrize("question", ["用水方面有什么优惠？", "讲讲办电这块怎么改", "介绍一下获得用水"])
def test_overviews_are_heard(question: str) -> None:
    assert read_cues(question).overview


@pytest.mark.parametrize("question", ["要不要收费？", "能不能网上办？", "可以当天办吗", "Is it free?"])
def test_a_yes_or_no_question_is_heard(question: str) -> None:
    assert read_cues(question).yes_no


def test_in_a_long_story_the_sentence_that_asks_decides() -> None:
    story = (
        "去年我们交了好多钱，找了好几个部门，跑了二十多天，腿都跑断了，老板还一直在怪我办事不力。请问归谁管？"
    )
    assert read_cues(story).attributes == ("lead",)


def test_a_question_for_money_is_no_question_for_an_amount() -> None:
    assert read_cues("登记费多少钱？").attributes == ("fee",)


def test_content_is_asked_beside_figures() -> None:
    assert asks_content("怎么申请，有哪些条件？")
    assert not asks_content("要几天？")


@pytest.mark.parametrize(
    ("question", "number"), [("要多少钱", True), ("几块钱", True), ("免费吗", False), ("怎么收费", False)]
)
def test_a_wish_for_a_number_is_told_from_a_yes_or_no(question: str, number: bool) -> None:
    assert asks_number(question) is number


def test_taking_the_asking_away_leaves_the_subject() -> None:
    assert strip_cues("高压客户办电要多久？").strip().startswith("高压客户办电")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_cues(question: str) -> None:
    assert read_cues(question).attribute


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("网断了几天修好，能不能自己跟运营商谈定？", True),
        ("还要掏钱找人再量面积吗", True),
        ("能查到自己用了多少电吗", True),
        ("什么时候能建成", False),
        ("怎么办理呢", False),
        ("要几天能不能说说", False),
        ("最晚到什么时候实现？", False),
    ],
)
def test_a_yes_or_no_is_heard_from_the_last_clause(question: str, whether: bool) -> None:
    assert asks_whether(question) is whether


@pytest.mark.parametrize(
    ("question", "paid"),
    [
        ("登记要收费吗", True),
        ("是不是免费的", True),
        ("要不要交钱", True),
        ("还要掏钱找人再量面积吗", False),
        ("归谁管", False),
    ],
)
def test_a_question_about_paying_at_all_is_told_from_one_that_mentions_money(
    question: str, paid: bool
) -> None:
    assert asks_payment(question) is paid


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("最迟几个月审完", "duration"),
        ("最迟哪年完成", "deadline"),
        ("仓储的钱谁出", "fee"),
        ("打算培育好多家", "amount"),
        ("哪几家银行都行", "content"),
        ("引导哪类机构参与", "content"),
    ],
)
def test_words_that_look_alike_are_told_apart(question: str, attribute: str) -> None:
    assert read_cues(question).attribute == attribute


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("增值税交不交", "fee"),
        ("转贷一天收多少钱", "fee"),
        ("办证一天能好吗", "duration"),
        ("消费券一共发多少", "amount"),
    ],
)
def test_what_is_paid_and_given_is_neither_a_time_nor_a_number_of_measures(
    question: str, attribute: str
) -> None:
    cues = read_cues(question)
    assert (cues.attribute, cues.count) == (attribute, False)


def test_when_it_will_be_done_is_asked_in_the_south_west_as_how_long(own: Assistant) -> None:
    answer = own.ask("退税审核退库全部在网上整，好久搞得归一？")
    assert (answer.status, answer.intent) == ("answered", "deadline")
    assert "2019年底前" in answer.answer
