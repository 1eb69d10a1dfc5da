"""What a question's words say about many records is what they say about each, and the best are found by the rarest."""

from __future__ import annotations

import numpy as np
import pytest

from index.small import GramEncoder, small_plan
from qa.index import said as module
from qa.index.build import index_plans
from qa.index.evidence import Weights
from qa.index.lexical import Lexicon, Postings
from qa.index.said import MOST_LEXICAL, SaidOfAll, SaidOfSome
from qa.index.stores import FLAT_UP_TO
from qa.plan import Document, Measure, Plan

SIZE = 4000


def documents(seed: int, terms: int) -> list[dict[str, float]]:
    """Documents over terms of which few are common and many rare."""
    chance = np.random.default_rng(seed)
    drawn = chance.zipf(1.4, size=(SIZE, 12)).clip(max=terms)
    return [{str(term): 1.0 + term % 2 for term in row} for row in drawn.tolist()]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(Postings.build(documents(1, 300)), Postings.build(documents(2, 900)))


def both(
    lexicon: Lexicon, words: list[str], content: list[str], grams: list[str]
) -> tuple[SaidOfAll, SaidOfSome]:
    rows = (lexicon.words.share(words), lexicon.grams.share(grams), lexicon.words.coverage(content))
    return SaidOfAll(np.stack(rows)), SaidOfSome.of(lexicon, words, content, grams)


QUESTIONS = [
    (["1", "7", "40"], ["40", "7"], ["1", "2", "33", "150"]),
    (["3", "没有的词"], ["没有的词"], ["5"]),
    ([], [], ["80", "81"]),
]


@pytest.mark.parametrize(("words", "content", "grams"), QUESTIONS)
def test_chosen_records_have_the_values_that_all_have(
    lexicon: Lexicon, words: list[str], content: list[str], grams: list[str]
) -> None:
    every, some = both(lexicon, words, content, grams)
    positions = np.array([0, 5, 17, 1999, SIZE - 1])
    assert np.array_equal(some.at(positions), every.at(positions))
    assert np.array_equal(some.at(np.arange(SIZE)), every.at(np.arange(SIZE)))


@pytest.mark.parametrize(("words", "content", "grams"), QUESTIONS)
def test_the_best_of_many_are_the_best_of_all(
    lexicon: Lexicon, words: list[str], content: list[str], grams: list[str]
) -> None:
    every, some = both(lexicon, words, content, grams)
    total = every.values[0] + every.values[1]
    best = some.best(20)
    assert total[best] == pytest.approx(np.sort(total)[::-1][: len(best)], abs=1e-6)
    assert len(best) == min(20, int((total > 0).sum()))


def test_common_terms_are_left_out_of_the_search_but_not_of_the_values(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POSTINGS", 60)
    every, some = both(lexicon, ["1"], ["1"], ["1", "2", "401"])
    holders = np.flatnonzero(lexicon.grams.scores(["401"]))
    best = some.best(50)
    assert set(best.tolist()) <= set(holders.tolist())
    assert np.array_equal(some.at(np.sort(best)), every.at(np.sort(best)))


def test_words_that_no_record_holds_find_nothing(lexicon: Lexicon) -> None:
    _, some = both(lexicon, ["火星"], ["火星"], ["火", "星"])
    assert some.best(10).tolist() == []
    assert not some.at(np.arange(10)).any()


@pytest.mark.parametrize("k", [1, 30, MOST_LEXICAL])
def test_no_more_than_the_wanted_are_found_best_first(lexicon: Lexicon, k: int) -> None:
    every, some = both(lexicon, ["1", "2", "3"], [], ["1", "2", "3", "4"])
    total = every.values[0] + every.values[1]
    best = some.best(k)
    assert len(best) == k
    assert (np.diff(total[best]) <= 1e-6).all()


def many(size: int) -> Plan:
    """A plan whose measures are the small plan's, each many times with a number of its own."""
    texts = [record.text for record in small_plan().measures]
    return Plan(
        Document("多", "多"),
        measures=tuple(
            Measure(str(n), "多", f"{texts[n % len(texts)]}第{n}批{texts[n * 7 % len(texts)][:9]}", task_no=n)
            for n in range(size)
        ),
    )


@pytest.fixture(scope="module")
def plan() -> Plan:
    return many(1500)


def test_a_large_corpus_in_cells_finds_what_comparing_all_finds(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = ["第125批车位登记费", "第76批5G基站", "第691批好差评复核"]
    vectors = GramEncoder().encode_queries(questions)

    def best() -> list[list[int]]:
        index = index_plans([plan], GramEncoder())
        found = [index.evidence(q, v) for q, v in zip(questions, vectors, strict=True)]
        return [each.positions[np.argsort(-each.fused(Weights()))[:1]].tolist() for each in found]

    assert FLAT_UP_TO > 1500
    monkeypatch.setattr("qa.index.contents.ALL_CANDIDATES", 10_000)
    every = best()
    monkeypatch.setattr("qa.index.contents.ALL_CANDIDATES", 1024)
    monkeypatch.setattr("qa.index.stores.FLAT_UP_TO", 1000)
    assert best() == every == [[125], [76], [691]]


def test_a_large_part_of_a_corpus_is_searched_through_candidates_inside_it(plan: Plan) -> None:
    index = index_plans([plan], GramEncoder())
    own = np.arange(200, 1400)
    vector = GramEncoder().encode_queries(["第777批基站"])[0]
    found = index.evidence("第777批基站", vector, own)
    assert 0 < len(found.positions) < len(own)
    assert found.positions.min() >= 200
    assert found.positions.max() < 1400
    assert found.positions[int(np.argmax(found.fused(Weights())))] == 777


def test_a_part_in_which_nothing_is_near_still_has_candidates(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_plans([plan], GramEncoder())
    monkeypatch.setattr("qa.index.contents.ALL_CANDIDATES", 5)
    monkeypatch.setattr("qa.index.contents.MOST_DENSE", 1)
    own = np.arange(1490, 1500)
    vector = GramEncoder().encode_queries(["第3批"])[0]
    assert index.evidence("龘龘", vector, own).positions.tolist() == own[:5].tolist()
