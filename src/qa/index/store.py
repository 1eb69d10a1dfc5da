"""An opened index: the records of a corpus with their vectors, their terms and the scale of their scores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import WenceError
from qa.index.contents import Contents
from qa.index.evidence import Evidence
from qa.index.manifest import SNAPSHOT, Manifest, StaleIndexError, corpus_files, corpus_hash
from qa.index.places import Place, StoreError
from qa.index.selftest import check
from qa.index.tokenize import Segmenter
from qa.index.vectors import Floats, Ints
from qa.plan import Measure, Plan
from qa.read.corpus import load_corpus

if TYPE_CHECKING:
    from qa.index.build import Progress
    from qa.index.calibrate import Calibration
    from qa.index.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that answering needs of a corpus; it is only read, so threads may share it.

    ``records`` are the measures and passages of all ``plans`` in plan order; positions count in them.
    ``calibrations`` are the scales of each plan's scores where it is asked alone.
    """

    plans: tuple[Plan, ...]
    records: tuple[Measure, ...]
    contents: Contents
    calibration: Calibration
    calibrations: tuple[Calibration, ...]

    @property
    def segmenter(self) -> Segmenter:
        """What cuts a question into the words of this index."""
        return self.contents.segmenter

    @classmethod
    def open(
        cls,
        index_dir: Path,
        *,
        corpus_dir: Path | None = None,
        encoder: Encoder | None = None,
        place: Place | None = None,
    ) -> Index:
        """Open an index folder, checking every byte that answering needs.

        With ``corpus_dir``, an existing folder, the corpus must be the one that the index was built from;
        with ``encoder`` the model must be. The vectors are in ``place``, by default in the folder.

        Raises:
            StaleIndexError: there is no index, or it is damaged or does not fit; its ``reason`` says which.
            StoreError: ``place`` cannot be reached.
        """
        manifest = Manifest.read(index_dir)
        _check_fit(manifest, corpus_dir, encoder)
        files = manifest.load_files(index_dir)
        try:
            contents = Contents.from_files(files, place)
            plans = load_corpus(index_dir / SNAPSHOT)
        except (StaleIndexError, StoreError):
            raise
        except (KeyError, ValueError, RuntimeError, WenceError):
            raise StaleIndexError("索引的内容无法读取") from None
        records = tuple(record for plan in plans for record in plan.measures)
        fitting = len(records) == manifest.records == contents.dense.size
        if not fitting or len(plans) != len(manifest.calibrations):
            raise StaleIndexError("索引的内容彼此不一致")
        return cls(plans, records, contents, manifest.calibration, manifest.calibrations)

    def evidence(self, question: str, vector: Floats, within: Ints | None = None) -> Evidence:
        """The candidates for one question; ``vector`` is the model's for it, shape (d,)."""
        return self.contents.evidence(self.contents.said(question), vector, within)

    def self_test(self, encoder: Encoder) -> None:
        """Ask for a few records in their own words.

        Raises:
            StaleIndexError: the lexical or the dense side finds none of them.
        """
        check(self, encoder)


def open_or_build(
    corpus_dir: Path,
    index_dir: Path,
    encoder: Encoder,
    report: Callable[[str], None],
    progress: Progress | None = None,
    place: Place | None = None,
) -> Index:
    """Open an index; build it first where it is missing, damaged or stale, and report that in one line.

    Raises:
        WenceError: it cannot be built, or not even a new index passes its self-test.
    """
    try:
        return _open_tested(index_dir, corpus_dir, encoder, place)
    except StaleIndexError as problem:
        report(f"{problem.reason}，正在由“{corpus_dir}”重建索引……")
    from qa.index.build import build_index

    build_index(corpus_dir, index_dir, encoder, progress, place)
    try:
        return _open_tested(index_dir, corpus_dir, encoder, place)
    except StaleIndexError as problem:
        raise WenceError(
            f"重建的索引仍不可用（{problem.reason}），请检查磁盘，或换一个模型重试。"
        ) from problem


def _open_tested(index_dir: Path, corpus_dir: Path, encoder: Encoder, place: Place | None) -> Index:
    index = Index.open(index_dir, corpus_dir=corpus_dir, encoder=encoder, place=place)
    index.self_test(encoder)
    return index


def _check_fit(manifest: Manifest, corpus_dir: Path | None, encoder: Encoder | None) -> None:
    if encoder is not None and encoder.fingerprint != manifest.model_fingerprint:
        raise StaleIndexError("索引是用另一个模型建立的")
    if corpus_dir is None or not corpus_dir.is_dir():
        return
    if corpus_hash(corpus_files(corpus_dir)) != manifest.corpus:
        raise StaleIndexError("语料已有改动")
