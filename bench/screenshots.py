"""Take the pictures of every view: ``python bench/screenshots.py`` writes docs/images/*.png.

It serves the page by itself on a free port, visits each view in a headless Chromium and stops the server again.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from qa.serve import links
from qa.serve.site.shelf import Choice

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
QUESTIONS = ("高压客户办电要多久？", "低压的呢？")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
SIZES = {"1280": (1280, 900), "390": (390, 844)}
VIEWS = {
    "browse": links.browsing(Choice(area="获得电力")),
    "measure": links.measure_numbered("11.1"),
    "units": links.UNITS,
    "unit": links.unit("重庆市税务局"),
    "pictures": links.PICTURES,
}
WHOLE = ("pictures",)
"""Views of which everything is shown, however long."""


@contextmanager
def served_page() -> Iterator[str]:
    """The page on a free port; its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        environment = {**os.environ, "QA_PORT": str(probe.getsockname()[1])}
    command = [sys.executable, "app.py"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            lines = iter(process.stdout or ())
            yield next(found[0] for line in lines if (found := re.search(r"http://[^\s（]+", line)))
        finally:
            process.terminate()


def open_page(browser: Browser, url: str, width: str, scale: float = 1) -> Page:
    """A page of that width whose address is ``url``, at rest."""
    size: ViewportSize = {"width": SIZES[width][0], "height": SIZES[width][1]}
    page = browser.new_page(viewport=size, locale="zh-CN", device_scale_factor=scale)
    page.emulate_media(reduced_motion="reduce")
    page.goto(url)
    return page


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """Write what ``page`` shows to ``docs/images/<name>.png`` and close it."""
    page.wait_for_timeout(600)
    page.screenshot(path=IMAGES / f"{name}.png", full_page=whole)
    page.close()


def take_talk(
    browser: Browser, url: str, width: str, name: str, *, questions: tuple[str, ...], elder: bool
) -> None:
    """The conversation after ``questions``, in the mode for older readers where ``elder``."""
    page = open_page(browser, url, width, 2)
    page.wait_for_selector("#question textarea")
    page.wait_for_selector("html[lang='zh-CN']")
    if elder:
        page.locator("[data-tool='large']").click()
    for number, question in enumerate(questions, start=1):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_selector(f'#current .turn[data-turn="{number}"][aria-busy="false"]')
    keep(page, name)


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with served_page() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=FLAGS)
        for width in SIZES:
            take_talk(browser, url, width, f"page-{width}", questions=QUESTIONS, elder=False)
            take_talk(browser, url, width, f"page-{width}-empty", questions=(), elder=False)
            take_talk(browser, url, width, f"page-{width}-elder", questions=QUESTIONS[:1], elder=True)
            for name, address in VIEWS.items():
                page = open_page(browser, url.rstrip("/") + address, width)
                keep(page, f"{name}-{width}", whole=name in WHOLE)
        browser.close()


if __name__ == "__main__":
    main()
