"""Two tiny plans of different cities whose measures bear the same numbers, for answers that need no model."""

from __future__ import annotations

from dataclasses import replace

from answer.plans import tiny_plan
from qa.plan import Area, Document, Measure, Plan, Task

OTHER = "宁政办发〔2024〕31号"
_AREAS = ("获得电力", "政务服务")
_ROWS = (
    ("1.1", 1, 1, "压减接电时间", "高压客户接电时限压缩至15个工作日以内。", ("市电力局",), ("市税务局",)),
    ("1.2", 1, 1, "压减接电时间", "低压客户当日接电。", ("市电力局",), ()),
    ("2", 1, 2, "推行掌上办事", "“宁快办”手机应用可办事项达到300项。", ("市数据局",), ("市税务局",)),
    ("3.1", 2, 3, "开展好差评", "政务服务好差评覆盖全部窗口。", ("市数据局",), ()),
)  # fmt: skip


def other_plan() -> Plan:
    """Four measures of three tasks in two areas, three passages."""
    texts = {
        "文号": OTHER,
        "印发日期": "宁远市人民政府办公室2024年3月5日印发。",
        "加强组织领导": "成立领导小组。",
    }
    passages = tuple(
        Measure(
            f"p{number}",
            OTHER,
            text,
            kind="passage",
            section="通知" if number < 3 else "组织保障",
            title=title,
        )
        for number, (title, text) in enumerate(texts.items(), 1)
    )
    rows = tuple(
        Measure(
            own, OTHER, text, area_no=area, area=_AREAS[area - 1], task_no=task, task=title,
            measure_no=int(own[2:]) if own[1:] else None, lead=lead, support=support,
        )
        for own, area, task, title, text, lead, support in _ROWS
    )  # fmt: skip
    tasks = {row.task_no or 0: Task(row.task_no or 0, row.area_no, row.task) for row in rows}
    return Plan(
        Document(OTHER, "宁远市优化营商环境行动方案（2024年版）", "2024-03-05", "宁远市人民政府办公室"),
        tuple(Area(number, name) for number, name in enumerate(_AREAS, 1)),
        tuple(tasks.values()),
        (*passages, *rows),
    )


def same_city_plan() -> Plan:
    """A second document of the first plan's own city."""
    number = "安府发〔2024〕2号"
    plan = tiny_plan()
    return replace(
        plan,
        document=Document(number, "安宁市政务服务提升方案", "2024-01-02", "安宁市人民政府"),
        measures=(Measure("p1", number, number, kind="passage", section="通知", title="文号"),
                  Measure("1.1", number, "政务大厅周六延时服务。", area_no=1, area="政务大厅", task_no=1, task="延时服务")),
        areas=(Area(1, "政务大厅"),),
        tasks=(Task(1, 1, "延时服务"),),
    )  # fmt: skip
