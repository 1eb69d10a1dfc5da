"""A question in the page's address, as other pages link to it."""

from __future__ import annotations

import pytest

from serve.conftest import NewVisitor
from serve.scripted import HOSTILE

pytestmark = pytest.mark.browser


def test_a_link_asks_its_question_once_and_after_the_tabs_own_talk(
    visit: NewVisitor, scripted_page: str
) -> None:
    visitor = visit(f"{scripted_page}?q=换发证照要多久&from=a")
    page = visitor.page
    assert "换发证照3个工作日内办结" in visitor.read(1)
    assert page.url == f"{scripted_page}?from=a"
    page.reload()
    visitor.read(1)
    assert visitor.turns == 1
    page.goto(f"{scripted_page}?q=加急的呢？")
    assert "上一问是：换发证照要多久" in visitor.read(2)
    assert page.locator(".asked-text").all_inner_texts() == ["换发证照要多久", "加急的呢？"]
    assert page.url == scripted_page


def test_a_link_is_data_like_any_other_question(visit: NewVisitor, scripted_page: str) -> None:
    visitor = visit(f"{scripted_page}?q={HOSTILE}")
    visitor.read(1)
    assert visitor.page.locator(".asked-text").inner_text() == HOSTILE
    assert visitor.page.evaluate("window.hacked") is None
