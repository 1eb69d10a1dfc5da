"""Further layouts of plans as cities publish them: continued tables, articles, units between heading and measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from read.small import docx, measures, told, txt


def test_a_table_that_goes_on_with_its_head_again_is_one_table(tmp_path: Path) -> None:
    head = "序号|重点任务|工作措施|责任单位|完成时限"
    rows = (
        head,
        "1|压减时间|网上受理。|市甲局|6月底",
        "续表",
        head,
        "2||当日办结。||7月底",
        "3|降低成本|免费刻章。|市乙局|9月底",
    )
    assert told(docx(tmp_path, "甲市工作要点", rows)) == [
        "1.1||压减时间|网上受理。|市甲局||6月底|",
        "1.2||压减时间|当日办结。|市甲局||7月底|",
        "2||降低成本|免费刻章。|市乙局||9月底|",
    ]


def test_units_between_a_heading_and_its_measures_are_those_of_all_of_them(tmp_path: Path) -> None:
    lines = [
        "甲市工作方案",
        "一、开办企业",
        "（一）压减时间",
        "责任单位：市甲局、市乙局",
        "1.网上受理。",
        "2.当日办结。（责任单位：市丙局）",
        "二、获得电力",
        "牵头单位：市丁局",
        "（一）降低成本",
        "1.免费装表。",
        "2.免费换表。",
    ]
    assert told(docx(tmp_path, *lines)) == [
        "1.1|开办企业|压减时间|网上受理。|市甲局,市乙局|||",
        "1.2|开办企业|压减时间|当日办结。|市丙局|||",
        "2.1|获得电力|降低成本|免费装表。|市丁局|||",
        "2.2|获得电力|降低成本|免费换表。|市丁局|||",
    ]


def test_articles_are_tasks_and_the_last_one_on_validity_is_a_passage(tmp_path: Path) -> None:
    plan = txt(
        tmp_path,
        "甲市优化营商环境若干措施",
        "第一条 推行网上受理。企业开办当日办结。（责任单位：市甲局）",
        "第二条 免费刻章。为新企业免费刻章。（责任单位：市乙局）",
        "第三条 本措施自2023年3月1日起施行，有效期5年。",
    )
    assert told(plan) == [
        "1||推行网上受理|推行网上受理。企业开办当日办结。|市甲局|||",
        "2||免费刻章|免费刻章。为新企业免费刻章。|市乙局|||",
    ]
    assert [m.title for m in plan.measures if "有效期" in m.text] == ["施行和有效期"]


@pytest.mark.parametrize(
    "cell",
    ["市甲局牵头/市乙局、市丙局配合", "牵头：市甲局/配合：市乙局、市丙局", "市甲局（牵头）/市乙局/市丙局"],
)
def test_roles_on_lines_of_one_cell_are_told_apart(cell: str, tmp_path: Path) -> None:
    rows = ("重点任务|工作措施|责任分工", f"压减时间|网上受理。|{cell}", "降低成本|免费刻章。|市丁局")
    assert told(docx(tmp_path, "甲市工作要点", rows))[0] == "1||压减时间|网上受理。|市甲局|市乙局,市丙局||"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            (
                "任务名称|压减时间",
                "工作内容|网上受理，当日办结。",
                "牵头单位|市甲局",
                "配合单位|市乙局、市丙局",
                "完成时限|6月底前",
            ),
            ("任务名称|降低成本", "工作内容|免费刻章。", "牵头单位|市丁局", "完成时限|9月底前"),
        ),
        (
            (
                "任务名称|压减时间|完成时限|6月底前",
                "牵头单位|市甲局|配合单位|市乙局、市丙局",
                "工作内容|网上受理，当日办结。||",
            ),
            ("任务名称|降低成本|完成时限|9月底前", "牵头单位|市丁局|联系人|张三", "工作内容|免费刻章。||"),
        ),
    ],
)
def test_a_card_of_labels_and_values_is_one_measure(
    one: tuple[str, ...], two: tuple[str, ...], tmp_path: Path
) -> None:
    expected = [
        "1|服务提升|压减时间|网上受理，当日办结。|市甲局|市乙局,市丙局|6月底前|",
        "2|服务提升|降低成本|免费刻章。|市丁局||9月底前|",
    ]
    assert told(docx(tmp_path, "甲市工作要点", "一、服务提升", one, "", two)) == expected


def test_tables_below_one_heading_are_in_one_area(tmp_path: Path) -> None:
    head = "任务|措施|责任单位"
    plan = docx(
        tmp_path,
        "甲市工作要点",
        "一、服务提升",
        (head, "甲|网上受理。|市甲局"),
        "",
        ("事项|内容|责任部门", "乙|免费刻章。|市乙局"),
    )
    assert [(area.area_no, area.name) for area in plan.areas] == [(1, "服务提升")]


def test_people_beside_the_units_are_no_units(tmp_path: Path) -> None:
    rows = (
        "重点任务|工作措施|牵头领导|牵头单位及责任人|配合单位（联系人）|联系电话",
        "压减时间|网上受理。|副市长王五|市甲局 张三|市乙局（李四）、市丙局（赵六 0879-2213349）|85806123",
        "降低成本|免费刻章。|副市长王五|市丁局/欧阳小明|各县（市、区）人民政府|85806124",
    )
    assert told(docx(tmp_path, "甲市工作要点", rows)) == [
        "1||压减时间|网上受理。|市甲局|市乙局,市丙局||",
        "2||降低成本|免费刻章。|市丁局|各县（市、区）人民政府||",
    ]


OUTLINE = (
    "甲市工作方案",
    "一、重点任务",
    "（一）压减办理时间",
    "1.推行网上受理。企业开办全程网上受理，当日办结，不收取任何费用。",
    "2.合并办理环节。将6个环节合并为1个环节，一次提交全部材料。",
    "（二）降低办事成本",
    "3.免费刻制印章。为新开办企业免费刻制4枚印章，费用由财政承担。",
    "附件",
    "任务分工表",
)


def test_an_annex_of_duties_is_joined_to_the_paragraphs_that_it_names(tmp_path: Path) -> None:
    rows = (
        "序号|重点任务|牵头单位|配合单位|完成时限",
        "1|推行网上受理|市甲局|市乙局、市丙局|6月底前",
        "2|合并办理环节|市丁局|市乙局|9月底前",
        "3|免费刻制印章|市甲局|市戊局|5月底前",
    )
    assert [
        (m.measure_id, m.area, m.text[:6], m.lead, m.support, m.deadlines)
        for m in measures(docx(tmp_path, *OUTLINE, rows))
    ] == [
        ("1", "压减办理时间", "推行网上受理", ("市甲局",), ("市乙局", "市丙局"), ("6月底前",)),
        ("2", "压减办理时间", "合并办理环节", ("市丁局",), ("市乙局",), ("9月底前",)),
        ("3", "降低办事成本", "免费刻制印章", ("市甲局",), ("市戊局",), ("5月底前",)),
    ]


def test_a_table_that_names_other_tasks_stands_by_itself(tmp_path: Path) -> None:
    rows = ("序号|重点任务|牵头单位", "1|推行网上受理|市甲局", "2|建设政务大厅|市丁局")
    assert told(docx(tmp_path, *OUTLINE, rows)) == [
        "1|||推行网上受理|市甲局|||",
        "2|||建设政务大厅|市丁局|||",
    ]


def test_sections_headed_by_units_are_what_these_units_lead(tmp_path: Path) -> None:
    lines = (
        "甲市工作方案",
        "一、任务分解",
        "（一）市甲局",
        "1.网上受理。",
        "2.当日办结。（责任单位：市丙局）",
        "（二）市乙局",
        "1.免费刻章。",
    )
    assert told(docx(tmp_path, *lines)) == [
        "1.1||市甲局|网上受理。|市甲局|||",
        "1.2||市甲局|当日办结。|市丙局|||",
        "2.1||市乙局|免费刻章。|市乙局|||",
    ]
    one = (
        "甲市工作方案",
        "一、任务分解",
        "（一）优化服务",
        "1.网上受理。（责任单位：市丙局）",
        "（二）市乙局",
        "1.免费刻章。",
    )
    assert told(docx(tmp_path, *one))[1] == "2.1||市乙局|免费刻章。||||"


def test_numbers_with_a_point_are_those_of_the_parts_of_a_task(tmp_path: Path) -> None:
    lines = (
        "甲市工作方案",
        "一、重点任务",
        "1.压减时间",
        "1.1 网上受理。（市甲局负责）",
        "1.2 当日办结。（市乙局负责）",
        "2.降低成本",
        "3.5万元以下项目免费。（市丙局负责）",
    )
    assert told(docx(tmp_path, *lines)) == [
        "1.1||压减时间|网上受理。|市甲局|||",
        "1.2||压减时间|当日办结。|市乙局|||",
        "2||降低成本|3.5万元以下项目免费。|市丙局|||",
    ]


def test_columns_of_quarters_are_told_behind_the_measure(tmp_path: Path) -> None:
    rows = (
        "序号|重点任务|责任单位|第一季度|第二季度|第三季度|第四季度",
        "1|网上受理|市甲局|制定方案|系统上线||总结评估",
    )
    (only,) = measures(docx(tmp_path, "甲市工作要点", rows))
    assert only.text == "网上受理。第一季度：制定方案。第二季度：系统上线。第四季度：总结评估。"
    assert only.lead == ("市甲局",)


def test_a_second_list_in_the_same_file_is_no_part_of_the_first(tmp_path: Path) -> None:
    lines = (
        "甲市优化营商环境工作要点",
        "一、开办企业",
        "（一）网上受理。当日办结。（责任单位：市甲局）",
        "甲市优化营商环境任务清单",
        "一、登记财产",
        "（一）合并窗口。一窗受理。（责任单位：市乙局）",
    )
    assert told(docx(tmp_path, *lines)) == [
        "1|开办企业|网上受理|当日办结。|市甲局|||",
        "2|登记财产|合并窗口|一窗受理。|市乙局|||",
    ]


def test_columns_below_one_head_are_told_in_their_order(tmp_path: Path) -> None:
    from docx import Document

    from qa.read.files import read_plan

    document = Document()
    table = document.add_table(3, 5)
    for row, texts in enumerate(
        (
            ("改革事项", "主要内容", "改革目标", "改革目标", "责任部门"),
            ("改革事项", "主要内容", "改革前", "改革后", "责任部门"),
            ("压缩通关时间", "推行提前申报。", "48小时", "32小时", "海州海关"),
        )
    ):
        for cell, text in zip(table.rows[row].cells, texts, strict=True):
            cell.text = text
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column)).text = table.cell(0, column).text.split("\n")[0]
    table.cell(0, 2).merge(table.cell(0, 3)).text = "改革目标"
    document.save(str(tmp_path / "方案.docx"))
    (measure,) = measures(read_plan(tmp_path / "方案.docx"))
    assert measure.text == "推行提前申报。改革目标（改革前）：48小时；改革目标（改革后）：32小时。"


@pytest.mark.parametrize("lead_in", ["本章共1项改革事项，见下表。", "见表1。"])
def test_a_table_whose_title_repeats_the_heading_above_is_of_that_area(tmp_path: Path, lead_in: str) -> None:
    head = "序号|改革事项|主要内容|责任部门"
    plan = docx(
        tmp_path, "甲市行动计划", "一、重点任务",
        "（一）优化税费服务", lead_in, "表1 优化税费服务改革事项清单", (head, "1|压减纳税时间|合并申报。|市甲局"),
        "（二）提升融资便利度", lead_in, "表2 提升融资便利度改革事项清单", (head, "2|扩大贷款|线上审批。|市乙局"),
    )  # fmt: skip
    assert [measure.area for measure in measures(plan)] == ["优化税费服务", "提升融资便利度"]


def test_headings_without_numbers_part_what_stands_around_a_table(tmp_path: Path) -> None:
    rows = ("改革措施|责任单位", "1.网上受理。|市甲局", "2.当日办结。|市乙局", "3.免费邮寄。|市丙局")
    plan = docx(
        tmp_path, "甲市人民政府关于印发甲市改革任务清单的通知", "甲政发〔2023〕11号", "各县人民政府：",
        "现将《甲市改革任务清单》印发给你们。", "甲市人民政府", "2023年3月30日",
        "总体要求", "到2023年底，网办率达到85%以上。", "甲市改革任务清单", rows, "保障措施", "每月5日前报送进展情况。",
    )  # fmt: skip
    around = {m.section: m.text for m in plan.measures if m.section in ("总体要求", "保障措施")}
    assert around == {"总体要求": "到2023年底，网办率达到85%以上。", "保障措施": "每月5日前报送进展情况。"}
    (notice,) = (m.text for m in plan.measures if m.title == "印发")
    assert notice.endswith("2023年3月30日")
    assert len(measures(plan)) == 3


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2023-02-24    来源：市政府办公室    字体：[大 中 小]",
        "成文时间：2023年2月22日 发布机构：市政府办公室",
    ],
)
def test_a_line_of_the_page_is_no_part_of_the_notice(tmp_path: Path, line: str) -> None:
    lines = (
        "甲市人民政府关于印发甲市工作方案的通知", "甲政发〔2023〕11号", line, "各县人民政府：", "现将《甲市工作方案》印发给你们。",
        "甲市人民政府", "2023年2月22日", "甲市工作方案", "一、开办企业", "1.网上受理。（市甲局负责）", "2.当日办结。（市乙局负责）",
    )  # fmt: skip
    (notice,) = (m.text for m in txt(tmp_path, *lines).measures if m.title == "印发")
    assert notice.startswith("各县人民政府：")
