"""The gate: the labelled questions are answered no worse than they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer.assistant import Assistant
from qa.config import Settings
from qa.evaluate.judge import judge
from qa.evaluate.labelled import load_questions
from qa.evaluate.report import Scores, summarise

FLOORS = {
    "hit1": 0.88,
    "hit3": 0.90,
    "right": 0.83,
    "list_precision": 0.90,
    "list_recall": 0.90,
    "refusals_right": 0.78,
}
CEILINGS = {"false_refusals": 0.09, "unsupported_figures": 0}


@pytest.fixture(scope="module")
def scores(settings: Settings, project_root: Path) -> Scores:
    assistant = Assistant.open(settings)
    files = sorted((project_root / "src/qa/evaluate/questions").glob("*.jsonl"))
    questions = [question for path in files for question in load_questions(path)]
    return summarise(judge(q, assistant.ask(q.text, q.history, q.id)) for q in questions)[0]


def test_there_are_enough_questions_to_judge_by(scores: Scores) -> None:
    assert scores.questions >= 400
    assert scores.refusal_questions >= 40


@pytest.mark.parametrize("name", FLOORS)
def test_a_score_does_not_fall_below_its_floor(scores: Scores, name: str) -> None:
    assert getattr(scores, name) >= FLOORS[name]


@pytest.mark.parametrize("name", CEILINGS)
def test_an_error_rate_stays_below_its_ceiling(scores: Scores, name: str) -> None:
    assert getattr(scores, name) <= CEILINGS[name]
