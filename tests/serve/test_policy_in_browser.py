"""The conversation under its policy: nothing that it does itself is stopped, and what is smuggled in is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from serve.conftest import NewVisitor
from serve.visitor import Visitor

pytestmark = pytest.mark.browser
SMUGGLED = {
    "script element": "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)",
    "event handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 1\">')",
    "script address": "const a = document.createElement('a'); a.href = 'javascript:window.hacked = 1'; document.body.append(a); a.click()",
    "text as code": "setTimeout(() => { try { eval('window.hacked = 1') } catch { /* stopped */ } })",
    "text as function": "setTimeout(() => { try { Function('window.hacked = 1')() } catch { /* stopped */ } })",
}
MARKUP = '<script>window.hacked = 1</script><svg onload="window.hacked = 2"></svg></body>'


def test_nothing_of_a_whole_visit_is_stopped(visit: NewVisitor, scripted_page: str) -> None:
    visitor = visit(scripted_page)
    page = visitor.page
    page.locator(".example").first.click()
    visitor.read(1)
    visitor.ask("换发证照要多久？")
    visitor.ask("加急的呢？")
    visitor.ask("哪一种要多久？")
    visitor.click("加急的")
    visitor.ask("清单")
    page.get_by_text("展开其余 14 条").click()
    page.locator("#current [data-verdict='useful']").click()
    expect(page.locator("#current .verdict .verdict-said")).not_to_be_empty()
    with page.expect_download():
        visitor.latest.get_by_role("button", name="Excel").click()
    for tool in ("large", "dark"):
        page.locator(f"[data-tool='{tool}']").click()
    page.locator("#question textarea").press_sequentially("证照")
    expect(page.get_by_role("option").first).to_be_visible()
    for language, name in (("en", "English"), ("zh-Hant", "繁體"), ("zh-CN", "简体")):
        page.locator(".languages summary").click()
        page.locator(".languages").get_by_text(name, exact=True).last.click()
        page.wait_for_selector(f"html[lang='{language}']")
        visitor.read(6)
    page.get_by_role("button", name="新对话").click()
    page.locator(".welcome").wait_for()
    assert visitor.faults == []


@pytest.mark.parametrize("way", SMUGGLED)
def test_code_that_is_smuggled_into_the_open_page_is_stopped(
    visit: NewVisitor, scripted_page: str, way: str
) -> None:
    visitor = visit(scripted_page)
    visitor.ask("换发证照要多久？")
    assert visitor.faults == []
    visitor.page.evaluate(f"() => {{ {SMUGGLED[way]} }}")
    told = wait_for_fault(visitor)
    assert told.startswith("script-src")
    assert visitor.page.evaluate("window.hacked") is None


def test_code_that_is_smuggled_into_the_page_on_its_way_is_stopped(
    visit: NewVisitor, scripted_page: str
) -> None:
    visitor = visit(scripted_page)
    page: Page = visitor.page

    def smuggle(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</body>", MARKUP))

    page.route(scripted_page, smuggle)
    page.reload()
    assert "参考回答" in visitor.ask("换发证照要多久？")
    assert wait_for_fault(visitor).startswith("script-src")
    assert page.evaluate("window.hacked") is None


def wait_for_fault(visitor: Visitor) -> str:
    """What the policy told first."""
    for _ in range(50):
        if visitor.faults:
            return visitor.faults[0]
        visitor.page.wait_for_timeout(100)
    pytest.fail("nothing was stopped")
