"""One thing asked of a measure that is named by its number."""

from __future__ import annotations

import pytest

from qa.answer.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "intent", "first"),
    [
        ("第11.1条措施由谁牵头？", "lead", "牵头单位：市经济信息委；配合单位："),
        ("11.1的配合单位是哪些？", "support", "牵头单位：市经济信息委；配合单位："),
        ("第36.2条措施什么时候完成？", "deadline", "2019年底前"),
        ("第30.2条措施收费多少？", "fee", "申请办理车库"),
    ],
)
def test_the_one_thing_is_told_first(own: Assistant, question: str, intent: str, first: str) -> None:
    answer = own.ask(question)
    assert answer.intent == intent
    assert answer.answer.startswith(first)
    assert len(answer.citations) == 1


@pytest.mark.parametrize("question", ["第11.1条措施说了什么？", "第11.1条措施收费多少？"])
def test_else_all_of_one_measure_is_told(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert answer.answer.startswith("第11项任务“压减获得电力耗时”的第11.1条措施：")
    assert answer.citations[0].measure.text in answer.answer
    assert len(answer.citations) == 1


def test_a_task_is_told_with_all_its_measures(own: Assistant) -> None:
    assert "现存措施" in own.ask("第15项任务由谁牵头？").answer


def test_the_figure_is_told_where_the_question_names_only_words_of_the_measure(own: Assistant) -> None:
    answer = own.ask("第51.2条措施要培训几次？")
    assert answer.intent == "amount"
    assert "2次" in answer.answer.splitlines()[0]


def test_a_number_beyond_the_plan_is_told(own: Assistant) -> None:
    assert "任务编号为1至" in own.ask("第99.1条措施由谁牵头？").answer


def test_a_chain_of_lead_units_that_is_cut_is_told_as_far_as_it_goes(own: Assistant) -> None:
    answer = own.ask("第43.1条措施由谁牵头？")
    assert answer.intent == "lead"
    assert "牵头单位：市财政局、市高法院（名单不完整" in answer.answer
