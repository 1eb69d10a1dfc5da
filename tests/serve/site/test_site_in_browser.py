"""Browsing the real plan in a real browser, at both widths, by hand and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
VIEWS = (
    "browse",
    "browse?unit=税务局&due=passed",
    "browse?q=没有的词",
    "measures/11.1",
    "units",
    "units/税务局",
    "units/无",
)


@pytest.fixture(scope="module", params=[(1280, "light"), (390, "dark")], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, site_page: str) -> Iterator[Page]:
    """A page whose address is the site's; in the end no script has failed and no other host was asked."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=site_page, locale="zh-CN"
    )
    opened = context.new_page()
    faults: list[str] = []
    outside: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda line: faults.append(line.text) if "Security Policy" in line.text else None)
    opened.on("request", lambda asked: None if asked.url.startswith(site_page) else outside.append(asked.url))
    yield opened
    context.close()
    assert faults == []
    assert outside == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_the_window_and_passes_the_accessibility_checks(page: Page, view: str) -> None:
    page.goto(view)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_finger_hits_every_link_on_a_phone(page: Page, view: str) -> None:
    if page.viewport_size != {"width": 390, "height": 900}:
        pytest.skip("a mouse hits smaller ones")
    page.goto(view)
    small = """() => [...document.querySelectorAll('button, a, summary, input')]
        .filter((e) => e.checkVisibility() && !e.matches('.skip') && !e.closest('p') && e.getBoundingClientRect().height < 40)
        .map((e) => e.outerHTML.slice(0, 120))"""
    assert page.evaluate(small) == []


def test_very_large_type_fits_every_view(page: Page) -> None:
    page.goto("units")
    page.locator("[data-tool='large']").click()
    widths = {}
    for view in VIEWS:
        page.goto(view)
        widths[view] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.locator("[data-tool='large']").click()
    assert {view: width for view, width in widths.items() if width > 0} == {}


def test_choosing_narrows_the_list_and_a_mark_takes_the_choice_back(page: Page) -> None:
    page.goto("browse")
    folded = page.locator(".facets > summary")
    for choice in ("获得电力", "已过期"):
        if folded.is_visible():
            folded.click()
        option = page.locator(".option", has_text=choice).first
        promised = option.locator(".count").inner_text()
        option.click()
        assert page.locator("#results-title").inner_text().startswith(f"{promised} 条措施")
    assert page.locator(".rows tbody tr").count() == int(promised)
    page.locator(".chosen a", has_text="已过期").click()
    assert page.locator(".chosen a").count() == 1
    page.locator(".cell-id a").first.click()
    assert page.locator("h1").inner_text().startswith("措施")


def test_words_are_filtered_and_a_unit_opens_its_profile_by_keyboard_alone(page: Page) -> None:
    page.goto("browse")
    page.focus("#q")
    page.keyboard.type("高压 办电")
    page.keyboard.press("Enter")
    page.locator("#results-title", has_text="1 条措施").wait_for()
    page.focus(".rows .unit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/**")
    assert page.locator("h1").inner_text() == "市经济信息委"


def test_large_type_and_colours_chosen_on_one_page_hold_on_the_next(page: Page) -> None:
    page.goto("units")
    dark = page.locator("body.dark").count() == 1
    page.locator("[data-tool='dark']").click()
    page.goto("browse")
    assert (page.locator("body.dark").count() == 1) is not dark
    page.locator("[data-tool='dark']").click()


def test_a_list_can_be_printed_without_its_tools(page: Page) -> None:
    page.goto("browse?unit=税务局")
    page.emulate_media(media="print")
    assert not page.locator(".facets").is_visible()
    assert page.locator(".rows").is_visible()
    page.emulate_media(media="screen")


def test_nothing_moves_while_a_list_is_drawn(page: Page) -> None:
    page.goto("browse")
    shifted = """() => new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((e) => { sum += e.value; }))
            .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 800);
    })"""
    assert page.evaluate(shifted) < 0.05
    narrow = page.viewport_size == {"width": 390, "height": 900}
    assert page.locator(".option").first.is_visible() is not narrow
