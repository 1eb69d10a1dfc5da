"""Which document a question names, and what is left to ask of it."""

from __future__ import annotations

import pytest

from qa.answer.named import Name, named_in, told_apart
from qa.plan import Document

DOCUMENTS = (
    Document("安府发〔2023〕7号", "安宁市营商环境工作方案", "2023-03-01", "安宁市人民政府"),
    Document(
        "宁政办发〔2024〕31号", "宁远市优化营商环境行动方案（2024年版）", "", "广南省宁远市人民政府办公室"
    ),
    Document("国办发〔2020〕7号", "全国营商环境任务", "", "国务院办公厅"),
    Document("临江便民方案", "临江便民方案"),
)
NAMES = tuple(map(Name.of, DOCUMENTS))


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("宁政办发〔2024〕31号是谁印发的", (1,)),
        ("宁政办发 2024 31号是谁印发的", (1,)),
        ("《宁远市优化营商环境行动方案》有哪些措施", (1,)),
        ("31号文说了什么", (1,)),
        ("2024年31号说了什么", (1,)),
        ("安宁市办电要几天", (0,)),
        ("安宁和宁远办电各要几天", (0, 1)),
        ("7号文有几条", (0, 2)),
        ("2020年第7号文有几条", (2,)),
        ("临江便民方案有几条措施", (3,)),
        ("办电要几天", ()),
        ("第31号任务是什么", ()),
        ("131号文说了什么", ()),
        ("广南省办电要几天", ()),
        ("国务院怎么说", ()),
    ],
)
def test_a_document_is_named_by_number_title_or_place(question: str, places: tuple[int, ...]) -> None:
    assert named_in(question, NAMES) == places


def test_a_number_says_more_than_a_place() -> None:
    assert named_in("安府发〔2023〕7号里说到宁远吗", NAMES) == (0,)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("宁政办发〔2024〕31号：办电要几天", "办电要几天"),
        ("宁政办发〔2024〕31号什么时候印发的", "本方案什么时候印发的"),
        ("《宁远市优化营商环境行动方案（2024年版）》的文号", "本方案的文号"),
        ("宁远市的车位登记费多少", "车位登记费多少"),
        ("我在宁远这边开公司要几天", "我在开公司要几天"),
        ("宁远", "宁远"),
        ("办电要几天", "办电要几天"),
    ],
)
def test_what_is_asked_of_a_document_reads_as_if_it_stood_alone(question: str, left: str) -> None:
    assert NAMES[1].without(question) == left


def test_a_place_within_another_name_stays() -> None:
    assert NAMES[1].without("宁远海关牵头什么", lambda _start, _end: True) == "宁远海关牵头什么"


@pytest.mark.parametrize("turn", ["那宁远的呢？", "宁远呢", "宁远市的是多少？", "31号文怎么规定的"])
def test_a_turn_may_say_nothing_but_the_document(turn: str) -> None:
    assert NAMES[1].alone_in(turn) == ("规定的" not in turn or NAMES[1].without(turn) == "本方案怎么规定的")


@pytest.mark.parametrize("turn", ["那宁远办电呢？", "宁远谁牵头？", "31号文是谁发的"])
def test_a_turn_that_asks_something_says_more_than_the_document(turn: str) -> None:
    assert not NAMES[1].alone_in(turn)


def test_documents_are_told_apart_by_title_and_number() -> None:
    assert told_apart(DOCUMENTS[::3]) == "《安宁市营商环境工作方案》（安府发〔2023〕7号）、临江便民方案"
