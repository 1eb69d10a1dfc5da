"""The lines of an answer's text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qa.answer.model import Answer
from qa.serve.spoken import lines, spoken
from serve.scripted import answered, fact, listing, measure

TEXT = "换发证照3个工作日内办结。\n牵头单位：市证照局\n参考回答，依据江府办〔2030〕7号。"


def kinds(text: str) -> list[tuple[str, str]]:
    return [
        (line.kind, (line.case and line.case + "：") + "".join(segment.text for segment in line.segments))
        for line in lines(text, ())
    ]


def test_the_direct_answer_comes_first_and_the_source_is_told_apart() -> None:
    assert kinds(TEXT) == [
        ("direct", "换发证照3个工作日内办结。"),
        ("more", "牵头单位：市证照局"),
        ("source", "依据江府办〔2030〕7号。"),
    ]


def test_each_case_stands_apart_from_what_holds_for_it() -> None:
    said = lines("两种情形：\n- 一般：3日\n- 加急：1日（2030年底前）", ())[1:]
    assert [(line.case, line.segments[0].text) for line in said] == [
        ("一般", "3日"),
        ("加急", "1日（2030年底前）"),
    ]


def test_items_without_a_colon_stay_items() -> None:
    assert kinds("三条：\n- 甲\n- ：乙")[1:] == [("item", "甲"), ("item", "：乙")]


def test_the_figure_stands_out_in_the_direct_answer() -> None:
    (line, *_) = lines(TEXT, (fact(measure(), "3个工作日内"),))
    assert [segment.text for segment in line.segments if segment.marked] == ["3个工作日内"]


@given(st.text(alphabet="3个工作日内：换发\n- ", max_size=60))
def test_no_word_of_an_answer_is_lost(text: str) -> None:
    said = "".join(words for _, words in kinds(text))
    assert said == "".join(line.removeprefix("- ") for line in text.split("\n"))


def test_clauses_listed_below_are_not_listed_twice() -> None:
    answer = replace(listing("清单", 2), answer="共2条：\n- 1 换发证照。\n- 2 换发证照。")
    assert spoken(answer) == "共2条"


def test_items_that_name_no_shown_clause_stay() -> None:
    answer: Answer = replace(listing("清单", 2), answer="共2条：\n- 9 别的。")
    assert spoken(answer) == answer.answer
    cases = replace(answered("问"), answer="两种：\n- 一般：3日")
    assert spoken(cases) == cases.answer
