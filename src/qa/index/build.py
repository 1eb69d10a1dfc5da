"""Building an index from a corpus folder: whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.errors import WenceError
from qa.index.asked import Asked, of_documents
from qa.index.calibrate import everyday_questions
from qa.index.cases import Cases
from qa.index.contents import DICTIONARY, Contents, header, in_context, sentences
from qa.index.dense import Dense
from qa.index.dictionary import corpus_terms, make_dictionary
from qa.index.folder import replace_folder
from qa.index.lexical import Lexicon, function_words
from qa.index.manifest import FORMAT, MANIFEST, SNAPSHOT, FileMark, Manifest, corpus_files, corpus_hash
from qa.index.memo import MEMO, Remembering, load_memo
from qa.index.places import InFolder, Place, Put
from qa.index.pseudo import sample_questions
from qa.index.scales import UNANSWERED, scales
from qa.index.store import Index
from qa.index.tokenize import Segmenter
from qa.index.vectors import FlatVectors, Floats
from qa.plan import Measure, Plan
from qa.read.asked import AskedQuestion, load_asked
from qa.read.corpus import load_corpus

if TYPE_CHECKING:
    from qa.index.encoder import Encoder

Progress = Callable[[int, int], None]
"""Called with the number of texts encoded so far, and of all."""


def build_index(
    corpus_dir: Path,
    index_dir: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    place: Place | None = None,
) -> None:
    """Build the index of a corpus folder.

    An index already there is replaced only once the new one is complete; anything else there is left alone.
    What it was built from is not encoded again. The vectors go into ``place``, by default into the folder.

    Raises:
        WenceError: the corpus cannot be read, the folder cannot be written or is no index, or ``place`` cannot be reached.
    """
    with (place or InFolder()).building(index_dir) as put:
        _build(corpus_dir, index_dir, encoder, progress, put)


def _build(corpus_dir: Path, index_dir: Path, encoder: Encoder, progress: Progress | None, put: Put) -> None:
    remembering = Remembering(encoder, load_memo(index_dir))
    index = index_plans(load_corpus(corpus_dir), remembering, progress, load_asked(corpus_dir), put)
    memo = remembering.to_bytes()
    sources = corpus_files(corpus_dir)
    files = {
        **index.contents.to_files(),
        **{f"{SNAPSHOT}/{name}": data for name, data in sources.items()},
    }
    manifest = Manifest(
        format=FORMAT,
        model=encoder.name,
        model_fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        records=len(index.records),
        corpus=corpus_hash(sources),
        dictionary=FileMark.of(files[DICTIONARY]).sha256,
        calibration=index.calibration,
        calibrations=index.calibrations,
        files={name: FileMark.of(data) for name, data in files.items()},
        memo=FileMark.of(memo),
    )
    replace_folder(index_dir.absolute(), {**files, MEMO: memo, MANIFEST: manifest.to_json().encode()})


def index_plans(
    plans: Sequence[Plan],
    encoder: Encoder,
    progress: Progress | None = None,
    wordings: Sequence[AskedQuestion] = (),
    put: Put = FlatVectors.of,
) -> Index:
    """The index of plans in memory; ``wordings`` are what people ask of them, ``put`` stores the vectors.

    Raises:
        WenceError: no record has a word in it.
    """
    records = tuple(record for plan in plans for record in plan.measures)
    pseudo = sample_questions([[record.text for record in plan.measures] for plan in plans])
    if not any(pseudo):
        raise WenceError("语料中没有可以检索的文字，请检查方案文件。")
    everyday = everyday_questions()
    questions = [*(text for own in pseudo for text in own), *everyday]
    vectors = encoder.encode_queries(questions)
    asked = vectors[: len(vectors) - len(everyday)]
    wordings = of_documents(wordings, records)
    texts = [in_context(record, record.text) for record in records]
    segmenter = Segmenter(make_dictionary(texts, corpus_terms(plans)))
    dense = _dense(records, asked, encoder, progress, put)
    contents = Contents(
        segmenter,
        Lexicon.build([(header(record), record.text) for record in records], segmenter),
        dense,
        Asked.build(wordings, encoder.encode_queries([w.question for w in wordings]), records, dense),
        Cases.build(records, encoder),
        function_words(),
    )
    answered = [place for place, own in enumerate(pseudo) for _ in own] + [UNANSWERED] * len(everyday)
    whole, *parts = scales(contents, [len(plan.measures) for plan in plans], questions, vectors, answered)
    return Index(tuple(plans), records, contents, whole, tuple(parts))


def _dense(
    records: Sequence[Measure], asked: Floats, encoder: Encoder, progress: Progress | None, put: Put
) -> Dense:
    """Encode every record and each of its sentences; the same text never twice."""
    wholes = [in_context(record, record.text) for record in records]
    parts = [[in_context(record, part) for part in sentences(record.text)] for record in records]
    texts = list(dict.fromkeys([*wholes, *(text for own in parts for text in own)]))
    report = None if progress is None else lambda done: progress(done, len(texts))
    vectors = encoder.encode_passages(texts, report)
    row = dict(zip(texts, range(len(texts)), strict=True))
    return Dense.build(
        asked,
        vectors[[row[text] for text in wholes]],
        vectors[[row[text] for own in parts for text in own]],
        np.array([len(own) for own in parts], dtype=np.int64),
        put,
    )
