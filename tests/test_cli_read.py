"""``read``: prints what is in plan files, goes on after one that cannot be read, and builds nothing."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import ROOT, Wence
from qa.read.corpus import load_plan

PLANS = ROOT / "tests/fixtures/plans"


def test_records_are_those_of_the_contract_and_make_a_corpus(wence: Wence, tmp_path: Path) -> None:
    run = wence("read", str(PLANS / "haicheng.txt"), "--json")
    assert (run.returncode, run.stderr) == (0, b"")
    (tmp_path / "海澄.jsonl").write_bytes(run.stdout)
    plan = load_plan(tmp_path / "海澄.jsonl")
    assert [m.measure_id for m in plan.measures if m.is_measure] == ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"]
    assert {m.document for m in plan.measures} == {"海政办发〔2021〕23号"}
    first = json.loads(run.stdout.splitlines()[-1])
    assert {
        "measure_id",
        "document",
        "area_no",
        "area",
        "task_no",
        "task",
        "measure_no",
        "text",
    } <= first.keys()
    assert {"lead", "support", "deadlines", "source", "missing"} <= first.keys()


def test_the_summary_tells_head_size_and_units(wence: Wence) -> None:
    page = wence("read", str(PLANS / "qinghe.html")).stdout.decode()
    for told in ("清河市2023年政务服务提质行动方案", "清政发〔2023〕11号", "2023-03-06", "清河市人民政府"):
        assert told in page
    assert "2 个领域、4 项任务、6 条措施" in page
    assert "牵头：市市场监管局　配合：市公安局、市税务局、市人力资源社会保障局" in page
    assert "时限：2023年6月底前" in page


def test_several_files_are_read_one_after_the_other(wence: Wence) -> None:
    run = wence("read", str(PLANS / "donglin.txt"), str(PLANS / "fenghe.html"), "--json")
    documents = [json.loads(line)["document"] for line in run.stdout.splitlines()]
    assert list(dict.fromkeys(documents)) == ["东政办函〔2020〕41号", "峰政办〔2022〕15号"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(wence: Wence, tmp_path: Path) -> None:
    (tmp_path / "老文件.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    arguments = (str(tmp_path / "老文件.doc"), str(tmp_path / "没有.pdf"), str(PLANS / "donglin.txt"))
    run = wence("read", *arguments, "--json")
    assert run.returncode == 1
    assert len(run.stdout.splitlines()) == 5
    lines = run.stderr.decode().splitlines()
    assert len(lines) == 2
    assert "老文件.doc" in lines[0]
    assert "没有.pdf" in lines[1]


def test_nothing_is_built_or_written(wence: Wence, tmp_path: Path) -> None:
    places = {"QA_INDEX": str(tmp_path / "索引"), "QA_CORPUS": str(tmp_path / "语料")}
    assert wence("read", str(PLANS / "donglin.txt"), env=places).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_no_file_at_all_is_wrong_usage(wence: Wence) -> None:
    run = wence("read")
    assert run.returncode == 2
    assert "FILE" in run.stderr.decode()
