"""Whose talk is whose, and which is forgotten."""

from __future__ import annotations

from qa.serve.conversations import Conversations
from qa.serve.session import KEPT_EXCHANGES, Exchange


def talk(*questions: str) -> tuple[Exchange, ...]:
    return tuple(Exchange(question) for question in questions)


def test_each_session_has_its_own_talk() -> None:
    talks = Conversations()
    talks.keep("甲", talk("一"))
    assert talks.of("甲") == talk("一")
    assert talks.of("乙") == ()


def test_an_ended_talk_is_forgotten() -> None:
    talks = Conversations()
    talks.keep("甲", talk("一"))
    talks.keep("甲", ())
    assert talks.of("甲") == ()


def test_the_talk_unused_for_longest_makes_room() -> None:
    talks = Conversations(capacity=2)
    for session in ("甲", "乙", "甲", "丙"):
        talks.keep(session, talk(session))
    assert [talks.of(session) for session in "甲乙丙"] == [talk("甲"), (), talk("丙")]


def test_a_long_talk_keeps_its_end() -> None:
    talks = Conversations()
    talks.keep("甲", talk(*map(str, range(50))))
    assert talks.of("甲") == talk(*map(str, range(50 - KEPT_EXCHANGES, 50)))
