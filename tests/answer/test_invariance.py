"""What must not change an answer: politeness, script, width, punctuation; and what no question can break."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answer.contract import breaches
from answer.talk import ids, values
from qa.answer.assistant import Assistant
from qa.answer.model import Turn
from qa.index.store import Index

QUESTIONS = [
    "高压客户办电要多久？",
    "低压客户办电要几天？",
    "抵押登记要几天？",
    "携号转网什么时候能实现？",
    "车位登记费多少钱？",
    "城市供电可靠率要达到多少？",
    "携号转网归谁管？",
    "税务局牵头哪些措施？",
    "招标投标领域有哪些措施？",
    "2021年底前要完成的有哪些措施？",
    "开办企业领域一共多少条措施？",
    "食品经营许可证要办几天？",
    "第66项任务是什么？",
    "这份方案的文号是多少？",
]
PIECES = [
    "高压客户", "抵押登记", "税务局", "牵头", "配合", "2019年底前", "多少", "几天", "谁", "措施", "哪些", "第11项任务", "11.1",
    "不是", "呢", "？", "，", "“单一窗口”", "DN40", "99.96%", "渝快办", "成都", "电话", "免费", "分别", "一共", "the", "how long",
    "<b>", "%s", "🙂", "\u200b", "公共资源交易", "今年", "以前",
]  # fmt: skip


def traditional(text: str) -> str:
    from opencc import OpenCC

    converted: str = OpenCC("s2t").convert(text)
    return converted


WRITINGS: dict[str, Callable[[str], str]] = {
    "politely": lambda text: f"您好，请问一下，{text}",
    "with thanks": lambda text: f"{text}谢谢！",
    "in Traditional characters": traditional,
    "without a question mark": lambda text: text.rstrip("？"),
    "with a half-width question mark": lambda text: text.replace("？", "?"),
    "with spaces around it": lambda text: f"\u3000 {text} \n",
    "with full-width digits": lambda text: text.translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("writing", WRITINGS)
def test_the_way_in_which_a_question_is_written_does_not_change_its_answer(
    own: Assistant, question: str, writing: str
) -> None:
    plain, written = own.ask(question), own.ask(WRITINGS[writing](question))
    assert (written.status, written.intent) == (plain.status, plain.intent)
    assert values(written) == values(plain)
    assert ids(written)[:1] == ids(plain)[:1]
    assert written.units == plain.units
    if plain.intent in ("list", "count", "unit_profile"):
        assert ids(written) == ids(plain)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_history_about_something_else_does_not_change_the_answer_to_a_whole_question(
    own: Assistant, question: str
) -> None:
    history = [Turn("政务服务好差评制度怎么建？", "建立差评复核机制。")]
    plain, later = own.ask(question), own.ask(question, history)
    assert (later.status, later.intent) == (plain.status, plain.intent)
    assert (values(later), ids(later)[:1]) == (values(plain), ids(plain)[:1])


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=7),
    st.lists(st.sampled_from(QUESTIONS), max_size=2),
)
def test_no_mixture_of_words_breaks_the_contract(
    own: Assistant, own_index: Index, pieces: list[str], said: list[str]
) -> None:
    question = "".join(pieces)
    if not question.strip("\u200b"):
        return
    answer = own.ask(question, [Turn(text) for text in said])
    assert breaches(answer, own_index.records) == []


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("高压客户办电要几天？车位登记费多少钱？", {"11.1", "30.2"}),
        ("抵押登记要几天？携号转网什么时候实现？", {"29", "27.5"}),
    ],
)
def test_two_questions_in_one_turn_are_both_answered(
    own: Assistant, own_index: Index, question: str, measures: set[str]
) -> None:
    answer = own.ask(question)
    assert answer.status == "answered"
    assert measures <= set(ids(answer))
    assert measures == {fact.measure_id for fact in answer.facts}
    assert breaches(answer, own_index.records) == []
