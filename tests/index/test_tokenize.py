"""Text becomes terms that questions and records share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.small import small_plan
from qa.index.dictionary import corpus_terms, make_dictionary
from qa.index.tokenize import Segmenter, bare_jieba, grams, normalise

TEXTS = [record.text for record in small_plan().measures]


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(make_dictionary(TEXTS, corpus_terms([small_plan()])))


def test_full_width_and_capital_letters_match_plain_ones() -> None:
    assert normalise("ＤＮ４０、5G") == "dn40、5g"
    assert grams("ＤＮ４０") == grams("dn40")


def test_numbers_and_codes_stay_whole() -> None:
    assert {"dn40", "10千", "3.25", "5g", "80个"} <= set(grams("DN40的10千伏，3.25元/吨，5G，80个"))
    assert "1" not in grams("10千伏")


def test_no_bigram_spans_a_comma() -> None:
    assert grams("水，电") == ["水", "电"]


@given(st.text(max_size=60))
def test_any_text_can_be_cut(text: str) -> None:
    assert all(gram == normalise(gram) and gram.strip() for gram in grams(text))


def test_unit_names_are_words_with_and_without_the_citys_prefix(segmenter: Segmenter) -> None:
    assert {"市城市管理局", "城市管理局"} <= set(segmenter.words("市城市管理局负责什么"))
    assert "城市管理局" in segmenter.words("城市管理局负责什么")


def test_a_quoted_name_of_the_plan_is_a_word(segmenter: Segmenter) -> None:
    assert "安宁办" in segmenter.words("安宁办能办哪些事")


def test_words_have_no_punctuation_and_no_empty_ones(segmenter: Segmenter) -> None:
    assert segmenter.words("？！，。 …… ——") == []


def test_the_small_dictionary_cuts_questions_as_the_full_one_does(
    project_root: Path, segmenter: Segmenter
) -> None:
    full = bare_jieba()
    full.FREQ, full.total = full.gen_pfdict(full.get_dict_file())
    full.initialized = True
    for term in corpus_terms([small_plan()]):
        full.add_word(term)
    reference = Segmenter("".join(f"{word} {frequency}\n" for word, frequency in full.FREQ.items()))
    known = {word for text in TEXTS for word in segmenter.words(text)}
    lines = (project_root / "bench" / "retrieval_questions.tsv").read_text(encoding="utf-8").splitlines()
    questions = [line.split("\t")[1] for line in lines]
    same = both = 0
    for question in questions:
        ours = known.intersection(segmenter.words(question))
        theirs = known.intersection(reference.words(question))
        same += len(ours & theirs)
        both += len(ours | theirs)
    assert both > 80
    assert same / both > 0.95


def test_cutting_writes_no_cache_file_and_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    Segmenter(make_dictionary(TEXTS, ())).words("高压客户办电要多久")
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_the_dictionary_is_small_and_the_same_every_time(segmenter: Segmenter) -> None:
    again = make_dictionary(reversed(TEXTS), reversed(corpus_terms([small_plan()])))
    assert again == segmenter.dictionary
    assert len(segmenter.dictionary.encode()) < 700_000
