"""The user's writing made comparable with the plan's: width, control characters, Traditional, English."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

_KEPT = re.compile(r"[^，。；：？！（）、《》〈〉“”‘’…—～·]+")
_SPACE = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_SEAM = re.compile(r"(?<=[A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[A-Za-z])")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_ENGLISH = re.compile(
    r"an?|the|is|are|was|were|be|do|does|did|can|could|will|would|shall|should|may|must|have|has|had|what|which|"
    r"who|whom|whose|when|where|why|how|many|much|long|of|to|in|on|for|from|by|with|at|and|or|not|no|i|we|you|it|"
    r"they|my|our|your|this|that|these|those|there|if|about|after|before|than|please|list|tell|me|get|apply|need|"
    r"pay|takes?|days|fees?|cost|free|department"
)
_ASKS = re.compile(
    r"\W*(?:what|who|whom|whose|when|where|which|why|how|is|are|do|does|can|could|will|must|should|may|please|list|"
    r"tell|show|give)\b",
    re.IGNORECASE,
)
_CHINESE_QUESTION = re.compile(r"[吗呢谁哪几]|什么|多久|多少|怎么|怎样|如何")
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|"
    r"ou|an|en|in|un|ia|ie|iu|"
    r"ua|uo|ui|ue|ve|er|a|o|e|i|u|v)(?=[bpmfdtnlgkhjqxrzcsyw]|$)",
)


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def clean(text: str) -> str:
    """The text with half-width letters and digits, single spaces and no control characters.

    Chinese punctuation keeps its width, so that the plan's own wording is still found.
    """
    text = "".join(char if char.isprintable() or char.isspace() else " " for char in text)
    text = _KEPT.sub(lambda match: unicodedata.normalize("NFKC", match.group(0)), text)
    return _SPACE.sub(" ", text).strip()


def to_simplified(text: str) -> str:
    """Traditional characters as Simplified ones; text in Simplified characters comes back unchanged.

    The converter is only loaded for text with characters outside GB 2312, which holds no Traditional forms.
    """
    if not any(_is_rare(char) for char in text):
        return text
    return _converter().convert(text)


def _is_rare(char: str) -> bool:
    if not _HAN.match(char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


def detect_english(text: str) -> bool:
    """Whether the question is asked in English, Chinese names inside it allowed; pinyin is not English."""
    words = [word.lower() for word in _WORD.findall(text)]
    han = len(_HAN.findall(text))
    if _ASKS.match(text) and not _CHINESE_QUESTION.search(text):
        return True
    if not words or han > len(words):
        return False
    common = sum(bool(_ENGLISH.fullmatch(word)) for word in words)
    if common >= 2 and common * 8 >= len(words):
        return True
    return len(words) >= 2 and han == 0 and not is_pinyin(text)


def apart(text: str) -> str:
    """``text`` with a space between Latin letters and Chinese characters (谁lead → 谁 lead), so that words end at both."""
    return _SEAM.sub(" ", text)


def is_pinyin(text: str) -> bool:
    """Whether the Latin words of a text are Chinese syllables (gaoya kehu bandian)."""
    words = [word.lower() for word in _WORD.findall(text) if len(word) > 1]
    english = sum(bool(_ENGLISH.fullmatch(word)) for word in words)
    return bool(words) and all(map(syllables, words)) and 4 * english <= len(words)


def syllables(word: str) -> tuple[str, ...]:
    """A pinyin word as syllables (bandian → ban, dian), empty where it is none."""
    found, at = [], 0
    while at < len(word):
        match = _SYLLABLE.match(word, at)
        if match is None:
            return ()
        found.append(match.group(0))
        at = match.end()
    return tuple(found)
