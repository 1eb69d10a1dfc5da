"""One clause, one answer: from ranked records to the facts, units or sentences that are asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.answer.cases import asks_whole
from qa.answer.catalogue import Catalogue
from qa.answer.facts import Compare, figures_for, has_attribute, meant
from qa.answer.intent import asking_part, asks_content, asks_number, asks_payment, asks_whether
from qa.answer.model import Intent
from qa.answer.question import Question
from qa.answer.sentences import split
from qa.answer.wanted import PERSONAL, fitting, in_asked_unit, not_given
from qa.extract.model import Figure
from qa.extract.numerals import normalise_figures
from qa.plan import Measure
from qa.retrieve.hybrid import Hit

Outcome = Literal["facts", "units", "content", "lost", "unstated"]
FIGURE_INTENTS: tuple[Intent, ...] = ("duration", "deadline", "fee", "amount")
_NEAR = 0.12
_FAR = 0.6
_HEADING = 18
_TELLING = 2
_LOOK = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """What the evidence says to one question.

    ``positions`` are the records to cite, the one that the answer rests on first. ``figures`` belong to
    ``positions[0]``, ``wanted`` names a thing beside the contract's attributes. ``outcome`` "unstated" means
    that the record covers the subject and not the attribute; "lost" that the source has lost it.
    """

    outcome: Outcome
    intent: Intent
    positions: tuple[int, ...]
    figures: tuple[Figure, ...] = ()
    wanted: str = ""


def find(
    question: Question,
    hits: Sequence[Hit],
    catalogue: Catalogue,
    compare: Compare,
    own: Question | None = None,
    talk: str = "",
) -> Finding:
    """Pick the facts of the first record (or one nearly as good) for a question whose hits are relevant.

    ``compare`` tells how near a question is to the words of each case; ``own`` is the last turn by itself
    and ``talk`` the words before it, where the turn leans on them.
    """
    intents = question.cues.attributes or ("content",)
    first: Intent = "lead" if "support" in intents and "lead" in intents else intents[0]
    positions = tuple(hit.position for hit in hits[:_LOOK])
    wanted = (
        not_given(asking_part(question.text), catalogue.records[positions[0]].text)
        if catalogue.records[positions[0]].is_measure
        else None
    )
    if wanted and (first not in ("lead", "support") or wanted in PERSONAL):
        return Finding("unstated", first, positions, wanted=wanted)
    timed = bool({"duration", "deadline"} & set(intents)) or asks_number(question.text)
    if first in ("lead", "support") and not timed:
        return _units(first, positions, catalogue)
    for intent in intents:
        if intent in FIGURE_INTENTS:
            found = _figures(question, intent, hits, catalogue, compare, own, talk)
            if found is not None:
                return found
    counted = in_asked_unit(question.text, catalogue.figures(positions[0])) if first in FIGURE_INTENTS else ()
    if counted:
        record = catalogue.records[positions[0]]
        return Finding("facts", counted[0].intent, positions, meant(question, counted, record, compare, talk))
    if first in ("lead", "support"):
        return _units(first, positions, catalogue)
    affirmed = first in FIGURE_INTENTS and asks_whether(question.text)
    repeated = _repeated(question, catalogue, positions[0]) if affirmed else ()
    if repeated:
        return Finding("facts", repeated[0].intent, positions, repeated)
    if affirmed and not asks_payment(question.text):
        return Finding("content", "content", positions)
    if (
        first in FIGURE_INTENTS
        and catalogue.records[positions[0]].is_measure
        and not _told(question, first, catalogue.records[positions[0]])
    ):
        return Finding(
            "lost" if _only_a_heading(catalogue.records[positions[0]]) else "unstated", first, positions
        )
    return Finding("content", "content", positions)


def _asked_elsewhere(question: Question, figures: Sequence[Figure], text: str, catalogue: Catalogue) -> bool:
    """Whether the question's words stand in a sentence of the clause that holds none of its figures."""
    words = catalogue.telling(question.words.split())
    if len(words) < _TELLING:
        return False
    spans = split(text)

    def held(start: int, end: int) -> int:
        return sum(word in text[start:end] for word in words)

    own = max(held(a, b) for a, b in spans if any(a <= f.start < b for f in figures))
    others = [held(a, b) for a, b in spans if not any(a <= f.start < b for f in figures)]
    return bool(others) and max(others) - own >= _TELLING


def _akin(
    question: Question, hit: Hit, top: Hit, catalogue: Catalogue, intent: Intent, own: Question | None
) -> bool:
    """Whether a weaker record of the top one's area gives ``intent`` for most of what the question names.

    A turn that only asks for the whole (一共要几天) may mean any of them.
    """
    here, there = hit.measure, top.measure
    if not here.is_measure or here.area != there.area or hit.fused < top.fused - _FAR:
        return False
    if own is not None and not own.words and asks_whole(own.text):
        return True
    words = [word for word in question.words.split() if len(word) > 1]
    if not words:
        return False
    for figure in figures_for(intent, catalogue.figures(hit.position), here.text):
        about = f"{here.task}{figure.subject}{figure.context}"
        if 2 * sum(word in about for word in words) >= len(words):
            return True
    return False


def _repeated(question: Question, catalogue: Catalogue, position: int) -> tuple[Figure, ...]:
    """Figures of the record that the question itself says (能保证有300天吗)."""
    said = set(re.findall(r"\d+(?:\.\d+)?", normalise_figures(question.text)))
    return tuple(f for f in catalogue.figures(position) if f.number is not None and f"{f.number:g}" in said)


def _only_a_heading(record: Measure) -> bool:
    """Whether the source has lost all of a record but its heading."""
    return "text" in record.missing and len(record.text) <= _HEADING


def _told(question: Question, intent: Intent, record: Measure) -> bool:
    """Whether the clause speaks of what is asked without a figure: 取消…收费项目 to 还收费吗, 四大平台 to 哪几个."""
    if intent == "fee":
        return not asks_number(question.text) and bool(re.search(r"收费|费用|免费|不收|价格", record.text))
    if intent == "amount":
        return asks_content(question.text) or bool(
            re.search(r"哪[一二三四五六七八九十几两\d]+[个类种项大条]|几[类种大]", question.text)
        )
    return False


def _units(intent: Intent, positions: tuple[int, ...], catalogue: Catalogue) -> Finding:
    record = catalogue.records[positions[0]]
    if not record.is_measure:
        return Finding("content", "document", positions)
    names = record.lead if intent == "lead" else record.support
    if not names:
        return Finding("lost" if intent in record.missing else "unstated", intent, positions)
    return Finding("units", intent, positions)


def _by_words_alone(question: str, described: Sequence[str]) -> Sequence[float]:
    """No nearness: an elliptic turn (停气呢) names its case in so many words."""
    del question
    return [0.0] * len(described)


def _figures(
    question: Question,
    intent: Intent,
    hits: Sequence[Hit],
    catalogue: Catalogue,
    compare: Compare,
    own: Question | None,
    talk: str,
) -> Finding | None:
    """The best record that gives ``intent``: the first, or one that scores nearly as well."""
    top = hits[0]
    for hit in hits[: 1 if asks_whether(question.text) else 2 * _LOOK]:
        if hit.fused < top.fused - _NEAR and not _akin(question, hit, top, catalogue, intent, own):
            continue
        if not has_attribute(catalogue, hit.position, intent):
            continue
        text = catalogue.records[hit.position].text
        figures = fitting(question.text, figures_for(intent, catalogue.figures(hit.position), text))
        if intent in ("fee", "amount") and figures and _asked_elsewhere(question, figures, text, catalogue):
            continue
        if not figures:
            continue
        record = catalogue.records[hit.position]
        chosen = meant(own, figures, record, _by_words_alone) if own is not None and own.words else figures
        if len(chosen) == len(figures):
            chosen = meant(question, figures, record, compare, talk)
        rest = tuple(other.position for other in hits[:_LOOK] if other.position != hit.position)
        return Finding("facts", intent, (hit.position, *rest), chosen)
    return None
