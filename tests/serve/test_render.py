"""The page's markup: everything from outside is text, and each kind of answer has its shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from qa.answer.model import Answer
from qa.serve.assets import Assets
from qa.serve.render import Renderer
from qa.serve.session import Exchange
from serve.scripted import HOSTILE, TEMPLATES, ScriptedAssistant, answered, listing, measure

RENDERER = Renderer(ScriptedAssistant().plans, today=lambda: date(2031, 1, 1))


class Page(HTMLParser):
    """The elements and the visible text of a piece of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def count(self, tag: str, name: str) -> int:
        return sum(1 for t, a in self.tags if t == tag and name in (a.get("class") or "").split())


def shown(answer: Answer, question: str | None = None) -> Page:
    exchange = Exchange(question or answer.question, 1, answer, len(answer.answer))
    return Page(RENDERER.exchange(exchange))


def test_hostile_texts_stay_text_wherever_they_stand() -> None:
    answer = ScriptedAssistant().ask("脚本")
    page = shown(replace(answer, question=HOSTILE), HOSTILE)
    assert not [tag for tag, _ in page.tags if tag in ("script", "img")]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert page.text.count(HOSTILE) >= 4
    assert TEMPLATES in page.text
    assert "[点我](javascript:" in page.text


def test_hostile_units_notes_and_tasks_stay_text() -> None:
    record = replace(
        measure(), lead=(HOSTILE,), notes=(HOSTILE,), task=HOSTILE, deadlines=(HOSTILE,), missing=(HOSTILE,)
    )
    page = shown(answered("问", record))
    assert not [tag for tag, _ in page.tags if tag in ("script", "img")]


def test_the_answer_stands_before_the_clause_and_is_labelled_as_reference() -> None:
    text = shown(answered("要多久？")).text
    assert (
        text.index("参考回答") < text.index("换发证照3个工作日内办结（2030年底前）") < text.index("依据原文")
    )


def test_a_clause_shows_where_it_stands_who_is_in_charge_and_until_when() -> None:
    text = " ".join(shown(answered("要多久？")).text.split())
    for part in (
        "措施 3.1",
        "证照服务",
        "加快换发证照",
        "市证照局",
        "市数据局",
        "2030年底前",
        "已过期",
        "相关度 高",
    ):
        assert part in text


def test_losses_and_doubts_of_a_clause_are_told() -> None:
    record = replace(measure(), support=(), missing=("support",), notes=("单位名称被截断。",))
    text = shown(answered("要多久？", record)).text
    assert "缺失：配合单位" in text
    assert "单位名称被截断。" in text


def test_how_a_question_was_understood_is_told_only_where_it_differs() -> None:
    answer = answered("加急的呢？")
    assert (
        "如何理解您的问题：加急换证要多久？"
        in shown(replace(answer, resolved_question="加急换证要多久？")).text
    )
    assert "如何理解" not in shown(replace(answer, resolved_question="加急的呢？")).text


def test_several_figures_stand_in_a_table() -> None:
    page = shown(answered("要多久？", values=("3个工作日内", "1个工作日内")))
    assert page.count("table", "figures") == 1
    assert shown(answered("要多久？")).count("table", "figures") == 0


@pytest.mark.parametrize(("count", "folded", "rest"), [(2, 0, 0), (5, 5, 0), (24, 24, 14)])
def test_long_lists_of_clauses_fold(count: int, folded: int, rest: int) -> None:
    page = shown(listing("清单", count))
    assert page.count("details", "is-folded") == folded
    assert page.count("div", "clause") == count - folded
    assert ("展开其余 14 条" in page.text) == bool(rest)


def test_clauses_that_an_answer_does_not_rest_on_fold_as_related() -> None:
    answer = answered("要多久？")
    further = tuple(replace(answer.citations[0], measure=measure(name)) for name in ("4", "5"))
    page = shown(replace(answer, citations=answer.citations + further))
    assert page.count("details", "is-folded") == 2
    assert "相关条款2 条" in page.text


def test_a_refusal_gives_the_way_on_and_questions_that_can_be_answered() -> None:
    page = shown(ScriptedAssistant().ask("窗口电话是多少？"))
    assert ("a", "tel:12345") in [(tag, attributes.get("href")) for tag, attributes in page.tags]
    assert "换发证照要多久？" in [attributes.get("data-ask") for _, attributes in page.tags]
    assert "把握" not in page.text


def test_choices_of_an_unclear_question_can_be_clicked() -> None:
    page = shown(ScriptedAssistant().ask("哪一种要多久？"))
    assert [a["data-ask"] for tag, a in page.tags if "data-ask" in a] == ["换发的", "加急的"]


def test_a_failure_is_one_sentence_without_its_cause() -> None:
    text = Page(RENDERER.exchange(Exchange("坏", 2, failure="系统暂时无法回答。"))).text
    assert "系统暂时无法回答。" in text


def test_a_very_long_question_is_shortened_on_the_page() -> None:
    assert len(Page(RENDERER.exchange(Exchange("问" * 100_000))).text) < 1000


def test_an_empty_collection_says_so() -> None:
    assert "目前没有收录任何方案" in Renderer(()).home((), Assets())


def test_the_footer_tells_how_many_sentences_the_source_has_lost() -> None:
    assert "现存底稿缺 2 句" in RENDERER.home((), Assets())
