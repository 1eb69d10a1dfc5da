"""What the plans hold, arranged for questions: records by unit, area, task and deadline, and facts.

Built once when an index is opened. Facts are extracted when first asked for, since most records
are never asked about; the extraction is a pure function of the record's text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import islice

from qa.answer.columns import Columns, positions
from qa.answer.texts import Texts
from qa.extract.figures import extract_figures
from qa.extract.model import Figure
from qa.extract.units import UnitRegistry
from qa.plan import Area, Document, Measure, Plan, Task

_AREA_VERBS = re.compile(
    r"^(?:获得|办理|保护|优化|加强|推进|提升|推动|完善|深化|促进|强化|改善|登记|开办|执行)"
)
_AREA_CUT = re.compile(r"[、，和及与]|的")
_PAIRS = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_VOTE_SHARE = 0.75
_VOTE_COUNT = 2
_PORTAL = re.compile(r"“([\u4e00-\u9fff]{2,4}[办通])”(?=平台|APP|打造|中)")
_ANY_PORTAL = "当地政务服务网"
_COMMON_SHARE = 0.15
_NEXT = 2
"""A place whose next characters stand behind it in the plan too is a part of a name (江州融信通)."""


class Catalogue:
    """Records of all plans with the look-ups that exact answers need.

    ``records`` are in plan order, as are the ``areas`` of all plans; every method speaks of records by their
    position in it. ``called`` is how answers speak of the plan, ``texts`` what finds words in its records.
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        records: Sequence[Measure],
        called: str = "本方案",
        texts: Texts | None = None,
    ) -> None:
        self.plans = tuple(plans)
        self.called = called
        self.records = tuple(records)
        self.areas = tuple(area for plan in self.plans for area in plan.areas)
        self.measures = tuple(i for i, record in enumerate(self.records) if record.is_measure)
        self.passages = tuple(i for i, record in enumerate(self.records) if not record.is_measure)
        names = {unit for record in self.records for unit in (*record.lead, *record.support)}
        self.units = UnitRegistry(sorted(names))
        self.columns = Columns(self.records)
        self._documents = {plan.document.number: plan.document for plan in reversed(self.plans)}
        self._votes = self._area_votes()
        self._aliases = {area.name: self._telling_aliases(area) for area in self.areas}
        self._places = {(r.document, r.measure_id): i for i, r in enumerate(self.records)}
        self.texts = texts or Texts(self.records)
        self._tells: Callable[[str], bool] = lru_cache(maxsize=4096)(self._is_telling)

    def figures(self, position: int) -> tuple[Figure, ...]:
        """The figures of the record at ``position``."""
        return extract_figures(self.records[position].text)

    def position(self, record: Measure) -> int:
        """Where ``record`` stands in ``records``."""
        return self._places[record.document, record.measure_id]

    def named(self, document: str, measure_id: str) -> int | None:
        """Where the record of that document and number stands in ``records``, or None."""
        return self._places.get((document, measure_id))

    def knows(self, word: str) -> bool:
        """Whether any record holds ``word``."""
        return self.texts.knows(word)

    def is_part_of_name(self, text: str, start: int, end: int) -> bool:
        """Whether the place that ``text`` names at ``start``–``end`` is a part of a unit's name or of words of the plan."""
        units = self.units.find(text)
        named = any(unit.start < end and start < unit.end for unit in units)
        return named or self.knows(text[start : end + _NEXT])

    def telling(self, words: Iterable[str]) -> tuple[str, ...]:
        """Those of ``words`` that tell records apart: two characters or more, in some records, not in most."""
        return tuple(word for word in words if self._tells(word))

    def _is_telling(self, word: str) -> bool:
        if len(word) < 2 or not self.knows(word):
            return False
        most = _COMMON_SHARE * len(self.records)
        holding = sum(1 for _ in islice(self.texts.holding((word,)), int(most) + 1))
        return 0 < holding <= most

    def document(self, record: Measure) -> Document:
        """The head of the document that ``record`` stands in."""
        return self._documents.get(record.document) or Document(number=record.document, title="")

    def dated(self, records: Iterable[Measure]) -> str:
        """The documents of ``records`` with their dates, in order of their numbers."""
        heads = {record.document: self.document(record) for record in records}
        return "、".join(
            sorted(f"{head.number}（{head.date}）" if head.date else head.number for head in heads.values())
        )

    @cached_property
    def is_damaged(self) -> bool:
        """Whether a source has lost anything that its plan had."""
        return any(record.missing for record in self.records)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks of all plans, those without a surviving measure included."""
        return tuple(task for plan in self.plans for task in plan.tasks)

    def in_area(self, names: Iterable[str]) -> tuple[int, ...]:
        """Positions of the measures of the areas called ``names``."""
        return positions(self.columns.area.having(names))

    def in_task(self, task_no: int) -> tuple[int, ...]:
        """Positions of the measures of task ``task_no``."""
        return self.columns.task_no.at(task_no)

    def siblings(self, position: int) -> tuple[int, ...]:
        """Positions of the measures of the same task, ``position`` among them."""
        record = self.records[position]
        return self.columns.task.at((record.document, record.task_no))

    # -- areas ------------------------------------------------------------------------------

    def _area_votes(self) -> dict[str, str]:
        """Two-character words that stand almost only in one area: word → area name.

        A word votes where at least ``_VOTE_SHARE`` of the records that hold it lie in one area
        and at least ``_VOTE_COUNT`` of them do.
        """
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for position in self.measures:
            record = self.records[position]
            counts[record.area].update(set(_PAIRS.findall(f"{record.task}。{record.text}")))
        holders: Counter[str] = Counter()
        for own in counts.values():
            holders.update(own)
        return {
            gram: area
            for area, own in counts.items()
            for gram, count in own.items()
            if area and count >= _VOTE_COUNT and count / holders[gram] >= _VOTE_SHARE
        }

    @cached_property
    def portal(self) -> str:
        """The city's service portal as the plans name it in quotation marks (“渝快办”), else a plain word for it."""
        named = Counter(self.texts.matches(_PORTAL)).most_common(1)
        return named[0][0] if named and named[0][1] > 1 else _ANY_PORTAL

    @property
    def way_on(self) -> str:
        """Where to confirm what holds today."""
        return f"现行规定请以12345热线或{self.portal}答复为准"

    def _telling_aliases(self, area: Area) -> tuple[str, ...]:
        """The area's aliases that do not stand all over the plan (电力 for 获得电力, but not 企业 for 开办企业)."""
        found = []
        for alias in area_aliases(area.name):
            holding = [r for r in self.records if r.is_measure and (alias in r.text or alias in r.task)]
            inside = sum(r.area == area.name for r in holding)
            if alias == area.name or not holding or inside >= _VOTE_SHARE * len(holding) / 2:
                found.append(alias)
        return tuple(found)

    def aliases(self, name: str) -> tuple[str, ...]:
        """The words under which people speak of the area called ``name``, longest first."""
        return self._aliases.get(name, (name,))

    def area_names(self, text: str) -> tuple[str, ...]:
        """Areas that ``text`` names, by the whole name or by its core ("电力" of 获得电力)."""
        found: list[tuple[int, str]] = []
        for area in self.areas:
            for alias in self.aliases(area.name):
                if alias in text:
                    found.append((len(alias), area.name))
                    break
        if not found:
            return ()
        names = {name for _, name in found}
        return tuple(
            name for _, name in found
            if not any(other != name and _covers(other, name, text) for other in names)
        )  # fmt: skip

    def area_votes(self, text: str) -> tuple[str, int] | None:
        """The one area that the words of ``text`` point to, with its votes, or None."""
        votes = Counter(
            self._votes[gram]
            for gram in {text[i : i + 2] for i in range(len(text) - 1)}
            if gram in self._votes
        )
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0]


def area_aliases(name: str) -> tuple[str, ...]:
    """The names under which people speak of an area, longest first.

    >>> area_aliases("获得电力")
    ('获得电力', '电力获得', '电力')
    >>> area_aliases("知识产权创造、保护和运用")
    ('知识产权创造、保护和运用', '知识产权创造', '知识产权')
    """
    aliases = [name]
    head = _AREA_CUT.split(name)[0]
    aliases.append(head)
    if len(name) == 4 and name[1] == name[3]:
        aliases.append(name[0] + name[2:])
    core = _AREA_VERBS.sub("", head)
    if 2 <= len(core) < len(head):
        aliases.append(core + head[: -len(core)])
    if len(core) >= 2:
        aliases.append(core)
    trimmed = re.sub(r"(?:创造|保护|运用|监管|服务|建设|发展|创新)$", "", core)
    if len(trimmed) >= 3:
        aliases.append(trimmed)
    return tuple(dict.fromkeys(alias for alias in aliases if len(alias) >= 2))


def _covers(longer: str, shorter: str, text: str) -> bool:
    """Whether every mention of ``shorter``'s alias in ``text`` lies inside a mention of ``longer``."""
    outer = next((a for a in area_aliases(longer) if a in text), "")
    inner = next((a for a in area_aliases(shorter) if a in text), "")
    return bool(inner) and inner != outer and inner in outer and text.count(inner) <= text.count(outer)
