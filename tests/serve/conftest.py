"""Servers and browsers for the page's tests; each is started once and only where a test needs it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Literal

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from starlette.applications import Starlette
from starlette.middleware import Middleware

from qa.read.corpus import load_corpus
from qa.serve.assets import Assets
from qa.serve.language_choice import LanguageChoice
from qa.serve.site.routes import routes
from qa.serve.site.site import Site
from serve.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
EMBEDDING_SITE = "http://portal.test"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-features=LocalNetworkAccessChecks",
)  # fmt: skip

NewVisitor = Callable[..., Visitor]


@contextmanager
def served(command: Sequence[str], **environment: str) -> Iterator[str]:
    """Run a server that prints its address; the address."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **environment},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        for line in process.stdout:
            found = re.search(r"http://[^\s（]+", line)
            if found:
                break
        else:
            pytest.fail("the server ended before it was ready")
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; make sure that one is installed (``make browser``)."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the servers of the tests keep what visitors tell them."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def scripted_page(data: Path) -> Iterator[str]:
    """The page over an assistant with scripted answers, which one other site may embed; its address."""
    with served(["tests/serve/scripted.py"], QA_EMBED=EMBEDDING_SITE, QA_DATA=str(data)) as url:
        yield url


@pytest.fixture(scope="session")
def real_page(data: Path) -> Iterator[str]:
    """The page as ``python app.py`` serves it; its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    with served(["app.py"], QA_PORT=port, QA_DATA=str(data)) as url:
        yield url


@pytest.fixture(scope="session")
def site_page() -> Iterator[str]:
    """The pages beside the conversation over the real plan, without any model; their address."""
    server = uvicorn.Server(uvicorn.Config(_site(), log_level="warning", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as bound:
        thread = Thread(target=server.run, args=([bound],), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/"
        server.should_exit = True
        thread.join(10)


def _site() -> Starlette:
    pages = routes(Site(load_corpus(ROOT / "corpus"), Assets()))
    return Starlette(routes=pages, middleware=[Middleware(LanguageChoice)])


@pytest.fixture
def visit(browser: Browser) -> Iterator[NewVisitor]:
    """Opens pages, each for a visitor who shares nothing with the others."""
    contexts = []

    def open_page(
        url: str, width: int = 1280, height: int = 900, scheme: Literal["light", "dark"] = "light"
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", color_scheme=scheme
        )  # fmt: skip
        contexts.append(context)
        return Visitor(context, url)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def shelf(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile whose cache the visitors of one module share; each opens the page anew."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def visitor(shelf: BrowserContext, scripted_page: str) -> Iterator[Visitor]:
    """A visitor of the scripted page, who in the end has met no script fault."""
    person = Visitor(shelf, scripted_page)
    yield person
    person.page.close()
    assert person.faults == []
