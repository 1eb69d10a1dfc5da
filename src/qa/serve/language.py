"""The language of the page's own words: Simplified Chinese, in which they are written, Traditional Chinese or English.

The plan's text, names of units and areas, questions and answers are data and stay as they are. A message is
looked up by its Chinese text. English stands in ``messages/en.json``; Traditional is made by OpenCC's ``s2tw``,
whose forms (為, 裡, 台) browsers' fonts for ``zh-Hant`` draw best, and which leaves the mainland's wording alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh-Hans", "zh-Hant", "en"]
Message = str | list[str]
"""One form, or the form for one and the form for any other number."""

LANGUAGES: Mapping[Language, str] = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"}
"""What each language calls itself, the default first."""
TAGS: Mapping[Language, str] = {"zh-Hans": "zh-CN", "zh-Hant": "zh-Hant", "en": "en"}
"""What HTML calls them."""
DEFAULT: Language = "zh-Hans"
COOKIE = "wence-lang"


def language_of(cookies: Mapping[str, str]) -> Language:
    """The language that a visitor has chosen; the browser's own is not asked, as a plan's readers read Chinese."""
    return known(cookies.get(COOKIE, "")) or DEFAULT


def known(code: str) -> Language | None:
    """The language of that code; None where the page does not speak it."""
    return next((language for language in LANGUAGES if language == code), None)


@dataclass(frozen=True, slots=True)
class Words:
    """Says the page's own words in one language."""

    language: Language
    message: Callable[[str], Message]
    """A Chinese text in this language; one that is not known comes back as it is."""

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return TAGS[self.language]

    def __call__(self, text: str, **values: object) -> str:
        """``text`` with ``values`` in its holes; ``n`` is the number that its form goes by."""
        form = self.form(text, values.get("n"))
        return form.format_map(values) if values else form

    def form(self, text: str, number: object = None) -> str:
        """``text`` in the form for ``number``, its holes still open."""
        message = self.message(text)
        return message if isinstance(message, str) else message[number != 1]


@cache
def words_of(language: Language) -> Words:
    """The words of ``language``."""
    if language == "en":
        english = messages()
        return Words(language, lambda text: english.get(text, text))
    return Words(language, _traditional() if language == "zh-Hant" else str)


def messages() -> Mapping[str, Message]:
    """The English of every message, by its Chinese text."""
    text = files("qa.serve").joinpath("messages", "en.json").read_text(encoding="utf-8")
    found: Mapping[str, Message] = json.loads(text)
    return found


def _traditional() -> Callable[[str], Message]:
    from opencc import OpenCC

    converter = OpenCC("s2tw")

    @cache
    def convert(text: str) -> str:
        converted: str = converter.convert(text)
        return converted

    return convert


AS_WRITTEN = words_of(DEFAULT)
"""The words as the sources have them."""
