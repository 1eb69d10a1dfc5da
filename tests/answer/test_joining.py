"""How the answers of several plans become one: side by side, one beside others, or a question back."""

from __future__ import annotations

from datetime import date

import pytest

from answer.plans import Desk
from qa.answer.compose import Voice
from qa.answer.joining import Told, joined
from qa.answer.model import Answer, Citation, Fact, Intent, Status
from qa.plan import Document, Measure

QUESTION = "办电要几天？"
VOICE = Voice(date(2024, 5, 1))


def told(
    desk: Desk,
    number: str,
    confidence: float,
    own: str = "1.1",
    status: Status = "answered",
    intent: Intent = "duration",
) -> Told:
    """What the document of that number says, resting on its measure ``own``."""
    text = f"{number}接电{len(number)}个工作日"
    start = text.index(f"{len(number)}个")
    record = Measure(own, number, text, area="获得电力", task="压减时间")
    fact = Fact(intent, "接电", text[start:], "", own, start, len(text))
    answer = Answer(
        QUESTION, status, intent, f"{text}。\n参考回答，依据{number}第{own}条措施。", facts=(fact,),
        citations=(Citation(record, confidence),), confidence=confidence,
    )  # fmt: skip
    return Told(Document(number, f"{number}方案"), answer, desk.read(QUESTION))


def test_answers_that_are_as_sure_stand_side_by_side(desk: Desk) -> None:
    answer = joined(QUESTION, [told(desk, "甲号", 0.9), told(desk, "乙二号", 0.95, "2")], VOICE)
    assert answer.answer.split("\n") == [
        "2份文件对此都有规定，分列如下：",
        "甲号：", "甲号接电2个工作日。", "参考回答，依据甲号第1.1条措施。",
        "乙二号：", "乙二号接电3个工作日。", "参考回答，依据乙二号第2条措施。",
    ]  # fmt: skip
    assert [citation.measure.document for citation in answer.citations] == ["乙二号", "甲号"]
    assert {fact.value for fact in answer.facts} == {"2个工作日", "3个工作日"}


def test_a_fact_whose_clause_cannot_be_told_by_its_number_is_left_out(desk: Desk) -> None:
    answer = joined(QUESTION, [told(desk, "甲号", 0.9), told(desk, "乙二号", 0.95)], VOICE)
    assert len(answer.citations) == 2
    assert answer.facts == ()


def test_at_most_three_stand_side_by_side_and_the_others_are_named(desk: Desk) -> None:
    answer = joined(
        QUESTION, [told(desk, f"{name}号", 0.9, str(i)) for i, name in enumerate("甲乙丙丁")], VOICE
    )
    assert answer.answer.startswith("3份文件")
    assert "另见丁号第3条" in answer.answer


def test_the_surest_answer_is_given_and_leads_to_one_that_is_less_sure(desk: Desk) -> None:
    answer = joined(QUESTION, [told(desk, "甲号", 0.5), told(desk, "乙二号", 0.9)], VOICE)
    assert answer.answer.split("\n") == [
        "乙二号接电3个工作日。",
        "另见甲号第1.1条；要只查其中一份，请在问题里写明文号或城市。",
        "参考回答，依据乙二号第1.1条措施。",
    ]
    assert answer.suggestions == (f"甲号：{QUESTION}",)
    assert {citation.measure.document for citation in answer.citations} == {"乙二号"}


@pytest.mark.parametrize("other", [("answered", 0.2), ("abstained", 0.9), ("clarify", 0.9)])
def test_an_answer_stands_alone_where_no_other_is_half_sure(desk: Desk, other: tuple[Status, float]) -> None:
    status, confidence = other
    own = told(desk, "甲号", 0.7)
    assert joined(QUESTION, [told(desk, "乙二号", confidence, status=status), own], VOICE) == own.answer


def test_what_is_nearest_is_told_where_no_plan_answers(desk: Desk) -> None:
    near, far = (
        told(desk, number, sure, status="abstained") for number, sure in (("甲号", 0.3), ("乙号", 0.1))
    )
    assert joined(QUESTION, [far, near], VOICE) == near.answer


def test_a_document_itself_is_asked_back(desk: Desk) -> None:
    answer = joined(QUESTION, [told(desk, f"{n}号", 0.95, intent="document") for n in "甲乙"], VOICE)
    assert (answer.status, answer.citations, answer.facts) == ("clarify", (), ())
    assert answer.suggestions == (f"甲号：{QUESTION}", f"乙号：{QUESTION}")
