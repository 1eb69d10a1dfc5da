"""How an answer streams in, and what a conversation passes on."""

from __future__ import annotations

import asyncio

import pytest

from qa.serve.session import CONTEXT_TURNS, Conversation, Exchange, exchange_frames, turns
from serve.scripted import ScriptedAssistant, answered


def frames(question: str, conversation: Conversation = ()) -> list[Exchange]:
    async def collect() -> list[Exchange]:
        return [frame async for frame in exchange_frames(ScriptedAssistant(), question, conversation)]

    return asyncio.run(collect())


def test_an_answer_grows_from_nothing_to_the_whole() -> None:
    states = frames("换发证照要多久？")
    assert states[0].answer is None
    lengths = [state.shown for state in states]
    assert lengths == sorted(lengths)
    assert [state.complete for state in states] == [False] * (len(states) - 1) + [True]


@pytest.mark.parametrize(
    ("question", "sentence"), [("坏", "系统暂时无法回答"), ("过长", "问题太长，请缩短后再问。")]
)
def test_a_failure_ends_the_exchange_with_one_sentence(question: str, sentence: str) -> None:
    last = frames(question)[-1]
    assert last.complete
    assert sentence in last.failure
    assert "secret" not in last.failure


def test_only_answered_exchanges_are_context_for_the_next_question() -> None:
    answer = answered("一")
    talk = (Exchange("一", 1, answer, 99), Exchange("坏", 2, failure="无法回答。"))
    assert [(turn.question, turn.answer) for turn in turns(talk)] == [("一", answer.answer)]


def test_a_long_conversation_passes_on_its_last_turns() -> None:
    talk = tuple(Exchange(str(number), number, answered(str(number)), 99) for number in range(30))
    assert [turn.question for turn in turns(talk)] == [str(n) for n in range(30 - CONTEXT_TURNS, 30)]


def test_questions_are_numbered_on_even_when_the_oldest_have_left_the_page() -> None:
    talk = (Exchange("一", 20, answered("一"), 99), Exchange("二", 21, answered("二"), 99))
    assert {frame.number for frame in frames("三", talk)} == {22}
