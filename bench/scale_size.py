"""One size of bench/scale.py, in a process of its own: ``bench.scale_size SCRATCH SIZE`` prints the rows of its table."""

from __future__ import annotations

import pickle
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from threading import Thread
from typing import TypeVar

import numpy as np

from bench.scale_data import Clauses, Inputs
from bench.scale_kinds import kinds
from qa.answer.catalogue import Catalogue
from qa.answer.columns import Columns
from qa.answer.filters import read_filters
from qa.answer.listing import Selection, select
from qa.answer.question import Question, Reader
from qa.answer.texts import Texts
from qa.index.asked import Asked
from qa.index.calibrate import Calibration
from qa.index.cases import Cases
from qa.index.contents import Contents, header
from qa.index.dense import Dense
from qa.index.dictionary import corpus_terms, make_dictionary
from qa.index.encoder import Progress
from qa.index.evidence import Weights
from qa.index.lexical import Lexicon, Postings, function_words, weighed
from qa.index.manifest import FileMark
from qa.index.store import Index
from qa.index.stores import open_store
from qa.index.tokenize import Segmenter, grams
from qa.index.vectors import Floats, Ints, unit
from qa.plan import Measure
from qa.retrieve.hybrid import Retriever

Each = TypeVar("Each")
DEPTH = 10
_EXACT = 60
_ALL_KINDS = 100_000
_CUT_ALONE = 5000
_BLOCK = 32768
_REMEMBERED = 400_000
_LISTS = (
    "{unit}牵头的措施有哪些",
    "{unit}配合的措施有几条",
    "{unit}牵头的措施中2021年底前完成的有哪些",
    "2022年6月底前要完成的措施有几条",
    "没有写明时限的措施有几条",
)
_WORDS = ("办理", "营业执照", "不动产登记", "一网通办", "劳动合同")
_PHRASES = re.compile(r"[^，；。、：\n]+[，；。、：\n]*|[，；。、：\n]+")


class Known:
    """An encoder of questions whose vectors are there already, so that only the search is timed."""

    name, dimension, fingerprint = "known", 384, "known"

    def __init__(self, inputs: Inputs) -> None:
        self._vectors = dict(zip(inputs.questions, inputs.vectors, strict=True))

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """The vectors of questions, (n, d)."""
        return np.stack([self._vectors[text] for text in texts])

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Floats:
        """No passage is encoded here."""
        assert progress is None
        return np.zeros((len(texts), self.dimension), dtype=np.float32)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print a row with the seconds and the processor's seconds of a piece of work."""
    started, computed = time.perf_counter(), time.process_time()
    yield
    row(what, f"{time.perf_counter() - started:.1f} s ({time.process_time() - computed:.1f} s of processor)")


def row(what: str, value: str) -> None:
    """Print a row of the table."""
    print(f"| {what} | {value} |", flush=True)


def spread(
    work: Callable[[Each], object], of: Iterable[Each], before: Callable[[Each], object] | None = None
) -> str:
    """Milliseconds of a piece of work on each: median and p95, and the processor's; what comes ``before`` is not timed."""
    taken = []
    for each in of:
        if before is not None:
            before(each)
        started, computed = time.perf_counter(), time.thread_time()
        work(each)
        taken.append((time.perf_counter() - started, time.thread_time() - computed))
    wall, own = np.array(taken).T * 1000
    return (
        f"{np.median(wall):.2f} / {np.percentile(wall, 95):.2f} ms ({np.median(own):.2f} / "
        f"{np.percentile(own, 95):.2f} of processor)"
    )


def memory(kind: str) -> str:
    """GB of this process's memory (Linux): RssAnon, RssFile or VmHWM."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(kind))
    return f"{int(line.split()[1]) / 1e6:.2f} GB"


class Peak(Thread):
    """Watches this process's own memory; ``largest`` is the most that was seen, in GB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.largest = 0.0
        self.start()

    def run(self) -> None:
        """Look twice a second."""
        while True:
            self.largest = max(self.largest, float(memory("RssAnon").split()[0]))
            time.sleep(0.5)


def index_of(clauses: Clauses, inputs: Inputs) -> Index:
    """The index of the clauses, its vectors as they are opened from a file."""
    with timed("build: vectors and crowding"):
        dense = Dense.build(inputs.vectors, clauses.wholes, clauses.sentences, clauses.counts)
    with timed("writing the vectors"):
        data = dense.store.to_bytes()
    row("vectors", f"{len(clauses.wholes) + len(clauses.sentences):,} in {len(data) / 1e9:.3f} GB")
    with timed("opening the vectors, every byte hashed"):
        FileMark.of(data)
        dense = replace(dense, store=open_store(data))
    row("kind", type(dense.store).__name__)
    segmenter = Segmenter(
        make_dictionary((r.text for r in inputs.seeds.records), corpus_terms([clauses.plan]))
    )
    fields = [(header(record), record.text) for record in clauses.plan.measures]
    with timed(f"build: cutting {min(_CUT_ALONE, len(fields)):,} clauses into terms"):
        Lexicon.build(fields[:_CUT_ALONE], segmenter)
    with timed("build: postings of all, phrases cut once"):
        lexicon = Lexicon(
            Postings.build(weighed(fields, remembering(segmenter.words))),
            Postings.build(weighed(fields, remembering(grams))),
        )
    row("postings", f"{(len(lexicon.words.records) + len(lexicon.grams.records)) / 1e6:.1f} million")
    nothing = np.zeros((0, inputs.vectors.shape[1]), dtype=np.float32)
    contents = Contents(
        segmenter, lexicon, dense, Asked.build((), nothing, clauses.plan.measures, dense), Cases((), nothing), function_words()
    )  # fmt: skip
    scale = Calibration(0.35, 0.1, 0.0, 0.5, 5.0)
    return Index((clauses.plan,), clauses.plan.measures, contents, scale, (scale,))


def remembering(cut: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    """The terms of a text, cut phrase by phrase: recombined texts repeat their phrases, real ones do not."""
    known = lru_cache(_REMEMBERED)(cut)
    return lambda text: [term for phrase in _PHRASES.findall(text) for term in known(phrase)]


def exact(index: Index, clauses: Clauses, inputs: Inputs) -> tuple[list[set[int]], list[set[int]]]:
    """The best records of an exact search, and the nearest rows, for the first questions."""
    dense, weights = index.contents.dense, Weights()
    queries = np.stack([dense.query(vector) for vector in inputs.vectors[:_EXACT]])
    means = [_mean(part) for part in (clauses.wholes, clauses.sentences)]
    cosines = np.empty((len(queries), dense.size), dtype=np.float32)
    nearest: list[np.ndarray] = [np.zeros((len(queries), 0), dtype=kind) for kind in (np.float32, np.int64)]
    for start in range(0, dense.size, _BLOCK):
        stop = min(start + _BLOCK, dense.size)
        bounds = dense.starts[start : stop + 1] - dense.size
        said = queries @ unit(clauses.sentences[bounds[0] : bounds[-1]] - means[1]).T
        wholes = queries @ unit(clauses.wholes[start:stop] - means[0]).T
        cosines[:, start:stop] = (wholes + np.maximum.reduceat(said, bounds[:-1] - bounds[0], axis=1)) / 2
        rows = np.concatenate([np.arange(start, stop), np.arange(bounds[0], bounds[-1]) + dense.size])
        nearest = _kept(nearest, np.concatenate([wholes, said], axis=1), rows)
    best = []
    for question, cosine in zip(inputs.questions, cosines, strict=False):
        shares = [
            index.contents.lexicon.words.share(index.segmenter.words(question)),
            index.contents.lexicon.grams.share(grams(question)),
        ]
        fused = (
            cosine + weights.words * shares[0] + weights.grams * shares[1] - weights.crowding * dense.crowding
        )
        best.append(set(np.argsort(-fused, kind="stable")[:DEPTH].tolist()))
    return best, [set(rows.tolist()) for rows in nearest[1]]


def _kept(before: list[np.ndarray], products: Floats, rows: Ints) -> list[np.ndarray]:
    """The greatest products so far and their rows, each (questions, DEPTH)."""
    values = np.concatenate([before[0], products], axis=1)
    places = np.concatenate([before[1], np.broadcast_to(rows, products.shape)], axis=1)
    order = np.argpartition(-values, DEPTH, axis=1)[:, :DEPTH]
    return [np.take_along_axis(part, order, axis=1) for part in (values, places)]


def _mean(vectors: np.ndarray) -> Floats:
    blocks = (vectors[start : start + _BLOCK] for start in range(0, len(vectors), _BLOCK))
    total: Floats = np.sum([block.sum(axis=0, dtype=np.float32) for block in blocks], axis=0)
    return total / np.float32(len(vectors) + 2)


def recall(found: Iterable[Iterable[int]], wanted: Sequence[set[int]]) -> str:
    """The mean share of the wanted that was found."""
    return f"{np.mean([len(right & set(got)) / len(right) for got, right in zip(found, wanted, strict=False)]):.3f}"


def measure(inputs: Inputs, clauses: Clauses, peak: Peak) -> None:
    """Print what one size costs and finds."""
    index = index_of(clauses, inputs)
    retriever = Retriever(index, Known(inputs))
    said, dense = index.contents.said, index.contents.dense
    for question in inputs.questions:
        retriever.search(question, DEPTH)
    row("search, words and all: p50 / p95", spread(partial(_search, retriever), inputs.questions))
    row("the words alone", spread(said, inputs.questions))
    row(
        "**search beyond the encoding, the words read meanwhile as the assistant does**",
        spread(partial(_search, retriever), inputs.questions, before=retriever.said),
    )
    vectors = dict(zip(inputs.questions, map(dense.query, inputs.vectors), strict=True))
    row(
        "of which the 300 nearest vectors",
        spread(lambda q: dense.store.nearest(vectors[q], 300), inputs.questions),
    )
    row("memory: own / mapped", f"{memory('RssAnon')} / {memory('RssFile')}")
    best, rows = exact(index, clauses, inputs)
    asked = inputs.questions[:_EXACT]
    hits = ([hit.position for hit in retriever.search(question, DEPTH)] for question in asked)
    row("**recall@10 of the ranking**", recall(hits, best))
    row(
        "recall@10 of the vectors",
        recall((dense.store.nearest(vectors[q], DEPTH).tolist() for q in asked), rows),
    )
    lists(index, clauses.plan.measures)
    row("largest memory: own / mapped files included", f"{peak.largest:.2f} GB / {memory('VmHWM')}")
    if len(index.records) <= _ALL_KINDS:
        parts = (unit(part - _mean(part)) for part in (clauses.wholes, clauses.sentences))
        queries = np.stack([vectors[question] for question in asked])
        for line in kinds(np.concatenate(list(parts)), queries, rows):
            print(line, flush=True)


def lists(index: Index, records: Sequence[Measure]) -> None:
    """Print what lists and counts cost."""
    with timed("columns for lists"):
        shelf = Shelf(Columns(records), records, Texts(records, index.contents.lexicon.grams))
    few = replace(index.plans[0], measures=tuple(records[:300]))
    reader = Reader(Catalogue([few], few.measures), index.segmenter.cut, date(2026, 1, 1))
    unit_name = records[0].lead[0]
    for form in _LISTS:
        question = reader.read(form.format(unit=unit_name))
        count = len(_selected(shelf, question).positions)
        again = spread(partial(_selected, shelf), [question] * 15)
        row(f"{form.format(unit='某局')}: {count:,} found", again)
    for word in _WORDS:
        count = sum(1 for _ in shelf.texts.holding((word,)))
        row(f"“{word}”: {count:,} found", spread(lambda w: list(shelf.texts.holding((w,))), [word] * 5))


def _search(retriever: Retriever, question: str) -> object:
    return retriever.search(question, DEPTH)


@dataclass(frozen=True)
class Shelf:
    """What lists are chosen from, without all else that a catalogue derives from its records at its start."""

    columns: Columns
    records: Sequence[Measure]
    texts: Texts

    def aliases(self, name: str) -> tuple[str, ...]:
        """No area has another name here."""
        return (name,)

    def in_task(self, task_no: int) -> tuple[int, ...]:
        """Positions of the measures of a task."""
        return tuple(i for i, record in enumerate(self.records) if record.task_no == task_no)


def _selected(shelf: Shelf, question: Question) -> Selection:
    return select(read_filters(question, shelf), shelf)


def main(scratch: Path, size: int) -> None:
    """Make the clauses and print their table."""
    inputs: Inputs = pickle.loads((scratch / "inputs.pkl").read_bytes())
    print(f"\n| {size:,} clauses | |\n|---|---|")
    peak = Peak()
    with timed("making them"):
        clauses = Clauses.make(inputs.seeds, size, scratch)
    measure(inputs, clauses, peak)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
