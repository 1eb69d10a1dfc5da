"""What counts as a right answer to a labelled question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.answer.model import Answer, Citation, Units
from qa.evaluate.judge import judge, plain, stands_in, unsupported_figures
from qa.evaluate.labelled import Question
from qa.plan import Measure

HIGH = Measure("1.1", "渝府办发〔2019〕81号", "高压客户办电时限控制在20个工作日以内。", task="压减办电耗时")
LOW = Measure("1.2", "渝府办发〔2019〕81号", "低压非居民客户办电时限控制在4个工作日以内。")
WATER = Measure("2.1", "渝府办发〔2019〕81号", "供水企业对小型项目免收接入费用，环节压缩至2个环节。")


def asked(**fields: object) -> Question:
    return replace(Question("q", "高压多久？", "duration", gold=frozenset({HIGH.text})), **fields)  # type: ignore[arg-type]


def answered(text: str, *measures: Measure, **fields: object) -> Answer:
    citations = tuple(Citation(measure, 0.9) for measure in measures)
    answer = Answer("高压多久？", "answered", "duration", text, citations=citations, elapsed_ms=5.0)
    return replace(answer, **fields)  # type: ignore[arg-type]


def test_an_answer_with_the_figure_and_the_clause_is_right() -> None:
    mark = judge(asked(must=(("20个工作日",),)), answered("20个工作日以内。", HIGH))
    assert (mark.right, mark.rank, mark.refused, mark.elapsed_ms) == (True, 1, False, 5.0)


def test_one_of_several_wordings_is_enough_but_every_group_is_needed() -> None:
    question = asked(must=(("二十个工作日", "20个工作日"), ("高压",)))
    assert judge(question, answered("高压客户20个工作日以内", HIGH)).right
    assert not judge(question, answered("20个工作日以内", HIGH)).right


def test_a_siblings_figure_makes_an_answer_wrong() -> None:
    question = asked(must=(("20个工作日",),), must_not=("4个工作日",))
    assert not judge(question, answered("高压20个工作日，低压4个工作日", HIGH)).right


@pytest.mark.parametrize(("position", "right"), [(1, True), (3, True), (4, False)])
def test_the_clause_must_stand_among_the_first_three(position: int, right: bool) -> None:
    others = [replace(WATER, text=f"第{name}条与此毫无关系。") for name in "甲乙丙丁"]
    cited = [*others[: position - 1], HIGH]
    assert judge(asked(), answered("", *cited)).right is right


def test_a_clause_read_with_a_few_other_characters_is_the_same_clause() -> None:
    other = replace(HIGH, text=HIGH.text.replace("以内", "之内").replace("。", ""))
    assert judge(asked(), answered("", other)).rank == 1


def test_a_clause_that_goes_on_with_further_columns_is_the_same_clause() -> None:
    longer = replace(HIGH, text=HIGH.text + "收费：不收费。适用对象：高压客户。办理地点：各供电营业厅。")
    assert judge(asked(), answered("", longer)).rank == 1


def test_a_neighbouring_clause_is_not_taken_for_the_right_one() -> None:
    assert judge(asked(), answered("", LOW)).rank == 0


def test_a_refusal_of_an_answerable_question_is_a_false_refusal() -> None:
    mark = judge(asked(), answered("未载明", status="abstained"))
    assert (mark.right, mark.refused) == (False, True)


@pytest.mark.parametrize(
    ("status", "intent", "right"),
    [("abstained", "duration", True), ("clarify", "duration", True), ("answered", "smalltalk", True),
     ("answered", "duration", False)],
)  # fmt: skip
def test_a_question_beyond_the_plan_must_be_declined(status: str, intent: str, right: bool) -> None:
    question = Question("q", "房价多少？", "oos", answerable=False)
    assert judge(question, answered("…", status=status, intent=intent)).right is right


def test_a_refusal_that_still_gives_a_figure_is_wrong() -> None:
    question = Question("q", "杭州要多久？", "oos", answerable=False, must_not=("20个工作日",))
    assert not judge(question, answered("一般20个工作日", status="abstained")).right


def test_a_lost_field_may_be_answered_by_saying_that_it_is_lost() -> None:
    question = Question("q", "谁牵头？", "lost", answerable=False, must=(("缺失",),))
    assert judge(question, answered("原文此处缺失")).right
    assert not judge(question, answered("市商务委")).right


@pytest.mark.parametrize(
    ("cited", "right", "precision", "recall"),
    [((HIGH, LOW), True, 1.0, 1.0), ((HIGH,), False, 1.0, 0.5), ((HIGH, LOW, WATER), False, 2 / 3, 1.0)],
)
def test_a_list_must_be_whole_and_hold_nothing_else(
    cited: tuple[Measure, ...], right: bool, precision: float, recall: float
) -> None:
    question = Question("q", "有哪些？", "list", complete=frozenset({HIGH.text, LOW.text}))
    mark = judge(question, answered("", *cited))
    assert (mark.right, mark.precision, mark.recall) == (
        right,
        pytest.approx(precision),
        pytest.approx(recall),
    )


def test_units_must_be_the_exact_set() -> None:
    question = asked(kind="lead", lead=frozenset({"市能源局", "市经济信息委"}))
    assert judge(question, answered("", HIGH, units=Units(lead=("市经济信息委", "市能源局")))).right
    assert not judge(question, answered("", HIGH, units=Units(lead=("市能源局",)))).right
    assert not judge(
        question, answered("", HIGH, units=Units(lead=("市能源局", "市经济信息委", "市水利局")))
    ).right


def test_a_general_question_may_be_asked_back() -> None:
    question = Question("q", "登记要几天？", "clarify", complete=frozenset({HIGH.text, LOW.text}))
    assert judge(question, answered("您问哪一种？", status="clarify")).right


def test_half_of_an_area_is_an_overview() -> None:
    question = Question("q", "办电有什么？", "overview", complete=frozenset({HIGH.text, LOW.text}))
    assert judge(question, answered("", HIGH, intent="overview")).right
    assert not judge(question, answered("", WATER, intent="overview")).right


def test_a_figure_that_no_citation_holds_is_reported() -> None:
    assert unsupported_figures(answered("需30个工作日，即20个工作日以内", HIGH)) == ("30个工作日",)
    assert unsupported_figures(answered("20 个工作日以内", HIGH)) == ()


def test_a_count_of_measures_is_no_unsupported_figure() -> None:
    assert unsupported_figures(answered("共30个环节", HIGH, intent="count")) == ()


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("需120个工作日", "20个工作日", False),
        ("需1.20个工作日", "20个工作日", False),
        ("需 20 个工作日", "20个工作日", True),
        ("需２０个工作日", "20个工作日", True),
        ("达到99.96%", "99.96%", True),
        ("达到9996%", "99.96%", False),
        ("《办法》，第一条", "办法第一条", True),
    ],
)
def test_words_are_found_without_regard_to_spacing_and_width(text: str, word: str, found: bool) -> None:
    assert stands_in(plain(text), word) is found
