"""What each part of the retrieval brings: baselines and the whole, on the plan and on public test sets.

usage: python bench/retrieval.py [BEIR_FOLDER ...]

Every system ranks the same passages with the same model; the last line of a table is what the assistant uses.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from qa.config import Settings, project_root
from qa.evaluate.beir import BeirSet, score
from qa.index.build import index_plans
from qa.index.contents import in_context
from qa.index.encoder import Encoder, Progress, Vectors, open_encoder
from qa.index.evidence import Weights
from qa.index.store import Index
from qa.index.tokenize import grams
from qa.plan import Document, Measure, Plan
from qa.read.corpus import load_corpus

QUESTIONS = Path(__file__).with_name("retrieval_questions.tsv")
System = Callable[[str, Vectors], Vectors]
DEPTH = 10


class Remembering:
    """An encoder that encodes no text twice."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dimension, self.fingerprint = encoder.name, encoder.dimension, encoder.fingerprint
        self._known: dict[tuple[str, str], Vectors] = {}

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape (n, dimension)."""
        return self._encode("query", texts, self._encoder.encode_queries)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors of passages, shape (n, dimension)."""
        return self._encode("passage", texts, lambda new: self._encoder.encode_passages(new, progress))

    def _encode(self, kind: str, texts: Sequence[str], encode: Callable[[list[str]], Vectors]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if (kind, text) not in self._known]
        if new:
            self._known.update(((kind, text), vector) for text, vector in zip(new, encode(new), strict=True))
        vectors = [self._known[kind, text] for text in texts]
        return np.stack(vectors) if vectors else np.zeros((0, self.dimension), np.float32)


def systems(index: Index, encoder: Remembering) -> Iterator[tuple[str, System]]:
    """Name and scoring of each system; a scoring gives one number a record."""
    contents, weights = index.contents, Weights()
    wholes = encoder.encode_passages([in_context(record, record.text) for record in index.records])
    size = len(index.records)

    def by_words(question: str, _: Vectors) -> Vectors:
        return contents.lexicon.words.share(contents.segmenter.words(question))

    def by_grams(question: str, _: Vectors) -> Vectors:
        return contents.lexicon.grams.share(grams(question))

    def plain(_: str, vector: Vectors) -> Vectors:
        cosines: Vectors = wholes @ vector
        return cosines

    def centred(_: str, vector: Vectors) -> Vectors:
        return contents.dense.store.products(contents.dense.query(vector))[:size]

    def sentences(_: str, vector: Vectors) -> Vectors:
        return contents.dense.cosines(contents.dense.query(vector))

    def ranks(question: str, vector: Vectors) -> Vectors:
        return _by_rank(by_grams(question, vector)) + _by_rank(plain(question, vector))

    def weighted(question: str, vector: Vectors) -> Vectors:
        total: Vectors = 0.65 * _by_range(plain(question, vector)) + 0.35 * _by_range(
            by_grams(question, vector)
        )
        return total

    def fused(question: str, vector: Vectors) -> Vectors:
        total: Vectors = (
            weights.dense * sentences(question, vector)
            + weights.grams * by_grams(question, vector)
            + weights.words * by_words(question, vector)
        )
        return total

    def ours(question: str, vector: Vectors) -> Vectors:
        less: Vectors = fused(question, vector) - weights.crowding * contents.dense.crowding
        return less

    yield "BM25, jieba words", by_words
    yield "BM25, characters and bigrams", by_grams
    yield "dense, plain cosines", plain
    yield "rank fusion (60) of plain dense and BM25", ranks
    yield "weighted min-max fusion of plain dense and BM25", weighted
    yield "dense, centred", centred
    yield "dense, centred, with sentences", sentences
    yield "that with BM25", fused
    yield "the assistant's: that less crowding", ours


def beir_table(folder: Path, encoder: Remembering) -> Iterator[str]:
    """Lines of a Markdown table of scores on a BEIR folder."""
    data = BeirSet.load(folder)
    index = index_plans([Plan(Document("", ""), measures=data.passages)], encoder)
    vectors = dict(zip(data.queries, encoder.encode_queries(list(data.queries.values())), strict=True))
    yield f"\n{folder.name}: {len(data.queries)} questions, {len(data.passages)} passages\n"
    yield "| system | nDCG@10 | MRR@10 | R@1 | R@5 | R@10 |\n|---|---|---|---|---|---|"
    for name, system in systems(index, encoder):
        run = {key: _best(index.records, system(text, vectors[key])) for key, text in data.queries.items()}
        figures = list(score(data, run, 0).to_json().values())[:5]
        yield f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"


def plan_table(corpus_dir: Path, encoder: Remembering) -> Iterator[str]:
    """Lines of a Markdown table of hits on the project's own plan."""
    index = index_plans(load_corpus(corpus_dir), encoder)
    asked = [line.split("\t") for line in QUESTIONS.read_text("utf-8").splitlines()]
    vectors = encoder.encode_queries([question for _, question in asked])
    yield f"\nthe plan: {len(asked)} questions, {len(index.records)} records\n"
    yield "| system | hit@1 | hit@3 | MRR@10 |\n|---|---|---|---|"
    for name, system in systems(index, encoder):
        ranks = []
        for (right, question), vector in zip(asked, vectors, strict=True):
            found = list(_best(index.records, system(question, vector)))
            ranks.append(found.index(right) + 1 if right in found else np.inf)
        places = np.array(ranks)
        yield f"| {name} | {(places == 1).mean():.3f} | {(places <= 3).mean():.3f} | {(1 / places).mean():.3f} |"


def _best(records: Sequence[Measure], scores: Vectors) -> Mapping[str, float]:
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return {records[place].measure_id: float(scores[place]) for place in order}


def _by_rank(scores: Vectors) -> Vectors:
    places = np.empty(len(scores))
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.asarray(1 / (60 + places), dtype=np.float32)


def _by_range(scores: Vectors) -> Vectors:
    top = np.sort(scores)[-100:]
    scaled: Vectors = np.clip((scores - top[0]) / max(float(top[-1] - top[0]), 1e-9), 0, None)
    return scaled


def main(folders: Sequence[str]) -> None:
    """Print the tables."""
    settings = Settings.resolve()
    encoder = Remembering(open_encoder(settings.model))
    for line in plan_table(project_root() / "corpus", encoder):
        print(line, flush=True)
    for folder in folders:
        for line in beir_table(Path(folder), encoder):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
