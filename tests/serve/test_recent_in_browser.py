"""The questions of earlier visits, kept by the browser alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from serve.conftest import NewVisitor
from serve.scripted import HOSTILE
from serve.visitor import Visitor

pytestmark = pytest.mark.browser


def test_earlier_questions_are_offered_on_the_next_visit_until_they_are_cleared(
    visit: NewVisitor, scripted_page: str
) -> None:
    visitor = visit(scripted_page, 390)
    assert visitor.page.locator(".recent").is_hidden()
    for question in ("换发证照要多久？", HOSTILE, "清单" + "很" * 80, "换发证照要多久？"):
        visitor.ask(question)
    sent = len(visitor.requests)
    later = Visitor(visitor.context, scripted_page)
    recent = later.page.locator(".recent-list .ask:visible")
    expect(recent).to_have_text(["换发证照要多久？", "清单" + "很" * 80, HOSTILE])
    assert later.overflow() <= 0
    assert [v["id"] for v in Axe().run(later.page).response["violations"]] == []
    recent.first.click()
    later.read(1)
    later.page.get_by_role("button", name="新对话").click()
    later.page.get_by_role("button", name="清除").click()
    expect(later.page.locator(".recent")).to_be_hidden()
    assert later.page.evaluate("window.hacked") is None
    assert len(visitor.requests) == sent
    later.page.reload()
    later.page.locator(".example").first.wait_for()
    assert later.page.locator(".recent").is_hidden()


def test_many_earlier_questions_fold(visit: NewVisitor, scripted_page: str) -> None:
    visitor = visit(scripted_page)
    asked = [f"第{number}问" for number in range(40)]
    visitor.page.evaluate("(asked) => localStorage.setItem('wence-asked', JSON.stringify(asked))", asked)
    visitor.page.reload()
    visitor.page.get_by_text("展开其余 24 条").click()
    expect(visitor.page.locator(".recent-list .ask:visible")).to_have_text(asked[:30])
