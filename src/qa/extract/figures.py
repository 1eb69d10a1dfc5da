"""Figures of a measure: every duration, deadline, fee, rate and count with its own subject."""

from __future__ import annotations

import bisect
import re
from dataclasses import replace
from functools import lru_cache

from qa.extract.changes import Step, pair_changes
from qa.extract.clauses import Clause, Layout
from qa.extract.model import Figure, FigureKind
from qa.extract.parallels import distribute, head_of, items_after, items_before, rest_of, spells_out
from qa.extract.phrases import (
    is_bare_verb,
    is_case,
    is_topic,
    is_trigger,
    object_of,
    opens_case,
    size_of,
    strip_head,
    strip_tail,
    undated,
    who_acts,
    whole_class,
)
from qa.extract.quantities import Quantity, find_quantities

_PARALLEL = re.compile(r"^(?:（[^）]*）)?(?:、|和|及|以及)(?:分别)?$")
_FEE_WORDS = re.compile(r"费|价|税|收取|征收|缴|押金|/|每[吨度户件]")
_SUPPORT = re.compile(r"补助|补贴|奖励|资助|投资|贷款|注册资本|产值|资金|额度")
_DONE_BY = re.compile(
    r"^\s?(?:前)?(?:全部|全面|基本)?(?:完成|实现|落实|到位|建成|办结|达到|启动|实施)?[）)]?$"
)
_QUOTED = re.compile(r"(?:“[^”]*”、?)*“$")
_AMONG = re.compile(r"^[，；]?其中")
_ATTRIBUTE = re.compile(r"(?:每?年度?|每?月度?|最高|单笔)?(?:限额|额度|标准|期限|比例|金额|上限|下限)")
_DONE_THEN = re.compile(r"[\u4e00-\u9fff]{2,4}、$")
_LENT = re.compile(r"贷款|额度")
_APPORTIONED = re.compile(r"^分别")
_GIVEN = re.compile(r"^(?:按|按照)?(?:一次性)?(?:给予|享受|发放|执行|实行)")
_REMITTED = re.compile(r"(?:免|停|取消|不).{2,}(?:费用?|税|金)$")
_LONG, _BARE_ACTION = 8, 6
"""A longer case in a part of its own needs no other; so short an action (取证) says too little of what it is done to."""


@lru_cache(maxsize=4096)
def extract_figures(text: str) -> tuple[Figure, ...]:
    """All figures of ``text`` in order; ``text[f.start:f.end] == f.value`` for each of them.

    Records are asked about again and again, so what was read is remembered.
    """
    steps = pair_changes(text, find_quantities(text))
    return _Reader(text, steps).read() if steps else ()


class _Reader:
    """Reads one text from left to right; earlier figures give elliptic ones their context."""

    def __init__(self, text: str, steps: list[Step]) -> None:
        self.text = text
        self.steps = steps
        self.layout = Layout(text)
        self.figures: list[Figure] = []
        self.labels: dict[int, tuple[str, ...]] = {}
        self.dues: dict[int, list[Figure]] = {}

    def read(self) -> tuple[Figure, ...]:
        index = 0
        while index < len(self.steps):
            group = self._group(index)
            if self.steps[index].quantity.kind == "deadline":
                self._read_deadline(index)
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

    def _left(self, index: int) -> str:
        """The words of the clause before a figure, back to the figure before it or an open bracket.

        A figure right before one in words (前30分钟免费) is part of its case.
        """
        step = self.steps[index]
        begin = self.layout.at(step.start).start
        earlier = self.steps[index - 1].quantity if index else None
        if (
            earlier
            and earlier.end > begin
            and not (earlier.end == step.start and step.quantity.number is None)
        ):
            begin = earlier.end
        words = self.text[begin : step.start].rpartition("→")[2]
        done, parted, rest = words.partition("、")
        if parted and done and self.text.startswith(done, step.quantity.end):
            words = rest
        opened = max(words.rfind("（"), words.rfind("("))
        if opened >= 0 and not re.search(r"[）)]", words[opened:]):
            words = words[opened + 1 :]
        return _QUOTED.sub("", re.sub(r"^[^（]*）", "", words))

    def _predicate(self, index: int, end: int) -> str:
        stop = self.layout.at(max(0, end - 1)).end
        if index < len(self.steps):
            stop = min(stop, max(end, self.steps[index].start))
        words = self.text[end:stop]
        if index < len(self.steps) and self.steps[index].start <= stop:
            words = re.split(r"[、，→]", words)[0]
        words = re.split(r"[。！？]", re.sub(r"^[（(][^）)]*(?:[）)]|$)", "", words))[0].strip()
        words = words if words.count("“") == words.count("”") else words.strip("”“")
        return words if "（" in words or "(" in words else words.rstrip("）)")

    def _cases(self, index: int, size: int) -> list[Figure]:
        first = self._one(index, index + size)
        if size == 1:
            return [first]
        sentence = self.layout.at(first.start).sentence
        labels = distribute(first.subject, size)
        if not labels and (labels := self._apportioned(first, size)):
            first = replace(first, context="")
        labels = labels or self._inherited(sentence, size)
        if labels:
            self.labels[sentence] = labels
        cases = [first, *(self._fill(first, step.quantity) for step in self.steps[index + 1 : index + size])]
        if not labels:
            return cases
        return [replace(case, subject=label) for case, label in zip(cases, labels, strict=True)]

    def _apportioned(self, first: Figure, size: int) -> tuple[str, ...]:
        """The cases named before 分别, each with what it gets: 对A类、B类人才，分别给予购房补贴…、…."""
        clause = self.layout.at(first.start)
        if not _APPORTIONED.match(self.layout.words(clause)):
            return ()
        thing = _GIVEN.sub("", first.subject)
        return tuple(f"{case}{thing}" for case in distribute(first.context, size))

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
        quantity, clause = step.quantity, self.layout.at(step.start)
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
        words = whole_class(self.text, strip_head(words), quantity.start)
        if not words and index and self.steps[index - 1].quantity.kind == "deadline":
            words = self._before_deadline(index, clause)
        end = self.steps[following - 1].quantity.end
        predicate = self._predicate(following, end)
        if size := size_of(words, predicate):
            words, predicate = size, ""
        before = self._done_before(step, clause)
        subject, own = (before, False) if before else self._subject(words, predicate, clause, quantity)
        kind = self._kind(quantity, subject, clause)
        figure = Figure(
            kind=kind, value=self.text[quantity.start : quantity.end], start=quantity.start, end=quantity.end,
            subject=subject, context=self._context(subject, own, clause, words, step.verb or action), qualifier=quantity.qualifier,
            action=step.verb or action, predicate=predicate, items=items,
            number=quantity.number, unit=quantity.unit,
            clause_start=clause.start, clause_end=self.layout.at(max(0, end - 1)).end,
        )  # fmt: skip
        if step.before is None:
            return figure
        old = step.before
        return replace(
            figure, before=self.text[old.start : old.end], before_start=old.start, before_end=old.end
        )

    def _verb_end(self, step: Step) -> int:
        return step.before.end + len(step.verb) if step.before else step.start

    def _done_before(self, step: Step, clause: Clause) -> str:
        """The subject of the time before this one, where only what is done within that stands between them."""
        last = self.figures[-1] if self.figures else None
        if last is None or last.end <= clause.start or {last.kind, step.quantity.kind} != {"duration"}:
            return ""
        return last.subject if _DONE_THEN.fullmatch(self.text[last.end : step.start]) else ""

    def _before_deadline(self, index: int, clause: Clause) -> str:
        due = self.steps[index - 1].quantity
        if due.start < clause.start:
            return ""
        return strip_head(strip_tail(self.text[clause.start : due.start])[0])

    def _subject(self, words: str, predicate: str, clause: Clause, quantity: Quantity) -> tuple[str, bool]:
        """The subject, and whether the figure's own clause names it before the figure."""
        counted = object_of(predicate)
        leads_over = bool(counted) and quantity.kind in ("count", "duration") and is_bare_verb(words)
        if words and not is_trigger(words) and not leads_over:
            return words, True
        topic = self.layout.previous(clause)
        if not words and topic and is_topic(self.layout.words(topic)):
            return self._topic(clause) or strip_head(self.layout.words(topic)), False
        if since := who_acts(words):
            return since, True
        if quantity.kind == "duration" and quantity.number and counted and counted == predicate:
            if words:
                return words, True
            if topic and len(counted) <= _BARE_ACTION and not self._last_in(topic):
                return strip_head(self.layout.words(topic)), False
        if counted:
            return counted, False
        if words and not is_trigger(words):
            return words, True
        here = None if words else self._last_in(clause)
        if here:
            return here.subject, False
        carries = topic and not self._remitted_apart(topic, clause, quantity)
        return (self._carried(topic) if topic and carries else words), False

    def _remitted_apart(self, earlier: Clause, clause: Clause, quantity: Quantity) -> bool:
        """Whether a remission says of what it is, in another part of the sentence than the clause before it, or after another charge."""
        last = self._last_in(earlier)
        apart = earlier.segment != clause.segment or (last is not None and last.kind == "fee")
        return apart and bool(_REMITTED.match(self.text, quantity.start, quantity.end))

    def _carried(self, clause: Clause) -> str:
        """The subject of the clause before: that of its last figure, else its own words."""
        last = self._last_in(clause)
        return last.subject if last else strip_head(self.layout.words(clause))

    def _last_in(self, clause: Clause) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.end <= clause.start:
                return None
            if figure.kind != "deadline" and clause.start <= figure.start < clause.end:
                return figure
        return None

    def _context(self, subject: str, own: bool, clause: Clause, words: str, action: str) -> str:
        if not own and words.endswith("等"):
            return words.removesuffix("等")
        if own and action and self._runs_beside(clause, action):
            return ""
        topic = "" if own and opens_case(self.layout.words(clause)) else self._topic(clause)
        if topic and topic != subject and (not subject or subject not in topic):
            earlier = self.figures[-1] if self.figures else None
            parallel = earlier is not None and earlier.subject.endswith("的")
            if own and subject.endswith("的") and earlier and earlier.context == topic and not parallel:
                return topic + earlier.subject
            return topic
        head = self._head(clause)
        if head:
            return head.subject if head.subject != subject else ""
        if own and _ATTRIBUTE.fullmatch(subject):
            return self._case_before(clause)
        return self._wider(subject, clause) if own and subject.endswith("的") else ""

    def _wider(self, subject: str, clause: Clause) -> str:
        """The case that an elliptic one (有外线的) is a part of, as the figure before it tells."""
        earlier = next((f for f in reversed(self.figures) if f.kind != "deadline"), None)
        if earlier is None:
            return ""
        apart = self.layout.at(earlier.start).segment != clause.segment
        if spells_out(subject, earlier.subject) or (apart and len(subject) > _LONG):
            return ""
        if earlier.subject.endswith("的"):
            return head_of(earlier.subject, subject) or earlier.context
        return earlier.context + rest_of(earlier.subject, subject)

    def _runs_beside(self, clause: Clause, action: str) -> bool:
        """Whether the clause before has its own figure under the same verb (对…奖励800万元，…奖励600万元), no wider case."""
        topic = self.layout.previous(clause)
        earlier = self._last_in(topic) if topic else None
        if earlier is None or topic is None:
            return False
        return earlier.action == action and topic.segment == clause.segment

    def _case_before(self, clause: Clause) -> str:
        """The subject of the figure before, in the same segment (在职职工报销60%，年度限额1500元)."""
        earlier = next((f for f in reversed(self.figures) if f.kind != "deadline"), None)
        if earlier is None or self.layout.at(earlier.start).segment != clause.segment:
            return ""
        return "" if _ATTRIBUTE.fullmatch(earlier.subject) else earlier.subject

    def _topic(self, clause: Clause) -> str:
        """The case that the clauses before this one in its segment name (对10千伏客户，…; 申请…的，…).

        A clause with a figure of its own (对首次认定的奖励20万元，…) has told its case.
        """
        segment = [part for part in self.layout.before(clause) if part.segment == clause.segment]
        last = next((i for i, part in enumerate(segment) if is_case(self.layout.words(part))), None)
        if last is None or self._last_in(segment[last]):
            return ""
        opening = segment[last]
        for part in segment[last:]:
            if self._last_in(part):
                break
            if opens_case(self.layout.words(part)):
                opening = part
                break
        return strip_head(undated(self.text[opening.start : segment[last].end]))

    def _head(self, clause: Clause) -> Figure | None:
        """The figure that a part introduced by 其中 belongs to, in the same sentence or that before."""
        parts = [clause, *self.layout.before(clause)]
        among = next((p for p in parts if _AMONG.match(self.text[p.start : p.end].lstrip())), None)
        if among is None:
            return None
        for figure in reversed(self.figures):
            if figure.kind != "deadline" and figure.start < among.start:
                return figure if self.layout.at(figure.start).sentence >= clause.sentence - 1 else None
        return None

    def _kind(self, quantity: Quantity, subject: str, clause: Clause) -> FigureKind:
        if quantity.kind == "duration" and re.search(r"(?:天数|次数|年数)$", subject):
            return "count"
        if quantity.kind != "money":
            return quantity.kind
        around = self.text[max(clause.start, quantity.start - 20) : min(clause.end, quantity.end + 8)]
        if "/" in quantity.unit:
            return "fee"
        sentence = self.text[self.text.rfind("。", 0, clause.start) + 1 : quantity.start]
        granted = _SUPPORT.search(around) or _LENT.search(sentence)
        return "fee" if _FEE_WORDS.search(around) and not granted else "money"

    def _read_deadline(self, index: int) -> None:
        quantity = self.steps[index].quantity
        clause = self.layout.at(quantity.start)
        figure = Figure(
            kind="deadline", value=self.text[quantity.start : quantity.end],
            start=quantity.start, end=quantity.end, subject=self._due_thing(quantity, clause),
            clause_start=clause.start, clause_end=self._scope_end(index, clause),
        )  # fmt: skip
        self.figures.append(figure)
        self.dues.setdefault(clause.sentence, []).append(figure)

    def _due_thing(self, quantity: Quantity, clause: Clause) -> str:
        """What is due: the words after the date, those before a date that closes, or the next clause."""
        rest = self.text[quantity.end : clause.end]
        if self._closes(clause, quantity.start, quantity.end):
            before = self.text[clause.start : quantity.start].strip("（(")
            earlier = self.layout.previous(clause)
            rest = before if len(before) > 2 else self.layout.words(earlier) if earlier else rest
        elif not rest.strip("。；"):
            following = self.layout.following(clause)
            rest = self.layout.words(following) if following else rest
        rest = rest.strip(" ，。；、")
        return rest if "（" in rest else rest.rstrip("）")

    def _closes(self, clause: Clause, start: int, end: int) -> bool:
        """Whether a date ends what goes before it (…，2019年底前完成) and does not open a clause."""
        rest = self.text[end : clause.end].strip("。；")
        opens = not self.text[clause.start : start].strip(" （(到至在于自力争确保")
        return bool(_DONE_BY.match(rest)) and bool(rest or not opens)

    def _scope_end(self, index: int, clause: Clause) -> int:
        """Where what a deadline governs ends: at the next deadline or the end of the sentence."""
        stop = self.layout.sentence_end(clause)
        following = next((s for s in self.steps[index + 1 :] if s.quantity.kind == "deadline"), None)
        if following:
            stop = min(stop, self.layout.at(following.start).start)
        return max(stop, clause.end)

    def _due(self, figure: Figure) -> str:
        """The date that governs a figure: the last before it in its sentence, else one that closes it."""
        if figure.kind == "deadline":
            return figure.value
        clause = self.layout.at(figure.start)
        same = self.dues.get(clause.sentence, [])
        at = bisect.bisect(same, figure.start, key=lambda due: due.start)
        if at:
            return same[at - 1].value
        if at < len(same) and self._is_closing(same[at]):
            return same[at].value
        head = self._head(clause)
        return self._due(head) if head else ""

    def _is_closing(self, due: Figure) -> bool:
        in_bracket = self.text[due.start - 1 : due.start] in ("（", "(")
        return in_bracket or self._closes(self.layout.at(due.start), due.start, due.end)
