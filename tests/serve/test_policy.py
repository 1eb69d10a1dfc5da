"""What the pages allow a browser to load and run: files of this server, and of inline scripts those that Gradio starts by."""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from qa.plan import Plan
from qa.serve.examples import ExampleGroup
from qa.serve.language import COOKIE, LANGUAGES
from qa.serve.page import build
from qa.serve.policy import content_policy, inline_scripts
from qa.serve.server import EMBED_VARIABLE, application
from qa.serve.shell import Shell
from serve.scripted import HOSTILE, ScriptedAssistant

EXAMPLES = (ExampleGroup("企业常问", "时限", ("换发证照要多久？",)),)


class Scripts(HTMLParser):
    """The inline scripts of a page that a browser would run, and how often each id stands there."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.run: list[str] = []
        self.ids: list[str] = []
        self._inside = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.append(given.get("id") or (tag if tag == "gradio-app" else ""))
        self._inside = tag == "script" and "src" not in given and given.get("type") != "application/json"
        if self._inside:
            self.run.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.run[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


class Hostile(ScriptedAssistant):
    """An assistant over a plan whose every name is markup."""

    @property
    def plans(self) -> tuple[Plan, ...]:
        """One plan."""
        (plan,) = super().plans
        return (replace(plan, document=replace(plan.document, title=HOSTILE, number=HOSTILE)),)


def client_of(assistant: ScriptedAssistant, examples: tuple[ExampleGroup, ...] = EXAMPLES) -> TestClient:
    return TestClient(application(build(assistant, examples), (), Shell(assistant.plans, examples)))


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(ScriptedAssistant())


def directive(policy: str, name: str) -> list[str]:
    return next(part.split()[1:] for part in policy.split(";") if part.split()[0] == name)


def test_by_default_nothing_inline_runs_and_nothing_comes_from_another_host() -> None:
    policy = content_policy()
    assert directive(policy, "script-src") == ["'self'"]
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_conversation_runs_exactly_the_inline_scripts_that_gradio_starts_by(
    client: TestClient, language: str
) -> None:
    page = client.get("/", headers={"cookie": f"{COOKIE}={language}"})
    sources = directive(page.headers["content-security-policy"], "script-src")
    run = [b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in Scripts(page.text).run]
    assert "window.gradio_config" in page.text
    assert sources == ["'self'", *(f"'sha256-{digest}'" for digest in run)]


def test_gradios_page_is_met_as_we_know_it_and_each_of_our_parts_stands_there_once(
    client: TestClient,
) -> None:
    ids = Scripts(client.get("/").text).ids
    parts = ["header", "welcome", "past", "current", "gradio-app", "examples", "footer", "feedback-form"]
    assert [one for one in ids if one in parts] == parts


def test_names_from_a_plan_never_become_scripts_that_may_run(client: TestClient) -> None:
    hostile = client_of(Hostile(), (ExampleGroup(HOSTILE, HOSTILE, (HOSTILE,)),)).get("/")
    plain = client.get("/")
    assert "&lt;script&gt;window.hacked" in hostile.text
    named = [directive(one.headers["content-security-policy"], "script-src") for one in (hostile, plain)]
    assert len(named[0]) == len(named[1])
    assert len(Scripts(hostile.text).run) == len(Scripts(plain.text).run)


def test_every_other_answer_allows_no_inline_script_at_all(client: TestClient) -> None:
    style = re.findall(r'href="\./(assets/[^"]+\.css)"', client.get("/").text)[0]
    for address in (style, "config", "theme.css", "nothing/such"):
        policy = client.get(address).headers["content-security-policy"]
        assert directive(policy, "script-src") == ["'self'"]


def test_only_the_conversation_may_be_framed_by_the_sites_that_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(EMBED_VARIABLE, "https://a.cn https://*.gov.cn")
    client = client_of(ScriptedAssistant())
    home, other = (client.get(address).headers["content-security-policy"] for address in ("/", "/config"))
    assert directive(home, "frame-ancestors") == ["'self'", "https://a.cn", "https://*.gov.cn"]
    assert directive(other, "frame-ancestors") == ["'self'"]


def test_the_page_travels_in_gzip_only_where_the_browser_takes_it(client: TestClient) -> None:
    plain = client.get("/", headers={"accept-encoding": "identity"})
    packed = client.get("/", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < len(gzip.compress(plain.content)) + 100
    assert {"cookie", "accept-encoding"} <= set(re.split(r",\s*", plain.headers["vary"]))


def test_an_inline_script_is_told_from_one_that_a_file_holds() -> None:
    html = (
        '<script src="a.js"></script><script data-x>one()</script><SCRIPT\n>two()</SCRIPT><script></script>'
    )
    assert inline_scripts(html) == ["one()", "two()"]
