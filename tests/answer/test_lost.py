"""What the damaged source has lost is called lost, and never guessed."""

from __future__ import annotations

import pytest

from answer.contract import breaches
from answer.talk import first_line, ids
from qa.answer.assistant import Assistant
from qa.index.store import Index


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("给重点企业做劳动关系培训由哪个单位牵头？", "63.3"),
        ("两江新区法院建设由谁牵头？", "58.1"),
        ("建成“互联网+监管”系统由谁负责？", "85.1"),
        ("推动电子招投标系统建设由谁牵头？", "69.1"),
    ],
)
def test_a_lost_lead_unit_is_called_lost_and_none_is_named(
    own: Assistant, own_index: Index, question: str, measure: str
) -> None:
    answer = own.ask(question)
    assert (answer.status, answer.intent, ids(answer)[0]) == ("answered", "lead", measure)
    assert "缺失" in first_line(answer)
    assert answer.units.lead == ()
    units = {unit for record in own_index.records for unit in record.lead}
    assert not any(unit in answer.answer for unit in units)


def test_lost_cooperating_units_are_called_lost_beside_the_lead_that_survived(own: Assistant) -> None:
    answer = own.ask("政府采购云平台的配合单位是谁？")
    assert (answer.status, answer.intent) == ("answered", "support")
    assert "配合单位" in first_line(answer)
    assert "缺失" in first_line(answer)
    assert answer.units.lead == ("市财政局",)


def test_a_list_of_units_that_is_cut_off_is_given_with_a_warning(own: Assistant) -> None:
    answer = own.ask("无产可破案件的破产费用纾解由谁牵头？")
    assert answer.units.lead == ("市财政局", "市高法院")
    assert "不完整" in answer.answer


def test_a_figure_that_is_lost_with_its_clause_is_called_lost(own: Assistant) -> None:
    answer = own.ask("改善水体质量要达到什么指标？")
    assert (answer.status, ids(answer)[0]) == ("answered", "90.2")
    assert "缺失" in answer.answer
    assert not answer.facts


@pytest.mark.parametrize("question", ["第66项任务是什么？", "第46项任务有哪些措施？"])
def test_a_task_whose_title_and_measures_are_lost_is_called_lost(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert (answer.status, answer.citations) == ("answered", ())
    assert "缺失" in answer.answer


def test_a_measure_that_is_missing_between_others_is_called_lost(own: Assistant) -> None:
    answer = own.ask("任务11.9是什么？")
    assert "第11项任务第（9）条" in answer.answer
    assert "缺失" in answer.answer


def test_a_clause_that_breaks_off_is_marked_where_it_is_quoted(own: Assistant, other: Assistant) -> None:
    assert "缺失" in own.ask("提升知识产权质量的具体内容是什么？").answer
    broken = other.ask("第三方评估的抽查结果怎么处理？")
    assert ids(broken)[0] == "25.2"
    assert "缺失" in broken.answer


def test_a_lost_title_of_a_task_is_called_lost_and_its_measures_are_given(other: Assistant) -> None:
    answer = other.ask("第18项任务是什么？")
    assert ids(answer) == ["18.1", "18.2"]
    assert "标题在来源文本中缺失" in first_line(answer)


@pytest.mark.parametrize(
    ("question", "intent", "measure"),
    [
        ("土地权属争议调处由谁牵头？", "lead", "9.2"),
        ("知识产权质押登记的配合单位有哪些？", "support", "20"),
        ("法院在线查询被执行人存款由谁牵头？", "lead", "28.2"),
    ],
)
def test_another_citys_losses_are_told_as_well(
    other: Assistant, other_index: Index, question: str, intent: str, measure: str
) -> None:
    answer = other.ask(question)
    assert (answer.status, answer.intent, ids(answer)[0]) == ("answered", intent, measure)
    assert "缺失" in answer.answer
    assert breaches(answer, other_index.records) == []
