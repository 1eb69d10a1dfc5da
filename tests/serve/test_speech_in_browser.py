"""朗读 and 长者模式 in a real browser, whose voice is replaced by one that notes what it is told to say."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from serve.visitor import Visitor

pytestmark = pytest.mark.browser
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-US" }, { lang: "zh-CN" }],
  speak: (one) => { window.said.push(one.text); window.last = one; },
  cancel: () => { window.said.length = 0; },
} });
"""
ANSWER = ["换发证照3个工作日内办结（2030年底前）。"]


def test_an_answer_is_read_aloud_until_it_is_stopped_or_the_next_is_asked(
    browser: Browser, scripted_page: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    context.add_init_script(VOICE)
    visitor = Visitor(context, scripted_page)
    page = visitor.page
    visitor.ask("换发证照要多久？")
    button = visitor.latest.locator("[data-read]")
    button.click()
    assert page.evaluate("window.said") == ANSWER
    assert page.evaluate("[window.last.lang, window.last.voice.lang]") == ["zh-CN", "zh-CN"]
    expect(button).to_have_text("停止")
    button.click()
    assert page.evaluate("window.said") == []
    expect(button).to_have_text("朗读")
    button.click()
    page.evaluate("window.last.onend()")
    expect(button).to_have_text("朗读")
    button.click()
    visitor.ask("加急的呢？")
    assert page.evaluate("window.said") == []
    expect(page.locator("#past [data-read]")).to_have_text("朗读")

    page.get_by_role("button", name="长者模式").click()
    expect(visitor.latest.locator(".line-direct")).to_have_css("font-size", re.compile(r"^2[6-9]"))
    assert visitor.latest.locator("[data-read]").evaluate("(e) => e.getBoundingClientRect().height") >= 56
    assert visitor.overflow() <= 0
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    assert visitor.faults == []
    context.close()


def test_a_browser_without_a_chinese_voice_shows_no_button_to_read(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    assert visitor.latest.locator("[data-read]").is_hidden()


def test_older_readers_see_only_what_answers_the_question(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    visitor.page.get_by_role("button", name="长者模式").click()
    assert visitor.latest.locator(".clause-text").first.is_visible()
    assert visitor.latest.get_by_text("相关度").is_hidden()
    visitor.page.get_by_role("button", name="长者模式").click()
    assert visitor.latest.get_by_text("相关度").is_visible()
