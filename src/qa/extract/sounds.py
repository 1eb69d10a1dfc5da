"""Whether two characters sound alike to people who mix up common pairs of Mandarin sounds."""

from __future__ import annotations

import os
import re

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h"), ("r", "n"))
_FINALS = re.compile(r"(?<=[aei])ng$")


class Sounds:
    """Toneless readings of characters; the pinyin library is loaded at the first comparison."""

    def __init__(self) -> None:
        self._readings: dict[str, tuple[str, ...]] = {}

    def alike(self, typed: str, meant: str) -> bool:
        """Whether the two sound the same, or their usual readings do but for what people mix up.

        That is zh/z, ch/c, sh/s, n/l, f/h and -ng/-n.
        """
        return self.same(typed, meant) or fold(self.readings(typed)[0]) == fold(self.readings(meant)[0])

    def same(self, typed: str, meant: str) -> bool:
        """Whether the usual reading of ``typed`` is, tone aside, exactly a reading of ``meant``."""
        return typed == meant or self.readings(typed)[0] in self.readings(meant)

    def readings(self, char: str) -> tuple[str, ...]:
        """Readings of ``char``, without tones, the usual one first.

        The library's phrases, most of its load time, stay out: single characters need none.
        """
        if char not in self._readings:
            os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
            from pypinyin import Style, pinyin

            found = pinyin(char, style=Style.NORMAL, heteronym=True)
            self._readings[char] = tuple(reading for group in found for reading in group)
        return self._readings[char]


def fold(syllable: str) -> str:
    """A toneless syllable in one spelling for confusable sounds: zhang → zan, liu → niu."""
    for initial, plain in _INITIALS:
        if syllable.startswith(initial):
            syllable = plain + syllable[len(initial) :]
            break
    return _FINALS.sub("n", syllable)
