"""The page's own words in three languages, while everything that comes from a plan stays as it is."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from conftest import ROOT
from qa.answer.model import Answer
from qa.plan import Area, Document, Measure, Plan, Task
from qa.read.corpus import load_corpus
from qa.serve.assets import Assets
from qa.serve.language import AS_WRITTEN, LANGUAGES, Language, Message, language_of, messages, words_of
from qa.serve.language_choice import LanguageChoice, choice
from qa.serve.render import Renderer
from qa.serve.script_words import script_words
from qa.serve.session import BROKEN, Exchange
from qa.serve.site.routes import routes
from qa.serve.site.shelf import Choice
from qa.serve.site.site import Site
from serve.messages_used import messages_used
from serve.scripted import HOSTILE, ScriptedAssistant, answered, listing, measure

TODAY = date(2031, 1, 1)
HAN = re.compile(r"[\u3400-\u9fff，。；：？！（）、《》]+")
FOREIGN = Document("No. 7/2030", "", "", "Office")
"""A plan without a Chinese character: what is Chinese on its pages is the page's own."""


def foreign_plan() -> Plan:
    records = [
        Measure(
            number, FOREIGN.number, "Renew within 3 days.", area_no=1, area="Papers", task_no=task, task="Renewal",
            lead=("Office A",), support=("Office B", "Office C"), deadlines=("2030-12-31",) if task == 3 else (),
            missing=("lead", "text") if task == 4 else (), notes=("doubt",),
        )
        for number, task in (("3.1", 3), ("3.2", 3), ("4.1", 4))
    ]  # fmt: skip
    return Plan(
        FOREIGN, (Area(1, "Papers"),), (Task(3, 1, "Renewal"), Task(4, 1, "Renewal"), Task(5, None, "")), tuple(records),
        lost_sentences=2,
    )  # fmt: skip


def forms(message: Message) -> list[str]:
    return [message] if isinstance(message, str) else message


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def own_words(html: str) -> str:
    """The page without the names that the languages have for themselves and the seal of the house."""
    html = re.sub(r'<details class="languages">.*?</details>', "", html, flags=re.DOTALL)
    html = re.sub(r'<script type="application/json" id="words">.*?</script>', "", html, flags=re.DOTALL)
    html = re.sub(r'(href|value|data-ask|data-copy)="[^"]*"', "", html)
    return html.replace('<span class="seal" aria-hidden="true">问</span>', "")


def site(*plans: Plan) -> Site:
    return Site(plans, Assets(), lambda: TODAY)


def views(site: Site) -> dict[str, str | None]:
    plan = site.plans[0]
    record = plan.measures[0]
    narrow = Choice(unit=record.lead[0], role="lead", area=record.area, q="Renew")
    return {
        "browse": site.browse(Choice()),
        "narrow": site.browse(narrow),
        "nothing": site.browse(Choice(q="Nothing such", state="damaged")),
        "measure": site.measure(record.measure_id),
        "damaged": site.measure(plan.measures[-1].measure_id),
        "units": site.units(),
        "no unit": site.units("Nobody"),
        "some units": site.units(record.support[0]),
        "unit": site.unit(record.lead[0]),
        "pictures": site.pictures(),
    }


def test_every_message_has_its_english_and_no_english_is_left_over() -> None:
    used = messages_used()
    assert used
    assert sorted(used - messages().keys()) == []
    assert sorted(messages().keys() - used) == []


def test_every_translation_keeps_the_holes_of_its_message() -> None:
    assert [t for t, found in messages().items() for form in forms(found) if holes(form) != holes(t)] == []


@pytest.mark.parametrize("view", views(site(foreign_plan())))
def test_an_english_page_says_nothing_of_its_own_in_chinese(view: str) -> None:
    page = views(site(foreign_plan()).speaking("en"))[view]
    assert page is not None
    written = re.sub(r'data-ask="[^"]*"[^>]*>.*?</button>|class="ask"[^>]*>.*?</a>', "", own_words(page))
    assert HAN.findall(written.replace("住建委 or 税务局", "")) == []


def english_parts() -> dict[str, str]:
    render = Renderer((foreign_plan(),), lambda: TODAY).speaking("en")
    record = foreign_plan().measures[0]
    whole = replace(answered("how long", record, ("3 days",)), answer="Renew within 3 days.")
    answers = {
        "answered": whole,
        "several": replace(whole, facts=(replace(whole.facts[0], subject="Renewal", deadline="2030-12-31"),) * 2),
        "listing": replace(listing("list", 1), answer="14 measures.", citations=whole.citations * 14),
        "abstained": Answer("tel", "abstained", "content", "Not there.", suggestions=("how long",)),
        "clarify": Answer("which", "clarify", "duration", "Which one?", suggestions=("a", "b")),
    }  # fmt: skip
    exchanges = {name: Exchange("how long", 2, one, len(one.answer)) for name, one in answers.items()}
    parts = {name: render.exchange(one) for name, one in exchanges.items()}
    return parts | {
        "waiting": render.exchange(Exchange("how long")),
        "failed": render.exchange(Exchange("how long", failure=BROKEN)),
        "home": render.home((), Assets()),
    }  # fmt: skip


@pytest.mark.parametrize("name", english_parts())
def test_the_english_conversation_says_nothing_of_its_own_in_chinese(name: str) -> None:
    written = re.sub(r'class="(clause-)?ask"[^>]*>.*?</button>', "", own_words(english_parts()[name]))
    assert HAN.findall(written.replace('<span class="sr-only">：</span>', "")) == []


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_what_comes_from_the_plan_stays_as_it_is(language: Language) -> None:
    render = Renderer(ScriptedAssistant().plans, lambda: TODAY).speaking(language)
    answer = answered("换发证照要多久？")
    html = render.exchange(Exchange(answer.question, 1, answer, len(answer.answer)))
    text = re.sub(r"<[^>]+>", "", html)
    for words in (
        answer.question,
        "换发证照3个工作日内办结，加急的",
        "市证照局",
        "加快换发证照",
        "2030年底前",
    ):
        assert words in text
    assert "牵头单位" not in text


def test_traditional_says_the_same_words_in_other_characters() -> None:
    words = words_of("zh-Hant")
    assert words("牵头单位") == "牽頭單位"
    assert words("{n} 条措施", n=3) == "3 條措施"
    same = [text for text in messages_used() if holes(words(text)) != holes(text)]
    assert same == []


def test_one_and_many_differ_in_english() -> None:
    words = words_of("en")
    assert [words("{n} 条措施", n=n) for n in (0, 1, 2)] == ["0 measures", "1 measure", "2 measures"]


def test_a_page_in_the_language_of_its_source_carries_no_words_for_scripts() -> None:
    assert script_words("zh-Hans", ("tools.js",)) == {}
    assert 'id="words"' not in Renderer(()).home((), Assets())
    assert '"已复制":"Copied"' in Renderer(()).speaking("en").home((), Assets())


def test_texts_of_a_plan_that_look_like_markup_or_holes_stay_text_in_every_language() -> None:
    hostile = f"{HOSTILE}{{n}}{{0}}%(x)s"
    record = replace(
        measure(), lead=(hostile,), notes=(hostile,), task=hostile, deadlines=(hostile,), missing=(hostile,)
    )
    for language in LANGUAGES:
        render = Renderer((), lambda: TODAY).speaking(language)
        answer = answered("问", record)
        html = render.exchange(Exchange(hostile, 1, answer, len(answer.answer)))
        assert "<script" not in html
        assert "<img" not in html
        assert "{n}{0}%(x)s" in html


@pytest.fixture
def client() -> TestClient:
    pages = routes(site(*load_corpus(ROOT / "corpus")))
    return TestClient(
        Starlette(routes=pages, middleware=[Middleware(LanguageChoice)]), follow_redirects=False
    )


def test_a_choice_is_kept_for_a_year_and_leads_to_the_same_page_without_it(client: TestClient) -> None:
    chosen = client.get("/browse?unit=税务局&lang=en&due=passed")
    assert chosen.status_code == 303
    assert chosen.headers["location"] == "/browse?unit=%E7%A8%8E%E5%8A%A1%E5%B1%80&due=passed"
    assert chosen.headers["set-cookie"] == "wence-lang=en; Max-Age=31536000; Path=/; SameSite=Lax"
    page = client.get(chosen.headers["location"])
    assert '<html lang="en">' in page.text
    assert "Lead unit" in page.text
    assert page.headers["vary"].lower().startswith("cookie")


def test_the_links_of_a_page_keep_its_filters(client: TestClient) -> None:
    page = client.get("/browse?due=passed&page=2").text
    assert 'href="/browse?due=passed&amp;page=2&amp;lang=en"' in page


@pytest.mark.parametrize("path", ["/units/a?lang=xx", "/browse?lang=", "/browse?slang=en", "/browse"])
def test_a_language_that_is_not_spoken_is_no_choice(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (200, 404)
    assert 'lang="zh-CN"' in answer.text


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example", "///evil.example"])
def test_a_choice_never_leads_to_another_host(path: str) -> None:
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"lang=en"}
    where = dict(choice(scope))[b"location"].decode()
    assert not re.match(r"[/\\]{2}", where)
    assert where.startswith("/")


def test_without_a_choice_the_page_speaks_simplified_chinese_whatever_the_browser_speaks() -> None:
    assert language_of({}) == "zh-Hans"
    assert language_of({"wence-lang": "<script>"}) == "zh-Hans"
    assert language_of({"wence-lang": "zh-Hant"}) == "zh-Hant"
    assert AS_WRITTEN("共 {n} 条", n=3) == "共 3 条"
