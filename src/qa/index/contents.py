"""What an index computes with, and how it stands in files: terms, vectors, both means, the dictionary."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qa.index.evidence import Evidence
from qa.index.lexical import Lexicon, function_words
from qa.index.tokenize import Segmenter, grams
from qa.index.vectors import Centre, FaissVectors, Floats, Ints, VectorStore
from qa.plan import Measure

DICTIONARY = "dictionary.txt"
VECTORS = "vectors.faiss"
CENTRE = "centre.npy"

ALL_CANDIDATES = 1024
"""Up to this many records, all are candidates for every question; beyond, the best of each side are."""
DENSE_CANDIDATES = 200
LEXICAL_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index computes with: terms, vectors and the dictionary that cut the terms."""

    segmenter: Segmenter
    lexicon: Lexicon
    vectors: VectorStore
    centre: Centre
    function_words: frozenset[str]

    def to_files(self) -> dict[str, bytes]:
        """The content of every file, by name."""
        means = io.BytesIO()
        np.save(means, np.stack([self.centre.queries, self.centre.passages]))
        return {
            DICTIONARY: self.segmenter.dictionary.encode(),
            VECTORS: self.vectors.to_bytes(),
            CENTRE: means.getvalue(),
            **self.lexicon.to_files(),
        }

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> Contents:
        """Read what :meth:`to_files` wrote."""
        queries, passages = np.load(io.BytesIO(files[CENTRE]))
        return cls(
            Segmenter(files[DICTIONARY].decode()),
            Lexicon.from_files(files),
            FaissVectors.from_bytes(files[VECTORS]),
            Centre(queries, passages),
            function_words(),
        )

    def evidence(self, question: str, vector: Floats, within: Ints | None = None) -> Evidence:
        """The candidates for a question and its vector (d,) from the model; of ``within`` alone if given."""
        query = self.centre.centred_queries(vector[None])
        cut = self.segmenter.words(question)
        content = [word for word in cut if word not in self.function_words]
        words = self.lexicon.words.share(cut)
        characters = self.lexicon.grams.share(grams(question))
        if within is not None:
            positions = within
            dense = self.vectors.cosines(query[0], positions)
        elif self.vectors.size <= ALL_CANDIDATES:
            cosines, found = self.vectors.nearest(query, self.vectors.size)
            positions, dense = found[0], cosines[0]
        else:
            positions, dense = self._best_of_both(query, words + characters)
        covered = self.lexicon.words.coverage(content)
        return Evidence(positions, dense, words[positions], characters[positions], covered[positions])

    def _best_of_both(self, query: Floats, lexical: Floats) -> tuple[Ints, Floats]:
        cosines, near = self.vectors.nearest(query, DENSE_CANDIDATES)
        top = np.argpartition(-lexical, LEXICAL_CANDIDATES)[:LEXICAL_CANDIDATES]
        more = np.setdiff1d(top, near[0])
        return np.concatenate([near[0], more]), np.concatenate(
            [cosines[0], self.vectors.cosines(query[0], more)]
        )


def header(record: Measure) -> str:
    """The context that a record is indexed with: area and task, or section and title of a passage."""
    parts = (record.area, record.task) if record.is_measure else (record.section, record.title)
    return " ".join(part for part in parts if part)


def embedded_texts(records: Sequence[Measure]) -> list[str]:
    """What the model encodes of each record: its context and its text."""
    return [f"{header(record)} {record.text}".strip() for record in records]
