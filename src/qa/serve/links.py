"""Addresses of the pages, made in one place."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from qa.plan import Measure
from qa.serve.site.shelf import Choice

HOME, BROWSE, UNITS, PICTURES = "/", "/browse", "/units", "/pictures"


def browsing(choice: Choice, order: str = "plan", page: int = 1) -> str:
    """The list of the measures that ``choice`` leaves; what is as usual is left out of the address."""
    extra = ({"order": order} if order != "plan" else {}) | ({"page": str(page)} if page > 1 else {})
    return _with(BROWSE, choice.given | extra)


def measure(record: Measure, *, several: bool = False) -> str:
    """A measure's own page; ``several`` documents make its document part of the address."""
    return measure_numbered(record.measure_id, record.document if several else "")


def measure_numbered(measure_id: str, document: str = "") -> str:
    """The page of the measure of that number, of the first document that has it where none is named."""
    return _with(f"/measures/{quote(measure_id, safe='')}", {"d": document} if document else {})


def unit(name: str) -> str:
    """A unit's profile."""
    return f"{UNITS}/{quote(name, safe='')}"


def finding_units(words: str) -> str:
    """The units that ``words`` can mean, or all of them."""
    return _with(UNITS, {"q": words} if words else {})


def asking(question: str) -> str:
    """The conversation, opened with ``question``."""
    return _with(HOME, {"q": question})


def taking(choice: Choice, extension: str, order: str = "plan") -> str:
    """The file of the measures that ``choice`` leaves."""
    extra = {"order": order} if order != "plan" else {}
    return _with(f"/export/measures.{extension}", choice.given | extra)


def keeping(extension: str) -> str:
    """The file of an answer, for the questions that are posted to it."""
    return f"/export/answer.{extension}"


def in_language(address: str, code: str) -> str:
    """The same page in the language of that code; a page without ``address`` stays where it is."""
    return f"{address}{'&' if '?' in address else '?'}lang={code}"


def _with(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
