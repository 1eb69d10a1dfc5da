"""Scores by kind of question, as a table for people and an object for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

from qa.evaluate.judge import Mark

ALL = "全部"
_HEADINGS = (
    "类别",
    "题数",
    "hit@1",
    "hit@3",
    "MRR",
    "正确",
    "列表准确",
    "列表完整",
    "误拒",
    "拒答题",
    "拒答正确",
    "无据数字",
)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one kind of question, shares from 0 to 1; None where no question has the measure."""

    kind: str
    questions: int
    hit1: float | None
    hit3: float | None
    mrr: float | None
    right: float | None
    list_precision: float | None
    list_recall: float | None
    false_refusals: float | None
    refusal_questions: int
    refusals_right: float | None
    unsupported_figures: int
    ms_per_question: float

    def to_json(self) -> dict[str, object]:
        """One JSON-ready object; the names are those of this class."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def summarise(marks: Iterable[Mark]) -> tuple[Scores, ...]:
    """Scores over everything first, then of each kind in order of name."""
    marks = tuple(marks)
    kinds = sorted({mark.kind for mark in marks})
    return (_scores(ALL, marks), *(_scores(kind, [m for m in marks if m.kind == kind]) for kind in kinds))


def table(scores: Sequence[Scores]) -> str:
    """A Markdown table, shares in per cent."""
    lines = ["| " + " | ".join(_HEADINGS) + " |", "|---" * len(_HEADINGS) + "|"]
    for row in scores:
        shares = (
            row.hit1,
            row.hit3,
            row.mrr,
            row.right,
            row.list_precision,
            row.list_recall,
            row.false_refusals,
        )
        cells = (
            row.kind, str(row.questions), *map(_percent, shares), str(row.refusal_questions),
            _percent(row.refusals_right), str(row.unsupported_figures),
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    lines.append(f"\n每题耗时中位数 {scores[0].ms_per_question:.1f} 毫秒。")
    return "\n".join(lines)


def _scores(kind: str, marks: Sequence[Mark]) -> Scores:
    asked = [mark for mark in marks if mark.answerable]
    refusals = [mark for mark in marks if not mark.answerable]
    return Scores(
        kind=kind,
        questions=len(marks),
        hit1=_share(asked, lambda m: None if m.rank is None else float(m.rank == 1)),
        hit3=_share(asked, lambda m: None if m.rank is None else float(0 < m.rank <= 3)),
        mrr=_share(asked, lambda m: None if m.rank is None else (1 / m.rank if m.rank else 0.0)),
        right=_share(asked, lambda m: float(m.right)),
        list_precision=_share(asked, lambda m: m.precision),
        list_recall=_share(asked, lambda m: m.recall),
        false_refusals=_share(asked, lambda m: float(m.refused)),
        refusal_questions=len(refusals),
        refusals_right=_share(refusals, lambda m: float(m.right)),
        unsupported_figures=sum(len(mark.unsupported) for mark in marks),
        ms_per_question=median(mark.elapsed_ms for mark in marks),
    )


def _share(marks: Iterable[Mark], value: Callable[[Mark], float | None]) -> float | None:
    values = [figure for mark in marks if (figure := value(mark)) is not None]
    return mean(values) if values else None


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"
