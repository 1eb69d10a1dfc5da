"""Units (departments, courts, companies) named in a question, by full, short or everyday name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qa.extract.sounds import Sounds
from qa.extract.unit_names import Department, departments, places

Strength = Literal["full", "alias", "weak"]

_PLACE = "|".join(sorted(places(), key=len, reverse=True))
_PREFIX = re.compile(
    rf"^(?:中共)?(?:(?:{_PLACE})(?:市|省|自治区|壮族自治区|维吾尔自治区|回族自治区)?|国网(?={_PLACE}|市)|"
    rf"国家|全?(?:市(?!场|政(?!府|务|法|协|研)|民(?!政|族|宗|委))|[省区县州])|"
    r"[\u4e00-\u9fff]{2,3}[市省](?=[^场]))(?:人民)?"
)
_OFFICE = re.compile(r"^(?:人民)?(?:政府(?=.{3,}[办室局])(?!办公)|委(?=.{2,}[部办室委]$)(?!员))")
_LEFT = re.compile(rf"(?:国网)?(?:(?:{_PLACE})(?:市|省)?|[市省区县]|[我本全]市)(?:人民)?(?:政府|委)?$")
_COMPANY = re.compile(r"(?:股份)?(?:有限)?(?:责任)?(?:公司|集团)$|能源公司$|股份有限公司$")
_COMPANY_TAIL = re.compile(r"(?:股份)?(?:有限)?(?:责任)?(?:公司|集团)")
_SWAPS = (
    ("委员会", "委"), ("委", "委员会"), ("办公室", "办"), ("办", "办公室"), ("监督管理局", "监管局"),
    ("监管局", "监督管理局"), ("管理局", "局"), ("发展局", "局"), ("管理中心", "中心"), ("厅", "局"),
)  # fmt: skip
_NOT_BEFORE = re.compile(r"(?:电子|网上|智慧|掌上|互联网\+|国家|[各其])$")
_NOT_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("海关", re.compile(r"监管|总署|特殊|申报|编码|手续|统计|商品|查验")),
    ("办", re.compile(r"[事理税结证完好齐妥成件]|公(?![室厅])")),
    ("委", re.compile(r"[托派外屈任]|员(?!会)")),
    ("局", re.compile(r"部(?!门)|[面限势]")),
    ("人行", re.compile(r"[道横通使为政动业程车走贿驶李]")),
    ("院", re.compile(r"[校士线长]")),
    ("组织部", re.compile(r"门|分")),
    ("交易中心", re.compile(r"城")),
    ("国网", re.compile(r"络")),
)
_SUFFIX = re.compile(r"[局委办院部厅室关团司]|中心")
_LONGEST = 16
_FUZZY_FROM = 5
_HEARD_FROM = 3
"""Names from so many characters on are found where one of them is written as another of the same sound (银宝监局)."""
_LONG_STORY = 300


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named at ``start``–``end`` of a question; several ``units`` where the name fits several.

    ``strength`` is "full" for the plan's own name, "alias" for a short or everyday name, "weak" for a
    word that may also be an ordinary word (法院, 警察, 电网).
    """

    start: int
    end: int
    text: str
    units: tuple[str, ...]
    strength: Strength


class UnitRegistry:
    """Finds the units of one corpus in questions. Built once; all names are made by rule from ``units``."""

    def __init__(self, units: Iterable[str]) -> None:
        self._units = tuple(dict.fromkeys(unit for unit in units if unit))
        self._names: dict[str, tuple[tuple[str, ...], Strength]] = {}
        for unit in self._units:
            self._learn((unit,), unit, "full")
        for unit in self._units:
            for alias in _aliases(unit):
                self._learn((alias,), unit, "alias")
            place = next((place for place in places() if place in unit), "")
            for row in _departments(unit):
                self._learn((name.replace("{place}", place) for name in row.names), unit, "alias")
                self._learn(row.weak, unit, "weak")
        for stem, members in _shared_stems(self._units).items():
            for unit in members:
                self._learn((stem,), unit, "alias")
        self._absent = _absent_names(self._names)
        self._first = frozenset(name[0] for name in self._names)
        self._long = tuple(name for name in self._names if len(name) >= _FUZZY_FROM)
        self._short = tuple(name for name in self._names if _HEARD_FROM <= len(name) < _FUZZY_FROM)
        self._sounds = Sounds()

    @property
    def units(self) -> tuple[str, ...]:
        """The full names, in the order given."""
        return self._units

    def _learn(self, names: Iterable[str], unit: str, strength: Strength) -> None:
        for name in names:
            known = self._names.get(name)
            if len(name) < 2 or (known and (known[1] == "full" or unit in known[0])):
                continue
            if known and known[1] == "alias" and strength == "weak":
                continue
            if known and known[1] == strength:
                self._names[name] = ((*known[0], unit), strength)
            else:
                self._names[name] = ((unit,), strength)

    def find(self, question: str) -> list[UnitMention]:
        """Mentions in order, longest first at each place, without overlaps."""
        exact = self._exact(question)
        if len(question) > _LONG_STORY or not _SUFFIX.search(question):
            return exact
        fuzzy = self._fuzzy(question, exact)
        fuzzy = [m for m in fuzzy if not any(o.start <= m.start and m.end < o.end for o in (*fuzzy, *exact))]
        kept = [m for m in exact if not any(f.start <= m.start and m.end <= f.end for f in fuzzy)]
        return sorted(kept + fuzzy, key=lambda mention: mention.start)

    def find_absent(self, question: str) -> list[str]:
        """Names of departments in ``question`` that this corpus does not have, so as to say so."""
        taken = [(m.start, m.end) for m in self.find(question)]
        found = []
        for match in self._absent.finditer(question):
            inside = any(match.start() < end and start < match.end() for start, end in taken)
            if not inside and not _is_ordinary(question, match.start(), match.end(), match.group(0)):
                found.append(_lead(question[: match.start()]) + match.group(0))
        return found

    def canonical(self, name: str) -> str | None:
        """The plan's full name for a unit's name, None where none or several fit."""
        name = name.strip()
        known = self._names.get(name) or self._names.get(_core(name))
        if known is None:
            found = [m for m in self.find(name) if m.end - m.start >= len(name) - 1]
            return found[0].units[0] if len(found) == 1 and len(found[0].units) == 1 else None
        return known[0][0] if len(known[0]) == 1 else None

    def aliases(self, unit: str) -> tuple[str, ...]:
        """All names by which ``unit`` is known here, its full name first."""
        return tuple(name for name, (units, _) in self._names.items() if unit in units)

    def _exact(self, text: str) -> list[UnitMention]:
        found: list[UnitMention] = []
        at = 0
        while at < len(text):
            mention = self._at(text, at) if text[at] in self._first else None
            if mention:
                found.append(mention)
                at = mention.end
            else:
                at += 1
        return found

    def _at(self, text: str, at: int) -> UnitMention | None:
        for size in range(min(_LONGEST, len(text) - at), 1, -1):
            name = text[at : at + size]
            known = self._names.get(name)
            if known is None or _is_ordinary(text, at, at + size, name):
                continue
            units, strength = known
            start, end = at - len(_lead(text[:at])), at + size
            company = _COMPANY_TAIL.match(text, end) if all(_COMPANY.search(unit) for unit in units) else None
            end = company.end() if company else end
            return UnitMention(start, end, text[start:end], units, strength)
        return None

    def _fuzzy(self, text: str, exact: list[UnitMention]) -> list[UnitMention]:
        """Long names with one wrong, missing or surplus character (two from nine characters on)."""
        ends = [m.end() for m in _SUFFIX.finditer(text)]
        ends = [e for e in ends if not self._is_plain(text, e, exact)]
        if not ends:
            return []
        from rapidfuzz.distance import Levenshtein

        best: dict[int, tuple[int, int, str]] = {}
        for end in ends:
            for name in self._long:
                if name[-1] != text[end - 1]:
                    continue
                allowed = 2 if len(name) >= 9 else 1
                for size in (len(name), len(name) + 1, len(name) - 1):
                    start = end - size
                    if start < 0:
                        continue
                    distance = Levenshtein.distance(text[start:end], name, score_cutoff=allowed)
                    if 0 < distance <= allowed and (end not in best or (distance, -size) < best[end][:2]):
                        best[end] = (distance, -size, name)
        named = {*best, *(m.end for m in exact)}
        sounding = ((end, self._heard(text[:end])) for end in ends if end not in named)
        return [
            *(self._mention(text, end, -size, name) for end, (_, size, name) in best.items()),
            *(self._mention(text, end, len(name), name) for end, name in sounding if name),
        ]

    def _heard(self, before: str) -> str | None:
        """The short name that ``before`` ends with but for one character that sounds the same, or None."""
        for name in self._short:
            typed = before[-len(name) :]
            if len(typed) < len(name) or typed[-1] != name[-1]:
                continue
            wrong = [(a, b) for a, b in zip(typed, name, strict=True) if a != b]
            if len(wrong) == 1 and self._sounds.same(*wrong[0]):
                return name
        return None

    def _is_plain(self, text: str, end: int, exact: list[UnitMention]) -> bool:
        """Whether a name stands at ``end`` as it should, so that no slip is to be looked for."""
        if any(m.end in (end, end - 1) and m.end - m.start >= _FUZZY_FROM - 1 for m in exact):
            return True
        sizes = range(_FUZZY_FROM - 1, min(_LONGEST, end) + 1)
        return any(text[end - size : end] in self._names for size in sizes)

    def _mention(self, text: str, end: int, size: int, name: str) -> UnitMention:
        start = end - size
        return UnitMention(start, end, text[start:end], self._names[name][0], "alias")


def _core(unit: str) -> str:
    """A unit's name without the place and the body that it belongs to: 市政府口岸物流办 → 口岸物流办."""
    core = _PREFIX.sub("", unit, count=1)
    core = _OFFICE.sub("", core, count=1)
    return core if len(core) >= 2 else unit


def _aliases(unit: str) -> set[str]:
    cores = {_core(unit), _PREFIX.sub("", unit, count=1)}
    names = {core for core in cores if len(core) >= 2}
    names |= {core.replace("和", "") for core in names if len(core) > 4}
    for core in tuple(names):
        for old, new in _SWAPS:
            if core.endswith(old) and not (old == "委" and core.endswith("监委")):
                changed = core.removesuffix(old) + new
                if len(changed) >= (6 if new == "委员会" else 3):
                    names.add(changed)
    head = _COMPANY.sub("", unit)
    if head != unit and len(head) >= 4:
        names.add(head)
    return names - {unit}


def _absent_names(known: dict[str, tuple[tuple[str, ...], Strength]]) -> re.Pattern[str]:
    listed = {name for row in departments() for name in row.names if "{" not in name and len(name) > 2}
    names = listed - known.keys()
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)) or r"(?!)")


def _departments(unit: str) -> list[Department]:
    return [row for row in departments() if any(mark in unit for mark in row.marks)]


def _shared_stems(units: tuple[str, ...]) -> dict[str, set[str]]:
    """Long beginnings that several units share, so that the bare words mean any of them (公共资源交易)."""
    cores = {unit: _core(unit) for unit in units}
    stems: dict[str, set[str]] = {}
    for unit, core in cores.items():
        for other, against in cores.items():
            if other == unit:
                continue
            size = next((i for i, (a, b) in enumerate(zip(core, against, strict=False)) if a != b), 0)
            if size >= 5:
                stems.setdefault(core[:size], set()).update((unit, other))
    return stems


def _is_ordinary(text: str, start: int, end: int, name: str) -> bool:
    """Whether the words around show that a name is part of another word (电子税务局, 海关监管区, 人行道)."""
    if _NOT_BEFORE.search(text[max(0, start - 4) : start]):
        return True
    after = text[end : end + 3]
    return any(name.endswith(word) and pattern.match(after) for word, pattern in _NOT_AFTER)


def _lead(before: str) -> str:
    match = _LEFT.search(before[-8:])
    return match.group(0) if match else ""
