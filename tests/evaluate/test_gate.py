"""The gate: labelled questions on which nothing is fitted are answered no worse than they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.figures import WATCHED_CITIES
from qa.answer.assistant import Assistant
from qa.config import Settings
from qa.evaluate.judge import judge
from qa.evaluate.labelled import load_questions
from qa.evaluate.report import Scores, summarise
from qa.index.build import index_plans
from qa.index.encoder import open_encoder
from qa.read.corpus import load_corpus
from qa.retrieve.hybrid import Retriever

QUESTIONS = Path("src/qa/evaluate/questions")
OWN = "the project's own plan"
OTHER = "other cities' plans"
FLOORS = {
    OWN: {"hit1": 0.96, "hit3": 0.975, "right": 0.94, "list_recall": 0.97, "refusals_right": 0.94},
    OTHER: {"hit1": 0.94, "hit3": 0.955, "right": 0.87, "list_recall": 0.97, "refusals_right": 0.88},
}
FALSE_REFUSALS = {OWN: 0.022, OTHER: 0.03}


def _scores(assistant: Assistant, paths: Sequence[Path]) -> list[Scores]:
    rows = [question for path in paths for question in load_questions(path)]
    return list(summarise(judge(q, assistant.ask(q.text, q.history, q.id)) for q in rows))


def _mean(found: Sequence[Scores], name: str, weight: str) -> float:
    """A score over several sets, each weighed by its questions of that sort."""
    counted = [(getattr(scores, name), getattr(scores, weight)) for scores in found]
    told = [(value, number) for value, number in counted if value is not None]
    return float(sum(value * number for value, number in told) / sum(number for _, number in told))


@pytest.fixture(scope="module")
def scores(settings: Settings, project_root: Path) -> dict[str, list[Scores]]:
    encoder = open_encoder(settings.model)
    watched = sorted((project_root / QUESTIONS).glob("watched_*.jsonl"))
    others = []
    for city in WATCHED_CITIES:
        folder = project_root / "tests/fixtures" / city
        assistant = Assistant(Retriever(index_plans(load_corpus(folder / "corpus"), encoder), encoder))
        others.append(_scores(assistant, [folder / "questions.jsonl"])[0])
    return {OWN: _scores(Assistant.open(settings), watched)[:1], OTHER: others}


@pytest.mark.parametrize("plan", [OWN, OTHER])
def test_there_are_enough_questions_to_judge_by(scores: dict[str, list[Scores]], plan: str) -> None:
    assert sum(found.questions for found in scores[plan]) >= 400
    assert sum(found.refusal_questions for found in scores[plan]) >= 70


@pytest.mark.parametrize(("plan", "name"), [(plan, name) for plan in FLOORS for name in FLOORS[plan]])
def test_a_score_does_not_fall_below_its_floor(scores: dict[str, list[Scores]], plan: str, name: str) -> None:
    weight = "refusal_questions" if name == "refusals_right" else "questions"
    assert _mean(scores[plan], name, weight) >= FLOORS[plan][name]


@pytest.mark.parametrize("plan", [OWN, OTHER])
def test_few_questions_are_refused_that_the_plan_answers(scores: dict[str, list[Scores]], plan: str) -> None:
    assert _mean(scores[plan], "false_refusals", "questions") <= FALSE_REFUSALS[plan]


@pytest.mark.parametrize("plan", [OWN, OTHER])
def test_no_answer_holds_a_figure_without_evidence(scores: dict[str, list[Scores]], plan: str) -> None:
    assert sum(found.unsupported_figures for found in scores[plan]) == 0


def test_the_wordings_to_find_by_are_those_of_the_questions_that_may_be_looked_at(project_root: Path) -> None:
    from qa.evaluate.asked import building_questions, to_text, wordings

    (plan,) = load_corpus(project_root / "corpus")
    (path,) = (project_root / "corpus/asked").glob("*.jsonl")
    assert path.read_text(encoding="utf-8") == to_text(wordings(building_questions(), plan))


def test_no_question_that_judges_is_among_the_wordings_to_find_by(project_root: Path) -> None:
    from qa.read.asked import load_asked

    known = {asked.question for asked in load_asked(project_root / "corpus")}
    judging = [
        path for path in (project_root / QUESTIONS).glob("*.jsonl") if not path.name.startswith("build_")
    ]
    assert judging
    assert not known & {question.text for path in judging for question in load_questions(path)}
