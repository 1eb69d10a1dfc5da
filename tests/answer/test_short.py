"""Few words, as typed into a search box: answered where one matter is named, and never sent away with nothing."""

from __future__ import annotations

import pytest

from answer.talk import ids, values
from qa.answer.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "measure", "expected"),
    [
        ("通电要多久", "11.1", ["20个工作日以内", "4个工作日以内"]),
        ("不动产登记几天", "29", ["3个工作日", "2个工作日", "立等可取"]),
        ("空气优良天数", "90.1", ["300天以上"]),
        ("抵押登记多久", "29", ["2个工作日"]),
        ("车位登记费用", "30.2", ["80元"]),
        ("不动厂登记多久", "29", ["3个工作日", "2个工作日", "立等可取"]),
        ("10kV规划许可几天", "11.2", ["5个工作日内", "不超过10个工作日"]),
        ("工业项目拿地到开工", "6.1", ["15个工作日以内"]),
        ("新增绿地 万㎡", "90.4", ["3000万平方米"]),
    ],
)
def test_few_words_that_name_a_matter_get_its_figures(
    own: Assistant, question: str, measure: str, expected: list[str]
) -> None:
    answer = own.ask(question)
    assert answer.status == "answered"
    assert (ids(answer)[0], values(answer)) == (measure, expected)


@pytest.mark.parametrize("question", ["执行合同多久", "办税几天"])
def test_few_words_of_the_plan_without_one_answer_get_the_matters_that_hold_them(
    own: Assistant, question: str
) -> None:
    answer = own.ask(question)
    assert answer.status == "clarify"
    assert len(answer.citations) > 1
    assert all(f"第{citation.measure.measure_id}条" in answer.answer for citation in answer.citations)


@pytest.mark.parametrize("question", ["家庭医生签约费", "健康证几天", "护照几天"])
def test_few_words_for_what_the_plan_does_not_give_are_refused(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert answer.status == "abstained"
    assert "未载明" in answer.answer


def test_few_words_of_one_matter_that_gives_no_such_thing_are_told_so(own: Assistant) -> None:
    answer = own.ask("仲裁多久")
    assert answer.status == "abstained"
    assert "未载明" in answer.answer
    assert "仲裁" in answer.citations[0].measure.text
