"""What holds for any text whatever: places are true, nothing raises, nothing overlaps."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.extract.deadlines import find_filters, parse_deadline
from qa.extract.figures import extract_figures
from qa.extract.language import clean, detect_english, to_simplified
from qa.extract.model import Condition, Exclusion
from qa.extract.numerals import normalise_figures, to_arabic
from qa.extract.scope import conditions, exclusions
from qa.extract.speller import Speller
from qa.extract.units import UnitRegistry

PIECES = [
    "2019年底前", "20个工作日以内", "由12个工作日缩减至7个工作日", "高、低压客户",
    "至4个（甲、乙、丙、丁）、3个", "免征登记费", "降低15%",
    "对中小企业", "情况复杂的", "不超过", "其中", "，", "。", "；", "、", "（", "）", "“", "”", "3", "三",
    "个", "元", "%", "DN40以下",
    "税务局", "市住房城乡建委", "登记", "减至", "由", "从", "每件", "立等可取", "\n", "９", "：",
]  # fmt: skip
phrases = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60)
REGISTRY = UnitRegistry(["重庆市税务局", "市住房城乡建委", "市公共资源交易中心", "市公共资源交易监管局"])
SPELLER = Speller(["将一般登记压缩至3个工作日，高压客户办电。"], lambda word: len(word) == 2)


@given(phrases)
@settings(max_examples=400, deadline=None)
def test_every_figure_stands_where_it_says(text: str) -> None:
    end = 0
    for figure in extract_figures(text):
        assert text[figure.start : figure.end] == figure.value
        assert figure.start >= end
        end = figure.end
        if figure.before:
            assert text[figure.before_start : figure.before_end] == figure.before
        assert 0 <= figure.clause_start <= figure.start < figure.end <= figure.clause_end <= len(text)
        assert not figure.deadline or figure.deadline in text


@given(phrases)
@settings(max_examples=200, deadline=None)
def test_exceptions_and_conditions_stand_where_they_say(text: str) -> None:
    items: list[Exclusion | Condition] = [*exclusions(text), *conditions(text)]
    for item in items:
        assert text[item.start : item.end] == item.text


@given(phrases)
@settings(max_examples=200, deadline=None)
def test_units_and_repairs_stand_inside_the_question(text: str) -> None:
    for mention in REGISTRY.find(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.units
    for repair in SPELLER.repairs(text):
        assert 0 <= repair.start <= repair.end <= len(text)
        assert repair.right


@given(phrases)
@settings(max_examples=200, deadline=None)
def test_normal_forms_stay_as_they_are(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert to_arabic(to_arabic(text)) == to_arabic(text)
    assert isinstance(normalise_figures(text), str)
    assert isinstance(to_simplified(text), str)
    assert detect_english(text) in (True, False)
    parse_deadline(text, date(2019, 7, 23))
    find_filters(text, date(2026, 11, 24))


def test_the_whole_corpus_is_read_in_well_under_a_second(project_root: Path) -> None:
    lines = [
        line
        for path in (project_root / "corpus").glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    texts = [json.loads(line)["text"] for line in lines]
    begun = time.perf_counter()
    figures = [extract_figures(text) for text in texts]
    assert (time.perf_counter() - begun) / len(texts) < 0.02
    assert sum(map(len, figures)) > 100


def test_a_very_long_text_is_read_too() -> None:
    text = "将一般登记压缩至3个工作日，" * 4000
    begun = time.perf_counter()
    assert len(extract_figures(text)) == 4000
    assert time.perf_counter() - begun < 60
