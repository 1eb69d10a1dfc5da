"""The head of a plan's table: which column is the area, the task, the measure, the units, the date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.read.formats.blocks import Cell

Row = tuple[Cell | None, ...]
Role = Literal[
    "number", "area", "task", "goal", "measure", "lead", "unit", "support", "due", "stage", "other"
]

_BRACKETS = re.compile(r"[（(〔\[].*?[）)〕\]]")
# 牵头单位及责任人 is a column of units; the people beside them are no units.
_BESIDE_UNITS = re.compile(
    r"(?<=单位|部门)[及和与、/／（(]*(?:其|主要|具体)?(?:责任|负责|联系|联络|分管)(?:人员|人|员|领导)[）)]?"
)
_LONGEST = 14
# The first form that fits decides; people and remarks come first because their names hold other roles' words.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "other",
        re.compile(r"领导|责任人|联系人|负责人|联络员|电话|备注|说明|依据|来源|进展|完成情况|状态|成果|印发"),
    ),
    (
        "stage",
        re.compile(
            r"(?:第?[一二三四1-4]季度|[上下]半年)(?:工作|目标|计划|任务|进度|安排|节点)*$|^1?\d月份?$"
        ),
    ),
    ("due", re.compile(r"时限|时间|期限|节点|进度|日期|完成年度|时序")),
    ("support", re.compile(r"配合|协办|参与|参加|协同|协作|协助|会办")),
    ("lead", re.compile(r"牵头|主办|主责|第一责任|主要责任|主管")),
    ("unit", re.compile(r"责任|承办|落实|实施(?:单位|部门|主体)|负责|(?:单位|部门)$|分工$")),
    ("number", re.compile(r"^(?:序号?|编号|项次|行次|任务编号|NO\.?|№)$", re.IGNORECASE)),
    ("measure", re.compile(r"措施|举措|内容|做法|要点|任务要求|工作要求|改革要求|步骤|具体要求|任务清单$")),
    ("goal", re.compile(r"目标(?!任务)")),
    ("task", re.compile(r"任务|事项|项目|重点工作|工作名称|二级指标|主题|名称$")),
    ("area", re.compile(r"领域|类别|方面|板块|指标|类型|分类|环节|维度|大类|工程|行动|范畴")),
)
_FIRST_LEADS = re.compile(
    r"(?:第一(?!责任|季度|批|时间|步)|首位|首个|排名?(?:在)?第?[一1首]|列首位|排在?(?:最)?前)[^，。；）)]{0,12}(?:为|是|系|作为)?[^，。；）)]{0,4}(?:牵头|主办|主责)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands.

    ``number`` numbers the tasks; numbers that count the rows stand in ``serial``.
    ``stages`` are the columns of what is due by quarters or months, each with its name.
    ``people`` are those columns of units that name people beside them.
    ``shared`` says that leading and supporting units stand in one column, and ``first_leads`` that the
    table's head calls the first of them the leading one.
    """

    measure: int
    number: int | None = None
    serial: int | None = None
    area: int | None = None
    task: int | None = None
    goal: int | None = None
    lead: tuple[int, ...] = ()
    support: tuple[int, ...] = ()
    due: tuple[int, ...] = ()
    stages: tuple[tuple[int, str], ...] = ()
    people: tuple[int, ...] = ()
    shared: bool = False
    first_leads: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The columns that a table's head names, and how many rows it takes."""

    columns: Columns
    height: int


def says_first_leads(text: str) -> bool:
    """Whether a text says that the first of several units is the leading one."""
    return bool(_FIRST_LEADS.search(text))


def head_at(rows: Sequence[Row], at: int) -> Head | None:
    """The head that begins at a row, None where that row is no head."""
    names = _names(rows[at])
    if not _is_head(names):
        return None
    height = 1
    if at + 1 < len(rows) and _is_second_row(rows[at], rows[at + 1]):
        height = 2
        below = _names(rows[at + 1])
        names = [
            name if rows[at][column] is rows[at + 1][column] else name + below[column]
            for column, name in enumerate(names)
        ]
    columns = _columns(names)
    return Head(columns, height) if columns else None


def _names(row: Row) -> list[str]:
    return ["" if cell is None else re.sub(r"\s", "", cell.text) for cell in row]


def role_of(name: str) -> Role | None:
    """What a column of that name holds, None where the name says nothing."""
    units = _BESIDE_UNITS.sub("", name)
    bare = _BRACKETS.sub("", units) or name
    return next((role for role, pattern in _ROLES if pattern.search(bare)), None)


def _is_head(names: Sequence[str]) -> bool:
    """Short names, most of which are known, among them what is to be done."""
    given = list(dict.fromkeys(name for name in names if name))
    if len(given) < 2 or any(len(_BRACKETS.sub("", name)) > _LONGEST or "。" in name for name in given):
        return False
    roles = {role_of(name) for name in given} - {None}
    known = sum(role_of(name) is not None for name in given)
    does = roles & {"measure", "task", "goal"}
    return bool(does) and len(roles) >= 2 and known * 3 >= len(given) * 2


def _is_second_row(first: Row, second: Row) -> bool:
    """Whether the row below a head splits one of its columns: 责任单位 into 牵头 and 配合."""
    changed = [column for column, cell in enumerate(second) if cell is not first[column]]
    named = [second[column] for column in changed]
    texts = [cell.text.replace(" ", "") for cell in named if cell is not None and cell.text]
    if not texts or any(len(text) > 8 or role_of(text) is None for text in texts):
        return False
    return any(role_of(text) in ("lead", "support", "unit", "due", "stage") for text in texts)


def _columns(names: Sequence[str]) -> Columns | None:
    found: dict[Role, list[int]] = {}
    for column, name in enumerate(names):
        role = role_of(name) if name else None
        if role and (column == 0 or name != names[column - 1]):
            found.setdefault(role, []).append(column)
    measures, tasks, areas = (found.get(role, []) for role in ("measure", "task", "area"))
    goals = found.get("goal", [])
    if not measures:
        measures, goals, tasks = (goals[-1:], [], tasks) if goals else (tasks[-1:], [], tasks[:-1])
    if len(measures) > 1 and not tasks:
        tasks, measures = measures[:1], measures[1:]
    if not tasks and len(areas) > 1:
        areas, tasks = areas[:1], areas[1:]
    if not areas and len(tasks) > 1:
        areas, tasks = tasks[:1], tasks[1:]
    if not measures:
        return None
    lead, units = found.get("lead", []), found.get("unit", [])
    support = found.get("support", [])
    if lead:
        support = sorted([*support, *units])
    return Columns(
        measure=measures[-1],
        number=next(iter(found.get("number", [])), None),
        area=next(iter(areas), None),
        task=next(iter(tasks), None),
        goal=next(iter(goals), None),
        lead=tuple(lead or units),
        support=tuple(support),
        due=tuple(found.get("due", [])),
        stages=tuple((column, names[column]) for column in found.get("stage", [])),
        people=tuple(column for column, name in enumerate(names) if _BESIDE_UNITS.search(name)),
        shared=not lead,
        first_leads=any(says_first_leads(name) for name in names),
    )
