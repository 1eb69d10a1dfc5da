"""Measures the page in a real browser while others ask: its first words, its start, its bytes and its steadiness.

``python bench/page.py [USERS]`` starts the page, lets USERS (20) visitors ask a question every second or two through
the page's own queue, and times one more visitor in headless Chromium.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from threading import Event, Thread
from uuid import uuid4

import httpx
from playwright.sync_api import Browser, sync_playwright

from qa.config import project_root
from qa.serve import links

PORT = 7897
HOME = f"http://127.0.0.1:{PORT}"
USERS = 20
QUESTIONS = (
    "高压客户办电要多久？", "用水接入要几个工作日？", "不动产变更登记要交登记费吗？", "税务局牵头哪些措施？", "招标投标领域有哪些措施？",
    "携号转网谁负责？", "获得电力领域有多少条措施？", "企业开办需要几个环节？",
)  # fmt: skip
VIEWS = (links.BROWSE, links.UNITS, links.PICTURES)
_WATCH = """() => {
  window.shift = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; })
    .observe({ type: "layout-shift", buffered: true });
}"""
_FIRST_WORDS = """(question) => new Promise((done) => {
  const box = document.querySelector("#question textarea");
  box.value = question; box.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => {
    const start = performance.now();
    const seen = new MutationObserver(() => {
      const turn = document.querySelector("#current .turn");
      if (!turn || turn.dataset.question !== question || !turn.querySelector(".answer-text p")) return;
      seen.disconnect();
      done(performance.now() - start);
    });
    seen.observe(document.querySelector("#current"), { childList: true, subtree: true });
    box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true, cancelable: true }));
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
})"""


def main() -> None:
    """Print the measured figures, one a line."""
    users = int(sys.argv[1]) if len(sys.argv) > 1 else USERS
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with _served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for line in _start(browser):
            print(line)
        for view in VIEWS:
            print(_view(browser, view))
        alone = _first_words(browser, 20)
        with _asking(users) as count:
            busy = _first_words(browser, 40)
        print(f"first words after Enter, alone: median {median(alone):.0f} ms, longest {max(alone):.0f} ms")
        print(
            f"first words after Enter, {users} others asking ({count()} questions meanwhile): "
            f"median {median(busy):.0f} ms, p95 {sorted(busy)[int(0.95 * len(busy))]:.0f} ms"
        )
        browser.close()


@contextmanager
def _served() -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "serve", "--port", str(PORT)],
        cwd=project_root(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if HOME in line:
                break
        yield
    finally:
        process.terminate()
        process.wait()


def _start(browser: Browser) -> Iterator[str]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(HOME, wait_until="commit")
    page.evaluate(_WATCH)
    start = time.perf_counter()
    page.wait_for_selector("body:has(.bar) #question textarea:focus")
    ready = time.perf_counter() - start
    page.wait_for_timeout(1500)
    shift = page.evaluate("window.shift")
    yield f"conversation: ready for typing after {ready:.2f} s, {sum(sizes) / 1e6:.2f} MB, layout shift {shift:.3f}"
    context.close()


def _view(browser: Browser, view: str) -> str:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    start = time.perf_counter()
    page.goto(HOME + view, wait_until="load")
    loaded = time.perf_counter() - start
    page.evaluate(_WATCH)
    page.wait_for_timeout(1000)
    shift = page.evaluate("window.shift")
    context.close()
    return f"{view}: loaded after {loaded:.2f} s, {sum(sizes) / 1e6:.2f} MB, layout shift {shift:.3f}"


def _first_words(browser: Browser, times: int) -> list[float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(HOME)
    page.wait_for_selector("#question textarea:focus")
    took = []
    for number in range(times):
        question = f"{QUESTIONS[number % len(QUESTIONS)]}{'？' * (number // len(QUESTIONS))}"
        took.append(float(page.evaluate(_FIRST_WORDS, question)))
        page.wait_for_selector("#current .turn[aria-busy='false']")
        page.wait_for_timeout(150)
    context.close()
    return took


@contextmanager
def _asking(users: int) -> Iterator[Callable[[], int]]:
    stop, answered = Event(), []

    async def visitor(client: httpx.AsyncClient) -> None:
        session = uuid4().hex
        while not stop.is_set():
            await asyncio.sleep(random.uniform(1, 2))
            sent = {"data": [random.choice(QUESTIONS)], "fn_index": 0, "session_hash": session}
            await client.post("/gradio_api/queue/join", json=sent)
            async with client.stream(
                "GET", "/gradio_api/queue/data", params={"session_hash": session}
            ) as lines:
                async for line in lines.aiter_lines():
                    if line.startswith("data:") and json.loads(line[5:])["msg"] == "process_completed":
                        answered.append(session)
                        break

    async def all_of_them() -> None:
        async with httpx.AsyncClient(
            base_url=HOME, timeout=30, limits=httpx.Limits(max_connections=200)
        ) as client:
            await asyncio.gather(*(visitor(client) for _ in range(users)))

    thread = Thread(target=lambda: asyncio.run(all_of_them()), daemon=True)
    thread.start()
    time.sleep(3)
    yield lambda: len(answered)
    stop.set()
    thread.join()


if __name__ == "__main__":
    main()
