"""What a file says, whatever its format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa.answer.model import Citation
from qa.plan import Plan
from qa.serve.takeaway.entry import entry
from qa.serve.takeaway.report import answer_report, measures_report
from serve.scripted import DOCUMENT, ScriptedAssistant, answered, listing, measure
from serve.takeaway.opened import CORPORA, plan_of, rows_of

TODAY = date(2031, 1, 1)
PLANS = ScriptedAssistant().plans


def passed(*deadlines: str) -> str:
    return entry(replace(measure(), deadlines=deadlines), TODAY, (DOCUMENT,)).passed


def test_the_head_of_a_list_names_document_query_count_and_day() -> None:
    head = dict(measures_report([measure()], PLANS, "市证照局 牵头", TODAY).head)
    assert head.pop("说明").endswith("可拨打12345政务服务便民热线咨询。")
    assert head == {
        "文件": "江城市便民服务方案", "文号": "江府办〔2030〕7号", "印发日期": "2030-02-01",
        "底稿": "现存底稿缺2句，缺处如实标明，不作推测", "查询": "市证照局 牵头", "条数": "1条",
        "导出日期": "2031-01-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("市税务局牵头的措施", "市税务局牵头的措施"),
        ("牵头：市税务局", "措施清单"),
        ("", "措施清单"),
        ("长" * 90 + "措施", "措施清单"),
    ],
)
def test_a_query_that_reads_like_a_title_is_the_title(query: str, title: str) -> None:
    assert measures_report([measure()], PLANS, query, TODAY).title == title


def test_every_document_that_measures_come_from_is_named_with_number_and_date() -> None:
    plans = [plan_of(corpus) for corpus in CORPORA]
    measures = [rows_of(plan)[0] for plan in plans]
    report = measures_report(measures, plans, "各市第一条措施", TODAY)
    named = [value for label, value in report.head if label in ("文件", "文号", "印发日期")]
    assert named == [
        text for plan in plans for text in (plan.document.title, plan.document.number, plan.document.date)
    ]


def test_an_empty_selection_names_the_documents_that_were_searched() -> None:
    report = measures_report([], PLANS, "市气象局牵头的措施", TODAY)
    assert (report.documents, report.entries) == ((DOCUMENT,), ())
    assert ("条数", "0条") in report.head


def test_a_document_that_nobody_knows_is_named_by_its_number_alone() -> None:
    report = measures_report([replace(measure(), document="江府〔2031〕1号")], PLANS, "", TODAY)
    assert [pair for pair in report.head if pair[0] in ("文件", "文号", "印发日期")] == [
        ("文号", "江府〔2031〕1号")
    ]


def test_a_row_says_what_the_measure_says() -> None:
    row = entry(measure(), TODAY, (DOCUMENT,))
    assert row.cells == (
        "3.1", "证照服务", "加快换发证照", measure().text, "市证照局", "市数据局、市邮政局", "2030年底前", "已过期",
        "", "", "江府办〔2030〕7号",
    )  # fmt: skip


def test_lost_fields_say_so_and_fields_that_were_never_there_stay_empty() -> None:
    record = replace(
        measure(), lead=(), support=(), task="加快", missing=("lead", "task"), notes=("一", "二")
    )
    row = entry(record, TODAY, (DOCUMENT,))
    assert (row.lead, row.support, row.task) == ("缺失", "", "加快（有缺失）")
    assert (row.losses, row.notes) == ("牵头单位、目标任务", "一\n二")


def test_the_text_of_a_clause_is_never_added_to() -> None:
    assert entry(replace(measure(), missing=("text",)), TODAY, ()).text == measure().text
    assert entry(replace(measure(), text="", missing=("text",)), TODAY, ()).text == "缺失"


def test_a_passage_stands_under_its_section_without_a_number() -> None:
    record = replace(measure(), kind="passage", section="组织保障", title="加强领导")
    assert entry(record, TODAY, ()).cells[:3] == ("正文", "组织保障", "加强领导")


@pytest.mark.parametrize(
    ("deadlines", "state"),
    [
        (("2030年底前",), "已过期"),
        (("2031年底前",), "未到期"),
        (("2030年底前", "2031年底前"), "部分已过期"),
        (("长期坚持",), ""),
        (("长期坚持", "2031年底前"), "未到期"),
        ((), ""),
    ],
)
def test_a_row_says_whether_its_deadlines_have_passed(deadlines: tuple[str, ...], state: str) -> None:
    assert passed(*deadlines) == state


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.parent.name)
def test_every_measure_of_every_city_has_its_row_in_order(corpus: Path) -> None:
    plan = plan_of(corpus)
    report = measures_report(rows_of(plan), [plan], "全部措施", TODAY)
    assert [(row.number, row.text) for row in report.entries] == [
        (measure.measure_id, measure.text) for measure in rows_of(plan)
    ]
    lost = [row.number for row in report.entries if row.losses]
    assert lost == [measure.measure_id for measure in rows_of(plan) if measure.missing]


def test_an_answer_takes_question_understanding_reply_and_its_clause_along() -> None:
    answer = replace(answered("那换发呢？"), resolved_question="换发要多久？")
    report = answer_report(answer, PLANS, TODAY)
    assert [(section.title, section.lines) for section in report.sections] == [
        ("问题", ("那换发呢？",)),
        ("如何理解您的问题", ("换发要多久？",)),
        ("参考回答", ("换发证照3个工作日内办结（2030年底前）。",)),
    ]
    assert (report.caption, [row.number for row in report.entries]) == ("依据原文", ["3.1"])
    note = dict(report.head)["说明"]
    assert "参考回答" in note
    assert "原文摘录" in note
    assert "12345" in note


def test_an_answer_leaves_out_clauses_that_it_does_not_rest_on() -> None:
    answer = answered("要多久？")
    further = tuple(Citation(measure(name), 0.8) for name in ("4", "5"))
    report = answer_report(replace(answer, citations=answer.citations + further), PLANS, TODAY)
    assert [row.number for row in report.entries] == ["3.1"]


def test_a_list_takes_all_its_clauses_along() -> None:
    report = answer_report(listing("清单", 24), PLANS, TODAY)
    assert (report.caption, len(report.entries)) == ("全部条款", 24)


def test_cases_of_an_answer_are_points_rather_than_minus_signs() -> None:
    answer = replace(answered("要多久？"), answer="分两种：\n- 一般换发：3个工作日内\n- 加急办理")
    (*_, said) = answer_report(answer, PLANS, TODAY).sections
    assert said.lines == ("分两种：", "· 一般换发：3个工作日内", "· 加急办理")


def test_a_refusal_says_so_and_names_the_documents_that_were_searched() -> None:
    report = answer_report(ScriptedAssistant().ask("窗口电话是多少？"), PLANS, TODAY)
    assert report.sections[-1].title == "方案中未查到"
    assert ("文号", DOCUMENT.number) in report.head


def test_no_plan_at_all_is_no_fault() -> None:
    none: tuple[Plan, ...] = ()
    assert measures_report([], none, "", TODAY).documents == ()
