"""The numbers that Word writes before paragraphs by itself: 一、 （二） 3. are not in the paragraphs' text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = re.compile(r"chinese|ideograph|taiwanese|japanese", re.IGNORECASE)
_CIRCLED = 0x2460
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class AutoNumbers:
    """Counts along a document; ``levels`` holds the form of each list's levels."""

    levels: dict[tuple[str, int], _Level]
    styles: dict[str, tuple[str, int]]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> AutoNumbers:
        """The lists that a document defines; none where it has no numbering part."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        parts = [
            r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.NUMBERING
        ]
        levels = _levels(parts[0].element) if parts and hasattr(parts[0], "element") else {}
        styles = {}
        for style in document.styles:
            listed = _listed(style.element)
            if listed:
                styles[style.style_id] = listed
        return cls(levels, styles)

    def next(self, paragraph: Element) -> str:
        """The number that stands before a paragraph, counted on; empty where it has none."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        by_style = self.styles.get(str(style.get(f"{_W}val"))) if style is not None else None
        listed = _listed(paragraph) or by_style
        if not listed or listed not in self.levels:
            return ""
        number, depth = listed
        counts = self._counts.setdefault(number, [None] * 9)
        start = self.levels[listed].start
        counts[depth] = start if counts[depth] is None else (counts[depth] or 0) + 1
        counts[depth + 1 :] = [None] * (8 - depth)
        return self._written(number, depth, counts)

    def _written(self, number: str, depth: int, counts: list[int | None]) -> str:
        def figure(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            level = self.levels.get((number, at))
            count = counts[at] if counts[at] is not None else (level.start if level else 1)
            return _figure(count or 0, level.form if level else "decimal")

        level = self.levels[number, depth]
        return "" if level.form in ("bullet", "none") else re.sub(r"%([1-9])", figure, level.pattern)


def _figure(count: int, form: str) -> str:
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(_CIRCLED + count - 1)
    return _in_chinese(count) if _CHINESE.search(form) and count > 0 else str(count)


def _listed(element: Element) -> tuple[str, int] | None:
    number = element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    if number is None:
        return None
    level = element.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
    depth = str(level.get(f"{_W}val")) if level is not None else "0"
    return str(number.get(f"{_W}val")), min(int(depth), 8) if depth.isdigit() else 0


def _levels(numbering: Element) -> dict[tuple[str, int], _Level]:
    forms = {str(item.get(f"{_W}abstractNumId")): item for item in numbering.iter(f"{_W}abstractNum")}
    found: dict[tuple[str, int], _Level] = {}
    for item in numbering.iter(f"{_W}num"):
        form = item.find(f"{_W}abstractNumId")
        for level in forms[str(form.get(f"{_W}val"))].iter(f"{_W}lvl") if form is not None else ():
            depth = str(level.get(f"{_W}ilvl"))
            if depth.isdigit():
                values = [_given(level, name) for name in ("numFmt", "lvlText", "start")]
                start = int(values[2]) if values[2].isdigit() else 1
                found[str(item.get(f"{_W}numId")), int(depth)] = _Level(values[0], values[1], start)
    return found


def _given(level: Element, name: str) -> str:
    element = level.find(f"{_W}{name}")
    return "" if element is None else str(element.get(f"{_W}val") or "")


def _in_chinese(number: int) -> str:
    """A whole number below a hundred in Chinese: 12 is 十二."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")
