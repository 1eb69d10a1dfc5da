"""有用, 有误 and 纠错 in a real browser."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from serve.conftest import NewVisitor
from serve.visitor import Visitor

pytestmark = pytest.mark.browser
THANKS = "已收到，谢谢"


def last_row(data: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(data / "feedback.sqlite3")) as connection:
        columns = "question, verdict, reason, text, measure_id"
        row: tuple[str, ...] = connection.execute(
            f"SELECT {columns} FROM feedback ORDER BY id DESC"
        ).fetchone()
        return row


def test_a_useful_answer_takes_one_click(visitor: Visitor, data: Path) -> None:
    visitor.ask("换发证照要多久？")
    visitor.ask("加急的呢？")
    visitor.page.locator("#past").get_by_role("button", name="有用").click()
    expect(visitor.page.locator("#past .verdict")).to_have_text(THANKS, use_inner_text=True)
    assert last_row(data) == ("换发证照要多久？", "useful", "", "", "")


def test_a_wrong_answer_is_described_by_keyboard_and_a_failure_keeps_the_text(
    visitor: Visitor, data: Path
) -> None:
    page = visitor.page
    visitor.ask("换发证照要多久？")
    visitor.latest.get_by_role("button", name="有误").press("Enter")
    expect(page.get_by_label("数字不对")).to_be_focused()
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".feedback-fault")).to_have_text("请先选择一个原因，再发送。")
    page.get_by_label("数字不对").press("Space")
    page.get_by_label("补充说明").fill("应为2天")
    expect(page.locator(".feedback-count")).to_have_text("4/500 字")
    page.route("**/feedback", lambda route: route.abort())
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".feedback-fault")).to_have_text("没有发送成功，请检查网络后重试。")
    expect(page.get_by_label("补充说明")).to_have_value("应为2天")
    page.unroute("**/feedback")
    page.get_by_role("button", name="发送").click()
    expect(visitor.latest.locator(".verdict .verdict-said")).to_be_focused()
    expect(page.locator(".feedback")).to_have_count(0)
    assert last_row(data) == ("换发证照要多久？", "wrong", "数字不对", "应为2天", "")


def test_a_clause_can_be_corrected_and_a_half_written_form_moves_up_with_its_answer(
    visitor: Visitor, data: Path
) -> None:
    page = visitor.page
    visitor.ask("换发证照要多久？")
    visitor.latest.get_by_role("button", name="有误").click()
    page.keyboard.press("Escape")
    expect(visitor.latest.get_by_role("button", name="有误")).to_be_focused()
    visitor.latest.get_by_role("button", name="纠错").click()
    expect(page.locator(".feedback")).to_have_count(1)
    assert "措施 3.1哪里有误？" in page.locator(".feedback").inner_text()
    page.get_by_label("原文有误").check()
    page.get_by_label("补充说明").fill("漏了一字")
    visitor.ask("加急的呢？")
    page.locator("#past").get_by_role("button", name="发送").click()
    expect(page.locator("#past .clause-tools .verdict-said")).to_have_text(THANKS)
    expect(page.locator("#past .correct")).to_be_hidden()
    assert last_row(data) == ("换发证照要多久？", "wrong", "原文有误", "漏了一字", "3.1")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_open_form_fits_and_is_accessible(
    visit: NewVisitor, scripted_page: str, width: int, scheme: str
) -> None:
    visitor = visit(scripted_page, width, scheme=scheme)
    visitor.ask("换发证照要多久？")
    visitor.latest.get_by_role("button", name="有误").click()
    visitor.page.get_by_role("button", name="发送").click()
    expect(visitor.page.locator(".feedback-fault")).not_to_be_empty()
    assert visitor.overflow() <= 0
    assert [v["id"] for v in Axe().run(visitor.page).response["violations"]] == []
