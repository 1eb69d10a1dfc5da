"""Look-alike code points become the characters that are meant; every text keeps its length."""

from __future__ import annotations

import unicodedata
from functools import cache

# Radicals that print programs write for whole characters and that Unicode gives no decomposition for.
_RADICALS = (
    "⺁厂⺝月⺟母⺠民⺩王⺫目⺬示⺮竹⺶羊⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马"
    "⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"
)
_RANGES = ((0x2F00, 0x2FD6), (0xF900, 0xFB00))


def settled(text: str) -> str:
    """A text in which 民 is 民 and not the radical that looks like it."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    table = {ord(a): b for a, b in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}
    for start, end in _RANGES:
        for code in range(start, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                table[code] = plain
    return table
