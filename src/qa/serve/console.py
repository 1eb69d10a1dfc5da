"""Answers, hits and documents as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from qa.answer.model import Answer, Citation
from qa.plan import Measure, Plan

_SHOWN_CITATIONS = 3


def answer_text(answer: Answer) -> str:
    """The answer itself, the clauses that it rests on, and what may be asked instead."""
    lines = [answer.answer]
    if answer.citations:
        shown = answer.citations[:_SHOWN_CITATIONS]
        lines += ["", "依据："]
        lines += [line for citation in shown for line in _citation_lines(citation)]
        if len(answer.citations) > len(shown):
            lines.append(f"  另有 {len(answer.citations) - len(shown)} 条，见 --json 输出。")
    if answer.suggestions:
        lines += ["", "可以这样问："]
        lines += [f"  · {suggestion}" for suggestion in answer.suggestions]
    return _printable("\n".join(lines))


def hits_text(hits: Sequence[Citation]) -> str:
    """Ranked measures, the best first, with their scores from 0 to 1."""
    if not hits:
        return "没有找到相关措施。"
    lines = []
    for rank, hit in enumerate(hits, start=1):
        lines.append(f"{rank:>2}. {hit.score:.2f}  [{hit.measure.measure_id}] {_place(hit.measure)}")
        lines.append(f"    {hit.measure.text}")
    return _printable("\n".join(lines))


def plan_json(plan: Plan) -> dict[str, object]:
    """A document's head and size, for ``list --json``."""
    return {**asdict(plan.document), "areas": len(plan.areas), "tasks": len(plan.tasks),
            "measures": _measures(plan), "lost_sentences": plan.lost_sentences}  # fmt: skip


def plans_text(plans: Iterable[Plan]) -> str:
    """Two lines a document: its number, date and title, then its size."""
    lines = []
    for plan in plans:
        head = plan.document
        lines.append("  ".join(part for part in (head.number, head.date, head.title) if part))
        size = f"  {len(plan.areas)} 个领域、{len(plan.tasks)} 项任务、{_measures(plan)} 条措施"
        lines.append(size + (f"，原文缺失 {plan.lost_sentences} 句" if plan.lost_sentences else ""))
    return _printable("\n".join(lines))


def plan_text(plan: Plan) -> str:
    """What was read from a file: the document's head, its size, and each measure with its units."""
    head = plan.document
    told = (("标题", head.title), ("文号", head.number), ("日期", head.date), ("印发", head.issuer))
    lines = [f"{name}：{value or '未载明'}" for name, value in told]
    passages = len(plan.measures) - _measures(plan)
    lines.append(
        f"共 {len(plan.areas)} 个领域、{len(plan.tasks)} 项任务、{_measures(plan)} 条措施、{passages} 段其他文字"
    )
    for measure in plan.measures:
        if measure.is_measure:
            lines += ["", *_citation_lines(Citation(measure, 1.0))]
            if measure.deadlines:
                lines.append(f"  时限：{'、'.join(measure.deadlines)}")
    return _printable("\n".join(lines))


def _measures(plan: Plan) -> int:
    return sum(measure.is_measure for measure in plan.measures)


def _citation_lines(citation: Citation) -> Iterator[str]:
    measure = citation.measure
    yield f"  [{measure.measure_id}] {_place(measure)}"
    yield f"  {measure.text}"
    if measure.is_measure:
        yield f"  牵头：{_names(measure, 'lead')}　配合：{_names(measure, 'support')}"
    for note in measure.notes:
        yield f"  注：{note}"


def _names(measure: Measure, role: str) -> str:
    names = measure.lead if role == "lead" else measure.support
    cut = role in measure.missing
    return "、".join(names) + ("（原文有缺失）" if cut and names else "") or ("原文缺失" if cut else "无")


def _place(measure: Measure) -> str:
    parts = (measure.area, measure.task) if measure.is_measure else (measure.section, measure.title)
    return " › ".join(part for part in parts if part) or measure.document


def _printable(text: str) -> str:
    """Keep a document's or a question's control characters from steering the terminal."""
    return "".join(char if char.isprintable() or char in "\n\u3000" else " " for char in text)
