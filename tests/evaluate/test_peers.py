"""The measuring beside others: the same material, the same protocol, the same table for all."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.figures import with_section
from bench.peers.client import Place, Worker, WorkerError
from bench.peers.given import Given
from bench.peers.material import clauses_of, given_vectors, questions_of, recombined
from bench.peers.protocol import Clause
from index.small import GramEncoder
from qa.config import Settings

CLAUSES = [
    Clause("1", "获得电力 压减办电耗时", "高压客户办电时限压减至20个工作日以内。"),
    Clause("2", "登记财产 便利登记", "车位登记费降为每件80元。"),
    Clause("3", "跨境贸易 提升通关", "进口货物通关时间压缩至3天以内。"),
]
LATER = [Clause("4", "获得用水 报装", "用水报装时限压减至5个工作日以内。")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    settings = Settings.resolve(environ={})
    return Place("wence", Path(sys.executable), Path(settings.model), tmp_path_factory.mktemp("wence"))


@pytest.fixture
def worker(place: Place) -> Iterator[Worker]:
    with Worker(place) as running:
        yield running


def test_a_worker_builds_saves_and_finds_again_in_a_fresh_process_and_takes_more_in(place: Place) -> None:
    with Worker(place) as worker:
        worker.do("load")
        assert worker.take("build", CLAUSES) > 0
        worker.do("save")
    with Worker(place) as worker:
        worker.do("open")
        seconds, found = worker.ask("车位登记费多少钱", 2)
        assert found[0] == "2"
        assert len(found) == 2
        assert seconds > 0
        assert worker.mib() > 20
        worker.take("add", LATER)
        assert worker.ask("用水报装要几天", 1)[1] == ["4"]


def test_a_fault_of_a_worker_is_named(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="ask"):
        worker.ask("还没有索引", 1)


def test_a_worker_that_takes_too_long_is_given_up(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="load"):
        worker.do("load", patience=0.001)


def test_questions_that_lean_on_a_talk_or_that_no_clause_answers_are_left_out(tmp_path: Path) -> None:
    gold = [CLAUSES[1].text]
    rows = [
        {"id": "1", "question": "车位登记费多少？", "gold_texts": gold},
        {"id": "2", "question": "那车位呢？", "gold_texts": gold, "history": [{"question": "登记费？"}]},
        {"id": "3", "question": "红烧肉怎么做？", "answerable": False},
        {"id": "4", "question": "别处的事？", "gold_texts": ["别的方案里的一条完全不同的措施。"]},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (left,) = questions_of(path, CLAUSES)
    assert (left.text, left.right) == ("车位登记费多少？", {"2"})


def test_recombined_clauses_are_as_many_as_wanted_all_different_and_always_the_same(
    settings: Settings,
) -> None:
    clauses = clauses_of(settings.corpus_dir)
    made = recombined(clauses, 5000, seed=7)
    assert len({clause.text for clause in made}) == len({clause.id for clause in made}) == 5000
    assert made == recombined(clauses, 5000, seed=7)
    assert {clause.heading for clause in made} <= {clause.heading for clause in clauses}


def test_given_vectors_are_those_of_whole_clauses_and_of_their_sentences(tmp_path: Path) -> None:
    encoder = GramEncoder()
    given = Given(given_vectors(CLAUSES, encoder, tmp_path / "given"))
    assert given.knows([clause.whole for clause in CLAUSES])
    assert not given.knows(["没有的一条"])
    assert given([CLAUSES[0].whole]).shape == (1, encoder.dimension)


def test_a_table_takes_the_place_of_the_one_before_and_leaves_the_rest() -> None:
    page = "前\n<!-- peers -->\n旧\n<!-- /peers -->\n后\n"
    assert with_section(page, "新", "peers") == "前\n<!-- peers -->\n新\n<!-- /peers -->\n后\n"
