"""Retrieval sets in BEIR's layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Wence
from qa.config import Settings
from qa.errors import WenceError
from qa.evaluate.beir import BeirSet, evaluate

PASSAGES = {
    "p1": ("供电", "高压客户办电时限控制在二十个工作日以内。"),
    "p2": ("供水", "供水企业对小型项目免收接入费用。"),
    "p3": ("登记", "不动产转移登记由三个工作日缩减至一个工作日。"),
    "p4": ("", "国际贸易单一窗口的使用率达到百分之百。"),
    "p5": ("信贷", "小微企业贷款余额户数不低于上年同期水平。"),
}
QUERIES = {"q1": "办电要多久", "q2": "接水收费吗", "q3": "过户登记几天", "q4": "没有人评过的查询"}
RELEVANT = {"q1": {"p1": 1}, "q2": {"p2": 1}, "q3": {"p3": 2}}
QRELS = "query-id\tcorpus-id\tscore\nq1\tp1\t1\nq2\tp2\t1\nq2\tp5\t0\nq3\tp3\t2\nq9\tp1\t1\n"


def write_set(folder: Path, qrels: str = QRELS, place: str = "qrels.tsv") -> Path:
    rows = [{"_id": name, "title": title, "text": text} for name, (title, text) in PASSAGES.items()]
    (folder / "corpus.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    rows = [{"_id": name, "text": text} for name, text in QUERIES.items()]
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).write_text(qrels, "utf-8")
    return folder


@pytest.mark.parametrize("place", ["qrels.tsv", "qrels/test.tsv"])
def test_judged_queries_are_read_from_either_place(tmp_path: Path, place: str) -> None:
    data = BeirSet.load(write_set(tmp_path, place=place))
    assert {name: data.grades[name] for name in data.queries} == RELEVANT
    assert set(data.queries) == {"q1", "q2", "q3"}
    assert [(p.title, p.text) for p in data.passages] == list(PASSAGES.values())


def test_plain_questions_are_ranked_right(tmp_path: Path, settings: Settings) -> None:
    ranking = evaluate(write_set(tmp_path), settings.model, lambda _: None)
    assert (ranking.queries, ranking.passages) == (3, 5)
    assert ranking.recall1 == ranking.ndcg10 == ranking.mrr10 == 1.0
    assert ranking.ms_per_query > 0


def test_the_command_prints_the_contracts_keys(tmp_path: Path, wence: Wence) -> None:
    run = wence("eval", "--beir", str(write_set(tmp_path)), "--json")
    assert run.returncode == 0, run.stderr.decode()
    assert list(json.loads(run.stdout)) == [
        "ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@10", "queries", "passages", "ms_per_query",
    ]  # fmt: skip


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    (write_set(tmp_path) / missing).unlink()
    with pytest.raises(WenceError, match=missing.removesuffix(".tsv")):
        BeirSet.load(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("corpus.jsonl", "[]"),
        ("queries.jsonl", '{"_id": "q1"}'),
        ("qrels.tsv", "a\tb\tc\nq1\tp1\tviel\n"),
        ("qrels.tsv", "q1\n"),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, name: str, text: str) -> None:
    (write_set(tmp_path) / name).write_text(text, "utf-8")
    with pytest.raises(WenceError):
        BeirSet.load(tmp_path)


def test_a_set_where_nothing_is_judged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match="没有可用的"):
        BeirSet.load(write_set(tmp_path, "q9\tp1\t1\n"))
