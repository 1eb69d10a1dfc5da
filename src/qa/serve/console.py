"""Answers, hits and documents as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from qa.answer.model import Answer, Citation
from qa.plan import Measure, Plan

_SHOWN_CITATIONS = 3
_RESTART = "正在运行的网页重启后生效。"


def answer_text(answer: Answer) -> str:
    """The answer itself, the clauses that it rests on, and what may be asked instead."""
    lines = [answer.answer]
    if answer.citations:
        shown = answer.citations[:_SHOWN_CITATIONS]
        several = _of_several(answer.citations)
        lines += ["", "依据："]
        lines += [line for citation in shown for line in _citation_lines(citation, several)]
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
    several = _of_several(hits)
    for rank, hit in enumerate(hits, start=1):
        lines.append(f"{rank:>2}. {hit.score:.2f}  {_head(hit.measure, several)}")
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


def added_text(plans: Sequence[Plan]) -> str:
    """What was taken into the corpus, in one line."""
    told = "、".join(f"{_called(plan)}（{_measures(plan)} 条措施）" for plan in plans)
    return _printable(f"已收录{told}，索引已更新。{_RESTART}")


def removed_text(plan: Plan) -> str:
    """What was taken out of the corpus, in one line."""
    return _printable(f"已移除{_called(plan)}（{_measures(plan)} 条措施），索引已更新。{_RESTART}")


def _called(plan: Plan) -> str:
    return f"《{plan.document.title}》" if plan.document.title else plan.document.number


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
            lines += ["", *_citation_lines(Citation(measure, 1.0), several=False)]
            if measure.deadlines:
                lines.append(f"  时限：{'、'.join(measure.deadlines)}")
    return _printable("\n".join(lines))


def _measures(plan: Plan) -> int:
    return sum(measure.is_measure for measure in plan.measures)


def _of_several(citations: Iterable[Citation]) -> bool:
    """Whether the clauses stand in different documents, so that a number alone does not tell which is meant."""
    return len({citation.measure.document for citation in citations}) > 1


def _head(measure: Measure, several: bool) -> str:
    number = f"{measure.document} {measure.measure_id}" if several else measure.measure_id
    return f"[{number}] {_place(measure)}"


def _citation_lines(citation: Citation, several: bool) -> Iterator[str]:
    measure = citation.measure
    yield f"  {_head(measure, several)}"
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
