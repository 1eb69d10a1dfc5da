"""One measure as a row of words, each with its column's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from qa.plan import Document, Measure
from qa.serve import view

LOST = "缺失"
COLUMNS = (
    "编号", "领域", "任务", "措施内容", "牵头单位", "配合单位", "完成时限", "是否已过期", "缺失", "存疑说明", "文号",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What the table says of one measure or passage, in the order of ``COLUMNS``.

    An empty field is one that the document does not state; one that the source has lost says 缺失.
    """

    number: str
    area: str
    task: str
    text: str
    lead: str
    support: str
    deadlines: str
    passed: str
    losses: str
    notes: str
    document: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The fields in the order of ``COLUMNS``."""
        return astuple(self)


def entry(measure: Measure, today: date, documents: Iterable[Document]) -> Entry:
    """``measure`` in words; deadlines are judged as of ``today``.

    The text stays as the document has it: what is lost of it is told beside it only.
    """
    chips = view.chips(measure, today, documents)
    whole = measure.is_measure
    return Entry(
        number=measure.measure_id if whole else "正文",
        area=_told(measure, "area", measure.area if whole else measure.section),
        task=_told(measure, "task", measure.task if whole else measure.title),
        text=measure.text or _told(measure, "text", ""),
        lead=_told(measure, "lead", "、".join(measure.lead)),
        support=_told(measure, "support", "、".join(measure.support)),
        deadlines=_told(measure, "deadlines", "、".join(measure.deadlines)),
        passed=_passed(chips),
        losses=view.losses(measure),
        notes="\n".join(measure.notes),
        document=measure.document,
    )


def _told(measure: Measure, name: str, value: str) -> str:
    if name not in measure.missing:
        return value
    return f"{value}（有{LOST}）" if value else LOST


def _passed(chips: Sequence[view.Chip]) -> str:
    passed = [chip.passed for chip in chips]
    if any(passed):
        return "已过期" if all(passed) else "部分已过期"
    return next((chip.state for chip in chips if chip.state), "")
