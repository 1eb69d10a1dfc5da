"""Questions typed in pinyin (gaoya kehu bandian yao duojiu) as Chinese words of the corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import accumulate, product

from qa.extract.language import syllables
from qa.extract.sounds import Sounds

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN_RUN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+(?:[ ']+[A-Za-z]+)*")
_LONGEST = 8
_READINGS = 4
_KNOWN_SHARE = 0.6
_MOST = 80
_WORD, _BROKEN, _UNKNOWN = 2, 1, 6


class PinyinReader:
    """Knows the words of a corpus and of questions by their sound. The table is made at first use."""

    def __init__(self, texts: Iterable[str], sounds: Sounds | None = None) -> None:
        self._texts = tuple(texts)
        self._sounds = sounds or Sounds()
        self._words: dict[tuple[str, ...], str] = {}

    def read(self, question: str) -> str:
        """The question with its pinyin in characters, unchanged where most of it fits no word."""
        if not self._words:
            self._words = self._table()
        return _LATIN_RUN.sub(lambda match: self._run(match.group(0)), question)

    def _run(self, run: str) -> str:
        parts = [syllables(word) for word in re.split(r"[ ']+", run.lower())]
        sounds = [syllable for part in parts for syllable in part]
        if not all(parts) or not 2 <= len(sounds) <= _MOST:
            return run
        ends = set(accumulate(len(part) for part in parts))
        read = self._fewest(sounds, ends)
        known = sum(len(word) for word in read if _HAN_RUN.match(word))
        return "".join(read) if known >= _KNOWN_SHARE * len(sounds) else run

    def _fewest(self, sounds: list[str], ends: set[int]) -> list[str]:
        """The fewest words that say ``sounds``, those that end where a typed word ends preferred."""
        best: list[tuple[int, list[str]]] = [(0, [])]
        for end in range(1, len(sounds) + 1):
            ways = [(best[end - 1][0] + _UNKNOWN, [*best[end - 1][1], sounds[end - 1]])]
            for start in range(max(0, end - _LONGEST), end):
                word = self._words.get(tuple(sounds[start:end]))
                if word:
                    cost = best[start][0] + _WORD + (0 if end in ends else _BROKEN)
                    ways.append((cost, [*best[start][1], word]))
            best.append(min(ways, key=lambda way: way[0]))
        return best[-1][1]

    def _table(self) -> dict[tuple[str, ...], str]:
        """Sounds of every stretch of two to eight characters, of the most frequent where several agree."""
        counts = Counter(
            run[at : at + size]
            for text in self._texts
            for run in _HAN_RUN.findall(text)
            for size in range(2, _LONGEST + 1)
            for at in range(len(run) - size + 1)
        )
        table: dict[tuple[str, ...], str] = {}
        for word, _ in counts.most_common():
            for sounds in self._said(word):
                table.setdefault(sounds, word)
        asked = files("qa.extract").joinpath("data", "question_words.txt").read_text(encoding="utf-8").split()
        return table | {sounds: word for word in asked for sounds in self._said(word)}

    def _said(self, word: str) -> Iterator[tuple[str, ...]]:
        several = [self._sounds.readings(char) for char in word]
        ways = 1
        for readings in several:
            ways *= len(readings)
        yield from product(*several) if ways <= _READINGS else [tuple(r[0] for r in several)]
