"""Building an index from a corpus folder: whole or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.errors import WenceError
from qa.index.calibrate import Calibration, Sample, everyday_questions, fit
from qa.index.contents import DICTIONARY, Contents, embedded_texts, header
from qa.index.dictionary import corpus_terms, make_dictionary
from qa.index.evidence import Weights
from qa.index.lexical import Lexicon, function_words
from qa.index.manifest import FORMAT, NAME, FileMark, Manifest, corpus_files, corpus_hash
from qa.index.pseudo import PseudoQuestion, pseudo_questions
from qa.index.tokenize import Segmenter
from qa.index.vectors import Centre, FaissVectors, Floats
from qa.read.corpus import load_corpus

if TYPE_CHECKING:
    from qa.index.encoder import Encoder

Progress = Callable[[int, int], None]
"""Called with the number of records encoded so far, and of all."""
SNAPSHOT = "corpus"
"""The folder inside an index that holds the corpus it was built from."""

_ABANDONED_SECONDS = 3600


def build_index(
    corpus_dir: Path, index_dir: Path, encoder: Encoder, progress: Progress | None = None
) -> None:
    """Build the index of a corpus folder.

    An index already there is replaced only once the new one is complete.

    Raises:
        WenceError: the corpus cannot be read or the folder cannot be written.
    """
    sources = corpus_files(corpus_dir)
    plans = load_corpus(corpus_dir)
    records = [record for plan in plans for record in plan.measures]
    texts = embedded_texts(records)
    dictionary = make_dictionary(texts, corpus_terms(plans))
    pseudo = pseudo_questions([record.text for record in records])
    contents, calibration = make_contents(
        [(header(record), record.text) for record in records],
        Segmenter(dictionary),
        encoder.encode_passages(texts, None if progress is None else lambda done: progress(done, len(texts))),
        pseudo,
        encoder,
    )
    files = {
        DICTIONARY: dictionary.encode(),
        **contents.to_files(),
        **{f"{SNAPSHOT}/{name}": data for name, data in sources.items()},
    }
    manifest = Manifest(
        format=FORMAT,
        model=encoder.name,
        model_fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        records=len(records),
        corpus=corpus_hash(sources),
        dictionary=FileMark.of(files[DICTIONARY]).sha256,
        calibration=calibration,
        files={name: FileMark.of(data) for name, data in files.items()},
    )
    try:
        _write(index_dir, {**files, NAME: manifest.to_json().encode()})
    except OSError as error:
        raise WenceError(f"索引目录“{index_dir}”无法写入（{error.strerror}）；请检查权限和空间。") from error


def make_contents(
    fields: Sequence[tuple[str, str]],
    segmenter: Segmenter,
    passages: Floats,
    pseudo: Sequence[PseudoQuestion],
    encoder: Encoder,
) -> tuple[Contents, Calibration]:
    """The computing part of an index over records given as (header, text) with their vectors (n, d)."""
    everyday = everyday_questions()
    questions = [question.text for question in pseudo] or list(everyday)
    vectors = encoder.encode_queries([*questions, *everyday])
    asked, unrelated = vectors[: len(questions)], vectors[len(questions) :]
    centre = Centre.of(asked, passages)
    contents = Contents(
        segmenter,
        Lexicon.build(fields, segmenter),
        FaissVectors.of(centre.centred_passages(passages)),
        centre,
        function_words(),
    )
    return contents, _calibrate(contents, pseudo, asked, everyday, unrelated)


def _calibrate(
    contents: Contents,
    pseudo: Sequence[PseudoQuestion],
    asked: Floats,
    everyday: Sequence[str],
    unrelated: Floats,
) -> Calibration:
    samples = [
        _sample(contents, question, vector, answers=False)
        for question, vector in zip(everyday, unrelated, strict=True)
    ]
    samples += [
        _sample(contents, question.text, vector, answers=True)
        for question, vector in zip(pseudo, asked, strict=False)
    ]
    return fit(samples)


def _sample(contents: Contents, question: str, vector: Floats, *, answers: bool) -> Sample:
    evidence = contents.evidence(question, vector)
    best = int(np.argmax(evidence.fused(Weights())))
    return Sample(float(evidence.dense[best]), float(evidence.coverage[best]), answers)


def _write(index_dir: Path, files: Mapping[str, bytes]) -> None:
    index_dir.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(index_dir)
    building = index_dir.with_name(f".{index_dir.name}.building-{os.getpid()}")
    replaced = index_dir.with_name(f".{index_dir.name}.replaced-{os.getpid()}")
    try:
        for name, data in files.items():
            path = building / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if index_dir.exists():
            index_dir.rename(replaced)
        building.rename(index_dir)
    finally:
        shutil.rmtree(building, ignore_errors=True)
        shutil.rmtree(replaced, ignore_errors=True)


def _remove_abandoned(index_dir: Path) -> None:
    """Remove what builds that were killed have left beside the index."""
    for pattern in (f".{index_dir.name}.building-*", f".{index_dir.name}.replaced-*"):
        for path in index_dir.parent.glob(pattern):
            if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
