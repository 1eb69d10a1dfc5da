"""The head of a table tells its columns apart under any of their usual names."""

from __future__ import annotations

import pytest

from qa.read.formats.blocks import Cell, Table
from qa.read.formats.stretch import Stretch
from qa.read.layout.columns import Columns, head_at, says_first_leads
from qa.read.layout.rows import rows_of


def table(*rows: str) -> Table:
    """Rows of cells parted by |; ^ goes on with the cell above and < with the one to the left."""
    cells: dict[tuple[int, int], Cell] = {}
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split("|")):
            origin = {"^": (row - 1, column), "<": (row, column - 1)}.get(text)
            if origin is None:
                cells[row, column] = Cell(row, column, Stretch.at(text, 1000 * row + 100 * column))
                continue
            first = cells[origin]
            grown = Cell(
                first.row, first.column, first.stretch, row - first.row + 1, column - first.column + 1
            )
            places = [place for place, cell in cells.items() if cell is first]
            cells.update(dict.fromkeys([*places, (row, column)], grown))
    return Table(tuple({id(cell): cell for cell in cells.values()}.values()))


def columns_of(*rows: str) -> Columns:
    head = head_at(rows_of(table(*rows)), 0)
    assert head is not None
    return head.columns


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("number", "序号 编号 序　号"),
        ("area", "领域 类别 工作领域 重点领域 方面"),
        ("task", "任务 目标任务 重点任务 工作任务 主要任务"),
        ("measure", "措施 工作措施 具体措施 工作内容 主要内容 具体举措 改革举措"),
        ("lead", "牵头单位 责任单位 主办单位 牵头部门 责任部门 牵　头　单　位"),
        ("support", "配合单位 协办单位 配合部门 参与单位"),
        ("due", "完成时限 完成时间 时限要求 时间节点"),
    ],
)
def test_a_column_is_known_under_each_of_its_usual_names(role: str, names: str) -> None:
    usual = {
        "number": "序号",
        "area": "领域",
        "task": "任务",
        "measure": "措施",
        "lead": "牵头单位",
        "support": "配合单位",
    }
    usual |= {"due": "完成时限"}
    for name in names.split(" "):
        found = columns_of("|".join((usual | {role: name}).values()))
        assert (found.number, found.area, found.task, found.measure) == (0, 1, 2, 3), name
        assert (found.lead, found.support, found.due) == ((4,), (5,), (6,)), name


def test_a_head_of_two_rows_is_one() -> None:
    found = columns_of("序号|工作任务|具体举措|责任单位|<|完成时限", "^|^|^|牵头|配合|^")
    assert (found.lead, found.support, found.due) == ((3,), (4,), (5,))


def test_responsible_units_beside_leading_ones_support() -> None:
    found = columns_of("任务|措施|牵头单位|责任单位")
    assert (found.lead, found.support) == ((2,), (3,))


def test_a_table_of_tasks_alone_takes_them_for_measures() -> None:
    found = columns_of("序号|工作任务|责任单位|完成时限")
    assert (found.measure, found.task) == (1, None)


@pytest.mark.parametrize(
    "row", ["姓名|职务|电话", "1|开办企业|压缩时间。|市甲局", "索引号：|1150|发文机关：|市政府", ""]
)
def test_other_rows_are_no_head(row: str) -> None:
    assert head_at(rows_of(table(row)), 0) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("责任单位（第一个为牵头单位）", True),
        ("注：责任单位中排名第一位的为牵头单位。", True),
        ("列首位的为牵头单位", True),
        ("责任单位", False),
        ("第一责任人由牵头单位指定", False),
    ],
)
def test_a_remark_tells_that_the_first_unit_leads(text: str, says: bool) -> None:
    assert says_first_leads(text) is says
