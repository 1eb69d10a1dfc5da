"""Take the page's pictures for the README: ``python bench/screenshots.py`` writes docs/images/page-*.png.

It serves the page by itself on a free port, asks in a headless Chromium and stops the server again.
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

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
QUESTIONS = ("高压客户办电要多久？", "低压的呢？")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
SIZES = {"page-1280": (1280, 900), "page-390": (390, 844)}


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


def take(browser: Browser, url: str, name: str, questions: tuple[str, ...] = QUESTIONS) -> None:
    """One picture of the page after ``questions``, written to ``docs/images/<name>.png``."""
    width, height = SIZES[name.removesuffix("-empty")]
    page = browser.new_page(
        viewport={"width": width, "height": height}, locale="zh-CN", device_scale_factor=2
    )
    page.emulate_media(reduced_motion="reduce")
    page.goto(url)
    page.wait_for_selector("#question textarea")
    for number, question in enumerate(questions, start=1):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_selector(f'#current .turn[data-turn="{number}"][aria-busy="false"]')
    page.wait_for_timeout(400)
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with served_page() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=FLAGS)
        for name in SIZES:
            take(browser, url, name)
            take(browser, url, f"{name}-empty", ())
        browser.close()


if __name__ == "__main__":
    main()
