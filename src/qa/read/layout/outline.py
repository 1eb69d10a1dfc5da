"""A plan without a table: areas, tasks and measures as numbered parts, with their units in notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.read.formats.stretch import Stretch, joined
from qa.read.layout.drafts import Draft, Part
from qa.read.layout.duties import Duty, has_labels, split_duty
from qa.read.layout.names import is_around, is_container
from qa.read.layout.numbering import items, mark_at
from qa.read.layout.sections import Outline, Section, headed, heading_of, walk
from qa.read.layout.units_text import is_unit, starts_unit

_TITLE = re.compile(r"[^，,；\d]{2,20}")
_TITLE_LIKE_THE_OTHERS = re.compile(r"(?!.*(?:内|不超|以[上下]|达到|[%％元]))[^，,；]{2,30}")
_FEWEST_OTHERS = 3
_ENDS_IN_BRACKET = re.compile(r"[）)〕\]】][。；;\s]*$")
_OPEN_ENDED = "原文的单位名单以“等”字结尾，可能不止这些单位。"


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure as it stands under its task; ``alone`` says that its duty has a paragraph of its own."""

    number: int | None
    text: Stretch
    duty: Duty
    alone: bool = False


def drafts_of(outline: Outline, *, first_leads: bool) -> tuple[tuple[Draft, ...], tuple[Section, ...]]:
    """The measures of an outline, and the sections that hold none."""
    reading = _Reading(first_leads, _headed(outline.sections))
    kept: list[Section] = []
    drafts: list[Draft] = []
    by_units = reading.are_units([section for section in outline.sections if not is_around(section.title)])
    for section in outline.sections:
        if is_around(section.title) and not reading.has_duty(section):
            kept.append(section)
        elif is_container(section.title) and section.parts:
            read = reading.top if reading.has_titles(section.parts) else reading.task
            units = reading.are_units(section.parts)
            drafts += (draft for part in section.parts for draft in read(part, wide=_led_by(part, units)))
            kept.append(replace(section, parts=[]))
        else:
            drafts += reading.top(section, _led_by(section, by_units))
    return tuple(drafts), tuple(kept)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads sections.

    ``first_leads`` where the plan says that the first unit of a list leads; ``headed`` are the levels at which
    paragraphs begin with a heading, so that one with a figure in it is a heading too (打造15分钟就业服务圈。).
    """

    first_leads: bool
    headed: frozenset[int] = frozenset()

    def has_duty(self, section: Section) -> bool:
        """Whether any paragraph of a section says in brackets or behind a label who does it."""
        texts = [text for part in walk([section]) for text in (part.own, *part.body)]
        return any(
            self._split(text)[1]
            for text in texts
            if has_labels(text.text) or _ENDS_IN_BRACKET.search(text.text)
        )

    def has_titles(self, parts: Sequence[Section]) -> bool:
        """Whether most of the numbered paragraphs below begin with a heading, so that each is a task of its own."""
        leaves = [leaf for part in parts for leaf in part.parts]
        titled = 0
        for leaf in leaves:
            title, rest = heading_of(self._split(leaf.own)[0])
            plain = any(self._split(text)[0] for text in leaf.body)
            titled += bool(leaf.parts or (title and (rest or plain)))
        return 2 * titled > len(leaves)

    def are_units(self, parts: Sequence[Section]) -> bool:
        """Whether the headings of all parts are names of units, so that each holds what its unit leads."""
        titles = [heading_of(self._split(part.own)[0])[0] for part in parts]
        return len(titles) > 1 and all(is_unit(title) and starts_unit(title) for title in titles)

    def top(self, section: Section, wide: Duty | None = None) -> Iterator[Draft]:
        """The measures of a section of the first level: an area with its tasks, or a task by itself."""
        if not section.parts:
            yield from self.task(section, wide=wide)
            return
        heading, duty = self._split(section.own)
        area = Part(heading_of(heading)[0], section.number)
        duty = (duty | self._alone(section)).over(wide or Duty())
        by_units = self.are_units(section.parts)
        for stray in self._measures(replace(section, own=heading_of(heading)[1], parts=[])):
            yield self._draft(stray, Part(""), area, duty)
        for part in section.parts:
            yield from self.task(part, area, _led_by(part, by_units).over(duty))

    def task(self, section: Section, area: Part | None = None, wide: Duty | None = None) -> Iterator[Draft]:
        """The measures of a task, which is a section with numbered paragraphs or with plain ones."""
        wide = wide or Duty()
        own, duty = self._split(section.own)
        title, rest = heading_of(own)
        if not section.parts:
            only = self._measures(section)
            whole = len(only) == 1 and only[0].text.offsets == own.offsets
            form = _TITLE_LIKE_THE_OTHERS if section.level in self.headed else _TITLE
            if whole and rest and section.level <= 2 and form.fullmatch(title):
                only = [replace(only[0], text=rest)]
            alone = whole and not rest
            task = Part("" if alone else title, section.number)
            for found in only:
                yield self._draft(found, task, area, wide)
            return
        task = Part(title, section.number)
        duty = (duty | self._alone(section)).over(wide)
        for stray in self._measures(replace(section, own=rest, parts=[])):
            yield self._draft(stray, task, area, duty)
        measures = [self._leaf(part) for part in section.parts]
        for found in _last_for_all(measures):
            yield self._draft(found, task, area, duty)

    def _alone(self, section: Section) -> Duty:
        """The units on lines of their own between a heading and its numbered parts, if nothing else stands there."""
        split = [self._split(text) for text in section.body]
        return Duty() if any(rest for rest, _ in split) else _merged(duty for _, duty in split)

    def _draft(self, found: _Found, task: Part, area: Part | None, wide: Duty) -> Draft:
        duty = found.duty.over(wide)
        notes = (_OPEN_ENDED,) if duty.open_ended else ()
        return Draft(task, found.text, area, found.number, duty, notes)

    def _leaf(self, section: Section) -> _Found:
        """A measure with all that stands below it."""
        texts, duty, alone = [], Duty(), False
        for text in (section.own, *section.body, *(part.all() for part in section.parts)):
            rest, said = self._split(text)
            duty, alone = duty | said, alone or (bool(said) and not rest)
            texts.append(rest)
        return _Found(section.number, headed(texts), duty, alone)

    def _measures(self, section: Section) -> list[_Found]:
        """The measures of a task without numbered paragraphs: its paragraphs, or items in one of them."""
        found: list[_Found] = []
        before = Duty()
        for text in (section.own, *section.body):
            rest, duty = self._split(text)
            if rest:
                found.append(_Found(None, rest, duty))
            elif duty and found:
                found[-1] = replace(found[-1], duty=found[-1].duty | duty, alone=True)
            else:
                before |= duty
        heading = bool(section.own) and not heading_of(self._split(section.own)[0])[1]
        if heading and len(found) > 1:
            before |= found.pop(0).duty
        noted = sum(bool(one.duty) for one in found)
        if len(found) > 1 and noted < 2 and not (heading and section.level <= 2):
            found = [_Found(None, joined(one.text for one in found), _merged(one.duty for one in found))]
        found = [item for one in _last_for_all(found) for item in self._items(one)]
        return [replace(one, duty=one.duty.over(before)) for one in found]

    def _items(self, found: _Found) -> Iterator[_Found]:
        """The items ①②③ that a measure consists of, each with its own units or with those behind the last."""
        title, rest = heading_of(found.text)
        text = rest if title and mark_at(rest.text) else found.text
        parts = items(text)
        if len(parts) < 2:
            yield found
            return
        split = [(number, *self._split(part)) for number, part in parts]
        for number, text, duty in split:
            yield _Found(number, text, duty.over(found.duty))

    def _split(self, text: Stretch) -> tuple[Stretch, Duty]:
        return split_duty(text, first_leads=self.first_leads)


def _headed(sections: Sequence[Section]) -> frozenset[int]:
    """The levels at which most paragraphs begin with a short sentence without a figure."""
    titles = [(part.level, part.title) for part in walk(sections) if part.rest]
    levels: set[int] = set()
    for level in {level for level, _ in titles}:
        plain = [bool(_TITLE.fullmatch(title)) for at, title in titles if at == level]
        if sum(plain) >= max(_FEWEST_OTHERS, 0.8 * len(plain)):
            levels.add(level)
    return frozenset(levels)


def _led_by(section: Section, by_units: bool) -> Duty:
    return Duty((heading_of(section.own)[0],)) if by_units else Duty()


def _merged(duties: Iterable[Duty]) -> Duty:
    merged = Duty()
    for duty in duties:
        merged |= duty
    return merged


def _last_for_all(found: list[_Found]) -> list[_Found]:
    """Units on a line of their own behind the last of several measures are those of all of them."""
    if len(found) < 2 or not found[-1].alone or any(one.duty for one in found[:-1]):
        return found
    return [replace(one, duty=found[-1].duty) for one in found]
