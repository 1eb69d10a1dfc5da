"""Title, number, date and issuer are found in a notice, on a page's margin, or in a plan by itself."""

from __future__ import annotations

import pytest

from qa.plan import Document
from qa.read.formats.blocks import Paragraph
from qa.read.formats.stretch import Stretch
from qa.read.layout.heads import read_front


def paragraphs(*lines: str) -> list[Paragraph]:
    found, at = [], 0
    for line in lines:
        found.append(Paragraph(Stretch.at(line, at)))
        at += len(line) + 1
    return found


def head(*lines: str) -> Document:
    return read_front(paragraphs(*lines)).document


NOTICE = (
    "甲市人民政府办公厅",
    "关于印发《甲市优化营商环境",
    "工作方案》的通知",
    "甲府办发〔2019〕81号",
    "各区县人民政府，市政府各部门：",
    "现将《甲市优化营商环境工作方案》印发给你们。",
    "甲市人民政府办公厅",
    "2019年7月23日",
    "（此件公开发布）",
    "甲市优化营商环境工作方案",
    "一、总体要求",
)


def test_a_notice_gives_all_four() -> None:
    assert head(*NOTICE) == Document(
        "甲府办发〔2019〕81号", "甲市优化营商环境工作方案", "2019-07-23", "甲市人民政府办公厅"
    )


def test_the_notice_ends_where_the_plan_begins() -> None:
    front = read_front(paragraphs(*NOTICE))
    assert [passage.title for passage in front.passages] == ["标题", "文号", "印发"]
    assert front.passages[2].text.text.endswith("（此件公开发布）")
    assert [paragraph.text for paragraph in front.rest] == ["一、总体要求"]


@pytest.mark.parametrize(
    "number", ["甲府办发〔2019〕81号", "甲府办发[2019]81号", "甲府办发（2019）81 号", "甲府办发(2019)第81号", "文号：甲府办发【2019】081号"]
)  # fmt: skip
def test_a_number_is_written_in_one_way(number: str) -> None:
    assert head(*NOTICE[:3], number, *NOTICE[4:]).number == "甲府办发〔2019〕81号"


@pytest.mark.parametrize(
    "date", ["2019年7月23日", "二〇一九年七月二十三日", "二○一九年七月二十三日", "2019 年 07 月 23 日"]
)
def test_a_date_is_read_in_figures_and_in_characters(date: str) -> None:
    assert head(*NOTICE[:7], date, *NOTICE[8:]).date == "2019-07-23"


def test_the_number_of_another_document_is_not_taken() -> None:
    lines = (
        "甲市优化营商环境工作方案",
        "根据《乙省工作方案》（乙政发〔2018〕3号），制定本方案。",
        "一、总体要求",
    )
    assert head(*lines) == Document("", "甲市优化营商环境工作方案")


def test_a_page_tells_what_the_text_does_not() -> None:
    lines = (
        "首页",
        "发文机关：",
        "甲市人民政府",
        "成文日期：",
        "2022-05-06",
        "甲市优化营商环境工作方案",
        "一、总体要求",
    )
    document = head(*lines)
    assert (document.date, document.issuer) == ("2022-05-06", "甲市人民政府")


def test_an_issuer_on_a_line_above_the_title_belongs_to_it() -> None:
    lines = (
        "甲市领导小组办公室",
        "甲数办发〔2023〕4号",
        "关于印发《甲市2023年工作要点》的通知",
        "甲市2023年工作要点",
        "一、总体要求",
    )
    front = read_front(paragraphs(*lines))
    assert front.passages[0].text.text == "甲市领导小组办公室关于印发《甲市2023年工作要点》的通知"
    assert (front.document.issuer, front.document.number) == ("甲市领导小组办公室", "甲数办发〔2023〕4号")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("甲市数字政府建设2023年工作要点", 2023),
        ("甲市2023年度重点任务清单", 2023),
        ("甲市三年行动方案（2024—2026年）", None),
        ("甲市三年行动方案（2024年版）", None),
        ("到2025年建成甲市交通网实施方案", None),
        ("甲市优化营商环境工作方案", None),
    ],
)
def test_a_plan_for_one_year_says_so_in_its_title(title: str, year: int | None) -> None:
    assert Document("", title).year == year


def test_lines_of_the_web_site_are_left_out() -> None:
    front = read_front(paragraphs(*NOTICE, "甲市人民政府主办 渝ICP备05003300号", "打印本页 关闭窗口"))
    assert [paragraph.text for paragraph in front.rest] == ["一、总体要求"]


def test_a_short_first_line_is_the_title_of_a_plan_that_has_no_other() -> None:
    assert head("和平区2023年重点任务", "一、总体要求").title == "和平区2023年重点任务"
    assert head("一、总体要求", "深化改革。").title == ""
