"""Notes beside a measure say who does it and by when; other brackets are part of the text."""

from __future__ import annotations

import pytest

from qa.read.formats.stretch import Stretch
from qa.read.layout.duties import duty_of, split_duty

Told = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def split(text: str) -> tuple[str, Told]:
    rest, duty = split_duty(Stretch.at(text, 0))
    return rest.text, (duty.lead, duty.support, duty.due)


@pytest.mark.parametrize(
    ("text", "lead", "support", "due"),
    [
        ("（牵头单位：市甲局；配合单位：市乙局、市丙局）", ("市甲局",), ("市乙局", "市丙局"), ()),
        ("〔牵头单位：市甲局，责任单位：市乙局〕", ("市甲局",), ("市乙局",), ()),
        ("(责任单位:市甲局、市乙局)", ("市甲局", "市乙局"), (), ()),
        ("【主办单位：市甲局；协办单位：市乙局；完成时限：2021年6月底前】", ("市甲局",), ("市乙局",), ("2021年6月底前",)),
        ("（市甲局牵头，市乙局、市丙局配合）", ("市甲局",), ("市乙局", "市丙局"), ()),
        ("（市甲局、市乙局牵头，市级各有关部门按职责分工负责）", ("市甲局", "市乙局"), ("市级各有关部门",), ()),
        ("（市甲局负责）", ("市甲局",), (), ()),
        ("（市甲局负责，市乙局配合）", ("市甲局",), ("市乙局",), ()),
        ("（由市甲局牵头，会同市乙局实施）", ("市甲局",), ("市乙局",), ()),
        ("（市甲局、市乙局，2021年12月底前完成）", ("市甲局", "市乙局"), (), ("2021年12月底前",)),
        ("（牵头单位：市甲局；责任单位：市乙局，6月底完成）", ("市甲局",), ("市乙局",), ("6月底",)),
        ("（责任单位：市甲局按职责分工负责；完成时限：持续推进）", ("市甲局",), (), ("持续推进",)),
        ("由市甲局牵头，市乙局配合，2023年7月底前设立。", ("市甲局",), ("市乙局",), ("2023年7月底前",)),
        ("由市甲局牵头，市乙局配合，2023年8月起实施。", ("市甲局",), ("市乙局",), ("2023年8月起",)),
        ("由临江海关牵头，市乙局配合。", ("临江海关",), ("市乙局",), ()),
        ("牵头领导：王某。牵头单位：市甲局。配合单位：市乙局。", ("市甲局",), ("市乙局",), ()),
    ],
)  # fmt: skip
def test_a_note_at_the_end_is_taken_off(
    text: str, lead: tuple[str, ...], support: tuple[str, ...], due: tuple[str, ...]
) -> None:
    assert split(f"推行网上办理。{text}") == ("推行网上办理。", (lead, support, due))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("责任单位：市甲局、市乙局", (("市甲局", "市乙局"), (), ())),
        ("市甲局牵头，市乙局配合", (("市甲局",), ("市乙局",), ())),
        ("市甲局、市乙局牵头，市丙局、海州海关配合，6月底完成。", (("市甲局", "市乙局"), ("市丙局", "海州海关"), ("6月底",))),
        ("由市甲局牵头，市乙局、市丙局按职责分工负责。", (("市甲局",), ("市乙局", "市丙局"), ())),
        ("市甲局、市乙局按职责分工负责", (("市甲局", "市乙局"), (), ())),
        ("各区县政府负责落实", (("各区县政府",), (), ())),
    ],
)  # fmt: skip
def test_a_line_of_units_without_brackets_is_a_note(text: str, told: Told) -> None:
    assert split(text) == ("", told)


@pytest.mark.parametrize(
    "text",
    [
        "市甲局牵头制定实施细则，市乙局配合开展宣传。",
        "建设单位负责，施工单位配合。",
        "由市甲局负责审批的事项，3个工作日内办结。",
        "市甲局、市乙局",
        "免费发放印章（含公章、财务章等4枚）。",
        "压减至3个工作日（不含公示期）。",
        "详见附件（见下表）",
        "实行“多证合一”。",
    ],
)
def test_other_brackets_stay_in_the_text(text: str) -> None:
    assert split(text) == (text, ((), (), ()))


def test_a_last_sentence_that_only_says_who_leads_is_a_note_too() -> None:
    told = (("市甲局",), ("市乙局",), ())
    assert split("推行网上办理。市甲局牵头，市乙局配合。") == ("推行网上办理。", told)
    assert split("推行网上办理。市甲局负责。")[1] == ((), (), ())


def test_a_full_stop_behind_the_note_stays_with_the_text() -> None:
    assert split("推行网上办理（责任单位：市甲局）。")[0] == "推行网上办理。"


def test_the_first_unit_leads_only_where_the_plan_says_so() -> None:
    assert duty_of("责任单位：市甲局、市乙局").lead == ("市甲局", "市乙局")
    told = duty_of("责任单位：市甲局、市乙局", first_leads=True)
    assert (told.lead, told.support) == (("市甲局",), ("市乙局",))


def test_lines_for_leading_and_responsible_units_are_read_together() -> None:
    told = duty_of("牵头单位：市甲局") | duty_of("责任单位：市乙局、市丙局")
    assert (told.lead, told.support) == (("市甲局",), ("市乙局", "市丙局"))


@pytest.mark.parametrize(
    ("text", "rest", "told"),
    [
        (
            "开办4小时办结。由市场监管局牵头，税务局配合，2024年10月底前全面推行。",
            "开办4小时办结。",
            (("市场监管局",), ("税务局",), ("2024年10月底前",)),
        ),
        (
            "新增10家。该项工作由创新发展局牵头负责，公安分局协助，9月底前见效。",
            "新增10家。",
            (("创新发展局",), ("公安分局",), ("9月底前",)),
        ),
        (
            "推行免申即享。由创新发展局牵头，财政金融局配合，6月底前上线“计算器”。",
            "推行免申即享。由创新发展局牵头，财政金融局配合，6月底前上线“计算器”。",
            (("创新发展局",), ("财政金融局",), ()),
        ),
    ],
)
def test_units_in_the_last_sentence_are_read_and_what_else_it_tells_is_kept(
    text: str, rest: str, told: Told
) -> None:
    assert split(text) == (rest, told)
