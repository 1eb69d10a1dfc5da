"""A measure's cases in words, as they are told apart and compared in meaning with a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from qa.extract.figures import extract_figures
from qa.extract.model import Figure
from qa.plan import Measure

_PART = re.compile("[。；]")
_BRACKET = re.compile(r"（[^）]*）")
_NEXT = re.compile("[、，；]")
_BRIEF = 4
_APART = 2
_JOINING = "及和与或以、"
_SPELT_OUT = 3
_ATTRIBUTE = r"(?:时间|时限|期限|时长|费用?|标准|额度|限额|比例|率|价格?|成本|金额|保证金|年度|次数|天数)"
_MEASURED = re.compile(rf"{_ATTRIBUTE}$")
_IN_CLASS = re.compile(r"[类型]$")
"""The case of a kind (施工类最高50万元), whatever the figure before it is told in."""
_LEADS_OVER = re.compile(rf"{_ATTRIBUTE}(?:为|是)?$")


@dataclass(frozen=True, slots=True)
class Named:
    """A case's ``name`` without the words that it shares with its siblings, and its ``subject`` with them.

    小型社会投资项目 and 小型社会投资项目从立项到竣工验收的审批时间.
    """

    name: str
    subject: str


def described(record: Measure, figure: Figure) -> tuple[str, str]:
    """A figure's case in full words after its task's name, and its own part of the clause."""
    whole = lent(record.text, figure)
    called = named(record.text, figure).subject
    case = f"{record.task} {figure.context} {whole} {called} {figure.predicate}"
    return re.sub(" +", " ", case).strip(), f"{whole} {stretch(record.text, figure)}".strip()


def named(text: str, figure: Figure) -> Named:
    """What a figure's case is called among the figures of its sentence that answer the same intent."""
    here = text.count("。", 0, figure.start)
    family = [
        other
        for other in extract_figures(text)
        if _sort(other) == _sort(figure) and text.count("。", 0, other.start) == here
    ]
    if figure not in family:
        return Named(figure.subject, figure.subject)
    return _among([other.subject.rstrip("的") for other in family])[family.index(figure)]


def lent(text: str, figure: Figure) -> str:
    """The words that an elliptic case leaves to the first figure of its run, empty where it names its own.

    预付款比例 for 对中小企业不低于50% after 预付款比例不低于30%; 本科毕业生租房 for 硕士每月1200元.
    """
    own = figure.subject
    if not own or _MEASURED.search(own) or named(text, figure).subject != own.rstrip("的"):
        return ""
    for other in extract_figures(text):
        if other.end > figure.start:
            break
        sums = {other.kind, figure.kind} <= {"rate", "money", "fee"} and _IN_CLASS.search(own)
        alike = bool(sums) or (other.kind == figure.kind and other.unit == figure.unit)
        spelt_out = len(own) <= _BRIEF and len(other.subject) - len(own) >= _SPELT_OUT
        if (
            alike
            and (spelt_out or _MEASURED.search(other.subject))
            and not _PART.search(text[other.end : figure.start])
        ):
            return _BRACKET.sub("", other.subject)
    return ""


def stretch(text: str, figure: Figure) -> str:
    """The part of its clause that is a figure's own: from the figure before it to the words of the next."""
    start, end = figure.clause_start, figure.clause_end
    for other in extract_figures(text):
        if start < other.end <= figure.start:
            start = other.end
        elif figure.end <= other.start < end:
            end = figure.end + len(_NEXT.split(text[figure.end : other.start], maxsplit=1)[0])
    return text[start:end]


def siblings_described(record: Measure) -> list[str]:
    """The descriptions of all figures of ``record`` that have siblings to be told from."""
    figures = extract_figures(record.text)
    families = Counter(map(_family, figures))
    return [text for f in figures if families[_family(f)] > 1 for text in described(record, f)]


def _family(figure: Figure) -> str:
    """The intent that a figure answers; fees and amounts stand in for each other."""
    return "amount" if figure.intent == "fee" else figure.intent


def _sort(figure: Figure) -> str:
    """The kind of a figure; a fee and a sum of money are one."""
    return "money" if figure.kind == "fee" else figure.kind


def _among(subjects: Sequence[str]) -> list[Named]:
    """The subjects with the words that only one spells out for those after it.

    That is a tail after the ending of another (一般社会投资项目从立项到… before 小型社会投资项目), or a head before what
    runs parallel to another (单个标准集装箱进口成本 before 出口成本, 到达现场时间城区 before 乡镇).
    """
    found: list[Named] = []
    head = tail = spelt = ""
    for place, subject in enumerate(subjects):
        others = [other for other in (*subjects[:place], *subjects[place + 1 :]) if other]
        name = _without_head(_without_tail(subject, others), others)
        if name != subject:
            head, _, tail = subject.partition(name)
            spelt = name
            found.append(Named(name, subject))
        else:
            ends = tail if name[-1:] == spelt[-1:] or len(name) == len(spelt) else ""
            found.append(Named(name, f"{head}{name}{ends}"))
    return found


def _without_tail(subject: str, others: Sequence[str]) -> str:
    ends = (
        next((other[-size:] for size in range(len(other), 1, -1) if other[-size:] in subject), "")
        for other in others
    )
    cuts = [subject.index(end) + len(end) for end in ends if end]
    name = subject[: min(cuts)] if cuts else subject
    return subject if subject[len(name) :].startswith("（") else name


def _runs_parallel(other: str, subject: str) -> bool:
    """Whether ``other`` differs from the end of a longer subject in two characters at most, where a word may begin there."""
    cut = len(subject) - len(other)
    if cut <= 2 or other[-2:] != subject[-2:] or subject[cut - 1] in _JOINING:
        return False
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(other), reversed(subject), strict=False))
    return 0 < len(other) - sum(1 for _ in alike) <= _APART


def _without_head(subject: str, others: Sequence[str]) -> str:
    sizes = [len(other) for other in others if _runs_parallel(other, subject)]
    if not sizes and others and max(map(len, others)) <= _BRIEF < len(subject) - _BRIEF:
        sizes = [len(others[0])] if _LEADS_OVER.search(subject[: -len(others[0])]) else []
    return subject[-max(sizes) :] if sizes else subject
