"""From annotated fragments to a plan: texts, titles, units, and what is missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.plan import Area, Document, Measure, Plan, Span, Task
from qa.read.annotation import Annotation, Directive, Fragment, Role
from qa.read.cells import UnitTable, covered, join_cells, plan_order

Placed = tuple[Fragment, Span]
_DEADLINE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?底?前")
_TASK_NUMBER = re.compile(r"\d{1,3}．")
_AREA_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、")
_CHINESE_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_FIELDS = ("text", "lead", "support", "task", "area")
_CUT_NOTES: dict[Role, str] = {
    "lead": "源文件残缺，牵头单位名单不完整。",
    "support": "源文件残缺，配合单位名单不完整。",
}
_ALIAS_NOTE = "领域标题在源文件的表格中残缺；按正文列举各方面的次序，应是“{}”。"


def assemble(placed: Sequence[Placed], annotation: Annotation, lost: int) -> Plan:
    """Build the plan of fragments in true order; ``lost`` is the number of sentences lost for good."""
    texts = _grouped(placed, "text")
    ids = tuple(sorted(texts, key=plan_order))
    cells = join_cells([fragment for fragment, _ in placed])
    titles = {int(k): _heading(v, _TASK_NUMBER) for k, v in _grouped(placed, "task").items()}
    areas = {int(k): _heading(v, _AREA_NUMBER) for k, v in _grouped(placed, "area").items()}
    units = UnitTable(cells, annotation, ids)
    return _Assembly(annotation, texts, units, titles, areas).plan(lost)


def find_deadlines(text: str) -> tuple[str, ...]:
    """Deadlines such as 2019年9月底前 in order of appearance, without repeats."""
    return tuple(dict.fromkeys(_DEADLINE.findall(text)))


@dataclass(frozen=True, slots=True)
class _Assembly:
    """The fragments sorted out by what they are."""

    annotation: Annotation
    texts: dict[str, list[Placed]]
    units: UnitTable
    titles: dict[int, str]
    areas: dict[int, str]

    def plan(self, lost: int) -> Plan:
        document = self._document()
        tasks = {task.task_no: task for task in self._tasks()}
        self.units.check(set(tasks))
        measures = tuple(
            self._passage(key, document) if key.startswith("p") else self._measure(key, tasks, document)
            for key in self.units.ids
        )
        return Plan(document, self._areas(tasks), tuple(tasks.values()), measures, lost)

    def _areas(self, tasks: dict[int, Task]) -> tuple[Area, ...]:
        """Every area that has a heading or a task; its name is empty where the heading is lost."""
        numbers = {*self.areas, *(task.area_no for task in tasks.values() if task.area_no is not None)}
        return tuple(Area(n, self._area_name(n)) for n in sorted(numbers))

    def _area_name(self, number: int | None) -> str:
        """The area's heading, or what the plan's own text calls it where the heading is lost or cut."""
        return self._named_in_text().get(number or 0) or self.areas.get(number or 0, "")

    def _named_in_text(self) -> dict[int, str]:
        for directive in self.annotation.of("alias"):
            self._check_words(directive, directive.value)
        return {int(d.key): d.value for d in self.annotation.of("alias")}

    def _passage(self, key: str, document: Document) -> Measure:
        section, title = "", ""
        for directive in self._about(key, "section"):
            section, _, title = directive.value.partition("|")
            self._check_words(directive, section, title)
        text = _joined(self.texts[key])
        return Measure(
            measure_id=key,
            document=document.number,
            text=text,
            kind="passage",
            deadlines=find_deadlines(text),
            spans=_spans(self.texts[key]),
            notes=tuple(d.value for d in self._about(key, "note")),
            section=section,
            title=title,
        )

    def _measure(self, key: str, tasks: dict[int, Task], document: Document) -> Measure:
        number, _, item = key.partition(".")
        task = tasks[int(number)]
        text = _joined(self.texts[key])
        cut: list[Role] = [role for role in _CUT_NOTES if self.units.is_cut(key, role)]
        missing = {field for d in self._about(key, "missing") for field in d.value.split()}
        measure = Measure(
            measure_id=key,
            document=document.number,
            text=text,
            area_no=task.area_no,
            area=self._area_name(task.area_no),
            task_no=task.task_no,
            task=task.title,
            measure_no=int(item) if item else None,
            lead=self.units.names(key, "lead"),
            support=self.units.names(key, "support"),
            deadlines=find_deadlines(text),
            spans=_spans(self.texts[key]),
            missing=_in_order(missing | set(task.missing) | set(cut)),
            notes=(*self._notes(key, task), *(_CUT_NOTES[role] for role in cut)),
        )
        self._check(measure, cut)
        return measure

    def _notes(self, key: str, task: Task) -> Iterator[str]:
        yield from (d.value for d in self._about(key, "note"))
        if alias := self._named_in_text().get(task.area_no or 0):
            yield _ALIAS_NOTE.format(alias)

    def _check(self, measure: Measure, cut: Sequence[Role]) -> None:
        """A column is filled, or said to be missing, but not both; only a lead cell may never be blank."""
        key = measure.measure_id
        for role, names, label in (("lead", measure.lead, "牵头"), ("support", measure.support, "配合")):
            if names and role in measure.missing and role not in cut:
                raise self.annotation.error_at(key, f"措施{key}有{label}单位，却又说它已缺失。")
        if not measure.lead and "lead" not in measure.missing:
            raise self.annotation.error_at(key, f"措施{key}没有牵头单位，也没有说明它已缺失。")

    def _about(self, key: str, kind: str) -> Iterator[Directive]:
        return (d for d in self.annotation.of(kind) if key in covered(d.key, self.units.ids))

    def _tasks(self) -> Iterator[Task]:
        """Every task from 1 to the highest number known, those without title or measure included."""
        areas = {number: int(d.value) for d in self.annotation.of("area") for number in _numbers(d.key)}
        missing: dict[int, set[str]] = defaultdict(set)
        for d in self.annotation.of("missing-task"):
            for number in _numbers(d.key):
                missing[number].update(d.value.split())
        partial = {int(d.key) for d in self.annotation.of("missing-area")} - set(self._named_in_text())
        filled = [int(key.partition(".")[0]) for key in self.units.ids if not key.startswith("p")]
        for number in range(1, max([*self.titles, *areas, *filled], default=0) + 1):
            fields = set(missing[number])
            if not self.titles.get(number):
                fields.add("task")
            if not self._area_name(areas.get(number)) or areas[number] in partial:
                fields.add("area")
            yield Task(number, areas.get(number), self.titles.get(number, ""), _in_order(fields))

    def _document(self) -> Document:
        values: dict[str, str] = {}
        for d in self.annotation.of("document"):
            self._check_words(d, d.value)
            values[d.key] = d.value
        date = _CHINESE_DATE.fullmatch(values.get("date", ""))
        iso = "{:04d}-{:02d}-{:02d}".format(*map(int, date.groups())) if date else ""
        return Document(values.get("number", ""), values.get("title", ""), iso, values.get("issuer", ""))

    def _check_words(self, directive: Directive, *words: str) -> None:
        """A heading or document datum must stand in the source."""
        for word in words:
            if not any(word in sentence.text for sentence in self.annotation.sentences):
                raise directive.place.error(f"源文件里没有“{word}”。")


def _grouped(placed: Sequence[Placed], role: Role) -> dict[str, list[Placed]]:
    """The fragments of a role by key, each group by rank and then in order of appearance."""
    groups: dict[str, list[Placed]] = defaultdict(list)
    for fragment, span in placed:
        if fragment.role == role:
            groups[fragment.key].append((fragment, span))
    return {key: sorted(group, key=lambda item: item[0].rank) for key, group in groups.items()}


def _joined(placed: Sequence[Placed]) -> str:
    return "".join(fragment.text for fragment, _ in placed)


def _heading(placed: Sequence[Placed], number: re.Pattern[str]) -> str:
    """A heading without its number; of one that was printed on two pages, the longer print."""
    cells: dict[str, list[Placed]] = defaultdict(list)
    for item in placed:
        cells[item[0].cell].append(item)
    prints = [part for group in cells.values() for part in number.split(_joined(group))]
    return max(prints, key=len, default="")


def _numbers(key: str) -> range:
    first, _, last = key.partition("-")
    return range(int(first), int(last or first) + 1)


def _in_order(fields: set[str]) -> tuple[str, ...]:
    return tuple(field for field in _FIELDS if field in fields)


def _spans(placed: Sequence[Placed]) -> tuple[Span, ...]:
    """Character ranges in the source file; ranges that touch are one."""
    spans: list[Span] = []
    for _, (start, end) in placed:
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)
