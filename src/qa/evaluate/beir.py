"""Public retrieval sets in BEIR's layout, ranked by the same evidence as the plan itself."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import WenceError

if TYPE_CHECKING:
    from qa.index.encoder import Encoder

DEPTH = 10


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """A corpus with titles, queries, and which passages are relevant to which query (grade above 0)."""

    titles: Mapping[str, str]
    passages: Mapping[str, str]
    queries: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well a set is ranked; all figures but the counts and the time lie between 0 and 1."""

    ndcg: float
    mrr: float
    recall_1: float
    recall_5: float
    recall_10: float
    queries: int
    passages: int
    ms_per_query: float

    def to_json(self) -> dict[str, float]:
        """The contract's object for ``eval --beir``."""
        return {
            "ndcg@10": self.ndcg, "mrr@10": self.mrr, "recall@1": self.recall_1, "recall@5": self.recall_5,
            "recall@10": self.recall_10, "queries": self.queries, "passages": self.passages,
            "ms_per_query": self.ms_per_query,
        }  # fmt: skip

    def to_text(self) -> str:
        """A Markdown table."""
        return (
            "| 查询 | 段落 | nDCG@10 | MRR@10 | Recall@1 | Recall@5 | Recall@10 | 毫秒/查询 |\n"
            "|---|---|---|---|---|---|---|---|\n"
            f"| {self.queries} | {self.passages} | {self.ndcg:.3f} | {self.mrr:.3f} | {self.recall_1:.3f} "
            f"| {self.recall_5:.3f} | {self.recall_10:.3f} | {self.ms_per_query:.1f} |"
        )


def load_set(folder: Path) -> RetrievalSet:
    """Read ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv`` (or ``qrels/test.tsv``) of ``folder``.

    Raises:
        WenceError: a file is missing or malformed, or nothing is relevant to anything.
    """
    corpus = list(_rows(folder / "corpus.jsonl"))
    queries = {name: text for name, _, text in _rows(folder / "queries.jsonl")}
    qrels = folder / "qrels.tsv"
    judged = _relevant(qrels if qrels.is_file() else folder / "qrels" / "test.tsv")
    relevant = {name: grades for name, grades in judged.items() if name in queries}
    if not corpus or not relevant:
        raise WenceError(f"评测集“{folder}”里没有段落或没有可评的查询，请检查文件。")
    return RetrievalSet(
        titles={name: title for name, title, _ in corpus},
        passages={name: text for name, _, text in corpus},
        queries={name: queries[name] for name in relevant},
        relevant=relevant,
    )


def evaluate(data: RetrievalSet, encoder: Encoder) -> Ranking:
    """Index the set's passages in memory, rank them for every judged query, and score the ranks."""
    import ir_measures
    from ir_measures import RR, R, nDCG

    run, seconds = _rank(data, encoder)
    measures = [nDCG @ DEPTH, RR @ DEPTH, R @ 1, R @ 5, R @ 10]
    found = ir_measures.calc_aggregate(measures, data.relevant, run)
    ndcg, mrr, recall_1, recall_5, recall_10 = (float(found[measure]) for measure in measures)
    return Ranking(
        ndcg=ndcg,
        mrr=mrr,
        recall_1=recall_1,
        recall_5=recall_5,
        recall_10=recall_10,
        queries=len(data.queries),
        passages=len(data.passages),
        ms_per_query=1000 * seconds / len(data.queries),
    )


def _rank(data: RetrievalSet, encoder: Encoder) -> tuple[dict[str, dict[str, float]], float]:
    """The best passages of every query with their scores, and the seconds that all queries took."""
    from qa.index.build import make_contents
    from qa.index.dictionary import make_dictionary
    from qa.index.evidence import Weights
    from qa.index.pseudo import pseudo_questions
    from qa.index.tokenize import Segmenter

    names = list(data.passages)
    fields = [(data.titles[name], data.passages[name]) for name in names]
    texts = [f"{title} {text}".strip() for title, text in fields]
    segmenter = Segmenter(make_dictionary(texts, ()))
    pseudo = pseudo_questions([text for _, text in fields])
    contents, _ = make_contents(fields, segmenter, encoder.encode_passages(texts), pseudo, encoder)
    run: dict[str, dict[str, float]] = {}
    start = time.perf_counter()
    for query, text in data.queries.items():
        evidence = contents.evidence(text, encoder.encode_queries([text])[0])
        scores = evidence.fused(Weights())
        best = scores.argsort()[::-1][:DEPTH]
        run[query] = {names[evidence.positions[place]]: float(scores[place]) for place in best}
    return run, time.perf_counter() - start


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """Id, title and text of each line."""
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
                yield str(row["_id"]), str(row.get("title") or ""), str(row["text"])
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise WenceError(f"“{path}”第{number}行应为含 _id 和 text 的 JSON 对象。") from error


def _relevant(path: Path) -> dict[str, dict[str, int]]:
    relevant: dict[str, dict[str, int]] = {}
    for number, row in enumerate(csv.reader(_read(path).splitlines(), delimiter="\t"), start=1):
        if not row or (number == 1 and not row[-1].lstrip("-").isdigit()):
            continue
        try:
            query, passage, grade = row[0], row[-2], int(row[-1])
        except (IndexError, ValueError) as error:
            raise WenceError(f"“{path}”第{number}行应为查询号、段落号和等级，以制表符分隔。") from error
        if grade > 0:
            relevant.setdefault(query, {})[passage] = grade
    return relevant


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WenceError(f"评测集的文件“{path}”无法读取：{error.strerror}。") from error
    except UnicodeDecodeError as error:
        raise WenceError(f"评测集的文件“{path}”不是 UTF-8 编码，请转换后重试。") from error
