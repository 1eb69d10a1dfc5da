"""The questions offered while a visitor types."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette

from conftest import ROOT
from qa.answer.assistant import Assistant
from qa.config import Settings
from qa.plan import Plan, Task
from qa.read.corpus import load_corpus
from qa.serve.typeahead import PATH, Suggestion, routes, suggestions
from serve.scripted import DOCUMENT, ScriptedAssistant, measure

PLANS = ScriptedAssistant().plans
CORPORA = sorted(ROOT.glob("tests/fixtures/*/corpus"))


def found(name: str, offered: tuple[Suggestion, ...]) -> list[str]:
    return [one.question for one in offered if name in (one.text, *one.names)]


def test_units_are_offered_by_what_they_do_and_tasks_by_their_measures() -> None:
    assert [(one.kind, one.question) for one in suggestions(PLANS, ("换发证照要多久？",))] == [
        ("unit", "市证照局牵头哪些措施？"),
        ("unit", "市数据局配合哪些措施？"),
        ("unit", "市邮政局配合哪些措施？"),
        ("example", "换发证照要多久？"),
        ("task", "加快换发证照有哪些措施？"),
    ]


def test_the_unit_with_most_measures_comes_first() -> None:
    busy = (measure(), replace(measure("3.2"), lead=("市数据局",), support=()))
    assert suggestions((Plan(DOCUMENT, measures=busy),))[0].text == "市数据局"


def test_tasks_without_title_or_measures_are_not_offered() -> None:
    tasks = (Task(3, 1, "加快换", ("task",)), Task(4, 1, "降低收费"), Task(5, 1, ""))
    plan = Plan(DOCUMENT, (), tasks, (measure(),))
    assert {one.kind for one in suggestions((plan,))} == {"unit"}


def test_an_example_about_a_unit_is_offered_once_and_found_by_the_units_short_name() -> None:
    offered = suggestions((*PLANS, *PLANS), ("市数据局配合哪些措施？",))
    assert len({one.question for one in offered}) == len(offered)
    assert found("数据局", offered) == ["市数据局配合哪些措施？"]


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.parent.name)
def test_each_citys_units_are_found_by_their_everyday_names(corpus: Path) -> None:
    offered = suggestions(load_corpus(corpus))
    assert {one.kind for one in offered} == {"unit", "task"}
    assert any(found(name, offered) for name in ("税务局", "市监局", "发改委"))


def test_each_offered_question_is_answered(settings: Settings) -> None:
    assistant = Assistant.open(settings)
    offered = suggestions(assistant.plans)
    assert len(offered) > 100
    assert [one.question for one in offered if assistant.ask(one.question).status != "answered"] == []


def test_the_file_is_not_sent_again_to_a_browser_that_has_it() -> None:
    app = Starlette(routes=routes(PLANS))
    client = TestClient(app)
    first = client.get(PATH)
    assert json.loads(first.text)[0]["question"] == "市证照局牵头哪些措施？"
    again = client.get(PATH, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
