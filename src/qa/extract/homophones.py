"""Runs of a question that sound as the corpus does and are written otherwise (项木从立相到峻工 → 项目从立项到竣工)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from qa.extract.sounds import Sounds, fold

_SYLLABLES = 4
"""So many syllables in a row are seldom the same by chance."""
_SAME = 0.6
"""At least so many of a run's characters must stand as the corpus writes them."""


class Homophones:
    """Knows how the corpus sounds. ``runs`` are its stretches of characters without punctuation."""

    def __init__(self, runs: Iterable[str], sounds: Sounds) -> None:
        self._runs = tuple(dict.fromkeys(runs))
        self._sounds = sounds

    @cached_property
    def _starts(self) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """Where each window of syllables begins: the number of the run and the place in it."""
        found: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, run in enumerate(self._runs):
            heard = self._heard(run)
            for start in range(len(run) - _SYLLABLES + 1):
                found[heard[start : start + _SYLLABLES]].append((number, start))
        return found

    def _heard(self, run: str) -> tuple[str, ...]:
        return tuple(fold(self._sounds.readings(char)[0]) for char in run)

    def mend(self, run: str) -> str:
        """``run`` with every stretch that sounds like the corpus written as the corpus writes it."""
        heard = self._heard(run)
        start = 0
        while start <= len(run) - _SYLLABLES:
            text = self._longest(run, heard, start)
            if text:
                run = run[:start] + text + run[start + len(text) :]
            start += len(text) or 1
        return run

    def _longest(self, run: str, heard: tuple[str, ...], start: int) -> str:
        """The longest stretch of the corpus that sounds like ``run`` from ``start`` on, '' where none does."""
        best = ""
        for number, at in self._starts.get(heard[start : start + _SYLLABLES], ()):
            size = _SYLLABLES
            other = self._runs[number]
            while (
                start + size < len(run)
                and at + size < len(other)
                and self._heard(other[at + size])[0] == heard[start + size]
            ):
                size += 1
            text = other[at : at + size]
            alike = sum(a == b for a, b in zip(text, run[start : start + size], strict=True))
            better = size >= len(best) if alike == size else size > len(best) and alike >= _SAME * size
            best = text if better else best
        return best
