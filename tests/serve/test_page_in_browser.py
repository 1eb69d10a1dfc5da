"""The page's own behaviour in a real browser, over scripted answers."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Route

from serve.conftest import EMBEDDING_SITE, NewVisitor
from serve.scripted import HOSTILE, TEMPLATES
from serve.visitor import Visitor

pytestmark = pytest.mark.browser
WIDTHS = (390, 1280)


def test_a_question_is_answered_after_enter_and_the_box_is_ready_for_the_next(visitor: Visitor) -> None:
    assert "换发证照3个工作日内办结" in visitor.ask("换发证照要多久？")
    assert visitor.page.input_value("#question textarea") == ""
    assert visitor.latest.locator("mark").all_inner_texts() == ["3个工作日内"]


def test_the_button_asks_as_enter_does(visitor: Visitor) -> None:
    visitor.page.fill("#question textarea", "换发证照要多久？")
    visitor.page.get_by_role("button", name="提问").click()
    assert "参考回答" in visitor.read(1)


def test_shift_enter_writes_a_second_line_and_asks_nothing(visitor: Visitor) -> None:
    box = visitor.page.locator("#question textarea")
    box.fill("第一行")
    box.press("Shift+Enter")
    box.press_sequentially("第二行")
    assert box.input_value() == "第一行\n第二行"
    assert visitor.turns == 0


def test_an_empty_question_changes_nothing(visitor: Visitor) -> None:
    visitor.page.fill("#question textarea", "   ")
    visitor.page.press("#question textarea", "Enter")
    visitor.page.wait_for_timeout(400)
    assert visitor.turns == 0
    assert visitor.page.locator(".welcome").is_visible()


def test_a_follow_up_is_understood_from_the_same_visitors_last_question(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    text = visitor.ask("加急的呢？")
    assert "上一问是：换发证照要多久？" in text
    assert "如何理解您的问题：接着：换发证照要多久？" in text
    assert visitor.turns == 2


def test_two_visitors_never_see_each_others_talk(visit: NewVisitor, scripted_page: str) -> None:
    first, second = visit(scripted_page), visit(scripted_page)
    first.ask("甲问换发证照")
    second.ask("乙问换发证照")
    assert "上一问是：甲问换发证照" in first.ask("那个呢？")
    assert "上一问是：乙问换发证照" in second.ask("那个呢？")
    assert "乙问" not in first.page.content()
    assert "甲问" not in second.page.content()


def test_many_tabs_of_one_browser_can_be_open_at_once(visit: NewVisitor, scripted_page: str) -> None:
    first = visit(scripted_page)
    tabs = [first, *(Visitor(first.context, scripted_page) for _ in range(6))]
    for tab in (tabs[0], tabs[-1]):
        assert "参考回答" in tab.ask("换发证照要多久？")


def test_a_slow_question_holds_up_nobody_else(visit: NewVisitor, scripted_page: str) -> None:
    slow, quick = visit(scripted_page), visit(scripted_page)
    slow.page.fill("#question textarea", "慢慢查")
    slow.page.press("#question textarea", "Enter")
    slow.latest.get_by_text("正在查阅方案原文").wait_for()
    quick.ask("换发证照要多久？")
    assert slow.latest.get_attribute("aria-busy") == "true"
    slow.read(1)


def test_a_talk_survives_a_reload_of_its_own_tab_only(visit: NewVisitor, scripted_page: str) -> None:
    visitor = visit(scripted_page)
    visitor.ask("换发证照要多久？")
    visitor.ask("加急的呢？")
    visitor.page.reload()
    assert "上一问是：换发证照要多久？" in visitor.read(2)
    assert visitor.turns == 2
    assert "上一问是：加急的呢？" in visitor.ask("那个呢？")
    other = Visitor(visitor.context, scripted_page)
    other.page.wait_for_timeout(400)
    assert other.turns == 0


def test_a_clicked_choice_is_asked(visitor: Visitor) -> None:
    visitor.ask("哪一种要多久？")
    visitor.click("加急的")
    assert visitor.page.locator(".asked-text").all_inner_texts() == ["哪一种要多久？", "加急的"]


def test_a_unit_and_a_clause_lead_to_their_own_pages_and_the_talk_is_there_on_the_way_back(
    visitor: Visitor,
) -> None:
    visitor.ask("换发证照要多久？")
    visitor.page.locator(".unit", has_text="市证照局").click()
    visitor.page.locator("h1", has_text="市证照局").wait_for()
    visitor.page.go_back()
    assert "参考回答" in visitor.read(1)
    visitor.page.locator(".clause-page").first.click()
    visitor.page.locator("h1", has_text="措施 3.1").wait_for()


def test_a_question_about_a_clause_names_it(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    visitor.click("由谁牵头？")
    assert visitor.page.locator(".asked-text").last.inner_text() == "第3.1条措施由谁牵头？"


def test_a_refusal_shows_the_hotline(visitor: Visitor) -> None:
    visitor.ask("窗口电话是多少？")
    assert visitor.latest.locator("a[href='tel:12345']").is_visible()


def test_a_failure_is_one_clear_sentence_and_the_page_goes_on(visitor: Visitor) -> None:
    text = visitor.ask("坏")
    assert "系统暂时无法回答这个问题" in text
    assert "secret" not in visitor.page.content()
    assert "参考回答" in visitor.ask("换发证照要多久？")


def test_markup_and_templates_in_questions_and_answers_do_nothing(visitor: Visitor) -> None:
    question = f"脚本 {HOSTILE} {TEMPLATES}"
    visitor.ask(question)
    visitor.ask("换发证照要多久？")
    assert visitor.page.evaluate("window.hacked") is None
    assert visitor.page.locator(".asked-text").first.inner_text() == question
    assert visitor.page.locator(".turn :is(img, script)").count() == 0
    assert TEMPLATES in visitor.page.locator(".answer-text").first.inner_text()


def test_a_new_conversation_forgets_the_old_one(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    visitor.page.get_by_role("button", name="新对话").click()
    visitor.page.locator(".welcome").wait_for(state="visible")
    assert visitor.turns == 0
    visitor.page.reload()
    visitor.page.locator(".welcome").wait_for(state="visible")
    assert "上一问是：（没有上文）" in visitor.ask("那个呢？")


def test_an_answer_can_be_copied_with_its_source(visitor: Visitor) -> None:
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.ask("换发证照要多久？")
    visitor.page.get_by_role("button", name="复制").click()
    visitor.page.get_by_role("button", name="已复制").wait_for()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert "换发证照3个工作日内办结（2030年底前）。" in copied
    assert "江府办〔2030〕7号" in copied


def test_a_long_list_opens_clause_by_clause(visitor: Visitor) -> None:
    visitor.ask("清单")
    visitor.page.get_by_text("展开其余 14 条").click()
    last = visitor.latest.locator("details.is-folded").last
    last.locator("summary").click()
    assert last.locator(".clause-text").is_visible()


def test_a_new_answer_comes_into_view(visitor: Visitor) -> None:
    top = "document.querySelector('#current .turn').getBoundingClientRect().top"
    for question in ("清单", "清单二", "换发证照要多久？"):
        visitor.ask(question)
        visitor.until(f"({top} > 50) && ({top} < 80)")
        assert visitor.page.locator("#current .asked-text").inner_text() == question


def test_a_question_clicked_before_gradio_is_there_is_asked_once_it_is(
    visit: NewVisitor, scripted_page: str
) -> None:
    visitor = visit(scripted_page)
    page = visitor.page

    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/index-*.js", hold)
    page.goto(scripted_page, wait_until="commit")
    page.locator(".example").first.click()
    assert page.locator("#question").count() == 0
    for route in held:
        route.continue_()
    visitor.read(1)
    assert visitor.faults == []


def test_the_mode_for_older_readers_and_dark_colours_stay_chosen(
    visit: NewVisitor, scripted_page: str
) -> None:
    visitor = visit(scripted_page)
    size = "parseFloat(getComputedStyle(document.querySelector('.welcome h2')).fontSize)"
    before = visitor.page.evaluate(size)
    visitor.page.get_by_role("button", name="长者模式").click()
    visitor.page.get_by_role("button", name="深色").click()
    visitor.page.reload()
    visitor.page.wait_for_selector(".is-large .welcome")
    visitor.until(f"{size} > {before} * 1.15")  # the size may still be in transition
    assert visitor.page.locator("body.dark").count() == 1


def test_the_page_can_be_used_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.page
    page.wait_for_selector("#question textarea:focus")
    page.keyboard.type("换发证照要多久？")
    page.keyboard.press("Enter")
    visitor.read(1)
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.unit')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/**")
    assert page.locator("h1").inner_text() == "市邮政局"


def test_the_first_stop_of_the_tab_key_leads_to_the_question_box(visitor: Visitor) -> None:
    page = visitor.page
    first = "document.querySelectorAll('a, button, textarea, summary')[0].className"
    assert page.evaluate(first) == "skip"
    page.focus(".skip")
    page.keyboard.press("Enter")
    page.wait_for_selector("#question textarea:focus")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(visit: NewVisitor, scripted_page: str, width: int) -> None:
    visitor = visit(scripted_page, width)
    assert visitor.overflow() <= 0
    for question in ("换发证照要多久？", "清单", "脚本" + "A" * 300, "窗口电话是多少？"):
        visitor.ask(question)
        assert visitor.overflow() <= 0


def test_a_finger_hits_every_button_on_a_phone(visit: NewVisitor, scripted_page: str) -> None:
    visitor = visit(scripted_page, 390)
    small = """() => [...document.querySelectorAll('button, a, summary, textarea')]
        .filter((e) => e.checkVisibility() && !e.matches('.skip') && e.getBoundingClientRect().height < 40)
        .map((e) => e.outerHTML.slice(0, 120))"""
    assert visitor.page.evaluate(small) == []
    visitor.ask("清单")
    visitor.ask("窗口电话是多少？")
    visitor.ask("换发证照要多久？")
    assert visitor.page.evaluate(small) == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_accessibility_checks_find_nothing(
    visit: NewVisitor, scripted_page: str, width: int, scheme: str
) -> None:
    visitor = visit(scripted_page, width, scheme=scheme)
    findings = [v["id"] for v in Axe().run(visitor.page).response["violations"]]
    for question in ("换发证照要多久？", "清单", "窗口电话是多少？", "坏"):
        visitor.ask(question)
    findings += [v["id"] for v in Axe().run(visitor.page).response["violations"]]
    assert findings == []


def test_nothing_is_asked_of_any_other_host(visitor: Visitor) -> None:
    visitor.ask("换发证照要多久？")
    visitor.ask("窗口电话是多少？")
    visitor.page.wait_for_timeout(500)
    assert len(visitor.requests) > 10
    assert visitor.outside_requests() == []


def test_the_server_takes_no_files_and_shows_its_own_mark(visitor: Visitor) -> None:
    home = visitor.page.request.get(visitor.url).text()
    assert 'lang="zh-CN"' in home
    assert "og:image" not in home
    assert "<svg" in visitor.page.request.get(f"{visitor.url}favicon.ico").text()
    file: FilePayload = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"too much"}
    refused = visitor.page.request.post(f"{visitor.url}gradio_api/upload", multipart={"files": file})
    assert refused.status == 413


@pytest.mark.parametrize("site", [EMBEDDING_SITE, "http://stranger.test"])
def test_another_site_shows_the_conversation_where_it_is_allowed_to(
    browser: Browser, scripted_page: str, site: str
) -> None:
    host = f'<!doctype html><html lang="zh"><title>门户</title><script src="{scripted_page}widget.js" defer></script>'
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.route(f"{site}/", lambda route: route.fulfill(body=host, content_type="text/html; charset=utf-8"))
    page.goto(f"{site}/")
    page.wait_for_function("document.querySelector('html > div, body > div')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    frame = page.frames[-1]
    if site == EMBEDDING_SITE:
        frame.fill("#question textarea", "换发证照要多久？")
        frame.press("#question textarea", "Enter")
        frame.wait_for_selector('.turn[aria-busy="false"]')
        assert not frame.locator(".places").is_visible()
    else:
        assert frame.locator("#question").count() == 0
    context.close()
