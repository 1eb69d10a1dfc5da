"""Readers, lists, tasks and documents over a tiny invented plan: nothing is keyed to one city."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from answer.plans import NUMBER, Desk, tiny_plan
from answer.talk import ids
from qa.answer.catalogue import area_aliases
from qa.answer.compose import Voice
from qa.answer.documents import DocumentDesk
from qa.answer.facts import has_attribute
from qa.answer.filters import Filters, main_mention, read_filters
from qa.answer.listing import holding, quoted, select
from qa.answer.model import Intent
from qa.answer.tasks import TaskDesk
from qa.plan import Measure

VOICE = Voice(date(2024, 5, 1), portal="安宁办")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("电力局牵头的措施", ["1.1", "1.2"]),
        ("税务局配合的措施", ["1.2"]),
        ("税务局涉及的措施", ["1.2", "2"]),
        ("规资局牵头的措施", ["2"]),
        ("市场监管局牵头的措施", ["3.1"]),
        ("市场监管领域的措施", ["3.1", "4.1"]),
        ("2024年底前的措施", ["1.1", "5.3"]),
        ("知识产权局牵头、2024年底前的措施", ["5.3"]),
        ("市场监管局配合知识产权领域的措施", ["5.1"]),
        ("2030年底前的措施", []),
    ],
)
def test_every_filter_of_a_question_narrows_a_list(desk: Desk, question: str, expected: list[str]) -> None:
    selection = select(read_filters(desk.read(question), desk.catalogue), desk.catalogue)
    assert desk.ids(selection.positions) == expected


def test_a_question_without_a_filter_selects_nothing(desk: Desk) -> None:
    assert not read_filters(desk.read("办电要几天？"), desk.catalogue).parts


def test_everything_is_all_measures_and_no_passage(desk: Desk) -> None:
    assert desk.ids(select(Filters(), desk.catalogue).positions) == [
        "1.1",
        "1.2",
        "2",
        "3.1",
        "4.1",
        "5.1",
        "5.3",
    ]


def test_measures_that_hold_all_words_are_found(desk: Desk) -> None:
    measures = desk.catalogue.measures
    assert desk.ids(holding(["知识产权"], desk.catalogue, measures)) == ["5.1", "5.3"]
    assert desk.ids(holding(["知识产权", "专利"], desk.catalogue, measures)) == ["5.3"]
    assert holding(["不存在的词"], desk.catalogue, measures) == ()


@pytest.mark.parametrize(
    "text", ["提到“单一窗口”的", '提到"单一窗口"的', "提到「单一窗口」的", "提到『单一窗口』的"]
)
def test_quoted_words_are_taken_as_they_stand(text: str) -> None:
    assert quoted(text) == ("单一窗口",)


def test_the_first_unit_that_is_more_than_a_passing_word_is_the_one_asked_about(desk: Desk) -> None:
    found = main_mention(desk.read("电力局和税务局的措施"))
    assert found is not None
    assert found.units == ("市电力局",)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("电力局牵头什么", "lead"),
        ("电力局负责什么", "lead"),
        ("电力局配合什么", "support"),
        ("电力局参与什么", "any"),
        ("电力局涉及什么", "any"),
        ("电力局牵头和配合什么", "any"),
        ("What does it lead?", "lead"),
    ],
)
def test_the_side_of_a_unit_is_heard(desk: Desk, question: str, role: str) -> None:
    assert desk.read(question).role == role


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("第5项任务是什么", (5, None)),
        ("任务5", (5, None)),
        ("5号任务", (5, None)),
        ("第五项任务的第3条", (5, 3)),
        ("任务5.3", (5, 3)),
        ("5.3是谁牵头", (5, 3)),
        ("第5.3条措施", (5, 3)),
        ("measure 5.3", (5, 3)),
        ("99.96%是什么", (None, None)),
        ("3.25元是什么价", (None, None)),
        ("任务2024年底前完成吗", (None, None)),
        ("办电要20天吗", (None, None)),
    ],
)
def test_a_task_or_measure_number_is_read_and_no_other_number(
    desk: Desk, question: str, number: tuple[int | None, int | None]
) -> None:
    found = desk.read(question)
    assert (found.task, found.number) == number


def test_what_is_left_beside_units_areas_and_dates_is_the_subject(desk: Desk) -> None:
    assert desk.read("电力局2024年底前牵头的措施有哪些？").rest == ""
    assert "专利" in desk.read("知识产权局牵头的专利导航措施").rest


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第5项任务有哪些措施？", ["5.1", "5.3"]),
        ("5.1", ["5.1"]),
        ("第3项任务", ["3.1"]),
        ("第4项任务", ["4.1"]),
    ],
)
def test_a_task_is_answered_with_all_its_measures_and_units(
    desk: Desk, question: str, expected: list[str]
) -> None:
    answer = TaskDesk(desk.catalogue).answer(desk.read(question), VOICE)
    assert answer is not None
    assert ids(answer) == expected
    assert all(citation.measure.text in answer.answer for citation in answer.citations)
    assert f"依据{NUMBER}（2023-03-01）" in answer.answer


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("第6项任务是什么？", "answered", "缺失"),
        ("第4项任务是什么？", "answered", "标题在来源文本中缺失"),
        ("任务5.2是什么？", "answered", "第5项任务第（2）条"),
        ("第9项任务是什么？", "abstained", "1至6"),
    ],
)
def test_a_lost_task_is_called_lost_and_a_number_too_high_is_refused(
    desk: Desk, question: str, status: str, said: str
) -> None:
    answer = TaskDesk(desk.catalogue).answer(desk.read(question), VOICE)
    assert answer is not None
    assert answer.status == status
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "expected", "said"),
    [
        ("第17项是什么？", ["1.2"], "方案中序号为17的措施1条"),
        ("第十七项任务有哪些内容？", ["1.2"], "“压减办电时间”"),
        ("序号16是什么？", ["1.1"], "序号为16"),
        ("第1条措施是什么？", ["1.1", "1.2"], "第1项任务"),
        ("1.2是什么？", ["1.2"], "第1项任务"),
        ("第99项任务是什么？", [], "编号为1至17"),
    ],
)
def test_a_number_that_the_table_prints_beside_a_row_names_that_row(
    question: str, expected: list[str], said: str
) -> None:
    plan = tiny_plan()
    printed = {"1.1": 16, "1.2": 17}
    desk = Desk(
        replace(plan, measures=tuple(replace(m, serial=printed.get(m.measure_id)) for m in plan.measures))
    )
    answer = TaskDesk(desk.catalogue).answer(desk.read(question), VOICE)
    assert answer is not None
    assert ids(answer) == expected
    assert said in answer.answer


def test_a_question_without_a_number_is_not_for_the_task_desk(desk: Desk) -> None:
    assert TaskDesk(desk.catalogue).answer(desk.read("办电要几天？"), VOICE) is None


@pytest.mark.parametrize(
    ("question", "said", "cited"),
    [
        ("文号是多少？", NUMBER, "p1"),
        ("这份方案什么时候印发的？", "2023年3月1日", "p2"),
        ("这份方案是谁印发的？", "安宁市人民政府", "p2"),
        ("组织保障有哪些内容？", "加强组织领导；加强宣传引导", "p3"),
        ("这份方案还有效吗？", "没有写明有效期", "p1"),
        ("这份方案的全称是什么？", "《安宁市营商环境工作方案》", "p1"),
    ],
)
def test_the_document_is_answered_for_from_its_head_and_passages(
    desk: Desk, question: str, said: str, cited: str
) -> None:
    answer = DocumentDesk(desk.catalogue).answer(desk.read(question), VOICE)
    assert answer is not None
    assert answer.intent == "document"
    assert said in answer.answer
    assert cited in ids(answer)


def test_until_when_a_plan_holds_is_told_where_it_says_so() -> None:
    said = "本方案自印发之日起施行，有效期至2026年12月31日"
    closing = Measure("p9", NUMBER, f"请认真落实。{said}。", kind="passage", section="附则")
    plan = tiny_plan()
    desk = Desk(replace(plan, measures=(*plan.measures, closing)))
    answer = DocumentDesk(desk.catalogue).answer(desk.read("这份方案管到什么时候？"), VOICE)
    assert answer is not None
    assert answer.answer.startswith(f"{said}。")
    assert ids(answer) == ["p9"]


@pytest.mark.parametrize(
    ("name", "aliases"),
    [
        ("获得电力", ("获得电力", "电力")),
        ("登记财产", ("登记财产", "财产")),
        ("知识产权创造、保护和运用", ("知识产权创造、保护和运用", "知识产权创造", "知识产权")),
        ("招标投标", ("招标投标", "招投标")),
    ],
)
def test_an_area_is_known_by_its_core(name: str, aliases: tuple[str, ...]) -> None:
    assert set(aliases) <= set(area_aliases(name))
    assert area_aliases(name)[0] == name


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("获得电力有哪些措施", ("获得电力",)),
        ("电力方面怎么改", ("获得电力",)),
        ("知识产权方面有哪些措施", ("知识产权创造、保护和运用",)),
        ("市场监管和登记财产领域", ("登记财产", "市场监管")),
        ("今天天气", ()),
    ],
)
def test_areas_are_heard_in_a_question(desk: Desk, text: str, areas: tuple[str, ...]) -> None:
    assert set(desk.catalogue.area_names(text)) == set(areas)


def test_words_point_to_the_area_that_they_stand_in(desk: Desk) -> None:
    pointed = desk.catalogue.area_votes("办电时限")
    assert pointed is not None
    assert pointed[0] == "获得电力"
    assert desk.catalogue.area_votes("今天天气") is None


def test_words_that_stand_everywhere_or_nowhere_tell_nothing(desk: Desk) -> None:
    assert desk.catalogue.telling(["专利", "没有这词", "的"]) == ("专利",)


def test_a_record_is_known_by_its_place_and_its_siblings(desk: Desk) -> None:
    place = desk.catalogue.position(desk.record("5.3"))
    assert desk.catalogue.records[place].measure_id == "5.3"
    assert desk.ids(desk.catalogue.siblings(place)) == ["5.1", "5.3"]


@pytest.mark.parametrize(
    ("measure", "intent", "given"),
    [
        ("1.1", "duration", True),
        ("1.1", "deadline", True),
        ("1.1", "fee", False),
        ("2", "fee", True),
        ("5.1", "amount", True),
        ("1.1", "lead", True),
        ("4.1", "lead", False),
        ("2", "support", False),
    ],
)
def test_it_is_known_what_a_measure_gives(desk: Desk, measure: str, intent: Intent, given: bool) -> None:
    place = desk.catalogue.position(desk.record(measure))
    assert has_attribute(desk.catalogue, place, intent) is given


def test_a_plan_without_a_named_portal_sends_people_to_a_plain_one(desk: Desk) -> None:
    assert "渝快办" not in desk.catalogue.way_on
    assert "12345" in desk.catalogue.way_on
