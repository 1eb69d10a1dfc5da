"""A tiny invented plan with every kind of record, for rules that need no model."""

from __future__ import annotations

from datetime import date

from index.small import GramEncoder
from qa.answer.catalogue import Catalogue
from qa.answer.question import Question, Reader
from qa.index.build import index_plans
from qa.plan import Area, Document, Measure, Plan, Task

NUMBER = "安府发〔2023〕7号"
TODAY = date(2024, 5, 1)
AREAS = ("获得电力", "登记财产", "市场监管", "知识产权创造、保护和运用")
TASKS = (
    ("压减办电时间", 1), ("降低登记费用", 2), ("推行联合抽查", 3), ("", 3), ("提高知识产权质量", 4), ("健全信用体系", 3),
)  # fmt: skip


def measure(
    task: int,
    number: int | None,
    text: str,
    *,
    lead: tuple[str, ...] = (),
    support: tuple[str, ...] = (),
    deadlines: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
) -> Measure:
    """A row of the tiny plan's table."""
    title, area = TASKS[task - 1]
    return Measure(
        f"{task}.{number}" if number else str(task), NUMBER, text, area_no=area, area=AREAS[area - 1], task_no=task,
        task=title, measure_no=number, lead=lead, support=support, deadlines=deadlines, missing=missing,
    )  # fmt: skip


MEASURES = (
    measure(
        1,
        1,
        "压缩办电时限。2024年底前将高压客户办电时限压缩至20个工作日以内；低压客户办电时限压缩至4个工作日以内。",
        lead=("市电力局",),
        support=("市规划和自然资源局",),
        deadlines=("2024年底前",),
    ),
    measure(1, 2, "推广线上办电，提前公布电价。", lead=("市电力局",), support=("市税务局",)),
    measure(
        2, None, "单独申请车位登记的，登记费由每件550元减至80元。", lead=("市规划和自然资源局", "市税务局")
    ),
    measure(
        3,
        1,
        "推行双随机抽查，2023年6月底前全覆盖。",
        lead=("市市场监管局",),
        deadlines=("2023年6月底前",),
    ),
    measure(4, 1, "抽查结果", missing=("task", "text", "lead", "support")),
    measure(
        5,
        1,
        "培育知识产权优势企业80家。",
        lead=("市知识产权局",),
        support=("市市场监管局",),
        missing=("support",),
    ),
    measure(5, 3, "开展专利导航，2024年底前建成5个中心。", lead=("市知识产权局",), deadlines=("2024年底前",)),
)
PASSAGES = (
    Measure("p1", NUMBER, "安府发〔2023〕7号", kind="passage", section="通知", title="文号"),
    Measure(
        "p2", NUMBER, "安宁市人民政府2023年3月1日印发。", kind="passage", section="通知", title="印发日期"
    ),
    Measure(
        "p3",
        NUMBER,
        "成立专班，各牵头单位在1个月内制定细则。",
        kind="passage",
        section="组织保障",
        title="加强组织领导",
    ),
    Measure("p4", NUMBER, "加大宣传力度。", kind="passage", section="组织保障", title="加强宣传引导"),
)


def tiny_plan() -> Plan:
    """Seven measures of six tasks in four areas, four passages; task 6 has lost its measures."""
    return Plan(
        Document(NUMBER, "安宁市营商环境工作方案", "2023-03-01", "安宁市人民政府"),
        tuple(Area(number, name) for number, name in enumerate(AREAS, 1)),
        tuple(
            Task(number, area, title, () if title else ("task",))
            for number, (title, area) in enumerate(TASKS, 1)
        ),
        (*PASSAGES, *MEASURES),
    )


class Desk:
    """A catalogue of the tiny plan and a reader of questions to it."""

    def __init__(self, plan: Plan | None = None) -> None:
        index = index_plans([plan or tiny_plan()], GramEncoder())
        self.catalogue = Catalogue(index.plans, index.records)
        self.reader = Reader(self.catalogue, index.contents.segmenter.cut, TODAY)

    def read(self, question: str) -> Question:
        return self.reader.read(question)

    def record(self, measure_id: str) -> Measure:
        return next(r for r in self.catalogue.records if r.measure_id == measure_id)

    def ids(self, positions: tuple[int, ...]) -> list[str]:
        return [self.catalogue.records[i].measure_id for i in positions]
