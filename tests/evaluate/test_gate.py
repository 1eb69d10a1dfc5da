"""The gate: the validation questions, on which nothing is fitted, are answered no worse than they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer.assistant import Assistant
from qa.config import Settings
from qa.evaluate.judge import judge
from qa.evaluate.labelled import load_questions
from qa.evaluate.report import Scores, summarise
from qa.index.build import index_plans
from qa.index.encoder import open_encoder
from qa.read.corpus import load_corpus
from qa.retrieve.hybrid import Retriever

OWN = "the project's own plan"
OTHER = "another city's plan"
FLOORS = {
    OWN: {"hit1": 0.90, "hit3": 0.92, "right": 0.83, "list_recall": 0.90, "refusals_right": 0.80},
    OTHER: {"hit1": 0.94, "hit3": 0.96, "right": 0.86, "list_recall": 0.95, "refusals_right": 0.90},
}
FALSE_REFUSALS = {OWN: 0.09, OTHER: 0.05}


def _scores(assistant: Assistant, path: Path) -> Scores:
    questions = load_questions(path)
    return summarise(judge(q, assistant.ask(q.text, q.history, q.id)) for q in questions)[0]


@pytest.fixture(scope="module")
def scores(settings: Settings, project_root: Path) -> dict[str, Scores]:
    encoder = open_encoder(settings.model)
    fixture = project_root / "tests/fixtures/other_city"
    other = Assistant(Retriever(index_plans(load_corpus(fixture / "corpus"), encoder), encoder))
    held = project_root / "src/qa/evaluate/questions/held.jsonl"
    return {
        OWN: _scores(Assistant.open(settings), held),
        OTHER: _scores(other, fixture / "questions.jsonl"),
    }


@pytest.mark.parametrize("plan", [OWN, OTHER])
def test_there_are_enough_questions_to_judge_by(scores: dict[str, Scores], plan: str) -> None:
    assert scores[plan].questions >= 140
    assert scores[plan].refusal_questions >= 35


@pytest.mark.parametrize(("plan", "name"), [(plan, name) for plan in FLOORS for name in FLOORS[plan]])
def test_a_score_does_not_fall_below_its_floor(scores: dict[str, Scores], plan: str, name: str) -> None:
    assert getattr(scores[plan], name) >= FLOORS[plan][name]


@pytest.mark.parametrize("plan", [OWN, OTHER])
def test_few_questions_are_refused_that_the_plan_answers(scores: dict[str, Scores], plan: str) -> None:
    assert (scores[plan].false_refusals or 0.0) <= FALSE_REFUSALS[plan]


@pytest.mark.parametrize("plan", [OWN, OTHER])
def test_no_answer_holds_a_figure_without_evidence(scores: dict[str, Scores], plan: str) -> None:
    assert scores[plan].unsupported_figures == 0


def test_the_wordings_to_find_by_are_those_of_the_questions_that_may_be_looked_at(project_root: Path) -> None:
    from qa.evaluate.asked import building_questions, to_text, wordings

    (plan,) = load_corpus(project_root / "corpus")
    (path,) = (project_root / "corpus/asked").glob("*.jsonl")
    assert path.read_text(encoding="utf-8") == to_text(wordings(building_questions(), plan))


def test_no_held_out_question_is_among_the_wordings_to_find_by(project_root: Path) -> None:
    from qa.read.asked import load_asked

    known = {asked.question for asked in load_asked(project_root / "corpus")}
    held = {
        question.text for question in load_questions(project_root / "src/qa/evaluate/questions/held.jsonl")
    }
    assert not known & held
