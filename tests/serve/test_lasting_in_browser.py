"""What a talk outlives: a reload in the middle of an answer, a server that starts anew, and the visit itself as a file."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from serve.conftest import NewVisitor, served
from serve.takeaway.opened import word
from serve.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_reload_in_the_middle_of_an_answer_asks_again(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    visitor.page.fill("#question textarea", "慢慢查加急的")
    visitor.page.press("#question textarea", "Enter")
    visitor.latest.get_by_text("正在查阅方案原文").wait_for()
    visitor.page.reload()
    assert "参考回答" in visitor.read(2)
    assert visitor.page.locator(".asked-text").all_inner_texts() == ["换发证照要多久？", "慢慢查加急的"]


def test_a_talk_that_comes_back_is_not_preceded_by_a_welcome(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.page.route("**/assets/index-*.js", hold)
    visitor.page.reload(wait_until="commit")
    visitor.page.locator(".bar").wait_for()
    expect(visitor.page.locator("body.has-talk .welcome")).to_be_hidden()
    assert visitor.page.locator("#question").count() == 0
    for route in held:
        route.continue_()
    visitor.read(1)


def test_a_server_that_starts_anew_goes_on_with_the_talk(visit: NewVisitor, data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    command = ["tests/serve/scripted.py"]
    with served(command, QA_PORT=port, QA_DATA=str(data)) as url:
        visitor = visit(url)
        visitor.ask("换发证照要多久？")
        visitor.ask("加急的呢？")
    with served(command, QA_PORT=port, QA_DATA=str(data)):
        text = visitor.ask("那个呢？")
        assert "上一问是：加急的呢？" in text
        assert visitor.page.locator(".asked-text").all_inner_texts() == [
            "换发证照要多久？",
            "加急的呢？",
            "那个呢？",
        ]
        assert "上一问是：那个呢？" in visitor.ask("这个呢？")


def test_an_answer_is_kept_as_a_file_in_the_light_of_its_talk(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    visitor.ask("加急的呢？")
    with visitor.page.expect_download() as download:
        visitor.latest.get_by_role("button", name="Word").click()
    kept = download.value
    assert kept.suggested_filename.endswith(".docx")
    said = "\n".join(p.text for p in word(Path(kept.path()).read_bytes()).paragraphs)
    assert "上一问是：换发证照要多久？" in said
    assert visitor.turns == 2
