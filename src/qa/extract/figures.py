"""Figures of a measure: every duration, deadline, fee, rate and count with its own subject."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field, replace

from qa.extract.changes import Step, pair_changes
from qa.extract.clauses import (
    Clause,
    clauses,
    is_bare_verb,
    is_case,
    is_topic,
    is_trigger,
    object_of,
    opens_case,
    strip_head,
    strip_tail,
    undated,
)
from qa.extract.model import Figure, FigureKind
from qa.extract.parallels import distribute, items_after, items_before
from qa.extract.quantities import Quantity, find_quantities

_PARALLEL = re.compile(r"^(?:（[^）]*）)?(?:、|和|及|以及)(?:分别)?$")
_FEE_WORDS = re.compile(r"费|价|税|收取|征收|缴|押金|/|每[吨度户件]")
_SUPPORT = re.compile(r"补助|补贴|奖励|资助|投资|贷款|注册资本|产值|资金|额度")
_DONE_BY = re.compile(
    r"^\s?(?:前)?(?:全部|全面|基本)?(?:完成|实现|落实|到位|建成|办结|达到|启动|实施)?[）)]?$"
)
_QUOTED = re.compile(r"(?:“[^”]*”、?)*“$")
_AMONG = re.compile(r"^[，；]?其中")


def extract_figures(text: str) -> tuple[Figure, ...]:
    """All figures of ``text`` in order; ``text[f.start:f.end] == f.value`` for each of them."""
    steps = pair_changes(text, find_quantities(text))
    return _Reader(text, steps).read() if steps else ()


@dataclass(slots=True)
class _Reader:
    """Reads one text from left to right; earlier figures give elliptic ones their context."""

    text: str
    steps: list[Step]
    parts: list[Clause] = field(init=False)
    starts: list[int] = field(init=False)
    figures: list[Figure] = field(default_factory=list)
    labels: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parts = clauses(self.text)
        self.starts = [part.start for part in self.parts]

    def read(self) -> tuple[Figure, ...]:
        index = 0
        while index < len(self.steps):
            group = self._group(index)
            if self.steps[index].quantity.kind == "deadline":
                self.figures.append(self._deadline(index))
            else:
                self.figures += self._cases(index, group)
            index += group
        return tuple(replace(figure, deadline=self._due(figure)) for figure in self.figures)

    def _group(self, index: int) -> int:
        size = 1
        while index + size < len(self.steps):
            last, this = self.steps[index + size - 1].quantity, self.steps[index + size]
            same = this.quantity.kind == last.kind and this.before is None and last.kind != "deadline"
            if not same or not _PARALLEL.match(self.text[last.end : this.start]):
                break
            size += 1
        return size

    def _clause(self, at: int) -> Clause:
        return self.parts[max(0, bisect.bisect_right(self.starts, at) - 1)]

    def _left(self, index: int) -> str:
        """The words of the clause before a figure, back to the figure before it or an open bracket."""
        step = self.steps[index]
        begin = self._clause(step.start).start
        if index and self.steps[index - 1].quantity.end > begin:
            begin = self.steps[index - 1].quantity.end
        words = self.text[begin : step.start]
        opened = max(words.rfind("（"), words.rfind("("))
        if opened >= 0 and not re.search(r"[）)]", words[opened:]):
            words = words[opened + 1 :]
        return _QUOTED.sub("", re.sub(r"^[^（]*）", "", words))

    def _predicate(self, index: int, end: int) -> str:
        stop = self._clause(max(0, end - 1)).end
        if index < len(self.steps):
            stop = min(stop, max(end, self.steps[index].start))
        words = self.text[end:stop]
        if index < len(self.steps) and self.steps[index].start <= stop:
            words = re.split(r"[、，]", words)[0]
        return re.split(r"[。！？]", re.sub(r"^[（(][^）)]*(?:[）)]|$)", "", words))[0].strip(" ”“）)")

    def _cases(self, index: int, size: int) -> list[Figure]:
        first = self._one(index, index + size)
        if size == 1:
            return [first]
        sentence = self._clause(first.start).sentence
        labels = distribute(first.subject, size) or self._inherited(sentence, size)
        if labels:
            self.labels[sentence] = labels
        cases = [first, *(self._fill(first, step.quantity) for step in self.steps[index + 1 : index + size])]
        if not labels:
            return cases
        return [replace(case, subject=label) for case, label in zip(cases, labels, strict=True)]

    def _inherited(self, sentence: int, size: int) -> tuple[str, ...]:
        labels = self.labels.get(sentence, ())
        return labels if len(labels) == size else ()

    def _fill(self, like: Figure, quantity: Quantity) -> Figure:
        return replace(
            like, before="", before_start=-1, before_end=-1,
            value=self.text[quantity.start : quantity.end], start=quantity.start, end=quantity.end,
            number=quantity.number, unit=quantity.unit or like.unit, qualifier=quantity.qualifier,
            items=items_after(self.text, quantity.end, quantity.number) if quantity.kind == "count" else (),
        )  # fmt: skip

    def _one(self, index: int, following: int) -> Figure:
        step = self.steps[index]
        quantity, clause = step.quantity, self._clause(step.start)
        left = self._left(index)
        items: tuple[str, ...] = ()
        if quantity.kind == "count":
            items = items_after(self.text, quantity.end, quantity.number)
            if not items and step.before:
                listed = step.verb + self.text[self._verb_end(step) : quantity.start]
                _, items = items_before(listed, quantity.number)
            elif not items:
                left, items = items_before(left, quantity.number)
        words, action = strip_tail(left)
        words = strip_head(words)
        if not words and index and self.steps[index - 1].quantity.kind == "deadline":
            words = self._before_deadline(index, clause)
        end = self.steps[following - 1].quantity.end
        predicate = self._predicate(following, end)
        subject, own = self._subject(words, predicate, clause, quantity.kind)
        kind = self._kind(quantity, subject, clause)
        figure = Figure(
            kind=kind, value=self.text[quantity.start : quantity.end], start=quantity.start, end=quantity.end,
            subject=subject, context=self._context(subject, own, clause, words), qualifier=quantity.qualifier,
            action=step.verb or action, predicate=predicate, items=items,
            number=quantity.number, unit=quantity.unit,
            clause_start=clause.start, clause_end=self._clause(max(0, end - 1)).end,
        )  # fmt: skip
        if step.before is None:
            return figure
        old = step.before
        return replace(
            figure, before=self.text[old.start : old.end], before_start=old.start, before_end=old.end
        )

    def _verb_end(self, step: Step) -> int:
        return step.before.end + len(step.verb) if step.before else step.start

    def _before_deadline(self, index: int, clause: Clause) -> str:
        due = self.steps[index - 1].quantity
        if due.start < clause.start:
            return ""
        return strip_head(strip_tail(self.text[clause.start : due.start])[0])

    def _subject(self, words: str, predicate: str, clause: Clause, kind: FigureKind) -> tuple[str, bool]:
        """The subject, and whether the figure's own clause names it before the figure."""
        counted = object_of(predicate)
        leads_over = bool(counted) and kind in ("count", "duration") and is_bare_verb(words)
        if words and not is_trigger(words) and not leads_over:
            return words, True
        topic = self._previous(clause)
        if not words and topic and is_topic(self._words(topic)):
            return self._topic(clause) or strip_head(self._words(topic)), False
        if counted:
            return counted, False
        if words and not is_trigger(words):
            return words, True
        return (self._carried(topic) if topic else words), False

    def _carried(self, clause: Clause) -> str:
        """The subject of the clause before: that of its last figure, else its own words."""
        earlier = [f for f in self.figures if clause.start <= f.start < clause.end and f.kind != "deadline"]
        return earlier[-1].subject if earlier else strip_head(self._words(clause))

    def _words(self, clause: Clause) -> str:
        return self.text[clause.start : clause.end].strip(" 。；，")

    def _previous(self, clause: Clause) -> Clause | None:
        at = self.parts.index(clause)
        before = self.parts[at - 1] if at else None
        return before if before and before.sentence == clause.sentence else None

    def _context(self, subject: str, own: bool, clause: Clause, words: str) -> str:
        if not own and words.endswith("等"):
            return words.removesuffix("等")
        topic = self._topic(clause)
        if topic and topic != subject and subject not in topic:
            earlier = self.figures[-1] if self.figures else None
            if own and subject.endswith("的") and earlier and earlier.context == topic:
                return topic + earlier.subject
            return topic
        head = self._head(clause)
        if head:
            return head.subject if head.subject != subject else ""
        if own and subject.endswith("的"):
            earlier = next((f for f in reversed(self.figures) if f.kind != "deadline"), None)
            return earlier.context + earlier.subject if earlier else ""
        return ""

    def _topic(self, clause: Clause) -> str:
        """The case that the clauses before this one in its segment name (对10千伏客户，…; 申请…的，…)."""
        at = self.parts.index(clause)
        segment = [p for p in self.parts[:at] if (p.sentence, p.segment) == (clause.sentence, clause.segment)]
        ending = next((p for p in reversed(segment) if is_case(self._words(p))), None)
        if ending is None:
            return ""
        opening = ending
        for part in reversed(segment[: segment.index(ending) + 1]):
            if self._holds_figure(part):
                break
            if opens_case(self._words(part)):
                opening = part
                break
        return strip_head(undated(self.text[opening.start : ending.end]))

    def _holds_figure(self, clause: Clause) -> bool:
        return any(clause.start <= f.start < clause.end and f.kind != "deadline" for f in self.figures)

    def _head(self, clause: Clause) -> Figure | None:
        """The figure that a part introduced by 其中 belongs to."""
        at = self.parts.index(clause)
        for part in reversed(self.parts[: at + 1]):
            if part.sentence != clause.sentence:
                return None
            if _AMONG.match(self.text[part.start : part.end].lstrip()):
                earlier = [f for f in self.figures if f.kind != "deadline" and f.start < part.start]
                near = [f for f in earlier if self._clause(f.start).sentence >= clause.sentence - 1]
                return near[-1] if near else None
        return None

    def _kind(self, quantity: Quantity, subject: str, clause: Clause) -> FigureKind:
        if quantity.kind == "duration" and re.search(r"(?:天数|次数|年数)$", subject):
            return "count"
        if quantity.kind != "money":
            return quantity.kind
        around = self.text[max(clause.start, quantity.start - 20) : min(clause.end, quantity.end + 8)]
        if "/" in quantity.unit:
            return "fee"
        return "fee" if _FEE_WORDS.search(around) and not _SUPPORT.search(around) else "money"

    def _deadline(self, index: int) -> Figure:
        quantity = self.steps[index].quantity
        clause = self._clause(quantity.start)
        rest = self.text[quantity.end : clause.end]
        if self._closes(clause, quantity.start, quantity.end):
            before = self.text[clause.start : quantity.start].strip("（(")
            earlier = self._previous(clause)
            rest = before if len(before) > 2 else self._words(earlier) if earlier else rest
        elif not rest.strip("。；"):
            at = self.parts.index(clause) + 1
            rest = self._words(self.parts[at]) if at < len(self.parts) else rest
        return Figure(
            kind="deadline", value=self.text[quantity.start : quantity.end],
            start=quantity.start, end=quantity.end, subject=rest.strip(" ，。；、（）"),
            clause_start=clause.start, clause_end=self._scope_end(index, clause),
        )  # fmt: skip

    def _closes(self, clause: Clause, start: int, end: int) -> bool:
        """Whether a date ends what goes before it (…，2019年底前完成) and does not open a clause."""
        rest = self.text[end : clause.end].strip("。；")
        opens = not self.text[clause.start : start].strip(" （(到至在于自力争确保")
        return bool(_DONE_BY.match(rest)) and bool(rest or not opens)

    def _scope_end(self, index: int, clause: Clause) -> int:
        """Where what a deadline governs ends: at the next deadline or the end of the sentence."""
        stop = next((p.start for p in self.parts if p.sentence > clause.sentence), len(self.text))
        for step in self.steps[index + 1 :]:
            if step.quantity.kind == "deadline":
                stop = min(stop, self._clause(step.start).start)
                break
        return max(stop, clause.end)

    def _due(self, figure: Figure) -> str:
        if figure.kind == "deadline":
            return figure.value
        sentence = self._clause(figure.start).sentence
        dues = [f for f in self.figures if f.kind == "deadline"]
        same = [f for f in dues if self._clause(f.start).sentence == sentence]
        earlier = [f for f in same if f.start < figure.start]
        if earlier:
            return earlier[-1].value
        after = [f for f in same if f.start > figure.start and self._is_closing(f)]
        if after:
            return after[0].value
        head = self._head(self._clause(figure.start))
        return self._due(head) if head else ""

    def _is_closing(self, due: Figure) -> bool:
        in_bracket = self.text[due.start - 1 : due.start] in ("（", "(")
        return in_bracket or self._closes(self._clause(due.start), due.start, due.end)
