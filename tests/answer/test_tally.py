"""Who leads most, which area has most, who leads more: counts that agree with the corpus counted by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from answer.talk import Talk, first_line, ids
from qa.answer.assistant import Assistant
from qa.index.store import Index


def counted(index: Index, *fields: str, area: str = "") -> Counter[str]:
    """How many measures each unit has in the given roles; one where it has both counts once."""
    found: Counter[str] = Counter()
    for record in index.records:
        if record.is_measure and area in ("", record.area):
            found.update({unit for field in fields for unit in getattr(record, field)})
    return found


@pytest.mark.parametrize(
    ("question", "fields", "area"),
    [
        ("哪个单位牵头最多？", ("lead",), ""),
        ("牵头措施最多的是哪个部门？", ("lead",), ""),
        ("谁配合得最多？", ("support",), ""),
        ("哪个部门最忙？", ("lead", "support"), ""),
        ("获得电力领域哪个单位牵头最多？", ("lead",), "获得电力"),
    ],
)
def test_the_unit_with_most_measures_is_named_with_its_count(
    own: Assistant, own_index: Index, question: str, fields: tuple[str, ...], area: str
) -> None:
    counts = counted(own_index, *fields, area=area)
    unit, most = counts.most_common(1)[0]
    answer = own.ask(question)
    assert answer.status == "answered"
    assert first_line(answer) == f"{unit}最多，{most}条。"
    assert len(ids(answer)) == most
    shown = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert all(line == f"- {name}：{counts[name]}条" for line in shown for name in [line[2:].split("：")[0]])


def test_as_many_are_shown_as_are_asked_for(own: Assistant, own_index: Index) -> None:
    answer = own.ask("牵头最多的前三个单位")
    shown = [line[2:].split("：")[0] for line in answer.answer.splitlines() if line.startswith("- ")]
    assert shown == [unit for unit, _ in counted(own_index, "lead").most_common(3)]


def test_every_area_is_counted_where_each_is_asked_for(own: Assistant, own_index: Index) -> None:
    areas = Counter(r.area for r in own_index.records if r.is_measure)
    answer = own.ask("各领域分别有多少条措施？")
    assert len([line for line in answer.answer.splitlines() if line.startswith("- ")]) == len(areas)
    assert all(f"- {name}：{count}条" in answer.answer for name, count in areas.items())


@pytest.mark.parametrize("question", ["税务局牵头比人社局多几条？", "税务局和人社局谁牵头的多？"])
def test_two_units_are_compared_by_their_counts(own: Assistant, own_index: Index, question: str) -> None:
    led = counted(own_index, "lead")
    here, there = led["重庆市税务局"], led["市人力社保局"]
    assert (
        first_line(own.ask(question))
        == f"重庆市税务局牵头{here}条，市人力社保局牵头{there}条，前者少{there - here}条。"
    )


@pytest.mark.parametrize("question", ["哪个单位牵头高压办电？", "办电最多要几天？", "哪家银行贷款最多？"])
def test_a_question_about_one_matter_is_no_ranking(own: Assistant, question: str) -> None:
    assert "按牵头单位计数" not in own.ask(question).answer


def test_a_ranking_is_asked_for_in_the_middle_of_a_talk(own: Assistant, own_index: Index) -> None:
    unit, most = counted(own_index, "lead").most_common(1)[0]
    answer = Talk(own).say("抵押登记要几天？", "哪个单位牵头最多？")
    assert first_line(answer) == f"{unit}最多，{most}条。"


def test_a_ranking_after_a_list_is_of_the_areas_of_the_list(own: Assistant, own_index: Index) -> None:
    unit, most = counted(own_index, "lead", area="获得电力").most_common(1)[0]
    answer = Talk(own).say("获得电力有哪些措施？", "哪个单位牵头最多？")
    assert first_line(answer) == f"{unit}最多，{most}条。"
