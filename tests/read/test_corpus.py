from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.errors import WenceError
from qa.plan import Area, Document, Measure, Plan, Task
from qa.read.corpus import load_corpus, save_plan, write_text
from qa.read.records import record

MEASURE = Measure(
    measure_id="3.1",
    document="某府办发〔2024〕6号",
    text="2024年底前五日办结。",
    area_no=1,
    area="办证",
    task_no=3,
    task="快办",
    measure_no=1,
    lead=("市甲局",),
    support=("市乙局", "市丙局"),
    deadlines=("2024年底前",),
    spans=((3, 9), (12, 17)),
    missing=("support",),
    notes=("存疑。",),
)
PASSAGE = Measure("p1", "某府办发〔2024〕6号", "总则。", kind="passage", section="总体要求", title="总则")
PLAN = Plan(
    document=Document("某府办发〔2024〕6号", "某市方案", "2024-05-06", "某市政府"),
    areas=(Area(1, "办证"), Area(2, "办税")),
    tasks=(Task(3, 1, "快办"), Task(4, None, "", ("task", "area"))),
    measures=(PASSAGE, MEASURE),
    lost_sentences=2,
)


def test_a_plan_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = save_plan(PLAN, tmp_path)
    assert load_corpus(tmp_path) == (PLAN,)
    assert path.name == "某府办发-2024-6号.jsonl"


def test_a_record_has_the_contracts_names(tmp_path: Path) -> None:
    written = record(MEASURE)
    assert list(written)[:3] == ["measure_id", "kind", "document"]
    assert written["source"] == {"spans": [[3, 9], [12, 17]]}
    assert {"section", "title"} <= set(record(PASSAGE))


def test_without_a_head_areas_tasks_and_number_come_from_the_records(tmp_path: Path) -> None:
    save_plan(PLAN, tmp_path).with_suffix(".json").unlink()
    (plan,) = load_corpus(tmp_path)
    assert plan.document.number == PLAN.document.number
    assert plan.areas == (Area(1, "办证"),)
    assert plan.tasks == (Task(3, 1, "快办"),)
    assert plan.measures == PLAN.measures


def test_a_clean_plan_needs_no_spans_and_no_lists(tmp_path: Path) -> None:
    write_text(tmp_path / "clean.jsonl", '{"measure_id": "1", "text": "五日办结。"}\n')
    (plan,) = load_corpus(tmp_path)
    assert (plan.measures[0].spans, plan.measures[0].lead, plan.measures[0].kind) == ((), (), "measure")


def test_records_without_a_document_belong_to_the_heads(tmp_path: Path) -> None:
    write_text(tmp_path / "clean.jsonl", '\ufeff{"measure_id": "1", "text": "五日办结。"}\r\n')
    write_text(tmp_path / "clean.json", '{"number": "某府办发〔2024〕6号", "title": "某市方案"}')
    (plan,) = load_corpus(tmp_path)
    assert (plan.measures[0].document, plan.document.title) == ("某府办发〔2024〕6号", "某市方案")


def test_several_plans_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        save_plan(PLAN, tmp_path, name)
    assert len(load_corpus(tmp_path)) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "不是合法的JSON"),
        ("[]", "JSON对象"),
        ('{"measure_id": "2"}', "缺少 measure_id 或 text"),
        ('{"measure_id": 2, "text": "文。"}', "measure_id 应是文字"),
        ('{"measure_id": "2", "text": "文。", "lead": "甲局"}', "lead 应是列表"),
        ('{"measure_id": "2", "text": "文。", "lead": [1]}', "lead 应是文字的列表"),
        ('{"measure_id": "2", "text": "文。", "task_no": "2"}', "task_no 应是整数"),
        ('{"measure_id": "2", "text": "文。", "kind": "row"}', "kind 应是"),
        ('{"measure_id": "2", "text": "文。", "source": {"spans": [[9, 3]]}}', "source.spans"),
        ('{"measure_id": "1", "text": "文。"}', "编号1重复"),
    ],
)
def test_an_unreadable_line_is_named_by_file_and_number(tmp_path: Path, line: str, message: str) -> None:
    write_text(tmp_path / "plan.jsonl", f'{{"measure_id": "1", "text": "文。"}}\n\n{line}\n')
    with pytest.raises(WenceError, match=rf"plan\.jsonl”第3行无法读取：.*{message}") as raised:
        load_corpus(tmp_path)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.jsonl").write_bytes("文".encode("gb18030"))
    with pytest.raises(WenceError, match="不是UTF-8编码"):
        load_corpus(tmp_path)


def test_a_broken_head_is_named(tmp_path: Path) -> None:
    save_plan(PLAN, tmp_path, "plan").with_suffix(".json").write_text('{"areas": 3}', encoding="utf-8")
    with pytest.raises(WenceError, match=r"plan\.json”无法读取：areas 应是列表"):
        load_corpus(tmp_path)


@pytest.mark.parametrize("name", ["empty", "absent"])
def test_a_folder_without_a_plan_says_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(WenceError, match="请"):
        load_corpus(tmp_path / name)


def test_an_empty_plan_file_is_refused(tmp_path: Path) -> None:
    write_text(tmp_path / "plan.jsonl", "\n")
    with pytest.raises(WenceError, match="没有任何措施"):
        load_corpus(tmp_path)


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.json"
    write_text(path, "old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_text(path, "new")
    assert [file.name for file in tmp_path.iterdir()] == ["plan.json"]
    assert path.read_text(encoding="utf-8") == "old"


def test_the_committed_corpus_loads_as_recovered(corpus: Path, plan: Plan) -> None:
    assert plan in load_corpus(corpus)


def test_every_line_of_the_committed_corpus_is_one_json_object(corpus: Path) -> None:
    for path in corpus.glob("*.jsonl"):
        assert all(isinstance(json.loads(line), dict) for line in path.read_text("utf-8").splitlines())
