"""BM25 over sparse arrays, checked against the formula written out plainly."""

from __future__ import annotations

import math
import time
from collections import Counter

import numpy as np
import pytest

from index.small import small_plan
from qa.index.contents import header
from qa.index.lexical import K1, B, Lexicon, Postings, function_words
from qa.index.tokenize import Segmenter, grams

DOCUMENTS = [
    ["办电", "时限", "高压", "高压"],
    ["办水", "时限"],
    ["登记", "费用", "车位", "车库", "费用"],
    ["高压", "费用"],
]


@pytest.fixture(scope="module")
def postings() -> Postings:
    return Postings.build(Counter(document) for document in DOCUMENTS)


def bm25(query: list[str], document: list[str]) -> float:
    """The textbook's formula in Lucene's form."""
    average = sum(map(len, DOCUMENTS)) / len(DOCUMENTS)
    total = 0.0
    for term in set(query):
        holders = sum(term in other for other in DOCUMENTS)
        if holders:
            idf = math.log(1 + (len(DOCUMENTS) - holders + 0.5) / (holders + 0.5))
            count = document.count(term)
            total += idf * count / (count + K1 * (1 - B + B * len(document) / average))
    return total


@pytest.mark.parametrize("query", [["高压"], ["高压", "费用"], ["时限", "没有的词"], ["高压", "高压"], []])
def test_scores_are_bm25(postings: Postings, query: list[str]) -> None:
    expected = [bm25(query, document) for document in DOCUMENTS]
    assert postings.scores(query) == pytest.approx(expected, abs=1e-6)


def test_a_word_that_no_record_holds_lowers_every_share(postings: Postings) -> None:
    assert postings.share(["高压", "火星"])[0] < postings.share(["高压"])[0]
    assert np.all(postings.share(["火星"]) == 0)


def test_coverage_tells_how_much_of_the_question_a_record_holds(postings: Postings) -> None:
    assert postings.coverage(["登记", "车位"])[2] == pytest.approx(1.0)
    assert 0 < postings.coverage(["高压", "登记"])[0] < 0.5
    assert np.all(postings.coverage([]) == 0)


def test_what_is_written_is_read_back(postings: Postings) -> None:
    again = Postings.from_files("words", postings.to_files("words"))
    assert list(again.terms) == list(postings.terms)
    for query in (["高压", "费用"], ["时限"]):
        assert np.array_equal(again.scores(query), postings.scores(query))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    records = small_plan().measures
    return Lexicon.build([(header(r), r.text) for r in records], Segmenter("办电 9\n办 0\n"))


@pytest.mark.parametrize(
    ("question", "measure_id"),
    [
        ("DN40的水表", "3"),
        ("10千伏外线审批", "1"),
        ("5g基站", "7"),
        ("每吨水3.25元", "4"),
        ("80元", "6"),
        ("差评", "9"),
        ("什么时候施行", "p1"),
    ],
)
def test_exact_numbers_codes_and_headers_find_their_record(
    lexicon: Lexicon, question: str, measure_id: str
) -> None:
    best = int(np.argmax(lexicon.grams.share(grams(question))))
    assert small_plan().measures[best].measure_id == measure_id


def test_question_words_are_function_words_and_subjects_are_not() -> None:
    words = function_words()
    assert {"多久", "什么", "请问", "吗", "牵头"} <= words
    assert not {"办电", "水表", "登记", "企业", "费用", "时限"} & words


def test_a_question_over_a_hundred_thousand_records_takes_milliseconds() -> None:
    chance = np.random.default_rng(0)
    size, length = 100_000, 20
    numbers = chance.zipf(1.3, size=(size, length)).clip(max=50_000)
    big = Postings.build(dict.fromkeys(map(str, row.tolist()), 1.0) for row in numbers)
    query = [str(number) for number in chance.zipf(1.3, size=30)]
    times = []
    for _ in range(20):
        start = time.perf_counter()
        big.scores(query)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05
