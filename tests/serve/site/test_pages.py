"""The pages as a browser gets them: what stands on them, where they lead, and what a wrong address gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from conftest import ROOT
from qa.plan import Area, Document, Measure, Plan
from qa.read.corpus import load_corpus
from qa.serve import links
from qa.serve.assets import Assets
from qa.serve.homepage import short_link
from qa.serve.site.routes import routes
from qa.serve.site.shelf import Choice
from qa.serve.site.site import Site

HOSTILE = "<script>window.hacked=1</script>"


def client_of(plans: tuple[Plan, ...]) -> TestClient:
    return TestClient(Starlette(routes=routes(Site(plans, Assets()))))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with client_of(load_corpus(ROOT / "corpus")) as opened:
        yield opened


def rows(page: str) -> list[str]:
    return re.findall(r'class="cell-id"><a href="[^"]+">([^<]+)<', page)


def linked(page: str) -> set[str]:
    return {unescape(address) for address in re.findall(r'href="(/[^"#]*)"', page)}


def test_the_list_shows_fifty_measures_a_page_and_all_of_them_in_the_end(client: TestClient) -> None:
    pages = [client.get(links.browsing(Choice(), page=number)).text for number in (1, 2, 3, 4)]
    assert [len(rows(page)) for page in pages] == [50, 50, 50, 24]
    assert len({one for page in pages for one in rows(page)}) == 174
    assert "第 4 页，共 4 页" in pages[3]


@pytest.mark.parametrize("page", ["0", "99", "-1", "x", "９", "1e9"])
def test_a_page_number_that_does_not_exist_shows_the_nearest_page(client: TestClient, page: str) -> None:
    answer = client.get("/browse", params={"page": page})
    assert answer.status_code == 200
    assert rows(answer.text)


def test_every_link_on_the_pages_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    waiting = {links.BROWSE, links.UNITS, "/units/税务局", "/measures/11.1"}
    elsewhere = ("/export/", "/favicon", links.PICTURES)
    for _ in range(2):
        found: set[str] = set()
        for address in sorted(waiting - seen)[:60]:
            answer = client.get(address)
            assert answer.status_code == 200, address
            found |= {
                one
                for one in linked(answer.text)
                if one != links.HOME and not one.startswith(("/?", *elsewhere))
            }
        seen |= waiting
        waiting = found
    assert len(seen) > 60


def test_a_measures_page_gives_text_units_deadline_figures_and_source(client: TestClient) -> None:
    page = client.get("/measures/11.1").text
    marked = re.findall(r"<mark>([^<]+)</mark>", page)
    assert marked == ["2019年底前", "20个工作日以内", "4个工作日以内"]
    for part in (
        "市经济信息委",
        "国网市电力公司",
        "渝府办发〔2019〕81号",
        "2019-07-23",
        "已过期",
        "12345",
        "底稿位置",
    ):
        assert part in page


def test_a_measure_with_losses_says_so_and_fills_nothing_in(client: TestClient) -> None:
    plan = client_of(load_corpus(ROOT / "corpus"))
    (record, *_) = (m for m in load_corpus(ROOT / "corpus")[0].measures if "lead" in m.missing and not m.lead)
    page = plan.get(links.measure(record)).text
    assert "现存底稿缺失" in page
    assert re.search(r"牵头单位</dt><dd><span class=\"none\">底稿缺失", page)


def test_a_units_page_lists_all_that_it_leads_and_supports(client: TestClient) -> None:
    page = client.get("/units/税务局").text
    corpus = load_corpus(ROOT / "corpus")[0].measures
    own = [m.measure_id for m in corpus if "重庆市税务局" in (*m.lead, *m.support)]
    assert sorted(rows(page)) == sorted(own)
    assert "牵头的措施" in page


def test_a_unit_is_found_by_its_short_name(client: TestClient) -> None:
    page = client.get("/units", params={"q": "住建委"}).text
    assert "/units/" + "%E5%B8%82%E4%BD%8F%E6%88%BF" in page
    assert "对应 1 个单位" in page


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/measures/999.9", "没有这个编号的措施"),
        ("/units/火星局", "没有这个单位"),
        ("/units?q=火星局", "没有叫“火星局”的单位"),
    ],
)
def test_an_address_that_leads_nowhere_says_what_to_do(client: TestClient, address: str, says: str) -> None:
    answer = client.get(address)
    assert says in answer.text
    assert links.BROWSE in answer.text or links.UNITS in answer.text


def test_a_choice_that_leaves_nothing_offers_the_way_back_and_the_question(client: TestClient) -> None:
    page = client.get("/browse", params={"q": "养老金 火箭"}).text
    assert "没有同时符合这些条件的措施" in page
    assert links.asking("养老金 火箭") in unescape(page)


def test_markup_in_addresses_and_documents_is_shown_as_text() -> None:
    document = Document(HOSTILE, HOSTILE, "2024-01-01")
    record = Measure(
        "1", HOSTILE, HOSTILE, area_no=1, area=HOSTILE, task=HOSTILE, lead=(HOSTILE,), notes=(HOSTILE,)
    )
    client = client_of((Plan(document, (Area(1, HOSTILE),), (), (record,)),))
    for address in (
        "/browse",
        "/measures/1",
        "/units",
        links.unit(HOSTILE),
        f"/browse?q={HOSTILE}&unit={HOSTILE}&due={HOSTILE}",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert HOSTILE not in page.text
        assert "&lt;script&gt;" in page.text


def test_the_pages_run_no_inline_script_and_load_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/browse")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert re.findall(r"<script(?![^>]*\bsrc=)", page.text) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page.text) == []


def test_style_sheets_are_kept_by_the_browser_until_they_change(client: TestClient) -> None:
    address = next(one for one in linked(client.get("/browse").text) if one.startswith("/site/site.css"))
    answer = client.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")
    assert client.get("/site/../page.py").status_code == 404
    assert client.get("/site/bridge.js").status_code == 404


@pytest.mark.parametrize(
    ("query", "leads"),
    [(b"m=11.1", "/measures/11.1"), (b"m=a%2Fb", "/measures/a%2Fb"), (b"", ""), (b"m=", ""), (b"q=x", ""),
     (b"m=1&d=%E7%94%B2", "/measures/1?d=%E7%94%B2")],
)  # fmt: skip
def test_the_short_link_of_a_measure_leads_to_its_page(query: bytes, leads: str) -> None:
    assert short_link(query) == leads


@pytest.mark.parametrize("city", sorted(path.name for path in ROOT.glob("tests/fixtures/*_city")))
def test_any_other_plan_of_this_kind_has_the_same_pages(city: str) -> None:
    (plan,) = plans = load_corpus(ROOT / "tests" / "fixtures" / city / "corpus")
    client = client_of(plans)
    assert plan.document.number in client.get("/browse").text
    for record in plan.measures[:5]:
        if record.is_measure:
            assert record.measure_id in client.get(links.measure(record)).text
            assert all(client.get(links.unit(unit)).status_code == 200 for unit in record.lead)
