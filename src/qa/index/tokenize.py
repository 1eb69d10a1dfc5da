"""Text to terms: normalisation, character n-grams, and words cut by jieba with the index's own dictionary."""

from __future__ import annotations

import logging
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba

_RUN = re.compile(
    r"[a-z]+\d+(?:\.\d+)?|\d+(?:\.\d+)?[a-z]*|[a-z]+|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)
_WORD = re.compile(r"[a-z0-9\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


def normalise(text: str) -> str:
    """The text in compatibility form (NFKC), lower case, as every term of the index is written."""
    return unicodedata.normalize("NFKC", text).lower()


def atoms(text: str) -> list[list[str]]:
    """Han characters and whole Latin or number runs (``dn40``, ``3.25``, ``5g``), cut at everything else.

    Each inner list is a stretch without punctuation, so that no bigram spans a comma.
    """
    stretches: list[list[str]] = []
    end = -1
    for match in _RUN.finditer(normalise(text)):
        if match.start() != end or not stretches:
            stretches.append([])
        stretches[-1].append(match.group())
        end = match.end()
    return stretches


def grams(text: str) -> list[str]:
    """Character unigrams and bigrams of the text; a number or Latin run counts as one character."""
    found: list[str] = []
    for stretch in atoms(text):
        found += stretch
        found += [a + b for a, b in pairwise(stretch)]
    return found


class Segmenter:
    """Cuts text into words with one jieba dictionary; reading only, so threads may share it.

    ``dictionary`` holds lines ``word frequency`` (jieba's format) and must name every prefix of every
    word, with frequency 0 where the prefix is no word: then it loads in a few milliseconds.
    """

    def __init__(self, dictionary: str) -> None:
        self.dictionary = dictionary
        fields = dictionary.split()
        self._jieba = bare_jieba()
        self._jieba.FREQ = dict(zip(fields[0::2], map(int, fields[1::2]), strict=True))
        self._jieba.total = sum(self._jieba.FREQ.values())
        self._jieba.initialized = True

    def knows(self, word: str) -> bool:
        """Whether the dictionary holds ``word`` as a word."""
        return bool(self._jieba.FREQ.get(normalise(word)))

    def cut(self, text: str) -> list[str]:
        """Words of the text one after the other, none inside another; punctuation is dropped."""
        return [word for word in self._jieba.lcut(normalise(text)) if _WORD.search(word)]

    def words(self, text: str) -> list[str]:
        """Words of the text, each after the shorter words inside it; punctuation is dropped."""
        found: list[str] = []
        for word in self._jieba.lcut(normalise(text)):
            if _WORD.search(word):
                found += self._inside(word)
                found.append(word)
        return found

    def _inside(self, word: str) -> list[str]:
        length = len(word)
        if length < 3 or word.isascii():
            return []
        known = self._jieba.FREQ
        return [
            word[start:end]
            for start in range(length - 1)
            for end in range(start + 2, min(length, start + length - 1) + 1)
            if known.get(word[start:end])
        ]


def bare_jieba() -> jieba.Tokenizer:
    """A jieba tokenizer without a dictionary: silent, and writing no cache file anywhere."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()
