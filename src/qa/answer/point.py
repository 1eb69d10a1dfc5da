"""One clause, one answer: from ranked records to the facts, units or sentences that are asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.answer.cases import asks_whole
from qa.answer.catalogue import Catalogue
from qa.answer.facts import Compare, figures_for, meant
from qa.answer.intent import asking_part, asks_content, asks_number, asks_payment, asks_whether, asks_who_pays
from qa.answer.model import Intent
from qa.answer.question import Question
from qa.answer.sentences import split
from qa.answer.wanted import PERSONAL, asks_any_figure, capped, fitting, in_asked_unit, not_given
from qa.answer.wording import is_vague, official_words, without_everyday
from qa.extract.model import Figure
from qa.extract.numerals import normalise_figures
from qa.plan import Measure
from qa.retrieve.hybrid import Hit

Outcome = Literal["facts", "due", "units", "content", "lost", "unstated"]
FIGURE_INTENTS: tuple[Intent, ...] = ("duration", "deadline", "fee", "amount")
_NEAR = 0.12
_FAR = 0.6
_HEADING = 18
_TELLING = 2
_LOOK = 6
_CHARGE = re.compile(r"收费|收取|费用|免费|不收|价格")
_ARRANGED = re.compile(
    r"(?:怎么|如何|咋)(?:安排|规定|定|设|公布|执行)|(?:何种|什么样的?|什么|哪些)(?:规定|安排|要求)"
    r"|(?:出台|制定|建立?)(?:什么|啥|哪些)"
)
_COVERED = re.compile(
    r"(?:也|都)?(?:算|包括|包含|含|涵盖|覆盖|适用|享受)(?:在内|进去|得?到)?(?:吗|么|不|没|嘛)[？?]*$|算不算|包不包括|含不含|适不适用|在不在内|在内(?:吗|么)"
)
_BORNE = re.compile(r"承担|负担|买单")
_FREED = re.compile(r"免|零|不")
_GRANTED = re.compile(r"补助|补贴|奖励|奖补|资助|返还")
_WHICH = re.compile(r"哪[一二三四五六七八九十几两\d]+[个类种项大条]|几[类种大]")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the evidence says to one question.

    ``positions`` are the records to cite, the one that the answer rests on first. ``figures`` belong to
    ``positions[0]``, ``wanted`` names a thing beside the contract's attributes. ``outcome`` "due" means the deadline
    that the plan gives beside the text; "unstated" that the record covers the subject and not the attribute; "lost"
    that the source has lost it.
    """

    outcome: Outcome
    intent: Intent
    positions: tuple[int, ...]
    figures: tuple[Figure, ...] = ()
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question whose hits are relevant, with what picking from them needs.

    ``compare`` tells how near a question is to the words of each case; ``own`` is the last turn by itself
    and ``talk`` the words before it, where the turn leans on them.
    """

    question: Question
    hits: Sequence[Hit]
    catalogue: Catalogue
    compare: Compare
    own: Question | None = None
    talk: str = ""

    def find(self) -> Finding:
        """The facts, units or sentences of the first record, or of one nearly as good."""
        return self._withheld() or self._included() or self._given() or self._in_words()

    @property
    def _record(self) -> Measure:
        return self.catalogue.records[self._positions[0]]

    @property
    def _positions(self) -> tuple[int, ...]:
        return tuple(hit.position for hit in self.hits[:_LOOK])

    @property
    def _intents(self) -> tuple[Intent, ...]:
        own = self.own
        if own is not None and own.words and not own.cues.attributes and asks_content(own.text):
            return ("content",)
        return self.question.cues.attributes or ("content",)

    @property
    def _asked(self) -> str:
        """The words that ask: the last turn's own where it asks for something, else the whole question's."""
        own = self.own
        asks = own is not None and (own.cues.attributes or asks_content(own.text) or asks_whether(own.text))
        return own.text if own is not None and asks else self.question.text

    @property
    def _first(self) -> Intent:
        both = "support" in self._intents and "lead" in self._intents
        return "lead" if both else self._intents[0]

    def _withheld(self) -> Finding | None:
        """What the record does not give in so many words: a phone number, a name, a form."""
        wanted = not_given(asking_part(self._asked), self._record.text)
        if wanted and not self._record.is_measure and wanted not in PERSONAL:
            return None
        if wanted and (self._first not in ("lead", "support") or wanted in PERSONAL):
            return Finding("unstated", self._first, self._positions, wanted=wanted)
        return None

    def _included(self) -> Finding | None:
        """The words of the clause, where it is asked whether something that they name is covered (印花税也算吗)."""
        asked = self.own or self.question
        named = any(len(word) > 1 and word in self._record.text for word in asked.words.split())
        covered = named and not asked.cues.attributes and _COVERED.search(asked.text)
        return Finding("content", "content", self._positions) if covered else None

    def _given(self) -> Finding | None:
        """Units or figures of the kind that is asked for."""
        timed = bool({"duration", "deadline"} & set(self._intents)) or asks_number(self.question.text)
        of_units = self._first in ("lead", "support")
        if of_units and not timed:
            return self._units()
        asked = [intent for intent in self._intents if intent in FIGURE_INTENTS]
        if asked == ["deadline", "duration"]:
            found = self._time()
        else:
            found = next((found for intent in asked if (found := self._figures(intent))), None)
        if found is None and self._first in FIGURE_INTENTS:
            found = self._in_asked_unit()
        return found or (self._units() if of_units else None)

    def _time(self) -> Finding | None:
        """A date or a period, whichever the question names more words of (外观设计 预审 时间)."""
        date, period = self._figures("deadline"), self._figures("duration")
        if date is None or period is None:
            return date or period
        return period if self._named(period) > self._named(date) else date

    def _named(self, finding: Finding) -> int:
        """How many of the question's words stand in the subject of one of the figures."""
        words = [word for word in self.question.words.split() if len(word) > 1]
        return max(sum(w in f"{f.context}{f.subject}" for w in words) for f in finding.figures)

    def _in_words(self) -> Finding:
        """What the clause says of it without a figure, else that it says nothing or that it is lost."""
        record, first = self._record, self._first
        if first not in FIGURE_INTENTS:
            return self._named_case() or Finding("content", "content", self._positions)
        if asks_whether(self.question.text):
            repeated = self._repeated()
            if repeated:
                return Finding("facts", repeated[0].intent, self._positions, repeated)
            if not asks_payment(self.question.text):
                return Finding("content", "content", self._positions)
        if _ARRANGED.search(self.question.text) and not asks_number(self.question.text):
            return Finding("content", "content", self._positions)
        if record.is_measure and not _told(self.question, first, record):
            return Finding("lost" if _only_a_heading(record) else "unstated", first, self._positions)
        return Finding("content", "content", self._positions)

    def _named_case(self) -> Finding | None:
        """The figure of the one case that a few words name without asking anything (工业项目拿地到开工)."""
        asked = self.question
        if (
            asked.cues.attributes
            or len(asked.text) > _HEADING
            or asks_content(asked.text)
            or asks_whether(asked.text)
        ):
            return None
        figures = tuple(f for f in self.catalogue.figures(self._positions[0]) if f.intent != "deadline")
        chosen = meant(asked, figures, self._record, _by_words_alone)
        if not 0 < len(chosen) < len(figures):
            return None
        return Finding("facts", chosen[0].intent, self._positions, chosen)

    def _units(self) -> Finding:
        record, intent = self._record, self._first
        if not record.is_measure:
            return Finding("content", "document", self._positions)
        asked, other = (record.lead, record.support)[:: 1 if intent == "lead" else -1]
        if asked or (other and intent not in record.missing):
            return Finding("units", intent, self._positions)
        return Finding("lost" if intent in record.missing else "unstated", intent, self._positions)

    def _in_asked_unit(self) -> Finding | None:
        """Figures of the first record in the unit that is asked for, whatever they are called (300天)."""
        counted = in_asked_unit(self.question.text, self.catalogue.figures(self._positions[0]))
        if not counted:
            return None
        chosen = meant(self.question, counted, self._record, self.compare, self.talk)
        return Finding("facts", counted[0].intent, self._positions, chosen)

    def _repeated(self) -> tuple[Figure, ...]:
        """Figures of the record that the question itself says (能保证有300天吗)."""
        said = set(re.findall(r"\d+(?:\.\d+)?", normalise_figures(self.question.text)))
        figures = self.catalogue.figures(self._positions[0])
        return tuple(f for f in figures if f.number is not None and f"{f.number:g}" in said)

    def _figures(self, intent: Intent) -> Finding | None:
        """The best record that gives ``intent``: the first, or one that scores nearly as well."""
        top = self.hits[0]
        for hit in self.hits[: 2 * _LOOK if self._seeks_figure else 1]:
            near = hit is top or (hit.fused >= top.fused - _NEAR and not self._only_pays)
            if not near and not self._akin(hit, intent):
                continue
            if hit is not top and intent == "fee" and self._names_less(hit):
                continue
            figures = self._fitting(hit, intent)
            if not figures and self._intents == ("amount",) and asks_any_figure(self.question.text):
                figures = self._fitting(hit, "duration") or self._fitting(hit, "fee")
            rest = tuple(o.position for o in self.hits[:_LOOK] if o.position != hit.position)
            if figures:
                return Finding("facts", intent, (hit.position, *rest), self._meant(hit, figures))
            if intent == "deadline" and hit.measure.due_apart:
                return Finding("due", intent, (hit.position, *rest))
        return None

    @property
    def _only_pays(self) -> bool:
        """Whether the turn only asks if the matter of the talk is to be paid for (收钱不)."""
        return self.own is not None and not self.own.words and asks_payment(self.own.text)

    @property
    def _seeks_figure(self) -> bool:
        """Whether another record's figure would do; a yes or a no is the first one's affair, unless it is about paying."""
        return not asks_whether(self.question.text) or asks_payment(self.question.text)

    def _fitting(self, hit: Hit, intent: Intent) -> tuple[Figure, ...]:
        """The figures of a record that answer ``intent`` in the unit asked for."""
        text = hit.measure.text
        figures = figures_for(intent, self.catalogue.figures(hit.position), text)
        figures = fitting(self.question.text, figures)
        if intent in ("fee", "amount"):
            figures = capped((self.own or self.question).text, figures, text)
        if intent in ("fee", "amount") and figures and self._asks_elsewhere(figures, text):
            return ()
        if intent == "fee" and asks_who_pays(self.question.text):
            return tuple(f for f in figures if _BORNE.search(f.value) or _FREED.match(f.value))
        if intent == "fee" and asks_payment(self.question.text):
            return tuple(f for f in figures if not _GRANTED.search(text[f.start : f.clause_end]))
        return figures

    def _meant(self, hit: Hit, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """The cases that the turn by itself names, else those that the whole question names."""
        if self.own is not None and self.own.words:
            chosen = meant(self.own, figures, hit.measure, _by_words_alone)
            if len(chosen) < len(figures):
                return chosen
        near = _by_words_alone if is_vague(self.question.words) else self.compare
        return meant(self.question, figures, hit.measure, near, self.talk)

    def _asks_elsewhere(self, figures: Sequence[Figure], text: str) -> bool:
        """Whether the question's words stand in a sentence of the clause that holds none of its figures."""
        words = self.catalogue.telling(self.question.words.split())
        if len(words) < _TELLING:
            return False
        spans = split(text)

        def held(start: int, end: int) -> int:
            return sum(word in text[start:end] for word in words)

        own = max(held(a, b) for a, b in spans if any(a <= f.start < b for f in figures))
        others = [held(a, b) for a, b in spans if not any(a <= f.start < b for f in figures)]
        return bool(others) and max(others) - own >= _TELLING

    def _akin(self, hit: Hit, intent: Intent) -> bool:
        """Whether a weaker record of the top one's area gives ``intent`` for most of what the question names.

        A turn that only asks for the whole (一共要几天) may mean any of them.
        """
        here, top = hit.measure, self.hits[0]
        if not here.is_measure or here.area != top.measure.area or hit.fused < top.fused - _FAR:
            return False
        if self.own is not None and not self.own.words and asks_whole(self.own.text):
            return True
        words = [word for word in self.question.words.split() if len(word) > 1]
        figures = figures_for(intent, self.catalogue.figures(hit.position), here.text) if words else ()
        abouts = [f"{here.task}{figure.subject}{figure.context}" for figure in figures]
        if self._only_pays:
            return any(self._means(about) for about in abouts)
        return any(2 * sum(self._says(about, word) for word in words) >= len(words) for about in abouts)

    def _names_less(self, hit: Hit) -> bool:
        """Whether the first record names something of the question that this one does not (抵押 of 抵押登记收费吗)."""
        here, first = (f"{each.measure.task}{each.measure.text}" for each in (hit, self.hits[0]))
        words = self.catalogue.telling(self.question.words.split())
        return any(word in first and word not in here for word in words)

    def _means(self, about: str) -> bool:
        """Whether words about a figure hold an official name of the matter, and whatever else tells the question."""
        left = without_everyday(self.question.text)
        rest = [word for word in self.question.words.split() if word in left]
        named = any(official in about for official in self.question.official if len(official) > 2)
        return named and all(word in about for word in self.catalogue.telling(rest))

    def _says(self, about: str, word: str) -> bool:
        """Whether words about a figure hold one of the question's, or the official one for it (通电: 获得电力)."""
        return word in about or any(official in about for official in official_words(word))


def _by_words_alone(question: str, described: Sequence[str]) -> Sequence[float]:
    """No nearness: what is elliptic or vague (停气呢, 登记要几天) names its case in so many words or not at all."""
    del question
    return [0.0] * len(described)


def _only_a_heading(record: Measure) -> bool:
    """Whether the source has lost all of a record but its heading."""
    return "text" in record.missing and len(record.text) <= _HEADING


def _told(question: Question, intent: Intent, record: Measure) -> bool:
    """Whether the clause speaks of what is asked without a figure: 取消…收费项目 to 还收费吗, 四大平台 to 哪几个."""
    if intent == "fee":
        return not asks_number(question.text) and bool(_CHARGE.search(record.text))
    if intent == "amount":
        return asks_content(question.text) or bool(_WHICH.search(question.text))
    return False
