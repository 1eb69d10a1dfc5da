"""An opened index: the records of a corpus with their vectors, their terms and the scale of their scores."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.errors import WenceError
from qa.index.evidence import Evidence
from qa.index.lexical import Lexicon, function_words
from qa.index.manifest import Manifest, StaleIndexError, corpus_files, corpus_hash
from qa.index.tokenize import Segmenter, grams
from qa.index.vectors import Centre, FaissVectors, Floats, Ints, VectorStore
from qa.plan import Measure, Plan
from qa.read.corpus import load_corpus

if TYPE_CHECKING:
    from qa.index.calibrate import Calibration
    from qa.index.encoder import Encoder

SNAPSHOT = "corpus"
"""The folder inside an index that holds the corpus it was built from."""
DICTIONARY = "dictionary.txt"
VECTORS = "vectors.faiss"
CENTRE = "centre.npy"

ALL_CANDIDATES = 1024
"""Up to this many records every record is a candidate for every question; beyond, the best of each side are."""
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

    def evidence(self, question: str, vector: Floats, within: Ints | None = None) -> Evidence:
        """The candidates for one question whose vector (d,) the model gave; only those of ``within`` if given."""
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


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that answering needs of a corpus; reading only, so threads may share it.

    ``records`` are the measures and passages of all ``plans`` in plan order; positions count in them.
    """

    plans: tuple[Plan, ...]
    records: tuple[Measure, ...]
    contents: Contents
    manifest: Manifest

    @property
    def calibration(self) -> Calibration:
        """The scale of this index's scores."""
        return self.manifest.calibration

    @classmethod
    def open(
        cls, index_dir: Path, *, corpus_dir: Path | None = None, encoder: Encoder | None = None
    ) -> Index:
        """Open an index folder, checking every byte of it.

        With ``corpus_dir``, an existing folder, the corpus must be the one that the index was built from; with
        ``encoder`` the model must be.

        Raises:
            StaleIndexError: there is no index, or it is damaged or does not fit; its ``reason`` says which.
        """
        manifest = Manifest.read(index_dir)
        _check_fit(manifest, corpus_dir, encoder)
        files = manifest.load_files(index_dir)
        try:
            contents = _contents(files)
            plans = load_corpus(index_dir / SNAPSHOT)
        except (KeyError, ValueError, RuntimeError, WenceError):
            raise StaleIndexError("索引的内容无法读取") from None
        records = tuple(record for plan in plans for record in plan.measures)
        if not len(records) == manifest.records == contents.vectors.size:
            raise StaleIndexError("索引的内容彼此不一致")
        return cls(plans, records, contents, manifest)

    def evidence(self, question: str, vector: Floats, within: Ints | None = None) -> Evidence:
        """The candidates for one question; ``vector`` is the model's for it, shape (d,)."""
        return self.contents.evidence(question, vector, within)


def header(record: Measure) -> str:
    """The context that a record is indexed with: area and task, or section and title of a passage."""
    parts = (record.area, record.task) if record.is_measure else (record.section, record.title)
    return " ".join(part for part in parts if part)


def embedded_texts(records: Sequence[Measure]) -> list[str]:
    """What the model encodes of each record: its context and its text."""
    return [f"{header(record)} {record.text}".strip() for record in records]


def centre_bytes(centre: Centre) -> bytes:
    """The content of the file that holds both means."""
    buffer = io.BytesIO()
    np.save(buffer, np.stack([centre.queries, centre.passages]))
    return buffer.getvalue()


def _contents(files: Mapping[str, bytes]) -> Contents:
    queries, passages = np.load(io.BytesIO(files[CENTRE]))
    return Contents(
        Segmenter(files[DICTIONARY].decode()),
        Lexicon.from_files(files),
        FaissVectors.from_bytes(files[VECTORS]),
        Centre(queries, passages),
        function_words(),
    )


def _check_fit(manifest: Manifest, corpus_dir: Path | None, encoder: Encoder | None) -> None:
    if encoder is not None and encoder.fingerprint != manifest.model_fingerprint:
        raise StaleIndexError("索引是用另一个模型建立的")
    if corpus_dir is None or not corpus_dir.is_dir():
        return
    if corpus_hash(corpus_files(corpus_dir)) != manifest.corpus:
        raise StaleIndexError("语料已有改动")
