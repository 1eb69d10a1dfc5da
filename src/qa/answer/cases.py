"""Which of a measure's cases a question means: 低压 of 高压/低压, DN80 of DN40/DN100, one clause of many.

Words that all cases share say nothing; a word that only one case has names it. The weight of a
word is therefore log(n / df) over the sibling cases (Sparck Jones 1972), and quantities in a case's
condition (DN100以下) are compared as quantities.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_KEEP = 0.72
_KEEP_EACH = 0.3
_EACH = re.compile(r"分别|各自|各(?:是|要|为|需|得|能)|差多少|差几|相差|比较|对比|哪个(?:更)?[快慢多少长短]|[和与跟及同、].{0,14}(?:呢|几天|多久|多少)|以及|\band\b|\bversus\b|\bvs\b")
_CONDITION = re.compile(r"(?P<unit>[A-Za-z]*)(?P<number>\d+(?:\.\d+)?)(?P<suffix>[A-Za-z\u4e00-\u9fff]{0,3}?)(?P<side>以下|以上|以内)")
_QUANTITY = re.compile(r"(?P<unit>[A-Za-z]*)(?P<number>\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Case:
    """One case to choose from: the words that describe it, strongest first."""

    subject: str
    around: str = ""


def grams(text: str) -> Counter[str]:
    """Single characters and pairs of ``text``; a pair weighs by itself, a character a quarter."""
    clean = re.sub(r"[^\w]", "", text.lower())
    found: Counter[str] = Counter(clean[i : i + 2] for i in range(len(clean) - 1))
    found.update(clean)
    return found


def _gram_weight(gram: str) -> float:
    return 1.0 if len(gram) > 1 else 0.25


def choose(question: str, cases: Sequence[Case]) -> tuple[int, ...]:
    """Positions of the cases that ``question`` names; all of them where it names none.

    ``question`` may have official words appended to it. A case whose quantity the question
    contradicts (DN80 against DN40以下) is out; one that it meets is in.
    """
    if len(cases) <= 1:
        return tuple(range(len(cases)))
    asked = set(grams(question))
    described = [grams(case.subject) for case in cases]
    wider = [grams(case.around) for case in cases]
    spread = Counter(gram for found in described for gram in found)
    reach = Counter(gram for found in wider for gram in found)
    scores = []
    for case, subject, around in zip(cases, described, wider, strict=True):
        score = sum(_gram_weight(g) * math.log(len(cases) / spread[g]) for g in subject if g in asked)
        score += 0.4 * sum(
            _gram_weight(g) * math.log(len(cases) / reach[g]) for g in around if g in asked and g not in subject
        )
        scores.append(score + _fits(question, case.subject))
    best = max(scores)
    if best < 0.5:
        return tuple(i for i, score in enumerate(scores) if score > -1.0) or tuple(range(len(cases)))
    keep = _KEEP_EACH if _EACH.search(question) else _KEEP
    return tuple(i for i, score in enumerate(scores) if score >= keep * best)


def _fits(question: str, subject: str) -> float:
    """+2 where a quantity of the question meets the subject's bound, −4 where it breaks it."""
    total = 0.0
    for bound in _CONDITION.finditer(subject):
        for quantity in _QUANTITY.finditer(question):
            unit = quantity["unit"].lower()
            if not unit or unit != bound["unit"].lower():
                after = question[quantity.end() : quantity.end() + 2]
                if unit or bound["unit"] or not bound["suffix"] or not after.startswith(bound["suffix"][:1]):
                    continue
            value, limit = float(quantity["number"]), float(bound["number"])
            inside = value >= limit if bound["side"] == "以上" else value <= limit
            total += 2.0 if inside else -4.0
    return total

