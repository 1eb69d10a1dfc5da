"""Retrieval scores on any folder in BEIR layout, with the assistant's own retriever.

The folder holds ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl`` (``_id``, ``text``) and
``qrels.tsv`` or ``qrels/test.tsv`` (query id, corpus id, grade; a first line of headings is allowed).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qa.errors import WenceError
from qa.index.build import index_plans
from qa.index.encoder import open_encoder
from qa.plan import Document, Measure, Plan
from qa.retrieve.hybrid import Retriever

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well the right passages are ranked, 0 to 1 each, over the queries that have any.

    ``ms_per_query`` is the mean time of one query, its encoding included.
    """

    ndcg10: float
    mrr10: float
    recall1: float
    recall5: float
    recall10: float
    queries: int
    passages: int
    ms_per_query: float

    def to_json(self) -> dict[str, float]:
        """The contract's object."""
        return {
            "ndcg@10": round(self.ndcg10, 4),
            "mrr@10": round(self.mrr10, 4),
            "recall@1": round(self.recall1, 4),
            "recall@5": round(self.recall5, 4),
            "recall@10": round(self.recall10, 4),
            "queries": self.queries,
            "passages": self.passages,
            "ms_per_query": round(self.ms_per_query, 3),
        }

    def to_text(self) -> str:
        """One line a figure."""
        return "\n".join(f"{name:13s}{value:g}" for name, value in self.to_json().items())


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A test set: passages, questions that have a right passage, and the grades of the right ones."""

    passages: tuple[Measure, ...]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]

    @classmethod
    def load(cls, folder: Path) -> BeirSet:
        """Read a folder in BEIR layout.

        Raises:
            WenceError: a file is missing or has another shape.
        """
        passages = tuple(
            Measure(measure_id=key, document="", text=text, kind="passage", title=title)
            for key, title, text in _entries(folder / "corpus.jsonl")
        )
        grades = _grades(folder)
        queries = {key: text for key, _, text in _entries(folder / "queries.jsonl") if key in grades}
        if not passages or not queries:
            raise WenceError(f"评测集“{folder}”里没有可用的段落或问题，请检查它的文件。")
        return cls(passages, queries, grades)


def evaluate(folder: Path, model: str, notify: Callable[[str], None]) -> Ranking:
    """Index the passages of a BEIR folder in memory, ask all its questions and score the rankings.

    Raises:
        WenceError: the folder or the model cannot be used.
    """
    data = BeirSet.load(folder)
    encoder = open_encoder(model)
    notify(f"正在为 {len(data.passages)} 个段落建立索引……")
    index = index_plans((Plan(Document("", ""), measures=data.passages),), encoder)
    notify(f"正在检索 {len(data.queries)} 个问题……")
    start = time.perf_counter()
    run = rankings(Retriever(index, encoder), data.queries)
    seconds = time.perf_counter() - start
    return score(data, run, 1000 * seconds / len(data.queries))


def rankings(retriever: Retriever, queries: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """For each query id the ids of the best passages with their fused scores; one query at a time."""
    return {
        key: {hit.measure.measure_id: hit.fused for hit in retriever.search(query, _DEPTH)}
        for key, query in queries.items()
    }


def score(data: BeirSet, run: Mapping[str, Mapping[str, float]], ms_per_query: float) -> Ranking:
    """The scores of a run, computed by ir_measures; queries without a right passage do not count."""
    import ir_measures

    names = ("nDCG@10", "RR@10", "R@1", "R@5", "R@10")
    measures = [ir_measures.parse_measure(name) for name in names]
    asked = {key: data.grades[key] for key in data.queries}
    found = ir_measures.calc_aggregate(measures, asked, run)
    ndcg10, mrr10, recall1, recall5, recall10 = (float(found[measure]) for measure in measures)
    return Ranking(
        ndcg10, mrr10, recall1, recall5, recall10, len(data.queries), len(data.passages), ms_per_query
    )


def _entries(path: Path) -> Iterator[tuple[str, str, str]]:
    """Id, title and text of each line."""
    for number, line in enumerate(_lines(path), 1):
        try:
            entry = json.loads(line)
            yield str(entry["_id"]), str(entry.get("title") or ""), str(entry["text"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise WenceError(f"评测文件“{path}”第{number}行不是 BEIR 格式，请检查该文件。") from None


def _grades(folder: Path) -> dict[str, dict[str, int]]:
    paths = (folder / "qrels.tsv", folder / "qrels" / "test.tsv")
    path = next((path for path in paths if path.is_file()), paths[0])
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_lines(path), 1):
        match line.split("\t"):
            case [query, passage, grade] if grade.strip().lstrip("-").isdigit():
                if int(grade) > 0:
                    grades.setdefault(query, {})[passage] = int(grade)
            case [_, _, _] if number == 1:
                continue
            case _:
                raise WenceError(f"评测文件“{path}”第{number}行应为三列（问题、段落、分数），请检查该文件。")
    return grades


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        raise WenceError(f"评测文件“{path}”不存在或无法读取，请检查 --beir 给出的目录。") from None
