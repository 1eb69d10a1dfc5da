"""Whether one pays, and whether papers may come later: asked in everyday words, in a talk too."""

from __future__ import annotations

import pytest

from answer.talk import Talk, ids
from qa.answer.assistant import Assistant


@pytest.fixture
def talk(own: Assistant) -> Talk:
    return Talk(own)


def test_whether_one_pays_is_answered_from_the_clause_of_the_area_that_says_so(talk: Talk) -> None:
    answer = talk.say("新公司执照、发票、参保一共几天", "要交钱不？")
    assert ids(answer)[0] == "3.2"
    assert "免费" in answer.answer


@pytest.mark.parametrize(
    "question", ["材料没带齐，注册公司能不能先给我受理嘛", "去注册公司差一样材料，能不能先给我收件？"]
)
def test_missing_papers_are_understood_as_the_plan_calls_them(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert ids(answer)[0] == "4.3"
    assert "容缺受理" in answer.answer
