"""Choosing the page's language in a real browser, and reading on in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from serve.conftest import NewVisitor
from serve.visitor import Visitor

pytestmark = pytest.mark.browser
VIEWS = (
    "browse",
    "browse?unit=税务局&due=passed",
    "measures/11.1",
    "units",
    "units/税务局",
    "units/无",
    "pictures",
)
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


def choose(page: Page, name: str) -> None:
    page.locator(".languages summary").click()
    page.locator(".languages").get_by_text(name, exact=True).last.click()


def speaks(page: Page, language: str) -> None:
    page.wait_for_selector(f"html[lang='{language}']")


@pytest.fixture(scope="module", params=[(1280, "light"), (390, "dark")], ids=["desk", "phone"])
def english(request: pytest.FixtureRequest, browser: Browser, site_page: str) -> Iterator[Page]:
    """A page whose visitor has chosen English; in the end no script has failed."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=site_page, locale="zh-CN"
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda line: faults.append(line.text) if "Security Policy" in line.text else None)
    opened.goto("browse?due=passed")
    choose(opened, "English")
    yield opened
    context.close()
    assert faults == []


def test_a_choice_stays_on_the_page_and_holds_on_the_next(english: Page) -> None:
    english.goto("browse?due=passed")
    assert english.locator("html").get_attribute("lang") == "en"
    assert english.locator("h1").inner_text() == "Measures"
    assert english.locator(".chosen").inner_text().startswith("Passed")
    assert re.match(r"\d+ measures", english.locator("#results-title").inner_text())
    assert english.locator(".rows thead", has_text="Lead unit").count() == 1
    english.get_by_role("link", name="Units").first.click()
    assert english.locator(".lead").inner_text().startswith("The plan names")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
def test_every_english_view_fits_the_window_and_passes_the_accessibility_checks(
    english: Page, view: str, large: bool
) -> None:
    english.goto("units")
    english.evaluate(f"localStorage.setItem('wence-large', '{int(large)}')")
    english.goto(view)
    assert english.locator("html.is-large").count() == int(large)
    english.locator(".languages summary").click()
    assert english.evaluate(OVERFLOW) <= 0
    assert [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(english).response["violations"]] == []


def test_the_charts_say_their_words_in_english_and_the_units_in_chinese(english: Page) -> None:
    english.goto("pictures")
    english.locator("#areas .chart svg").wait_for()
    drawn = " ".join(english.locator(".chart svg text").all_text_contents())
    for words in ("Mostly leads", "Passed", "No deadline", "Today", "Q4", "市市场监管局"):
        assert words in drawn
    assert "条" not in drawn.replace("条例", "")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_conversation_has_an_english_frame_around_chinese_text(
    visit: NewVisitor, scripted_page: str, width: int
) -> None:
    visitor = visit(scripted_page, width)
    page = visitor.page
    choose(page, "English")
    speaks(page, "en")
    page.get_by_placeholder("Type your question").wait_for()
    answer = visitor.ask("换发证照要多久？")
    for words in (
        "For reference",
        "Original text",
        "Supporting unit",
        "换发证照3个工作日内办结",
        "市证照局",
    ):
        assert words in answer
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name=re.compile("Copied|Copy failed")).wait_for()
    page.locator("[data-verdict='useful']").click()
    page.get_by_text("Received, thank you").wait_for()
    assert visitor.overflow() <= 0
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    page.reload()
    visitor.read(1)
    assert "For reference" in visitor.latest.inner_text()
    assert page.title() == "Wence · Ask the policy plan"
    assert visitor.faults == []


def test_traditional_is_chosen_and_left_again_and_the_talk_goes_on(visitor: Visitor) -> None:
    page = visitor.page
    visitor.ask("换发证照要多久？")
    choose(page, "繁體")
    speaks(page, "zh-Hant")
    text = visitor.read(1)
    assert "參考回答" in text
    assert "加快换发证照" in text
    assert page.locator("#send").inner_text() == "提問"
    choose(page, "简体")
    speaks(page, "zh-CN")
    assert "参考回答" in visitor.read(1)
    assert urlsplit(page.url).query == ""


@pytest.mark.parametrize("width", [320, 861, 1024])
def test_the_bar_holds_its_longer_english_words_at_widths_between(english: Page, width: int) -> None:
    size = english.viewport_size
    assert size is not None
    english.set_viewport_size({"width": width, "height": 900})
    english.goto("browse")
    right = "() => Math.max(...[...document.querySelectorAll('.bar :is(a, button, summary)')].map((e) => e.getBoundingClientRect().right))"
    assert english.evaluate(right) <= width
    english.set_viewport_size(size)


def test_the_menu_works_by_keyboard_and_closes_by_itself(english: Page) -> None:
    english.goto("units")
    menu = english.locator(".languages")
    english.focus(".languages summary")
    english.keyboard.press("Enter")
    assert menu.get_by_role("link").count() == 3
    english.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    english.keyboard.press("Enter")
    english.mouse.click(8, 600)
    assert menu.get_attribute("open") is None


def test_a_browser_in_another_language_still_gets_a_page_that_says_it_is_chinese(
    browser: Browser, scripted_page: str
) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(scripted_page)
    page.wait_for_selector("#question textarea")
    page.wait_for_timeout(1500)
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    context.close()
