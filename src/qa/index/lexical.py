"""The lexical side: BM25 over fields for words and for character n-grams, as sparse arrays.

Scores follow Lucene's BM25 with weighted fields (a term in the header counts ``HEADER`` times as one in
the text). Everything that does not depend on the question is multiplied out at build time, so that one
question adds up one short slice of the arrays for each of its terms.
"""

from __future__ import annotations

import io
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from qa.index.tokenize import Segmenter, grams
from qa.index.vectors import Bytes, stream

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Places = NDArray[np.int64]

K1 = 1.2
B = 0.75
_BLOCK = 65536
"""So many documents are sorted by term at a time."""
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
        terms: defaultdict[str, int] = defaultdict()
        terms.default_factory = terms.__len__
        number_of = terms.__getitem__
        numbers, counts, lengths, sizes = array("i"), array("f"), array("f"), array("i")
        for document in documents:
            numbers.extend(map(number_of, document))
            counts.extend(document.values())
            lengths.append(sum(document.values()))
            sizes.append(len(document))
        number = np.frombuffer(numbers, dtype=np.int32) if numbers else np.zeros(0, np.int32)
        count = np.frombuffer(counts, dtype=np.float32) if counts else np.zeros(0, np.float32)
        length = np.asarray(lengths, dtype=np.float32)
        frequency = np.bincount(number, minlength=len(terms))
        idf = np.log1p((len(sizes) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        norm = K1 * (1 - B + B * length / max(float(length.mean()) if len(sizes) else 1.0, 1e-9))
        starts = np.concatenate(([0], np.cumsum(frequency))).astype(np.int32)
        records, impacts = np.empty(len(number), np.int32), np.empty(len(number), np.float32)
        free, first = starts[:-1].copy(), 0
        for start in range(0, len(sizes), _BLOCK):
            size = np.frombuffer(sizes, dtype=np.int32)[start : start + _BLOCK]
            part = slice(first, first := first + int(size.sum()))
            order = np.argsort(number[part], kind="stable")
            term, record = number[part][order], np.repeat(np.arange(start, start + len(size)), size)[order]
            held = np.bincount(term, minlength=len(terms))
            before = np.cumsum(held) - held
            places = (free - before)[term] + np.arange(len(term))
            records[places] = record
            impacts[places] = idf[term] * count[part][order] / (count[part][order] + norm[record])
            free += held
        return cls(dict(terms), starts, records, impacts, idf, len(sizes))

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
    def from_files(cls, name: str, contents: Mapping[str, Bytes]) -> Postings:
        """Read what :meth:`to_files` wrote."""
        terms = bytes(contents[f"{name}.txt"]).decode().split("\n")
        with np.load(stream(contents[f"{name}.npz"])) as arrays:
            return cls(
                dict(zip(terms, range(len(terms)), strict=True)),
                arrays["starts"], arrays["records"], arrays["impacts"], arrays["idf"], int(arrays["size"]),
            )  # fmt: skip

    def scores(self, query: Iterable[str]) -> Floats:
        """BM25 of every record for a question's terms (each term once), shape (size,)."""
        numbers, _ = self.numbers(query)
        slices = self._slices(numbers)
        return self._total(slices, [self.impacts[part] for part in slices])

    def share(self, query: Iterable[str]) -> Floats:
        """BM25 of every record as a share of the most that a record could get; 0 to 1, shape (size,)."""
        numbers, most = self.numbers(query)
        slices = self._slices(numbers)
        return self._total(slices, [self.impacts[part] for part in slices]) / most

    def coverage(self, query: Iterable[str]) -> Floats:
        """The share of the question's terms, weighted by idf, that each record holds; 0 to 1, shape (size,)."""
        numbers, most = self.numbers(query)
        slices = self._slices(numbers)
        lengths = [part.stop - part.start for part in slices]
        return self._total(slices, [np.repeat(self.idf[numbers], lengths)]) / most

    def numbers(self, query: Iterable[str]) -> tuple[Places, np.float32]:
        """The numbers of a question's terms, each once, and the sum of all its terms' idf.

        A term that no record holds has no number and weighs as much as the rarest one.
        """
        terms = dict.fromkeys(query)
        found = [number for term in terms if (number := self.terms.get(term)) is not None]
        numbers = np.array(found, dtype=np.int64)
        unknown = (len(terms) - len(numbers)) * np.log1p((self.size + 0.5) / 0.5)
        return numbers, np.float32(max(self.idf[numbers].sum() + unknown, 1e-9))

    def frequency(self, number: int) -> int:
        """How many records hold the term."""
        return int(self.starts[number + 1] - self.starts[number])

    def holding(self, number: int) -> Ints:
        """Positions of the records that hold the term, ascending."""
        return self.records[self.starts[number] : self.starts[number + 1]]

    def beside(self, number: int, positions: Ints) -> tuple[NDArray[np.bool_], Floats]:
        """Whether the records at the given positions, ascending, hold the term, and what it adds to their score."""
        part = slice(self.starts[number], self.starts[number + 1])
        records = self.records[part]
        places = records.searchsorted(positions)
        np.minimum(places, len(records) - 1, out=places)
        held: NDArray[np.bool_] = records.take(places) == positions
        return held, self.impacts[part].take(places) * held

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
            Postings.build(weighed(fields, segmenter.words)),
            Postings.build(weighed(fields, grams)),
        )

    def to_files(self) -> dict[str, bytes]:
        """The content of the lexical files, by name."""
        return self.words.to_files("words") | self.grams.to_files("grams")

    @classmethod
    def from_files(cls, files: Mapping[str, Bytes]) -> Lexicon:
        """Read what :meth:`to_files` wrote."""
        return cls(Postings.from_files("words", files), Postings.from_files("grams", files))


def function_words() -> frozenset[str]:
    """Words of questions that say nothing about their subject: 多久, 请问, 牵头 and the like."""
    text = files("qa.index").joinpath("data/function_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def weighed(fields: Sequence[tuple[str, str]], cut: Callable[[str], list[str]]) -> Iterator[dict[str, float]]:
    """The weighted term frequencies of records given as (header, text)."""
    for header, text in fields:
        total: dict[str, float] = {}
        for terms, weight in ((cut(header), HEADER), (cut(text), 1.0)):
            for term in terms:
                total[term] = total.get(term, 0.0) + weight
        yield total
