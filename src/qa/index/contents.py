"""What an index computes with, and how it stands in files: terms, vectors and the dictionary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qa.index.asked import Asked
from qa.index.cases import Cases
from qa.index.dense import Dense
from qa.index.evidence import Evidence
from qa.index.lexical import Lexicon, function_words
from qa.index.places import Place
from qa.index.said import MOST_LEXICAL, Said, SaidOfAll, SaidOfSome
from qa.index.tokenize import Segmenter, grams
from qa.index.vectors import Bytes, Floats, Ints
from qa.plan import Measure

DICTIONARY = "dictionary.txt"

ALL_CANDIDATES = 1024
"""Up to this many records, all are candidates for every question; beyond, the best of each side are."""
DENSE_CANDIDATES = 300
LEXICAL_CANDIDATES = 200
MOST_DENSE = 8192
"""At most so many rows are fetched where only those of one part of the records count."""

_SENTENCE_END = re.compile(r"(?<=[。；;])|\n")
_SHORTEST_SENTENCE = 6


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index computes with; it is only read, so threads may share it."""

    segmenter: Segmenter
    lexicon: Lexicon
    dense: Dense
    asked: Asked
    cases: Cases
    function_words: frozenset[str]

    def to_files(self) -> dict[str, Bytes]:
        """The content of every file, by name."""
        dictionary = self.segmenter.dictionary.encode()
        return {
            DICTIONARY: dictionary,
            **self.dense.to_files(),
            **self.asked.to_files(),
            **self.cases.to_files(),
            **self.lexicon.to_files(),
        }

    @classmethod
    def from_files(cls, files: Mapping[str, Bytes], place: Place | None = None) -> Contents:
        """Read what :meth:`to_files` wrote; the vectors are in ``place``, by default in the files."""
        segmenter = Segmenter(bytes(files[DICTIONARY]).decode())
        return cls(
            segmenter,
            Lexicon.from_files(files),
            Dense.from_files(files, place),
            Asked.from_files(files),
            Cases.from_files(files),
            function_words(),
        )

    def evidence(self, said: Said, vector: Floats, within: Ints | None = None) -> Evidence:
        """The candidates for a question and its vector (d,) from the model; among ``within``, ascending, if given."""
        query = self.dense.query(vector)
        every = within is None and self.dense.size <= ALL_CANDIDATES
        positions = np.arange(self.dense.size) if every else self._candidates(said, query, within)
        cosines = self.dense.cosines(query, None if every else positions)
        near, refused = self.asked.similarity(query, positions)
        crowding = self.dense.crowding[positions]
        return Evidence.of(positions, cosines, said.at(positions), near, refused, crowding)

    def _candidates(self, said: Said, query: Floats, within: Ints | None) -> Ints:
        """Positions of the records worth comparing, ascending; the first of ``within`` where none inside is."""
        if within is None:
            return np.union1d(self.dense.nearest(query, DENSE_CANDIDATES), said.best(LEXICAL_CANDIDATES))
        if len(within) <= ALL_CANDIDATES:
            return within
        wider = min(DENSE_CANDIDATES * self.dense.size // len(within), MOST_DENSE)
        found = np.union1d(self.dense.nearest(query, wider), said.best(MOST_LEXICAL))
        inside = within[np.minimum(np.searchsorted(within, found), len(within) - 1)] == found
        return found[inside] if inside.any() else within[:ALL_CANDIDATES]

    def said(self, question: str) -> Said:
        """What the words of a question say about the records."""
        cut = self.segmenter.words(question)
        content = [word for word in cut if word not in self.function_words]
        words, characters = self.lexicon.words, self.lexicon.grams
        if words.size > ALL_CANDIDATES:
            return SaidOfSome.of(self.lexicon, cut, content, grams(question))
        return SaidOfAll(
            np.stack((words.share(cut), characters.share(grams(question)), words.coverage(content)))
        )


def header(record: Measure) -> str:
    """The context that a record is indexed with: area and task, or section and title of a passage."""
    parts = (record.area, record.task) if record.is_measure else (record.section, record.title)
    return " ".join(part for part in parts if part)


def sentences(text: str) -> list[str]:
    """The sentences of a text without those too short to say anything; the text itself if none is left."""
    found = [part for part in _SENTENCE_END.split(text) if len(part.strip()) >= _SHORTEST_SENTENCE]
    return found or [text]


def in_context(record: Measure, text: str) -> str:
    """What the model encodes of a record's text or sentence: its context before it."""
    return f"{header(record)} {text}".strip()
