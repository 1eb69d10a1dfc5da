"""The page with pictures in a real browser: drawn, clickable, readable by everyone, under the strictest policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PICTURES = ("matrix", "timeline", "network", "areas")
POINT = """([name, at]) => {
  const box = document.querySelector(`#${name} .chart`);
  box.scrollIntoView({ block: "center" });
  const [x, y] = echarts.getInstanceByDom(box).convertToPixel({ seriesIndex: 0 }, at);
  const { left, top } = box.getBoundingClientRect();
  return [left + x, top + y];
}"""
SERIES = "(name) => echarts.getInstanceByDom(document.querySelector(`#${name} .chart`)).getOption().series"


Look = Callable[..., "Viewer"]


@pytest.fixture(scope="module")
def pictures_page(site_page: str) -> str:
    """The address of the pictures over the project's plan."""
    return f"{site_page}pictures"


class Viewer:
    """Someone who looks at the pictures; notes every request and everything that goes wrong."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", lambda said: self.faults.append(said.text) if "Policy" in said.text else None)
        page.goto(url)
        self.settle()

    def settle(self) -> None:
        """Wait until every chart is drawn."""
        self.page.locator(".chart svg path").nth(100).wait_for(state="attached")
        for name in PICTURES:
            self.page.locator(f"#{name} .chart svg text").first.wait_for()
        self.page.wait_for_timeout(100)

    def point(self, name: str, *at: float) -> tuple[float, float]:
        """Where a place of a chart is on the screen."""
        x, y = self.page.evaluate(POINT, [name, list(at)])
        return x, y

    def click(self, name: str, *at: float) -> dict[str, list[str]]:
        """Click a place of a chart; the query of the page that opens."""
        with self.page.expect_navigation():
            self.page.mouse.click(*self.point(name, *at))
        return parse_qs(urlsplit(self.page.url).query)

    def heading(self) -> str:
        """What the list that has opened says of its length."""
        return self.page.locator("#results-title").inner_text()


@pytest.fixture
def look(browser: Browser, pictures_page: str) -> Iterator[Look]:
    """Opens the pictures for a viewer; in the end no script has failed and no policy was broken."""
    opened: list[Viewer] = []

    def open_page(
        width: int = 1280, scheme: Literal["light", "dark"] = "light", *, touch: bool = False
    ) -> Viewer:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="zh-CN", color_scheme=scheme,
            has_touch=touch, is_mobile=touch, reduced_motion="reduce",
        )  # fmt: skip
        opened.append(Viewer(context.new_page(), pictures_page))
        return opened[-1]

    yield open_page
    faults = [fault for viewer in opened for fault in viewer.faults]
    for viewer in opened:
        viewer.page.context.close()
    assert faults == []


def test_charts_are_drawn_without_help_from_any_other_host(look: Look, pictures_page: str) -> None:
    viewer = look()
    assert viewer.page.locator(".chart svg").count() == len(PICTURES)
    home = urlsplit(pictures_page).netloc
    assert [url for url in viewer.requests if urlsplit(url).netloc not in ("", home)] == []


def test_a_cell_opens_the_measures_that_it_counts(look: Look) -> None:
    viewer = look()
    (series,) = viewer.page.evaluate(SERIES, "matrix")
    count = next(item["value"][2] for item in series["data"] if item["value"][:2] == [0, 0])
    query = viewer.click("matrix", 0, 0)
    assert query == {"unit": ["市市场监管局"], "area": ["开办企业"]}
    assert viewer.heading().startswith(f"{count} 条措施")


def test_a_role_narrows_the_matrix_and_what_its_cells_open(look: Look) -> None:
    viewer = look()
    button = viewer.page.get_by_role("button", name="配合", exact=True)
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert viewer.page.get_by_role("button", name="全部", exact=True).get_attribute("aria-pressed") == "false"
    viewer.page.wait_for_timeout(300)
    (series,) = viewer.page.evaluate(SERIES, "matrix")
    column, row, count = series["data"][0]["value"]
    assert viewer.click("matrix", column, row)["role"] == ["support"]
    assert viewer.heading().startswith(f"{count} 条措施")


def test_a_bar_of_the_timeline_opens_its_year(look: Look) -> None:
    viewer = look()
    bars = viewer.page.evaluate(SERIES, "timeline")[0]["data"]
    place = max(range(len(bars)), key=lambda at: bars[at]["value"] or 0)
    assert viewer.click("timeline", place, bars[place]["value"] / 2) == {"year": ["2019"]}


def test_a_unit_of_the_network_opens_its_profile(look: Look) -> None:
    viewer = look()
    (series,) = viewer.page.evaluate(SERIES, "network")
    node = series["data"][3]
    viewer.click("network", node["x"], node["y"])
    assert viewer.page.locator("h1").inner_text() == node["name"]


def test_a_bar_of_an_area_opens_the_measures_that_it_counts(look: Look) -> None:
    viewer = look()
    passed = viewer.page.evaluate(SERIES, "areas")[0]["data"][1]
    query = viewer.click("areas", passed["value"] / 4, 1)
    assert query == {"area": ["办理建筑许可"], "due": ["passed"]}
    assert viewer.heading().startswith(f"{passed['value']} 条措施")


def test_a_finger_first_reads_what_it_hit_and_then_follows_a_link(look: Look) -> None:
    viewer = look(390, touch=True)
    (series,) = viewer.page.evaluate(SERIES, "network")
    node = series["data"][0]
    viewer.page.touchscreen.tap(*viewer.point("network", node["x"], node["y"]))
    picked = viewer.page.locator("#network .picked")
    picked.get_by_text(node["name"]).wait_for()
    link = picked.get_by_role("link")
    size = link.bounding_box()
    assert size is not None
    assert size["height"] >= 40
    link.click()
    assert viewer.page.locator("h1").inner_text() == node["name"]


def test_the_table_holds_the_figures_and_links_of_its_chart(look: Look) -> None:
    viewer = look()
    viewer.page.locator("#timeline summary").click()
    table = viewer.page.locator("#timeline table")
    assert table.is_visible()
    drawn = [
        bar["value"]
        for one in viewer.page.evaluate(SERIES, "timeline")
        for bar in one["data"]
        if bar["value"]
    ]
    rows = [row.split("\t") for row in table.locator("tbody").inner_text().split("\n")]
    assert [int(row[3]) for row in rows if row[0].endswith("季度")] == drawn
    table.get_by_role("link", name="2020年四季度").press("Enter")
    viewer.page.locator("#results-title").wait_for()
    assert parse_qs(urlsplit(viewer.page.url).query) == {"year": ["2020"]}


def test_a_picture_is_saved_under_a_name_that_tells_its_source(look: Look) -> None:
    viewer = look()
    for name in PICTURES:
        with viewer.page.expect_download() as saved:
            viewer.page.locator(f"#{name} [data-save]").click()
        assert "渝府办发〔2019〕81号" in saved.value.suggested_filename
        assert saved.value.path().read_bytes().startswith(b"\x89PNG")
        assert saved.value.path().stat().st_size > 20_000


def test_charts_follow_dark_colours_and_large_type(look: Look) -> None:
    viewer = look()
    label = viewer.page.locator("#areas .chart svg text").last
    before = label.evaluate("(e) => [e.getAttribute('fill'), parseFloat(getComputedStyle(e).fontSize)]")
    viewer.page.get_by_role("button", name="深色").click()
    viewer.page.get_by_role("button", name="长者模式").click()
    viewer.page.wait_for_timeout(600)
    after = label.evaluate("(e) => [e.getAttribute('fill'), parseFloat(getComputedStyle(e).fontSize)]")
    assert after[0] != before[0]
    assert after[1] > before[1]


def test_without_scripts_the_tables_say_everything(browser: Browser, pictures_page: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pictures_page)
    assert page.locator(".chart:visible, [data-save]:visible").count() == 0
    page.locator("#matrix summary").click()
    assert page.locator("#matrix").get_by_role("link", name="市市场监管局").is_visible()
    context.close()


def test_nothing_moves_while_the_page_is_drawn(look: Look) -> None:
    moved = """() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries()
        .reduce((sum, entry) => sum + entry.value, 0))).observe({ type: "layout-shift", buffered: true })
        || setTimeout(() => done(0), 500))"""
    for width in (390, 1280):
        assert look(width).page.evaluate(moved) < 0.05


def test_the_library_comes_packed_and_may_be_kept(browser: Browser, pictures_page: str) -> None:
    page = browser.new_page()
    with page.expect_response(lambda response: "echarts" in response.url) as awaited:
        page.goto(pictures_page)
    headers = awaited.value.all_headers()
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    assert int(headers["content-length"]) < 370_000
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_everyone_can_use_the_pictures(look: Look, width: int, scheme: str) -> None:
    viewer = look(width, scheme)
    for summary in viewer.page.locator(".figures-table summary").all():
        summary.click()
    assert viewer.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert [finding["id"] for finding in Axe().run(viewer.page).response["violations"]] == []


def test_a_finger_hits_every_button_and_link_on_a_phone(look: Look) -> None:
    viewer = look(390, touch=True)
    for summary in viewer.page.locator(".figures-table summary").all():
        summary.click()
    small = """() => [...document.querySelectorAll('main :is(button, a, summary)')]
        .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 40).map((e) => e.outerHTML.slice(0, 120))"""
    assert viewer.page.evaluate(small) == []
