"""The measuring of speed and memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.config import Settings
from qa.errors import WenceError
from qa.evaluate.bench import Row, sample_questions
from qa.evaluate.processes import run_command, start_page
from qa.read.corpus import load_corpus


def test_the_sample_holds_as_many_different_questions_as_wanted(settings: Settings) -> None:
    questions = sample_questions(load_corpus(settings.corpus_dir), 500)
    assert len(set(questions)) == len(questions) == 500


def test_the_sample_is_the_same_at_every_run(settings: Settings) -> None:
    plans = load_corpus(settings.corpus_dir)
    assert sample_questions(plans, 50) == sample_questions(plans, 500)[:50]


def test_a_row_stands_in_both_languages() -> None:
    assert str(Row("ratio", "比", "1.2")) == "| ratio | 比 | 1.2 |"


def test_a_run_of_the_command_line_is_measured_from_outside(settings: Settings) -> None:
    cost = run_command(settings, ["list"])
    assert 0 < cost.seconds < 30
    assert cost.mib > 5


def test_a_run_that_fails_gives_no_figure(settings: Settings) -> None:
    with pytest.raises(WenceError, match="list"):
        run_command(replace(settings, corpus_dir=settings.corpus_dir / "无"), ["list"])


def test_the_start_of_the_page_is_measured_until_it_is_served(settings: Settings) -> None:
    cost = start_page(settings)
    assert 0 < cost.seconds < 60
    assert cost.mib > 50


def test_a_page_that_does_not_start_gives_no_figure(settings: Settings) -> None:
    with pytest.raises(WenceError, match="网页"):
        start_page(replace(settings, model="/无此模型"))
