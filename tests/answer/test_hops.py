"""Units that are named by what they do, and lists of two units that have nothing in common."""

from __future__ import annotations

import pytest

from answer.talk import first_line, ids
from qa.answer.assistant import Assistant
from qa.answer.hops import hop_of
from qa.index.store import Index


def of(index: Index, unit: str, *fields: str) -> list[str]:
    return [r.measure_id for r in index.records if any(unit in getattr(r, field) for field in fields)]


@pytest.mark.parametrize(
    ("question", "unit", "fields"),
    [
        ("负责培育国家级孵化平台的那个局，总共牵头了哪几条？", "市科技局", ("lead",)),
        ("管12345热线的那个单位在方案里还有别的活没得？", "市政府总值班室", ("lead", "support")),
        ("牵头携号转网的单位还配合哪些措施？", "市通信管理局", ("support",)),
    ],
)
def test_all_that_a_unit_does_is_found_by_one_thing_that_it_leads(
    own: Assistant, own_index: Index, question: str, unit: str, fields: tuple[str, ...]
) -> None:
    answer = own.ask(question)
    assert answer.status == "answered"
    assert f"牵头单位是{unit}" in first_line(answer)
    assert ids(answer) == of(own_index, unit, *fields)


@pytest.mark.parametrize(
    "text",
    ["负责不动产登记的部门是哪个？", "管用电的单位叫什么？", "谁牵头携号转网？", "税务局还牵头哪些措施？"],
)
def test_a_question_for_the_unit_itself_is_one_question(text: str) -> None:
    assert hop_of(text) is None


def test_the_second_question_is_about_the_unit_that_the_first_one_finds(
    own: Assistant, own_index: Index
) -> None:
    answer = own.ask("高压办电是哪个部门管的，这个部门还管什么？")
    assert set(of(own_index, "市经济信息委", "lead", "support")) <= set(ids(answer))


def test_two_units_with_nothing_in_common_are_listed_apart(own: Assistant, own_index: Index) -> None:
    answer = own.ask("税务局和海关牵头的措施有哪些？")
    assert set(ids(answer)) == {*of(own_index, "重庆市税务局", "lead"), *of(own_index, "重庆海关", "lead")}
    assert "分别来看" in first_line(answer)


def test_what_two_units_do_together_is_not_listed_apart(own: Assistant) -> None:
    assert ids(own.ask("税务局和海关共同牵头的措施有哪些？")) == []


def test_an_area_is_named_with_its_words_the_other_way_round(own: Assistant, own_index: Index) -> None:
    wanted = [r.measure_id for r in own_index.records if r.area == "登记财产" and "重庆银保监局" in r.support]
    assert ids(own.ask("财产登记里面银保监局要配合的有哪些？")) == wanted


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("牵头破产简化审理机制的除了高院还有一个单位，那个单位总共牵头哪些措施？", "市司法局"),
        ("除了高院，牵头破产简化审理机制的还有一家单位，它一共牵头几条", "市司法局"),
        ("除了证监局，负责中证重庆调节工作站对接的单位，总共牵头哪些", "市高法院"),
    ],
)
def test_of_two_units_the_one_that_is_not_named_is_meant(
    own: Assistant, own_index: Index, question: str, unit: str
) -> None:
    assert ids(own.ask(question)) == of(own_index, unit, "lead")
