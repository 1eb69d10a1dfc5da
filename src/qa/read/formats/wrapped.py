"""Lines that were broken at the edge of the page are put together to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FULL, _WIDEST = 20, 120
_NEW = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、章节]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳]|附件|附：|注[:：])"
)
_ENDS = re.compile(r"[。！？；：:;!?]\s*$|[）)〕】]\s*$")
_GOES_ON = re.compile(r"[，、（《“]\s*$")
_INDENT = re.compile(r"(?:\u3000{1,2}|\s{2,})\S")


def width_of(lines: Sequence[str]) -> int:
    """The width to which lines were broken, in columns; 0 where every paragraph is a line of its own."""
    filled = [line for line in lines if line.strip()]
    longest = max(map(columns, filled), default=0)
    if len(filled) < 4 or not 2 * _FULL <= longest <= _WIDEST:
        return 0
    full = [line for line in filled if columns(line) >= longest - 4]
    broken = sum(not _ENDS.search(line) for line in full)
    return longest if len(full) >= max(3, len(filled) // 5) and 2 * broken >= len(full) else 0


def starts_paragraph(line: str, before: str, width: int) -> bool:
    """Whether ``line`` begins a paragraph, ``before`` being the line above it."""
    if _GOES_ON.search(before) and not _NEW.match(line):
        return False
    if not width or not before.strip():
        return True
    if columns(before) < width - 6:
        return True
    return bool(_INDENT.match(line) or (_NEW.match(line) and _ENDS.search(before)))


def columns(text: str) -> int:
    """How wide a text is on paper: two columns a Chinese character."""
    return sum(1 if char.isascii() else 2 for char in text.rstrip())
