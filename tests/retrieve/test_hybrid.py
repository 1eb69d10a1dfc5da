"""Ranked hits of a small plan: order, scores, filters, wordings, threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.small import MEASURES, GramEncoder, small_plan
from qa.index.build import index_plans
from qa.index.store import Index
from qa.retrieve.hybrid import Hit, Retriever

QUESTIONS = [
    "车位登记费多少",
    "5G基站建多少",
    "差评有人管吗",
    "DN40的水表几天装好",
    "高压办电几天",
    "红烧肉怎么做",
]


@pytest.fixture(scope="module")
def index() -> Index:
    return index_plans([small_plan()], GramEncoder())


@pytest.fixture(scope="module")
def retriever(index: Index) -> Retriever:
    return Retriever(index, GramEncoder())


def ids(hits: list[Hit]) -> list[str]:
    return [hit.measure.measure_id for hit in hits]


@pytest.mark.parametrize(
    ("question", "measure_id"),
    [
        ("车位登记费多少", "6"),
        ("5G基站建多少", "7"),
        ("差评有人管吗", "9"),
        ("DN40的水表几天装好", "3"),
        ("高压办电几天", "1"),
    ],
)
def test_a_plain_question_finds_its_measure_first(
    retriever: Retriever, question: str, measure_id: str
) -> None:
    assert ids(retriever.search(question))[0] == measure_id


def test_a_hit_names_its_record_and_its_place(retriever: Retriever, index: Index) -> None:
    for hit in retriever.search("登记要多久"):
        assert index.records[hit.position] is hit.measure


def test_as_many_hits_come_as_were_asked_for_and_there_are(retriever: Retriever) -> None:
    assert [len(retriever.search("办电", k)) for k in (1, 3, 100)] == [1, 3, len(MEASURES) + 1]


def test_every_record_stands_in_a_ranking_once(retriever: Retriever) -> None:
    found = ids(retriever.search(["办电几天", "接水几天"], 100))
    assert len(set(found)) == len(found)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_any_text_is_searched_and_scores_lie_between_0_and_1_and_never_rise(
    retriever: Retriever, question: str
) -> None:
    hits = retriever.search(question, 100)
    scores = [hit.score for hit in hits]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= hit.coverage <= 1.0001 and 0 <= hit.lexical <= 1 for hit in hits)


def test_a_question_about_something_else_scores_lower_than_any_of_the_plan(retriever: Retriever) -> None:
    tops = [retriever.search(question)[0].score for question in QUESTIONS]
    assert tops[-1] < min(tops[:-1])


def test_a_filter_leaves_only_its_records_with_their_evidence(retriever: Retriever) -> None:
    free = {hit.position: hit for hit in retriever.search("登记费多少", 100)}
    hits = retriever.search("登记费多少", within={3, 6, 9})
    assert {hit.position for hit in hits} == {3, 6, 9}
    for hit in hits:
        assert hit.fused == pytest.approx(free[hit.position].fused, abs=1e-5)
    assert retriever.search("登记费多少", within=[]) == []


def test_several_wordings_count_as_one_question_with_the_best_of_each(retriever: Retriever) -> None:
    one, other = "车位登记费", "基站"
    both = {hit.position: hit.fused for hit in retriever.search([one, other], 100)}
    each = [{hit.position: hit.fused for hit in retriever.search(text, 100)} for text in (one, other)]
    assert both == pytest.approx({place: max(e[place] for e in each) for place in both})
    assert set(ids(retriever.search([one, other], 2))) == {"6", "7"}


def test_no_wording_finds_nothing(retriever: Retriever) -> None:
    assert retriever.search([]) == []


def test_a_question_asked_again_is_not_encoded_again(index: Index) -> None:
    encoder = GramEncoder()
    retriever = Retriever(index, encoder)
    first = retriever.search("办电几天")
    assert retriever.search("办电几天") == first
    assert encoder.encoded == ["办电几天"]


def test_threads_find_what_one_alone_finds(retriever: Retriever) -> None:
    expected = {question: retriever.search(question) for question in QUESTIONS}
    with ThreadPoolExecutor(8) as pool:
        asked = QUESTIONS * 20
        for question, hits in zip(asked, pool.map(retriever.search, asked), strict=True):
            assert hits == expected[question]


def test_records_of_equal_worth_keep_the_plans_order(retriever: Retriever) -> None:
    positions = [hit.position for hit in retriever.search("！！！", 100) if hit.fused == 0]
    assert positions == sorted(positions)


def test_hints_add_words_and_cost_no_encoding(index: Index) -> None:
    encoder = GramEncoder()
    retriever = Retriever(index, encoder)
    plain = retriever.search("多少钱", hints=[])
    hinted = retriever.search("多少钱", hints=["多少钱 车位登记费"])
    assert ids(hinted)[0] == "6"
    assert ids(plain)[0] != "6"
    assert encoder.encoded == ["多少钱"]
