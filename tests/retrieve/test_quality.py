"""Retrieval on the project's own plan with its own model, beyond what an answer adds to it."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import pytest

from qa.config import Settings
from qa.index.encoder import open_encoder
from qa.index.store import open_or_build
from qa.retrieve.hybrid import Retriever

EVERYDAY = [
    "附近有什么好吃的火锅",
    "这道方程怎么解",
    "我家猫不吃饭",
    "推荐几本小说",
    "明天会下雪吗",
    "怎么学游泳",
]


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    settings = Settings.resolve(environ={})
    encoder = open_encoder(settings.model)
    return Retriever(open_or_build(settings.corpus_dir, settings.index_dir, encoder, lambda _: None), encoder)


@pytest.fixture(scope="module")
def labelled(project_root: Path) -> list[tuple[str, str]]:
    """Pairs of measure id and a plain question about it."""
    lines = (project_root / "bench" / "retrieval_questions.tsv").read_text("utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


def ranks(retriever: Retriever, labelled: list[tuple[str, str]]) -> list[int]:
    found = []
    for measure_id, question in labelled:
        ids = [hit.measure.measure_id for hit in retriever.search(question)]
        found.append(ids.index(measure_id) if measure_id in ids else len(ids))
    return found


def test_plain_questions_find_their_measure(retriever: Retriever, labelled: list[tuple[str, str]]) -> None:
    found = ranks(retriever, labelled)
    assert sum(rank == 0 for rank in found) / len(found) >= 0.93
    assert sum(rank < 3 for rank in found) / len(found) >= 0.97


def test_scores_tell_questions_of_the_plan_from_everyday_ones(
    retriever: Retriever, labelled: list[tuple[str, str]]
) -> None:
    inside = sorted(retriever.search(question)[0].score for _, question in labelled)
    outside = [retriever.search(question)[0].score for question in EVERYDAY]
    assert median(inside) > 0.8
    assert max(outside) < inside[len(inside) // 10]


def test_a_search_costs_little_beside_the_encoding(
    retriever: Retriever, labelled: list[tuple[str, str]]
) -> None:
    questions = [question for _, question in labelled]
    encoder = open_encoder(Settings.resolve(environ={}).model)
    for question in questions:
        retriever.search(question)
    searching, encoding = [], []
    for question in questions:
        start = time.perf_counter()
        retriever.search(question)
        searched = time.perf_counter()
        encoder.encode_queries([question])
        searching.append(searched - start)
        encoding.append(time.perf_counter() - searched)
    assert median(searching) < median(encoding) / 2
