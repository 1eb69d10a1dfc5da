"""The questions that a clause card offers about its own clause."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qa.answer.assistant import Assistant
from qa.answer.model import Turn
from qa.config import Settings
from qa.index.build import index_plans
from qa.index.encoder import open_encoder
from qa.plan import Measure
from qa.read.corpus import load_corpus
from qa.retrieve.hybrid import Retriever
from qa.serve.clause_questions import MOST, clause_questions
from serve.scripted import measure

TALK = (Turn("办理时限是多久？", "方案没有规定。"),)
INTENTS = {"由谁牵头？": "lead", "什么时候完成？": "deadline", "要多久？": "duration", "收费多少？": "fee"}


def labels(record: Measure) -> list[str]:
    return [one.label for one in clause_questions(record)]


def test_a_clause_is_asked_only_about_what_it_holds() -> None:
    assert labels(measure()) == ["由谁牵头？", "要多久？"]
    assert labels(replace(measure(text="加强宣传。"), lead=())) == []
    assert clause_questions(measure())[0].question == "第3.1条措施由谁牵头？"


def test_a_clause_that_holds_much_is_asked_little() -> None:
    text = "2030年底前换发证照3个工作日内办结，每件收费10元。"
    assert len(labels(measure(text=text))) == MOST


def test_a_passage_is_not_asked_by_number() -> None:
    assert labels(replace(measure(), kind="passage")) == []


def check_every_question(assistant: Assistant) -> None:
    asked = 0
    for record in assistant.plans[0].measures:
        for one in clause_questions(record):
            answer = assistant.ask(one.question, TALK)
            asked += 1
            assert answer.status == "answered", one.question
            assert answer.intent == INTENTS[one.label], one.question
            assert answer.citations[0].measure == record
    assert asked > 50


def test_every_question_is_answered_from_its_clause_within_a_talk(settings: Settings) -> None:
    check_every_question(Assistant.open(settings))


@pytest.mark.parametrize("city", ["other_city"])
def test_every_question_about_another_citys_plan_is_answered(
    project_root: Path, settings: Settings, city: str
) -> None:
    encoder = open_encoder(settings.model)
    plans = load_corpus(project_root / "tests" / "fixtures" / city / "corpus")
    check_every_question(Assistant(Retriever(index_plans(plans, encoder), encoder)))
