"""Lists, counts and unit profiles are complete: each is compared with the corpus read line by line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answer.talk import Talk, first_line, ids
from qa.answer.assistant import Assistant
from qa.index.store import Index

Row = dict[str, Any]
Choose = Callable[[Row], bool]


def rows(folder: Path) -> list[Row]:
    """The measures of a corpus folder as they stand on disk."""
    lines = [line for file in folder.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    return [row for row in map(json.loads, lines) if row.get("kind", "measure") == "measure"]


@pytest.fixture(scope="module")
def own_rows(project_root: Path) -> list[Row]:
    return rows(project_root / "corpus")


@pytest.fixture(scope="module")
def other_rows(project_root: Path) -> list[Row]:
    return rows(project_root / "tests/fixtures/other_city/corpus")


def chosen(found: list[Row], choose: Choose) -> list[str]:
    return [row["measure_id"] for row in found if choose(row)]


def lead(unit: str) -> Choose:
    return lambda row: unit in row["lead"]


def support(unit: str) -> Choose:
    return lambda row: unit in row["support"]


def either(unit: str) -> Choose:
    return lambda row: unit in row["lead"] or unit in row["support"]


def area(name: str) -> Choose:
    return lambda row: row["area"] == name


def due(wording: str) -> Choose:
    return lambda row: wording in row["deadlines"]


def dated(row: Row) -> bool:
    return bool(row["deadlines"])


def undated(row: Row) -> bool:
    return not row["deadlines"]


def both(*choices: Choose) -> Choose:
    return lambda row: all(choose(row) for choose in choices)


OWN: list[tuple[str, Choose]] = [
    ("税务局牵头哪些措施？", lead("重庆市税务局")),
    ("重庆市税务局负责哪些措施？", lead("重庆市税务局")),
    ("税务局配合什么？", support("重庆市税务局")),
    ("税务局参与了哪些措施？", either("重庆市税务局")),
    ("市场监管局牵头哪些措施？", lead("市市场监管局")),
    ("市场监管局配合哪些措施？", support("市市场监管局")),
    ("知识产权局牵头的措施有哪些？", lead("市知识产权局")),
    ("规资局牵头哪些措施？", lead("市规划自然资源局")),
    ("住建委负责什么？", lead("市住房城乡建委")),
    ("人社局牵头哪些措施？", lead("市人力社保局")),
    ("口岸办牵头什么？", lead("市政府口岸物流办")),
    ("大数据局牵头哪些措施？", lead("市大数据发展局")),
    ("高院牵头哪些措施？", lead("市高法院")),
    ("海关配合哪些措施？", support("重庆海关")),
    ("财政局一共牵头多少条措施？", lead("市财政局")),
    ("公安局配合哪些措施？", support("市公安局")),
    ("电力公司涉及哪些措施？", either("国网市电力公司")),
    ("请列出电力公司作为配合单位参与的全部措施。", support("国网市电力公司")),
    ("证监局 牵头措施 清单", lead("重庆证监局")),
    ("招标投标领域有哪些措施？", area("招标投标")),
    ("获得用水方面有哪些措施？", area("获得用水")),
    ("知识产权有哪些措施？", area("知识产权创造、保护和运用")),
    ("纳税领域一共多少条措施？", area("纳税")),
    ("2019年底前要完成的措施有哪些？", due("2019年底前")),
    ("2021年底前要完成的有哪些？", due("2021年底前")),
    ("有哪些任务要在2022年底前完成？", due("2022年底前")),
    ("2019年9月底前要完成哪些措施？", due("2019年9月底前")),
    ("市财政局牵头、2019年底前完成的措施有哪些？", both(lead("市财政局"), due("2019年底前"))),
    ("登记财产领域规资局牵头的措施有几条？", both(lead("市规划自然资源局"), area("登记财产"))),
    ("办理建筑许可领域2019年底前完成的有多少条措施？", both(area("办理建筑许可"), due("2019年底前"))),
    ("市场监管局在市场监管领域牵头哪些措施？", both(lead("市市场监管局"), area("市场监管"))),
    ("全文共有多少条措施？", lambda _: True),
    ("政府采购领域写明完成时限的措施有哪些？", both(area("政府采购"), dated)),
    ("登记财产里头凡是定了完成时间的，都列出来", both(area("登记财产"), dated)),
    ("由市高法院牵头且有完成期限的全部举措", both(lead("市高法院"), dated)),
    ("开办企业板块里写明了时限的举措合计多少条", both(area("开办企业"), dated)),
    ("需要一份时限为“2021年底前”的举措清单，不限领域。", due("2021年底前")),
    ("约谈前想摸个底：市水利局身上压了哪些事", either("市水利局")),
    ("三峡水利股份公司涉及的条目，无论角色，烦请一次列全。", either("三峡水利股份公司")),
    ("国网市电力公司牵头的有5条，对吗？不算配合", lead("国网市电力公司")),
    ("政府采购里头，财政局牵头又没写完成期限的是哪几条", both(area("政府采购"), lead("市财政局"), undated)),
    ("口岸物流办牵头、海关配合的条目，给我列全", both(lead("市政府口岸物流办"), support("重庆海关"))),
    ("能源局的牵头+配合合集", either("市能源局")),
    ("商務委在整份方案裡主責與協辦的項目，通通給我", either("市商务委")),
    ("国网市电力公司列为配合单位的措施，统计一下有多少", support("国网市电力公司")),
    ("领导让我整理供水报装改革的全貌，给个汇总", area("获得用水")),
]
OTHER: list[tuple[str, Choose]] = [
    ("税务局牵头哪些措施？", lead("市税务局")),
    ("数据局牵头什么？", lead("市数据局")),
    ("法院牵头什么？", lead("市中级人民法院")),
    ("市中院牵头哪些措施？", lead("市中级人民法院")),
    ("人民银行配合什么？", support("人民银行江州市分行")),
    ("各县（市、区）人民政府配合哪些措施？", support("各县（市、区）人民政府")),
    ("供电公司牵头的措施有哪些？", lead("市供电公司")),
    ("江州海关牵头哪些措施？", lead("江州海关")),
    ("纳税服务领域有哪些措施？", area("纳税服务")),
    ("公平竞争领域一共有几条措施？", area("公平竞争")),
    ("2023年底前要完成的措施有哪些？", due("2023年底前")),
    ("2023年第三季度前要做的有哪些？", due("2023年第三季度前")),
    ("商务局牵头、2025年底前完成的措施有哪些？", both(lead("市商务局"), due("2025年底前"))),
    ("一共有多少条措施？", lambda _: True),
    ("纳税服务领域有明确时限的措施有几条？", both(area("纳税服务"), dated)),
    ("派给江州海关了哪些活，全部列一遍", either("江州海关")),
]


@pytest.mark.parametrize(("question", "choose"), OWN)
def test_a_list_holds_every_measure_of_the_plan_and_no_other_in_plan_order(
    own: Assistant, own_rows: list[Row], question: str, choose: Choose
) -> None:
    answer = own.ask(question)
    expected = chosen(own_rows, choose)
    assert expected
    assert ids(answer) == expected
    assert answer.status == "answered"
    assert f"{len(expected)}条" in first_line(answer)


@pytest.mark.parametrize(("question", "choose"), OTHER)
def test_a_list_of_another_citys_plan_is_as_complete(
    other: Assistant, other_rows: list[Row], question: str, choose: Choose
) -> None:
    answer = other.ask(question)
    expected = chosen(other_rows, choose)
    assert expected
    assert ids(answer) == expected
    assert f"{len(expected)}条" in first_line(answer)


@pytest.mark.parametrize("question", [question for question, _ in OWN[:20]])
def test_a_list_names_every_measure_that_it_counts(own: Assistant, question: str) -> None:
    answer = own.ask(question)
    lines = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert [line.split()[1] for line in lines] == ids(answer)


def test_a_units_profile_tells_both_sides_and_what_stands_on_both(
    own: Assistant, own_rows: list[Row]
) -> None:
    answer = own.ask("税务局涉及哪些措施？")
    leading, helping = (chosen(own_rows, f("重庆市税务局")) for f in (lead, support))
    assert ids(answer) == chosen(own_rows, either("重庆市税务局"))
    assert f"牵头{len(leading)}条、配合{len(helping)}条" in first_line(answer)


def test_a_count_of_tasks_counts_tasks_and_not_measures(own: Assistant, project_root: Path) -> None:
    head = json.loads((project_root / "corpus/yufubanfa-2019-81.json").read_text("utf-8"))
    assert f"共{len(head['tasks'])}项" in first_line(own.ask("方案一共有多少项任务？"))


def test_tasks_of_an_area_are_counted_once_each(own: Assistant, own_rows: list[Row]) -> None:
    tasks = {row["task_no"] for row in own_rows if row["area"] == "获得用水"}
    answer = own.ask("获得用水领域有几项任务？")
    assert answer.intent == "count"
    assert f"共{len(tasks)}项" in first_line(answer)


def test_a_name_that_fits_two_units_is_asked_back_with_both_full_names(own: Assistant) -> None:
    answer = own.ask("公共资源交易牵头哪些措施？")
    assert answer.status == "clarify"
    assert "市公共资源交易中心" in answer.answer
    assert "市公共资源交易监管局" in answer.answer
    assert not answer.citations


def test_either_reading_of_an_ambiguous_name_is_offered_as_a_question_that_gets_a_list(
    own: Assistant, own_rows: list[Row]
) -> None:
    units = {"市公共资源交易中心", "市公共资源交易监管局"}
    suggestions = own.ask("公共资源交易牵头哪些措施？").suggestions
    assert len(suggestions) == len(units)
    for unit in units:
        suggestion = next(text for text in suggestions if unit in text)
        assert ids(own.ask(suggestion)) == chosen(own_rows, lead(unit))


def test_a_department_that_the_plan_does_not_name_is_said_to_be_absent(own: Assistant) -> None:
    answer = own.ask("统计局牵头哪些措施？")
    assert (answer.status, answer.citations) == ("abstained", ())
    assert "未找到统计局" in answer.answer


def test_a_unit_without_the_role_asked_for_has_an_empty_list_and_not_another_roles(own: Assistant) -> None:
    answer = own.ask("市教委牵头哪些措施？")
    assert answer.citations == ()
    assert "未找到市教委牵头" in answer.answer


def test_measures_that_hold_quoted_words_are_all_listed(own: Assistant, own_rows: list[Row]) -> None:
    answer = own.ask("请列出提到“单一窗口”的措施")
    assert ids(answer) == chosen(own_rows, lambda row: "单一窗口" in row["text"])


def test_a_list_says_from_which_document_and_day_it_comes_and_where_to_confirm(own: Assistant) -> None:
    tail = own.ask("招标投标领域有哪些措施？").answer.splitlines()[-1]
    assert "渝府办发〔2019〕81号（2019-07-23）" in tail
    assert "12345" in tail
    assert "渝快办" in tail


def test_a_short_list_quotes_its_measures_in_full_and_a_long_one_names_them(own: Assistant) -> None:
    short, long = own.ask("招标投标领域有哪些措施？"), own.ask("开办企业领域有哪些措施？")
    assert all(citation.measure.text in short.answer for citation in short.citations)
    assert len(long.citations) > 8
    assert max(map(len, long.answer.splitlines()[1:-1])) < 60


def test_an_english_question_for_a_count_is_told_in_english(own: Assistant, own_rows: list[Row]) -> None:
    answer = own.ask("How many measures are there in the plan?")
    assert answer.intent == "count"
    assert first_line(answer).startswith(f"{len(own_rows)} measures")


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("List all measures led by the tax bureau", "税务局牵头的措施有哪些？"),
        ("How many measures does the customs support?", "海关配合的措施有多少条？"),
        ("What measures must be completed by the end of 2020?", "2020年底前要完成的措施有哪些？"),
        ("Which measures are there for paying taxes?", "纳税领域有哪些措施？"),
    ],
)
def test_an_english_list_is_the_same_as_the_chinese_one(own: Assistant, question: str, chinese: str) -> None:
    english = own.ask(question)
    assert ids(english) == ids(own.ask(chinese)) != []
    assert english.answer.splitlines()[-1].startswith("Reference answer from the surviving text of")


def test_the_units_of_a_task_with_one_measure_are_told_and_not_listed(own: Assistant) -> None:
    answer = own.ask("请列明精简获得用气流程一项之配合单位。")
    assert answer.intent == "support"
    assert ids(answer)[0] == "20"
    assert "市城市管理局" in answer.units.support


def test_a_task_named_by_its_title_is_listed_whole(own: Assistant, own_rows: list[Row]) -> None:
    answer = own.ask("压减解决商业纠纷的耗时这项任务，下面都有些什么办法？")
    assert ids(answer) == chosen(own_rows, lambda row: row["task"] == "压减解决商业纠纷的耗时")


@pytest.mark.parametrize(
    "question", ["税费这个领域的每一条措施，麻烦都列出来", "纳税方面有哪些措施？", "纳税领域的挫施全部列一下"]
)
def test_an_area_is_heard_from_everyday_words_and_slips(
    own: Assistant, own_rows: list[Row], question: str
) -> None:
    assert ids(own.ask(question)) == chosen(own_rows, area("纳税"))


def test_leading_together_with_others_is_leading(own: Assistant, own_rows: list[Row]) -> None:
    answer = own.ask("市城市管理局参与牵头的措施一共有几条？")
    assert ids(answer) == chosen(own_rows, lead("市城市管理局"))


@pytest.mark.parametrize(
    ("turn", "choose"),
    [
        ("其中市市场监管局也一并牵头的是多少条？", both(lead("市通信管理局"), lead("市市场监管局"))),
        ("只留有时限的", both(lead("市通信管理局"), dated)),
        ("换一家：市检察院的呢，牵头配合都算。", either("市检察院")),
    ],
)
def test_a_list_can_be_narrowed_or_turned_to_another_unit(
    talk: Talk, own_rows: list[Row], turn: str, choose: Choose
) -> None:
    answer = talk.say("市通信管理局牵头多少条举措？", turn)
    assert ids(answer) == chosen(own_rows, choose)


def test_a_count_can_be_followed_by_which_ones(talk: Talk, own_rows: list[Row]) -> None:
    answer = talk.say("2022年底前要完成的措施一共几条？", "分别是哪些")
    assert ids(answer) == chosen(own_rows, due("2022年底前"))


def test_both_roles_of_a_unit_asked_one_after_the_other_are_one_profile(own: Assistant) -> None:
    answer = own.ask("人行重庆营管部牵头的有哪些、配合的又有哪些？")
    assert answer.intent == "unit_profile"
    assert "牵头4条、配合9条" in answer.answer


def test_a_sentence_of_one_clause_is_no_name_of_a_block(own: Assistant) -> None:
    answer = own.ask("完善市场主体公平竞争机制方面有哪些具体要求？")
    assert ids(answer)[0] == "88.4"
    assert "市场准入负面清单" in answer.answer


@pytest.mark.parametrize(
    ("question", "passed"),
    [("哪些措施已经过期了？", True), ("还有哪些措施没到期？", False), ("逾期的措施有多少条？", True)],
)
def test_measures_are_listed_by_whether_their_deadline_has_passed(
    own: Assistant, own_index: Index, question: str, passed: bool
) -> None:
    dated = [r.measure_id for r in own_index.records if r.is_measure and r.deadlines]
    assert ids(own.ask(question)) == (dated if passed else [])


def test_the_measures_of_a_unit_are_narrowed_to_those_whose_deadline_has_passed(
    own: Assistant, own_index: Index
) -> None:
    expected = [r.measure_id for r in own_index.records if "市发展改革委" in r.lead and r.deadlines]
    assert expected
    assert ids(own.ask("市发展改革委牵头的里面哪些过期了？")) == expected


def test_a_count_of_both_roles_gives_each(own: Assistant) -> None:
    assert "牵头22条、配合13条" in own.ask("市市场监管局牵头的有几条，配合的有几条？").answer


def test_each_of_two_deadlines_is_counted_for_itself(own: Assistant) -> None:
    answer = own.ask("2020年底前和2021年底前分别要完成几条？").answer
    assert "写明2020年底前的措施共9条" in answer
    assert "写明2021年底前的措施共5条" in answer
