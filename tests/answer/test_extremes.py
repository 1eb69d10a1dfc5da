"""Which of several is quickest, slowest, first or last: figures and due dates compared over an area or the plan."""

from __future__ import annotations

import pytest

from answer.talk import first_line, ids, values
from qa.answer.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "measures", "expected"),
    [
        ("用气各环节里头哪一步给的时间最短", ["21"], ["不超过1个工作日"]),
        ("用气流程里最长的是哪一步", ["21"], ["不超过5个工作日", "不超过5个工作日"]),
        ("不动产登记的几种业务里头，办得最快的是多快？", ["29"], ["立等可取"]),
        ("劳动力那几个审批哪个最慢", ["59.2"], ["15个工作日"]),
        ("政府投资项目里哪一类审批最快", ["6.2"], ["70个工作日以内"]),
    ],
)
def test_the_shortest_or_longest_time_limit_of_several_is_told(
    own: Assistant, question: str, measures: list[str], expected: list[str]
) -> None:
    answer = own.ask(question)
    assert (answer.intent, ids(answer)) == ("duration", measures)
    assert values(answer) == expected


@pytest.mark.parametrize(
    ("question", "measures", "due"),
    [
        ("登记财产里完成期限最晚的是哪年", ["32.1", "32.2"], "2022年底前"),
        ("整个方案里最早到期的措施是哪条", ["1.1"], "2019年9月底前"),
        ("获得电力里头哪一项最先完成", ["11.1", "11.2", "13.1"], "2019年底前"),
    ],
)
def test_the_first_or_last_due_date_comes_with_all_that_share_it(
    own: Assistant, question: str, measures: list[str], due: str
) -> None:
    answer = own.ask(question)
    assert (answer.intent, ids(answer)) == ("deadline", measures)
    assert answer.answer.count(due) == len(measures)


@pytest.mark.parametrize(
    ("question", "expected"),
    [("高压客户办电最长多久", "20个工作日以内"), ("最晚哪年建成多规合一平台", "2020年底前")],
)
def test_a_limit_of_one_thing_is_no_comparison(own: Assistant, question: str, expected: str) -> None:
    assert expected in first_line(own.ask(question))


@pytest.mark.parametrize("question", ["哪个区办得最快", "哪个银行放款最快", "办护照和签证哪个最快"])
def test_what_the_plan_does_not_compare_is_not_compared(own: Assistant, question: str) -> None:
    assert own.ask(question).status == "abstained"
