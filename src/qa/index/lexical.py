"""The lexical side: BM25 over fields for words and for character n-grams, as sparse arrays.

Scores follow Lucene's BM25 with weighted fields (a term in the header counts ``HEADER`` times as one in
the text). Everything that does not depend on the question is multiplied out at build time, so that one
question adds up one short slice of the arrays for each of its terms.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from qa.index.tokenize import Segmenter, grams

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Places = NDArray[np.int64]

K1 = 1.2
B = 0.75
HEADER = 1.0
"""What a term in the header (area and task) counts, where one in the text counts 1."""


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term the records that hold it and what it adds to their score.

    ``starts`` has one entry a term and one at the end; ``records[starts[t]:starts[t + 1]]`` are positions in
    the corpus, ascending, and ``impacts`` the BM25 contributions beside them. ``idf`` has one value a term.
    """

    terms: Mapping[str, int]
    starts: Ints
    records: Ints
    impacts: Floats
    idf: Floats
    size: int

    @classmethod
    def build(cls, documents: Iterable[Mapping[str, float]]) -> Postings:
        """Index documents given as weighted term frequencies."""
        terms: dict[str, int] = {}
        columns: list[int] = []
        records: list[int] = []
        counts: list[float] = []
        lengths: list[float] = []
        for position, document in enumerate(documents):
            lengths.append(sum(document.values()))
            for term, count in document.items():
                columns.append(terms.setdefault(term, len(terms)))
                records.append(position)
                counts.append(count)
        column = np.asarray(columns, dtype=np.int32)
        order = np.argsort(column, kind="stable")
        frequency = np.bincount(column, minlength=len(terms)) if terms else np.zeros(0, dtype=np.int64)
        size = len(lengths)
        idf = np.log1p((size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        record = np.asarray(records, dtype=np.int32)[order]
        count_of = np.asarray(counts, dtype=np.float32)[order]
        length = np.asarray(lengths, dtype=np.float32)
        norm = K1 * (1 - B + B * length / max(float(length.mean()) if size else 1.0, 1e-9))
        impacts = idf[column[order]] * count_of / (count_of + norm[record]) if terms else count_of
        starts = np.concatenate(([0], np.cumsum(frequency))).astype(np.int32)
        return cls(terms, starts, record, impacts.astype(np.float32), idf, size)

    def to_files(self, name: str) -> dict[str, bytes]:
        """The terms, one a line, and the arrays in NumPy's own format, as two files' contents."""
        arrays = io.BytesIO()
        np.savez(
            arrays,
            starts=self.starts,
            records=self.records,
            impacts=self.impacts,
            idf=self.idf,
            size=self.size,
        )
        return {f"{name}.txt": "\n".join(self.terms).encode(), f"{name}.npz": arrays.getvalue()}

    @classmethod
    def from_files(cls, name: str, contents: Mapping[str, bytes]) -> Postings:
        """Read what :meth:`to_files` wrote."""
        terms = contents[f"{name}.txt"].decode().split("\n")
        with np.load(io.BytesIO(contents[f"{name}.npz"])) as arrays:
            return cls(
                dict(zip(terms, range(len(terms)), strict=True)),
                arrays["starts"], arrays["records"], arrays["impacts"], arrays["idf"], int(arrays["size"]),
            )  # fmt: skip

    def scores(self, query: Iterable[str]) -> Floats:
        """BM25 of every record for a question's terms (each term once), shape (size,)."""
        numbers, _ = self._numbers(query)
        slices = self._slices(numbers)
        return self._total(slices, [self.impacts[part] for part in slices])

    def share(self, query: Iterable[str]) -> Floats:
        """BM25 of every record as a share of the most that a record could get; 0 to 1, shape (size,)."""
        numbers, most = self._numbers(query)
        slices = self._slices(numbers)
        return self._total(slices, [self.impacts[part] for part in slices]) / most

    def coverage(self, query: Iterable[str]) -> Floats:
        """The share of the question's terms, weighted by idf, that each record holds; 0 to 1, shape (size,)."""
        numbers, most = self._numbers(query)
        slices = self._slices(numbers)
        lengths = [part.stop - part.start for part in slices]
        return self._total(slices, [np.repeat(self.idf[numbers], lengths)]) / most

    def _numbers(self, query: Iterable[str]) -> tuple[Places, np.float32]:
        """The numbers of a question's terms, each once, and the sum of all its terms' idf.

        A term that no record holds has no number and weighs as much as the rarest one.
        """
        terms = dict.fromkeys(query)
        found = [number for term in terms if (number := self.terms.get(term)) is not None]
        numbers = np.array(found, dtype=np.int64)
        unknown = (len(terms) - len(numbers)) * np.log1p((self.size + 0.5) / 0.5)
        return numbers, np.float32(max(self.idf[numbers].sum() + unknown, 1e-9))

    def _slices(self, numbers: Places) -> list[slice]:
        starts, ends = self.starts[numbers].tolist(), self.starts[numbers + 1].tolist()
        return list(map(slice, starts, ends))

    def _total(self, slices: list[slice], values: list[Floats]) -> Floats:
        """The sum of the values beside the given postings, by record."""
        if not slices:
            return np.zeros(self.size, dtype=np.float32)
        records = np.concatenate([self.records[part] for part in slices])
        return np.bincount(records, np.concatenate(values), minlength=self.size).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Both lexical views of the records: jieba words, and character unigrams and bigrams."""

    words: Postings
    grams: Postings

    @classmethod
    def build(cls, fields: Sequence[tuple[str, str]], segmenter: Segmenter) -> Lexicon:
        """Index records given as (header, text)."""
        return cls(
            Postings.build(_weigh(fields, segmenter.words)),
            Postings.build(_weigh(fields, grams)),
        )

    def to_files(self) -> dict[str, bytes]:
        """The content of the lexical files, by name."""
        return self.words.to_files("words") | self.grams.to_files("grams")

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> Lexicon:
        """Read what :meth:`to_files` wrote."""
        return cls(Postings.from_files("words", files), Postings.from_files("grams", files))


def function_words() -> frozenset[str]:
    """Words of questions that say nothing about their subject: 多久, 请问, 牵头 and the like."""
    text = files("qa.index").joinpath("data/function_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _weigh(fields: Sequence[tuple[str, str]], cut: Callable[[str], list[str]]) -> Iterator[dict[str, float]]:
    for header, text in fields:
        total: dict[str, float] = {}
        for terms, weight in ((cut(header), HEADER), (cut(text), 1.0)):
            for term in terms:
                total[term] = total.get(term, 0.0) + weight
        yield total
