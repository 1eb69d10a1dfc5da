"""The plan itself asked about in everyday words: who issued it, who heads the group behind it."""

from __future__ import annotations

import pytest

from answer.talk import first_line, ids
from qa.answer.assistant import Assistant


@pytest.mark.parametrize(
    "question", ["是市政府哪个部门印发的这个东西", "这东西是谁发的", "这份文件哪个单位印发的"]
)
def test_who_issued_the_plan_is_told(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    assert answer.intent == "document"
    assert "重庆市人民政府办公厅" in first_line(answer)


@pytest.mark.parametrize("question", ["组长是谁", "专班组长由谁当", "谁任工作专班的组长"])
def test_who_heads_the_group_is_told_where_a_passage_says_it(other: Assistant, question: str) -> None:
    answer = other.ask(question)
    assert (answer.status, ids(answer)) == ("answered", ["p5"])
    assert "市长任组长" in first_line(answer)


@pytest.mark.parametrize("question", ["组长电话是多少", "专班组长叫什么名字", "税务局局长是谁"])
def test_a_persons_name_or_number_is_not_told(other: Assistant, question: str) -> None:
    assert other.ask(question).status != "answered"


def test_a_plan_that_names_no_head_of_a_group_gives_none(own: Assistant) -> None:
    assert own.ask("领导小组组长是谁").status == "abstained"
