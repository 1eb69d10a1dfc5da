"""The whole way of a question over the real plan: ``python app.py`` in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from serve.conftest import NewVisitor
from serve.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def person(visit: NewVisitor, real_page: str) -> Iterator[Visitor]:
    """A visitor of the real page; at the end no script has failed and no other host was asked."""
    visitor = visit(real_page)
    yield visitor
    assert visitor.faults == []
    assert visitor.outside_requests() == []


def test_a_typed_question_is_answered_from_its_clause(person: Visitor) -> None:
    text = person.ask("高压客户办电要多久？")
    assert "20个工作日" in person.latest.locator(".line-direct").first.inner_text()
    assert "20个工作日" in person.latest.locator("mark").first.inner_text()
    for part in (
        "参考回答",
        "渝府办发〔2019〕81号",
        "措施 11.1",
        "获得电力",
        "市经济信息委",
        "国网市电力公司",
        "已过期",
    ):
        assert part in text


def test_a_follow_up_is_answered_in_context(person: Visitor) -> None:
    person.ask("高压客户办电要多久？")
    assert "4个工作日" in person.ask("低压的呢？")
    assert "如何理解您的问题" in person.latest.inner_text()


def test_every_example_is_answered(person: Visitor) -> None:
    examples = person.page.locator(".example").all_inner_texts()
    assert len(examples) >= 6
    person.page.locator(".example").first.click()
    person.read(1)
    for example in examples[1:]:
        assert "参考回答" in person.ask(example)


def test_what_the_plan_does_not_say_is_refused_with_the_way_on(person: Visitor) -> None:
    text = person.ask("今天中午吃什么好？")
    assert "参考回答" not in person.latest.locator(".reply-label").inner_text()
    assert "12345" in text
    assert person.latest.locator("mark").count() == 0


def test_the_page_fits_a_phone(visit: NewVisitor, real_page: str) -> None:
    visitor = visit(real_page, 390)
    visitor.ask("市发展改革委牵头哪些措施？")
    assert visitor.latest.locator("details.is-folded").count() > 5
    assert visitor.overflow() <= 0
