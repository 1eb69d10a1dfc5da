"""Lists by what their measures hold: kinds of figures, so many lead units, and what a question leaves out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.talk import Talk, ids
from qa.answer.assistant import Assistant
from qa.answer.traits import find_traits
from qa.extract.figures import extract_figures
from qa.index.store import Index
from qa.plan import Measure

TAX = "重庆市税务局"
Choose = Callable[[Measure], bool]


def kinds(record: Measure) -> set[str]:
    return {figure.kind for figure in extract_figures(record.text)}


def measures(index: Index, choose: Choose) -> list[str]:
    return [r.measure_id for r in index.records if r.is_measure and choose(r)]


CHOSEN: list[tuple[str, Choose]] = [
    ("有哪些措施规定了办理时限？", lambda r: "duration" in kinds(r)),
    ("获得电力里哪些措施有办理天数？", lambda r: r.area == "获得电力" and "duration" in kinds(r)),
    ("哪些措施写明了百分比？", lambda r: "rate" in kinds(r)),
    ("只有一个牵头单位的措施有几条？", lambda r: len(r.lead) == 1 and "lead" not in r.missing),
    ("有两个牵头单位的措施有几条？", lambda r: len(r.lead) == 2 and "lead" not in r.missing),
    ("有三个以上牵头单位的措施有哪些？", lambda r: len(r.lead) >= 3),
    ("多部门共同牵头的措施有哪些？", lambda r: len(r.lead) >= 2),
    ("没有配合单位的措施有哪些？", lambda r: not r.support and "support" not in r.missing),
    ("市场监管局单独牵头的有几条？", lambda r: r.lead == ("市市场监管局",) and "lead" not in r.missing),
    ("不是税务局牵头的纳税措施有哪些？", lambda r: r.area == "纳税" and TAX not in r.lead),
    ("除了税务局牵头的，纳税领域还有哪些措施？", lambda r: r.area == "纳税" and TAX not in r.lead),
    ("税务局配合但不牵头的措施", lambda r: TAX in r.support),
    (
        "市规划自然资源局牵头、除了登记财产领域的措施有哪些？",
        lambda r: "市规划自然资源局" in r.lead and r.area != "登记财产",
    ),
]


@pytest.mark.parametrize(("question", "choose"), CHOSEN)
def test_a_list_holds_every_measure_with_what_is_asked_and_no_other(
    own: Assistant, own_index: Index, question: str, choose: Choose
) -> None:
    wanted = measures(own_index, choose)
    answer = own.ask(question)
    assert answer.status == "answered"
    assert ids(answer) == wanted
    assert f"共{len(wanted)}条" in answer.answer


@pytest.mark.parametrize(
    "question", ["哪些措施涉及收费？", "税务局牵头的措施里哪些是收费的？", "住建委牵头的里面有没有涉及钱的？"]
)
def test_measures_that_speak_of_charges_are_told_from_the_others(
    own: Assistant, own_index: Index, question: str
) -> None:
    answer = own.ask(question)
    found = {r.measure_id: r for r in own_index.records if r.measure_id in ids(answer)}
    assert found
    assert "涉及收费或价格" in answer.answer.splitlines()[0]
    for record in found.values():
        assert kinds(record) & {"fee", "money"} or any(
            word in record.text for word in ("费", "价格", "免征", "保证金")
        )


def test_those_with_charges_and_those_without_make_up_the_area(own: Assistant, own_index: Index) -> None:
    having = ids(own.ask("获得用水领域涉及费用的措施有哪些？"))
    lacking = ids(own.ask("获得用水领域不涉及费用的措施有哪些？"))
    assert having
    assert lacking
    assert sorted([*having, *lacking]) == sorted(measures(own_index, lambda r: r.area == "获得用水"))


def test_a_list_of_the_talk_is_narrowed_by_what_its_measures_hold(own: Assistant, own_index: Index) -> None:
    talk = Talk(own)
    talk.ask("获得电力有哪些措施？")
    answer = talk.ask("有办理天数的是哪些？")
    assert ids(answer) == measures(own_index, lambda r: r.area == "获得电力" and "duration" in kinds(r))


@pytest.mark.parametrize(
    "text", ["电力公司牵头哪些措施？", "获得电力有哪些措施，低压要几天？", "哪些部门配合海关？"]
)
def test_a_plain_list_has_no_trait(text: str) -> None:
    assert find_traits(text) == ()
