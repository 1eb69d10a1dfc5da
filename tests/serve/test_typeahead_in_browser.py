"""The list of questions under the question box, in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from serve.conftest import NewVisitor
from serve.visitor import Visitor

pytestmark = pytest.mark.browser
BOX = "#question textarea"


def test_a_line_is_taken_by_keys_and_then_asked(visitor: Visitor) -> None:
    page, lines = visitor.page, visitor.page.get_by_role("option")
    page.locator(BOX).press_sequentially("证照")
    expect(lines).to_have_count(2)
    page.keyboard.press("ArrowDown")
    chosen = page.locator(BOX).get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_have_value("加快换发证照有哪些措施？")
    expect(lines).to_have_count(0)
    assert visitor.turns == 0
    page.keyboard.press("Enter")
    visitor.read(1)
    assert page.locator(".asked-text").all_inner_texts() == ["加快换发证照有哪些措施？"]


def test_enter_asks_what_is_typed_and_escape_puts_the_list_away(visitor: Visitor) -> None:
    page, lines = visitor.page, visitor.page.get_by_role("option")
    page.locator(BOX).press_sequentially("数据局")
    expect(lines).to_have_text(["单位市数据局配合哪些措施？"])
    page.keyboard.press("Escape")
    expect(lines).to_have_count(0)
    page.keyboard.press("End")
    page.locator(BOX).press_sequentially("配")
    expect(lines).to_have_count(1)
    page.keyboard.press("Enter")
    visitor.read(1)
    assert page.locator(".asked-text").all_inner_texts() == ["数据局配"]
    expect(lines).to_have_count(0)


def test_a_line_is_taken_by_mouse_and_nothing_happens_while_composing(visitor: Visitor) -> None:
    page, lines = visitor.page, visitor.page.get_by_role("option")
    compose = "(kind) => document.activeElement.dispatchEvent(new CompositionEvent(kind, { bubbles: true }))"
    page.focus(BOX)
    page.evaluate(compose, "compositionstart")
    page.keyboard.type("数据")
    page.wait_for_timeout(300)
    expect(lines).to_have_count(0)
    page.evaluate(compose, "compositionend")
    expect(lines).to_have_count(1)
    lines.first.click()
    expect(page.locator(BOX)).to_have_value("市数据局配合哪些措施？")
    expect(page.locator(BOX)).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_open_list_fits_and_is_accessible(
    visit: NewVisitor, scripted_page: str, width: int, scheme: str
) -> None:
    visitor = visit(scripted_page, width, scheme=scheme)
    visitor.page.locator(BOX).press_sequentially("市")
    expect(visitor.page.get_by_role("option").nth(3)).to_be_visible()
    assert visitor.overflow() <= 0
    assert [v["id"] for v in Axe().run(visitor.page).response["violations"]] == []
