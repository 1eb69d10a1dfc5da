"""Whatever stands in a file, reading it ends with a plan whose records stand in the file, or with none."""

from __future__ import annotations

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.read.files import plan_of_content
from qa.read.formats.blocks import Cell, ContentBuilder
from qa.read.records import measure_of, record

WORDS = st.sampled_from(
    "一、开办企业 （一）压减耗时 1.甲。 （2）乙。 ①丙；②丁。 （牵头单位：市甲局） 牵头单位：市乙局、 责任单位 配合单位 序号 领域 "
    "任务 措施 完成时限 2020年底前 注：第一个为牵头单位 市甲局\n市乙局 各县（市、 ） 〔 。 ： "
    "附件：表 甲政〔2020〕1号 2020年1月1日 关于印发《 》的通知 "
    "组织保障 二、主要任务 12 / 工作目标：好 收费 备注 办理时限（改革前） 5日 附件1".split(" ")
)
TEXTS = st.lists(WORDS, max_size=3).map("".join)
LINES = st.tuples(TEXTS, st.integers(0, 2))
TABLES = st.tuples(st.lists(st.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=5), st.booleans())


def words(text: str) -> str:
    """A text without white space and the stops that are put between what stands apart in a file."""
    return re.sub(r"[\s：；。]", "", text)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | TABLES, max_size=9))
def test_records_of_any_file_stand_in_it_and_have_ids_of_their_own(parts: list[tuple[object, int]]) -> None:
    builder = ContentBuilder()
    for part, extra in parts:
        if isinstance(part, str):
            builder.paragraph(part, extra)
        elif isinstance(part, list):
            cells = [
                Cell(r, c, builder.write(text)) for r, row in enumerate(part) for c, text in enumerate(row)
            ]
            builder.table(cells, continues=bool(extra))
    content = builder.content()
    plan = plan_of_content(content, "文件")
    assert len({m.measure_id for m in plan.measures}) == len(plan.measures)
    for m in plan.measures:
        there = "".join(content.text[start:end] for start, end in m.spans)
        assert words(there) == words(m.text)
        assert measure_of(record(m)) == m


def test_a_long_file_is_read_in_seconds() -> None:
    builder = ContentBuilder()
    for at in range(600):
        builder.paragraph(f"{at + 1}.甲{'（乙、丙）' * 20}。（牵头单位：{'、'.join(['市甲局'] * 30)}）")
    start = time.perf_counter()
    assert len(plan_of_content(builder.content(), "文件").measures) == 600
    assert time.perf_counter() - start < 15
