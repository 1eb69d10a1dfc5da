"""Who does a measure and by when, as plans say it beside the measure: （牵头单位：…；配合单位：…）, 甲局牵头，乙局配合."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from qa.read.due import find_deadlines
from qa.read.formats.stretch import Stretch
from qa.read.layout.units_text import Units, is_unit, pieces_of, starts_unit, units_of

_Role = Literal["lead", "unit", "support", "due", "other"]
_KIND = r"(?:责任)?(?:单位|部门|处室|科室|机构)"
_LABELS: tuple[tuple[_Role, str], ...] = (
    ("other", r"(?:牵头|分管|配合|负责)?(?:责任|负责|[市县区])?(?:领导|责任人|联系人|负责人)"),
    ("due", r"(?:完成|办结|落实|截止|推进|实施)?(?:时限|时间|期限|日期)(?:节点|要求)?|进度(?:安排|要求)"),
    ("lead", rf"(?:牵头|主办|主责|主管|第一责任|主要责任){_KIND}|牵头|主办"),
    ("support", rf"(?:配合|协办|参与|参加|协同|协作|协助){_KIND}|配合|协办"),
    ("unit", r"(?:责任|承办|落实|实施|负责)(?:单位|部门|处室|科室|主体)|责任分工"),
)
_LABEL = re.compile("(?:" + "|".join(f"(?P<{role}>{pattern})" for role, pattern in _LABELS) + r")\s*[:：]")
_LABEL_LINE = re.compile(rf"(?:^|(?<=[。；;！？）)〕\s]))[（(〔\[【]?\s*(?={_LABEL.pattern})")
_DATED = re.compile(
    r"(?:20\d{2}年)?(?:全年|1?\d月(?:[1-3]?\d日|底|末|份|中旬)?|[上下]半年|第?[一二三四]季度|年?底|年内)?(?:之?前|起)?"
)
_DONE = re.compile(
    r"(?:(?:全面|全部|基本|正式|开始|组织|启动|持续)*(?:完成|实现|落实到位|办结|启动|实施|执行|设立|建立|建成|上线|出台|印发|推开|推行|见效|投用|投入使用|运行|开通|落地|到位|启用))$"
)
_STANDING = re.compile(r"(?:长期|持续|常态化|全年|立即)(?:坚持|推进|实施|开展|落实|执行)*|立行立改|全年")
_LEADS = re.compile(
    r"(?P<lead>.+?)(?:牵头(?:负责|组织实施|落实)?|主办|为主|负责(?=[，,；;].*(?:配合|协助|参与)))(?:[，,；;、。\n]|$)(?P<rest>.*)",
    re.DOTALL,
)
# Before a unit in a sentence without brackets, and behind it: 由市甲局牵头，会同市乙局按职责分工负责.
_BY = re.compile(r"(?:^|(?<=[，,；;、]))(?:分别|均)?(?:由|会同|联合)(?=[\u4e00-\u9fff]{2})")
_LED_BY = re.compile(r"由[^，,；;。]{2,20}牵头")
_BARE = re.compile(
    r"(?P<name>.{2,20}?)(?:等(?:单位|部门))?(?:牵头(?:负责|组织实施|落实)?|主办|(?:按照?(?:各自)?职责(?:分工)?|分工|分别|共同|具体)*"
    r"(?:负责|配合|参与|协助|落实|实施)(?:实施|落实|推进)?)?"
)
_SAID = re.compile(
    r"(?:(?:[该此本]项)?(?:工作|任务|改革)?由|会同)?(?P<names>[\u4e00-\u9fff、（）]{3,60}?)(?:等(?:部门|单位))?"
    r"(?P<role>牵头(?:负责|组织实施|落实)?|负责|组织实施|配合|协助|参与|协同)"
)
_ANY_UNIT = re.compile(r"^..?$|(?<!采购)(?<!有关)(?<!各)(?:单位|企业|机构|学校|部门)$")
_SUPPORTS = ("配合", "协助", "参与", "协同")
_LAST_SENTENCE = re.compile(r"(?:^|(?<=[。！？]))[^。！？]+$")
_DOES = re.compile(r"牵头|负责|配合|主办|按.{0,4}职责|分工")
_OPEN = {"）": "（", ")": "(", "〕": "〔", "]": "[", "】": "【"}


@dataclass(frozen=True, slots=True)
class Duty:
    """The units and dates of a measure.

    ``open_ended`` is true where a list of units ends with 等, ``plain`` where ``lead`` holds what stood behind
    责任单位: beside a 牵头单位 those are the supporting units.
    """

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    open_ended: bool = False
    plain: bool = False

    def __bool__(self) -> bool:
        return bool(self.lead or self.support or self.due)

    def __or__(self, other: Duty) -> Duty:
        """Both duties for one, such as those of the lines 牵头单位：… and 责任单位：…."""
        one, two = self._beside(other), other._beside(self)
        return Duty(
            tuple(dict.fromkeys((*one.lead, *two.lead))),
            tuple(dict.fromkeys((*one.support, *two.support))),
            tuple(dict.fromkeys((*one.due, *two.due))),
            one.open_ended or two.open_ended,
            one.plain or two.plain,
        )

    def _beside(self, other: Duty) -> Duty:
        if not (self.plain and other.lead and not other.plain):
            return self
        return replace(self, lead=(), support=(*self.lead, *self.support), plain=False)

    def over(self, wider: Duty) -> Duty:
        """This duty, with what a wider one says where this one says nothing."""
        units, wide = (self.lead or self.support), (wider.lead, wider.support)
        lead, support = (self.lead, self.support) if units else wide
        open_ended = self.open_ended if units else wider.open_ended
        return Duty(lead, support, self.due or wider.due, open_ended)


def label_at(text: str) -> int | None:
    """Where a text first names a role before its units, None where it names none: 牵头单位：…."""
    label = _LABEL.search(text)
    return label.start() if label else None


def has_labels(text: str) -> bool:
    """Whether a text names a role before its units: 牵头单位：…."""
    return label_at(text) is not None


def duty_of(text: str, *, first_leads: bool = False) -> Duty:
    """The duty that a note spells out; ``first_leads`` where the plan says that the first unit leads."""
    labels = list(_LABEL.finditer(text))
    if not labels:
        return _free(text, first_leads=first_leads)
    given: list[tuple[str, str]] = []
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        given.append((str(label.lastgroup), text[label.end() : end].strip(" 　，,；;。、\n")))
    duty = _free(text[: labels[0].start()].strip(" 　，,；;。、\n（("), first_leads=first_leads)
    for role, words in given:
        match role:
            case "due":
                duty |= Duty(due=(_date(words),) if words else ())
            case "support":
                duty |= _supporting(words)
            case "unit":
                duty |= replace(_free(words, first_leads=first_leads), plain=True)
            case "lead":
                duty |= _free(words)
    return duty


def split_duty(stretch: Stretch, *, first_leads: bool = False) -> tuple[Stretch, Duty]:
    """A measure's text without the notes at its end, and what they say; a text of notes alone leaves nothing."""
    duty = Duty()
    while True:
        cut = _note_at_end(stretch)
        if cut is None:
            return (stretch, duty) if duty else _last_said(stretch)
        rest, note = cut
        duty = duty_of(note, first_leads=first_leads) | duty
        stretch = rest


def _note_at_end(stretch: Stretch) -> tuple[Stretch, str] | None:
    stretch = stretch.strip()
    text = stretch.text
    body = text.rstrip("。；;，, \n")
    if body and body[-1] in _OPEN:
        start = _opening(body)
        note = body[start + 1 : -1] if start >= 0 else ""
        if note and is_note(note):
            rest = stretch.cut(0, start).strip()
            stop = stretch.cut(len(body), len(body) + 1)
            ends = not rest or rest.text[-1] in "。；;！？：:" or stop.text not in ("。", "；")
            return (rest if ends else rest + stop), note
    last = _LAST_SENTENCE.search(body)
    if last and _is_bare_note(last.group()) and (not last.start() or "牵头" in last.group()):
        return stretch.cut(0, last.start()).strip(), last.group()
    label = _LABEL_LINE.search(text)
    if label and _LABEL.match(text[label.end() :]):
        return stretch.cut(0, label.start()).strip(), text[label.start() :].rstrip("）)〕]】。")
    return None


def _last_said(stretch: Stretch) -> tuple[Stretch, Duty]:
    """Who does a measure as its last sentence tells it, which stays in the text where it tells anything else.

    由甲局牵头，乙局配合，6月底前上线“计算器” tells what is to be done; 由甲局牵头，乙局配合，6月底前见效 nothing.
    """
    body = stretch.text.rstrip("。；; \n")
    last = _LAST_SENTENCE.search(body)
    if last is None:
        return stretch, Duty()
    lead: list[str] = []
    support: list[str] = []
    due: list[str] = []
    left = False
    for piece in re.split("[，,；;]", last.group()):
        said = _SAID.fullmatch(piece.strip())
        names = units_of(said["names"]).names if said else ()
        dated = _DATED.match(piece.strip())
        if said and names and all(is_unit(name) and not _ANY_UNIT.search(name) for name in names):
            (support if said["role"] in _SUPPORTS or lead else lead).extend(names)
        elif dated and _DONE.fullmatch(piece.strip()[dated.end() :]):
            due.append(dated.group())
        else:
            left = left or not _STANDING.fullmatch(piece.strip())
    if not lead or not re.search("由|牵头", last.group()):
        return stretch, Duty()
    if left or not last.start():
        return stretch, Duty(tuple(lead), tuple(support))
    return stretch.cut(0, last.start()).strip(), Duty(tuple(lead), tuple(support), tuple(due))


def _opening(text: str) -> int:
    """Where the bracket that a text ends with was opened."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in _OPEN) - (text[at] in _OPEN.values())
        if depth == 0:
            return at
    return -1


def is_note(note: str) -> bool:
    """Whether a text in brackets or behind a title names units or a date, rather than explaining a word."""
    if has_labels(note):
        return True
    names = units_of(_undated(note)[0]).names
    if not names:
        return False
    if _DOES.search(note):
        return any(is_unit(name) for name in names)
    return all(is_unit(name) and starts_unit(name) for name in names)


def _is_bare_note(text: str) -> bool:
    """Whether a text without brackets is nothing but units, what they do, and dates: 市甲局牵头，市乙局配合."""
    if not _DOES.search(text) or has_labels(text):
        return False
    names = []
    for piece in pieces_of(_BY.sub("", _undated(text)[0]).rstrip(" 　\n、，,；;。")):
        match = _BARE.fullmatch(piece.strip(" 　\n、，,；;。"))
        if match is None:
            return False
        names.append(match["name"])
    named = starts_unit(names[0]) or _LED_BY.match(text.strip())
    return bool(named) and all(map(is_unit, names))


def _free(text: str, *, first_leads: bool = False) -> Duty:
    """Units without labels: 甲局牵头，乙局、丙局配合; 甲局负责; 甲局、乙局，6月底前完成."""
    bare, due = _undated(text)
    bare = _BY.sub("", bare)
    leads = _LEADS.match(bare)
    if leads:
        lead, rest = units_of(leads["lead"]), units_of(leads["rest"])
        return Duty(lead.names, rest.names, due, lead.open_ended or rest.open_ended)
    units = units_of(bare)
    lead_names, support = shared(units, first_leads=first_leads)
    return Duty(lead_names, support, due, units.open_ended)


def shared(units: Units, *, first_leads: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who supports among units that are named together."""
    leading = units.leading or (units.names[:1] if first_leads else units.names)
    return leading, tuple(name for name in units.names if name not in leading)


def _supporting(words: str) -> Duty:
    bare, due = _undated(words)
    units = units_of(bare)
    return Duty((), units.names, due, units.open_ended)


def _undated(text: str) -> tuple[str, tuple[str, ...]]:
    """A list of units without the dates in it, and the dates."""
    kept, due = [], []
    for piece in pieces_of(text):
        bare = piece.strip(" 　\n、，,；;。")
        date = _date(bare)
        if bare and date and (_DATED.fullmatch(date) or _STANDING.fullmatch(date) or _is_date(date)):
            due.append(date)
        else:
            kept.append(piece)
    return "".join(kept), tuple(due)


def _is_date(text: str) -> bool:
    return any(end - start >= len(text) - 1 for start, end in find_deadlines(text))


def _date(text: str) -> str:
    """A date without what is said of it: 6月底前完成 is 6月底前."""
    return _DONE.sub("", "".join(text.split())).strip("。；;，,")
