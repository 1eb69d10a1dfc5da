"""Several questions in one: each gets its answer or is told that the plan does not give it; none is dropped."""

from __future__ import annotations

import pytest

from answer.talk import ids
from qa.answer.apiece import apiece
from qa.answer.assistant import Assistant
from qa.index.store import Index


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("不动产登记要几天，收多少钱？", ("3个工作日", "免征不动产登记费")),
        ("车位登记几天办好、多少钱？", ("3个工作日", "550元减至80元")),
        ("高压客户办电要几天，谁负责，收多少钱？", ("20个工作日以内", "未载明")),
        ("抵押登记多久，找哪个部门，要交费吗？", ("2个工作日", "市规划自然资源局")),
        ("出口退税几天，谁负责？", ("未载明", "重庆市税务局")),
        ("开公司要准备什么材料，多久能拿到执照？", ("3个工作日以内",)),
        ("网络报装要几天，资费降了多少？", ("未载明", "20%以上")),
    ],
)
def test_each_thing_that_is_asked_is_answered_or_refused_and_silences_no_other(
    own: Assistant, question: str, said: tuple[str, ...]
) -> None:
    answer = own.ask(question)
    assert answer.status == "answered"
    assert [words for words in said if words not in answer.answer] == []


@pytest.mark.parametrize(
    "question", ["成都办电要几天，谁负责？", "养老金怎么领，找谁？", "2023年的方案里办电几天，谁牵头？"]
)
def test_what_the_plan_does_not_cover_is_not_answered_clause_by_clause(own: Assistant, question: str) -> None:
    assert own.ask(question).status == "abstained"


def test_each_of_two_units_is_counted_for_itself(own: Assistant, own_index: Index) -> None:
    answer = own.ask("税务局和人社局分别牵头几条措施？")
    led = {
        unit: [r.measure_id for r in own_index.records if unit in r.lead]
        for unit in ("重庆市税务局", "市人力社保局")
    }
    for unit, measures in led.items():
        assert f"{unit}牵头的措施共{len(measures)}条" in answer.answer
    assert set(ids(answer)) == {one for measures in led.values() for one in measures}


def test_each_of_two_areas_is_listed_for_itself(own: Assistant) -> None:
    answer = own.ask("获得电力和获得用水分别有多少条措施？")
    assert "获得电力领域的措施共12条" in answer.answer
    assert "获得用水领域的措施共5条" in answer.answer
    assert len(ids(answer)) == 17


@pytest.mark.parametrize(
    ("text", "names", "questions"),
    [
        ("甲局和乙局分别牵头几条", [(0, 2), (3, 5)], ("甲局牵头几条", "乙局牵头几条")),
        ("甲局、乙局各配合多少条", [(0, 2), (3, 5)], ("甲局配合多少条", "乙局配合多少条")),
        ("甲局和乙局牵头几条", [(0, 2), (3, 5)], ("甲局和乙局牵头几条",)),
        ("甲局分别牵头几条", [(0, 2)], ("甲局分别牵头几条",)),
        ("甲局牵头、乙局配合的分别有几条", [(0, 2), (5, 7)], ("甲局牵头、乙局配合的分别有几条",)),
    ],
)
def test_only_joined_names_that_are_asked_for_each_get_a_question_each(
    text: str, names: list[tuple[int, int]], questions: tuple[str, ...]
) -> None:
    assert apiece(text, lambda _: names) == questions


@pytest.mark.parametrize(
    "story",
    [
        "我们兄妹几个没去公证处，材料直接交到窗口，抵押登记最长要等多久？",
        "几个朋友合伙，额度不够，高压客户办电要几天？",
    ],
)
def test_a_story_that_counts_people_is_one_question(own: Assistant, story: str) -> None:
    answer = own.ask(story)
    assert not answer.answer.startswith("一、")
