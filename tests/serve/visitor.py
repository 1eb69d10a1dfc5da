"""A person in front of the page: asks, clicks and reads as a browser lets them."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page

PATIENCE_MS = 30_000
_NOTE_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  window.noteViolation(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample} ${event.sourceFile}`))"""


class Visitor:
    """One visitor in a browser context of their own; notes every request and every fault.

    A fault is a script that failed, a dialogue that nobody asked for, or what the page's own policy had to stop.
    """

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.context = context
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        self.page.expose_function("noteViolation", self.note)
        self.page.add_init_script(_NOTE_VIOLATIONS)
        self.page.goto(url)
        self.page.wait_for_selector("#question textarea")
        self.page.wait_for_selector("html[lang='zh-CN']")

    def note(self, fault: str) -> None:
        """Keep what went wrong."""
        self.faults.append(fault)

    @property
    def turns(self) -> int:
        """How many questions the page shows."""
        return self.page.locator(".turn").count()

    @property
    def latest(self) -> Locator:
        """The exchange asked last."""
        return self.page.locator("#current .turn")

    def ask(self, question: str) -> str:
        """Type a question, press Enter, wait for the whole answer; its text."""
        number = self.turns + 1
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        return self.read(number)

    def click(self, words: str) -> str:
        """Click a question that stands on the page, wait for the whole answer; its text."""
        number = self.turns + 1
        self.page.locator("[data-ask]:visible", has_text=words).first.click()
        return self.read(number)

    def read(self, number: int) -> str:
        """The text of the ``number``-th exchange once it is complete."""
        self.page.wait_for_selector(f'#current .turn[data-turn="{number}"][aria-busy="false"]')
        return self.latest.inner_text()

    def until(self, expression: str) -> None:
        """Wait for something in the page; Playwright's own way evaluates text there, which the page's policy stops."""
        for _ in range(PATIENCE_MS // 50):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never: {expression}")

    def outside_requests(self) -> list[str]:
        """Requests to any host but the page's own."""
        home = urlsplit(self.url).netloc
        return [
            url for url in self.requests if urlsplit(url).scheme != "data" and urlsplit(url).netloc != home
        ]

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))
