"""A clerk adds a plan on the command line, asks it, and takes it out again."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import ROOT, Wence

NUMBER = "江政办发〔2023〕12号"
SOURCE = ROOT / "tests/fixtures/other_city/corpus/jiangzhou-2023-12.jsonl"
HEAD = {"number": NUMBER, "title": "江州市行动方案", "date": "2023-03-15", "issuer": "江州市人民政府办公室"}


def few_records(path: Path, areas: tuple[str, ...]) -> Path:
    """A plan of the other city's records of those areas, with a head of its own."""
    lines = SOURCE.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if json.loads(line)["area"] in areas), "utf-8")
    path.with_suffix(".json").write_text(json.dumps(HEAD, ensure_ascii=False), "utf-8")
    return path


def test_a_plan_is_added_answers_and_is_removed(wence: Wence, tmp_path: Path) -> None:
    corpus = tmp_path / "语料"
    corpus.mkdir()
    own = few_records(corpus / "登记.jsonl", ("不动产登记",))
    own.write_text(own.read_text("utf-8").replace(NUMBER, "澜政发〔2020〕9号"), "utf-8")
    own.with_suffix(".json").write_text('{"title": "澜州市方案"}', "utf-8")
    new = few_records(tmp_path / "新.jsonl", ("跨境贸易",))
    env = {"QA_CORPUS": str(corpus), "QA_INDEX": str(tmp_path / "索引")}

    added = wence("add", str(new), env=env)
    assert (added.returncode, added.stderr) == (0, b"")
    assert added.stdout.decode() == (
        "已收录《江州市行动方案》（5 条措施），索引已更新。正在运行的网页重启后生效。\n"
    )
    run = wence("ask", "江州的方案有多少条措施？", "--json", env=env)
    assert (run.returncode, run.stderr) == (0, b"")
    answer = json.loads(run.stdout)
    assert {citation["document"] for citation in answer["citations"]} == {NUMBER}
    assert len(answer["citations"]) == 5
    again = wence("add", str(new), env=env)
    assert again.returncode == 1
    assert again.stderr.decode().count("\n") == 1
    assert "新.jsonl" in again.stderr.decode()
    removed = wence("remove", "江政办发[2023]12号", env=env)
    assert removed.stdout.decode().startswith("已移除《江州市行动方案》（5 条措施），索引已更新。")
    assert [path.name for path in sorted(corpus.glob("*.json*"))] == ["登记.json", "登记.jsonl"]
