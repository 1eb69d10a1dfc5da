"""The head of a plan's table: which column is the area, the task, the measure, the units, the date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from qa.read.formats.blocks import Cell
from qa.read.formats.stretch import Stretch, joined

Row = tuple[Cell | None, ...]
Role = Literal[
    "number", "area", "task", "goal", "measure", "lead", "unit", "support", "due", "stage", "people", "other"
]

_BRACKETS = re.compile(r"[（(〔\[].*?[）)〕\]]")
# 牵头单位及责任人 is a column of units; the people beside them are no units.
_BESIDE_UNITS = re.compile(
    r"(?<=单位|部门)[及和与、/／（(]*(?:其|主要|具体)?(?:责任|负责|联系|联络|分管)(?:人员|人|员|领导)[）)]?"
)
_LONGEST = 14
_LONGEST_BELOW = 8
_SPLIT: frozenset[Role | None] = frozenset({"lead", "support", "unit", "due", "stage"})
_SEVERAL: frozenset[Role] = frozenset({"lead", "support", "unit", "due"})
# The first form that fits decides; people and remarks come first because their names hold other roles' words.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("people", re.compile(r"领导|责任人|联系人|负责人|联络员|电话")),
    ("other", re.compile(r"备注|说明|依据|来源|进展|完成情况|状态|成果|印发")),
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
    ("goal", re.compile(r"目标(?!任务)|(?:量化|考核|绩效|预期)指标")),
    ("task", re.compile(r"任务|事项|项目|重点工作|工作名称|二级指标|主题|名称$")),
    (
        "area",
        re.compile(
            r"领域|类别|方面|板块|指标|(?<!办件)类型|分类|(?<!办理)(?<!审批)环节(?!数)|维度|大类|工程|行动|范畴"
        ),
    ),
)
# Names that head a column of units or dates and nothing else; data of a row never read so.
_SURE = re.compile(
    r"(?:牵头|责任|主办|承办|配合|协办|实施|落实|主管|负责)(?:责任)?(?:单位|部门|主体)|(?:完成|办理|办结|承诺|法定)(?:时限|时间|期限)"
)
_FIRST_LEADS = re.compile(
    r"(?:第一(?!责任|季度|批|时间|步)|首位|首个|排名?(?:在)?第?[一1首]|列首位|排在?(?:最)?前)[^，。；）)]{0,12}(?:为|是|系|作为)?[^，。；）)]{0,4}(?:牵头|主办|主责)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands.

    ``number`` numbers the tasks; numbers that count the rows stand in ``serial``.
    ``beside`` are the columns that say more of a measure (收费, 量化目标, 第一季度), each with its name.
    ``heads`` are the names of all columns as they stand in the source.
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
    beside: tuple[tuple[int, str], ...] = ()
    people: tuple[int, ...] = ()
    shared: bool = False
    first_leads: bool = False
    heads: tuple[Stretch, ...] = field(default=(), compare=False)


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
    heads = [Stretch() if cell is None else cell.stretch.solid() for cell in rows[at]]
    names = [re.sub(r"\s", "", head.text) for head in heads]
    if not _is_head(names):
        return None
    height = 1
    if at + 1 < len(rows) and _is_second_row(rows[at], rows[at + 1]):
        height = 2
        split = zip(heads, rows[at], rows[at + 1], strict=True)
        pairs = [(head, None if above is below else below) for head, above, below in split]
        names = [
            name + (re.sub(r"\s", "", below.text) if below else "")
            for name, (_, below) in zip(names, pairs, strict=True)
        ]
        heads = [_below(head, below) if below else head for head, below in pairs]
    columns = _columns(names, heads)
    return Head(columns, height) if columns else None


def _below(head: Stretch, cell: Cell) -> Stretch:
    """The name of a column under a wider one: 办理时限（改革前）."""
    part = cell.stretch.solid()
    if not (head and part):
        return head or part
    return joined([head, Stretch.put_in("（"), part, Stretch.put_in("）")])


def role_of(name: str) -> Role | None:
    """What a column of that name holds, None where the name says nothing."""
    units = _BESIDE_UNITS.sub("", name)
    bare = _BRACKETS.sub("", units) or name
    return next((role for role, pattern in _ROLES if pattern.search(bare)), None)


def _is_head(names: Sequence[str]) -> bool:
    """Short names, among them what is to be done, and most of them known or one that only a head bears."""
    given = list(dict.fromkeys(name for name in names if name))
    if len(given) < 2 or any(len(_BRACKETS.sub("", name)) > _LONGEST or "。" in name for name in given):
        return False
    roles = {role_of(name) for name in given} - {None}
    known = sum(role_of(name) is not None for name in given)
    does = roles & {"measure", "task", "goal"}
    sure = any(_SURE.fullmatch(_BRACKETS.sub("", name)) for name in given)
    named = known * 3 >= len(given) * 2 or (sure and not any(name[0].isdigit() for name in given))
    return bool(does) and len(roles) >= 2 and named


def _is_second_row(first: Row, second: Row) -> bool:
    """Whether the row below a head splits columns of it: 责任单位 into 牵头 and 配合, 办理时限 into 改革前 and 改革后."""
    changed = [column for column, cell in enumerate(second) if cell is not first[column]]
    named = [cell for column in changed if (cell := second[column]) is not None and cell.text]
    texts = [cell.text.replace(" ", "") for cell in named]
    if not texts or any(len(text) > _LONGEST_BELOW for text in texts):
        return False
    if all(role_of(text) for text in texts) and {role_of(text) for text in texts} & _SPLIT:
        return True
    split = [above for cell in named if (above := first[cell.column]) is not None and above.width > 1]
    return len(split) == len(named) > 1 and all(not re.search(r"\d", text) for text in texts)


def _columns(names: Sequence[str], heads: Sequence[Stretch]) -> Columns | None:
    found: dict[Role, list[int]] = {}
    for column, name in enumerate(names):
        role = role_of(name) if name else None
        if role and (column == 0 or name != names[column - 1] or role in _SEVERAL):
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
    columns = Columns(
        measure=measures[-1],
        number=next(iter(found.get("number", [])), None),
        area=next(iter(areas), None),
        task=next(iter(tasks), None),
        goal=next(iter(goals), None),
        lead=tuple(lead or units),
        support=tuple(support),
        due=tuple(found.get("due", [])),
        people=tuple(column for column, name in enumerate(names) if _BESIDE_UNITS.search(name)),
        shared=not lead,
        first_leads=any(says_first_leads(name) for name in names),
        heads=tuple(heads),
    )
    return replace(columns, beside=_rest(names, columns))


def _rest(names: Sequence[str], columns: Columns) -> tuple[tuple[int, str], ...]:
    """The named columns that hold no other part of a measure, and neither numbers nor people."""
    single = (columns.measure, columns.area, columns.task, columns.goal)
    taken = {*single, *columns.lead, *columns.support, *columns.due}
    return tuple(
        (column, name)
        for column, name in enumerate(names)
        if name and column not in taken and role_of(name) not in ("number", "people")
    )
