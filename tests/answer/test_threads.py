"""One assistant shared by many people at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.answer.assistant import Assistant
from qa.answer.model import Answer, Turn
from qa.errors import WenceError

TALKS: list[tuple[str, tuple[Turn, ...]]] = [
    ("高压客户办电要多久？", ()),
    ("低压的呢？", (Turn("高压客户办电要多久？"),)),
    ("抵押登记呢？", (Turn("一般登记要几天？"),)),
    ("税务局牵头哪些措施？", ()),
    ("那配合的呢？", (Turn("税务局牵头哪些措施？"),)),
    ("2019年底前要完成的措施有哪些？", ()),
    ("食品经营许可证要办几天？", ()),
    ("谁负责？", ()),
    ("你好", ()),
    ("How much is the registration fee for a parking space?", ()),
    ("第66项任务是什么？", ()),
    ("这份方案的文号是多少？", ()),
]


def said(answer: Answer) -> dict[str, object]:
    """An answer as others see it, without the time that it took."""
    return {key: value for key, value in answer.to_json().items() if key != "elapsed_ms"}


def test_people_who_ask_at_once_get_what_each_would_get_alone(own: Assistant) -> None:
    alone = [said(own.ask(question, history)) for question, history in TALKS]
    many = TALKS * 8
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda talk: said(own.ask(*talk)), many))
    assert together == alone * 8


def test_one_persons_question_never_colours_anothers(own: Assistant) -> None:
    own.ask("低压的呢？", [Turn("高压客户办电要多久？")])
    assert own.ask("谁负责？").status == "clarify"


def test_the_same_question_gets_the_same_answer_twice(own: Assistant) -> None:
    assert [said(own.ask(*talk)) for talk in TALKS] == [said(own.ask(*talk)) for talk in TALKS]


def test_a_turned_down_question_leaves_the_assistant_in_order(own: Assistant) -> None:
    before = said(own.ask("抵押登记要几天？"))
    for bad in ("", "问" * 3000):
        with pytest.raises(WenceError):
            own.ask(bad)
    assert said(own.ask("抵押登记要几天？")) == before
