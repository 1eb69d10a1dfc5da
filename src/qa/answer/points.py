"""Answers about one matter: relevance first, then the fact, unit or sentence, then the wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answer import dialogue
from qa.answer.cases import asks_each
from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice
from qa.answer.evidence import Evidence
from qa.answer.facts import has_attribute
from qa.answer.judge import load_judge, signals
from qa.answer.model import Answer
from qa.answer.point import Finding, Inquiry
from qa.answer.question import Question, Reader
from qa.answer.ranking import Context, itself, rerank
from qa.answer.scope import conflicts, elsewhere, unknown_grantee, unknown_permit
from qa.answer.several import together
from qa.answer.turns import TurnSignals, load_turn_judge, turn_signals
from qa.answer.wanted import PERSONAL, not_given
from qa.answer.wording import is_vague, official_words
from qa.answer.writer import Writer
from qa.retrieve.hybrid import Hit

_STANDS_ALONE = 0.75
_AS_GOOD = 0.6
_PASSAGE_SHARE = 0.4
_PASSAGE_SURE = 0.4
_TRUSTED = 0.5
_DOUBTED = 0.4
_FEW_WORDS = 6
_CERTAIN = 0.95
"""For a passage that holds no telling word of the question (今天云岭下雨不)."""
_NEXT = 4
_SECOND = 3
_NEARLY = 0.15
"""Where the first record is not trusted, the next ones to ``_SECOND`` that score nearly as well are tried."""
_SURELY_BARE = 2.0
_SHORT = 14
_OFFERED = 6

_POINTS = re.compile(r"(?:那么?)?(?:这[个项条件事]|它|该项)")
"""A turn that begins by pointing at what was spoken of; a unit in it is a guess (这个由谁牵头？是供电公司吗)."""
_OF_TIME = re.compile(r"时间|时限|耗时|次数")
"""Titles of tasks whose matter is how long a thing takes, though no clause of theirs may give a limit."""

_LIMIT = re.compile(r"\d+(?:\.\d+)?\s*(?:个?工作日|天|日|小时|分钟|个?月)(?!通关)|立等可取|即时|当[天日场]")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question with its ranked evidence and the probability that the first record is about it."""

    question: Question
    hits: tuple[Hit, ...]
    probability: float
    in_talk: bool = False


class PointDesk:
    """Answers a question about one matter of the plan, or says plainly that it does not stand there."""

    def __init__(self, catalogue: Catalogue, evidence: Evidence, reader: Reader) -> None:
        self._catalogue = catalogue
        self._evidence = evidence
        self._reader = reader
        self._judge = load_judge(evidence.has_wordings)
        self._turns = load_turn_judge(evidence.has_wordings)
        self._writer = Writer(catalogue)

    def answer(self, turn: dialogue.Resolved, ranked: Ranked, voice: Voice) -> Answer:
        """Answer, ask back or abstain."""
        question = ranked.question
        if not _says_something(turn, question):
            return self._writer.ask_back(question)
        choices = self._choices(ranked) if ranked.hits else ()
        if len(choices) > 1 and not turn.leaning:
            return self._writer.which(ranked.question, choices)
        clause = ranked.hits[0].measure.text if ranked.hits else ""
        place = elsewhere(ranked.question, self._catalogue, clause)
        if place is None and ranked.in_talk:
            place = elsewhere(self._reader.read(turn.own), self._catalogue)
        if place is not None:
            return self._writer.elsewhere(ranked.question, ranked.hits, place)
        if not ranked.hits or ranked.probability < self._needed(ranked):
            near = self._unsure(turn, ranked)
            if isinstance(near, Answer):
                return near
            ranked = near
        if self._beside(ranked):
            return self._writer.abstain(ranked.question, ranked.hits, ranked.probability)
        asked = self._reader.read(turn.own) if ranked.in_talk else ranked.question
        conflict = conflicts(asked, self._catalogue.records[ranked.hits[0].position])
        if conflict is not None:
            return self._writer.outside(ranked.question, ranked.hits, conflict)
        finding = self._find(turn, ranked)
        second = self._second(ranked, finding)
        if second is not None:
            return self._both(turn, ranked, finding, second, voice)
        return self._worded(turn, ranked, finding, voice)

    def _worded(self, turn: dialogue.Resolved, ranked: Ranked, finding: Finding, voice: Voice) -> Answer:
        answer = self._writer.word(ranked.question, finding, ranked.hits, ranked.probability, voice)
        if turn.member and finding.outcome == "units":
            answer = self._writer.member(answer, turn.member, voice)
        return replace(answer, resolved_question=turn.text if ranked.in_talk else ranked.question.text)

    def _unsure(self, turn: dialogue.Resolved, ranked: Ranked) -> Answer | Ranked:
        """The reply where no record is trusted; for few words that stand in one task alone, its record first."""
        question = ranked.question
        known = all(self._catalogue.knows(word) for word in question.words.split())
        if turn.leaning or not known or not is_vague(question.words):
            return self._writer.abstain(question, ranked.hits, ranked.probability)
        named = tuple(self._holding(ranked, headed=True).values()) if question.words else ()
        if not named:
            return self._writer.ask_back(question)
        if len(named) > 1 and not any(self._tells_of(question, position) for position in named):
            return self._writer.abstain(question, ranked.hits, ranked.probability)
        return (
            self._writer.which(question, named[:_OFFERED]) if len(named) > 1 else _with_first(ranked, *named)
        )

    def _beside(self, ranked: Ranked) -> bool:
        """Whether a permit or grantee is asked for that no plan here knows, or a figure of something that the record does not name.

        A record that is found with much trust may name it in other words. Where no earlier wordings are held, trust is
        lower throughout, and only charges and short questions for an amount are weighed so.
        """
        if unknown_permit(ranked.question, self._catalogue) and not ranked.in_talk:
            return True
        question, record = ranked.question, ranked.hits[0].measure
        if ranked.probability < _STANDS_ALONE and unknown_grantee(question, self._catalogue):
            return True
        about = f"{record.area}{record.task}{record.text}"
        words = question.words.split()
        missing = [word for word in self._catalogue.telling(words) if word not in about]
        attribute = question.cues.attribute
        if attribute == "fee":
            return ranked.probability < _TRUSTED and bool(missing)
        if ranked.in_talk or attribute not in ("duration", "amount"):
            return False
        if not self._evidence.has_wordings:
            short = attribute == "amount" and len(words) <= _FEW_WORDS
            return short and ranked.probability < _TRUSTED and bool(missing)
        strange = any(not any(official in about for official in official_words(word)) for word in missing)
        return ranked.probability < _DOUBTED and strange

    def _second(self, ranked: Ranked, finding: Finding) -> Ranked | None:
        """The evidence with another record first, where a question about two matters names it beside the first."""
        if finding.outcome != "facts" or not asks_each(ranked.question.text):
            return None
        first = self._catalogue.records[finding.positions[0]].text
        left = [w for w in self._catalogue.telling(ranked.question.words.split()) if w not in first]
        for hit in ranked.hits[:_NEXT]:
            if hit.position != finding.positions[0] and left and all(w in hit.measure.text for w in left):
                rest = tuple(other for other in ranked.hits if other is not hit)
                return replace(ranked, hits=(hit, *rest))
        return None

    def _both(
        self, turn: dialogue.Resolved, ranked: Ranked, finding: Finding, second: Ranked, voice: Voice
    ) -> Answer:
        other = self._find(turn, second)
        answers = [
            self._writer.word(part.question, found, part.hits, part.probability, voice)
            for part, found in ((ranked, finding), (second, other))
        ]
        return together(ranked.question.text, answers)

    def _needed(self, ranked: Ranked) -> float:
        """The probability to answer at: for a passage lower where the plan as a whole is asked about, else higher."""
        if ranked.in_talk:
            return self._turns.threshold
        if ranked.hits[0].measure.is_measure:
            return self._judge.threshold
        if itself(ranked.question.text):
            return _PASSAGE_SHARE * self._judge.threshold
        said = self._catalogue.telling((*ranked.question.words.split(), *ranked.question.official))
        held = any(word in ranked.hits[0].measure.text for word in said)
        return max(self._judge.threshold, _PASSAGE_SURE) if held or ranked.question.english else _CERTAIN

    def rank(self, turn: dialogue.Resolved, question: Question) -> Ranked:
        """The records for a turn in the order of trust, in the light of the talk before it."""
        if not _says_something(turn, question):
            return Ranked(question, (), 0.0)
        alone = self.alone(turn, question)
        if alone is not None:
            return alone
        found, heard = self.hear(turn)
        return replace(found, probability=self._turns.probability(heard) if heard else 1.0, in_talk=True)

    def alone(self, turn: dialogue.Resolved, question: Question) -> Ranked | None:
        """The records for a turn that needs no talk to be understood, None for one that may."""
        if turn.topic and not turn.weak:
            return None
        found = self._judged(question, self._evidence.hits(question, _own_words(turn, question)), Context())
        if not turn.topic or found.probability >= _STANDS_ALONE or not self.speaks_of_the_plan(question):
            return found
        return None

    def hear(self, turn: dialogue.Resolved) -> tuple[Ranked, TurnSignals | None]:
        """The records for a turn joined with the talk, and what tells whether the first is about the turn.

        Nothing needs to tell it where the turn names no matter of its own or repeats the one before.
        """
        anchor = self._evidence.anchor(turn)
        own = self._reader.read(turn.own)
        joined = self._reader.read(turn.joined or turn.text)
        named = own.words if not turn.bare or self._names_another(turn, own, anchor) else ""
        hits = self._evidence.hits(joined, (turn.own,) if named else ())
        personal = not_given(turn.own, "") in PERSONAL
        by_itself = self._evidence.hits(own) if named and not personal else []
        words = tuple(word for word in named.split() if len(word) > 1) or tuple(named.split())
        context = Context(anchor, words, {hit.position: hit.fused for hit in by_itself})
        ranked = rerank(joined, hits, self._catalogue, context)
        if not named or turn.repeat or (own.role != "any" and _POINTS.match(turn.own)):
            first = [hit for hit in ranked if hit.position == anchor]
            if anchor is not None and not first:
                first = self._evidence.at(joined, anchor)
            ranked = first + [hit for hit in ranked if hit.position != anchor]
        if turn.more and anchor is not None:
            ranked = self._after(anchor, ranked)
        found = self._judged(joined, ranked, context, ordered=True)
        more = turn.more and ranked[0].position != anchor
        carried = anchor is not None and (not named or turn.repeat or more)
        return found, None if carried else self._heard(turn, own, found, by_itself)

    def _after(self, anchor: int, ranked: Sequence[Hit]) -> list[Hit]:
        """The task that the talk is about alone, its other records first, where there are any (还有别的办法吗)."""
        task = self._catalogue.records[anchor].task_no
        others = [hit for hit in ranked if hit.position != anchor and task and hit.measure.task_no == task]
        return others + [hit for hit in ranked if hit.position == anchor] if others else list(ranked)

    def _heard(
        self, turn: dialogue.Resolved, own: Question, found: Ranked, by_itself: Sequence[Hit]
    ) -> TurnSignals:
        here = found.hits[0]
        hit = next((hit for hit in by_itself if hit.position == here.position), None)
        hit = hit or self._evidence.at(own, here.position)[0]
        others = [other for other in by_itself if other is not hit]
        alone = signals(own, hit, [hit, *others], self._catalogue, self._evidence.wish(own))
        record = here.measure
        said = f"{turn.topic}{turn.topic_answer}{record.area}{record.task}{record.text}{record.section}{record.title}"
        return turn_signals(found.probability, self._evidence.leaning(turn.own), own, said, alone)

    def _names_another(self, turn: dialogue.Resolved, own: Question, anchor: int | None) -> bool:
        """Whether a turn that means little by itself has a word of the plan that is new to the talk (信用条例那个)."""
        if anchor is None or self._evidence.leaning(turn.own) > _SURELY_BARE:
            return False
        there = self._catalogue.records[anchor]
        said = f"{turn.topic}{turn.topic_answer}{there.area}{there.task}{there.text}"
        return any(len(word) > 1 and word not in said for word in self._catalogue.telling(own.words.split()))

    def speaks_of_the_plan(self, question: Question) -> bool:
        """Whether any subject word of the turn, or an official word for it, stands in the plan."""
        return bool(question.official) or any(self._catalogue.knows(word) for word in question.words.split())

    def _judged(
        self, question: Question, hits: Sequence[Hit], context: Context, ordered: bool = False
    ) -> Ranked:
        ranked = list(hits) if ordered else rerank(question, hits, self._catalogue, context)
        if not ranked:
            return Ranked(question, (), 0.0)
        wish = self._evidence.wish(question)
        probability = self._judge.probability(signals(question, ranked[0], ranked, self._catalogue, wish))
        near = [] if ordered or probability >= self._judge.threshold else ranked[1:_SECOND]
        for hit in near:
            if hit.fused > ranked[0].fused - _NEARLY:
                order = [hit, *(other for other in ranked if other is not hit)]
                trusted = self._judge.probability(signals(question, hit, order, self._catalogue, wish))
                if trusted >= self._judge.threshold:
                    return Ranked(question, tuple(order), trusted)
        return Ranked(question, tuple(ranked), probability)

    def _find(self, turn: dialogue.Resolved, ranked: Ranked) -> Finding:
        inquiry = Inquiry(ranked.question, ranked.hits, self._catalogue, self._evidence.compare)
        if not ranked.in_talk:
            return inquiry.find()
        own = self._reader.read(turn.own)
        record = self._catalogue.records[ranked.hits[0].position]
        if not turn.repeat or any(word in record.text for word in own.words.split()):
            inquiry = replace(inquiry, own=own, talk=f"{turn.topic} {turn.topic_answer}")
        return inquiry.find()

    def _choices(self, ranked: Ranked) -> tuple[int, ...]:
        """Records of different tasks that a vague question fits equally well, or just one."""
        vague = is_vague(ranked.question.words) and len(ranked.question.text) <= _SHORT
        if ranked.in_talk or not vague:
            return ()
        floor = ranked.hits[0].fused - _AS_GOOD
        fit = [
            hit for hit in ranked.hits if hit.fused >= floor and self._gives(ranked.question, hit.position)
        ]
        return tuple(self._holding(replace(ranked, hits=tuple(fit))).values())[:_OFFERED]

    def _holding(self, ranked: Ranked, headed: bool = False) -> dict[int | None, int]:
        """For each task the first record that holds all the words of the question, or it and its heading do."""
        words = ranked.question.words.split()
        found: dict[int | None, int] = {}
        for hit in ranked.hits:
            record = hit.measure
            said = f"{record.area}{record.task}{record.text}" if headed else record.text
            if record.is_measure and all(self._holds(said, word, ranked.question.official) for word in words):
                found.setdefault(record.task_no, hit.position)
        return found

    def _holds(self, said: str, word: str, official: Sequence[str]) -> bool:
        """Whether a text holds a word, or an official word for one that no plan here writes."""
        meant = (word,) if self._catalogue.knows(word) else official
        return any(each in said for each in meant)

    def _tells_of(self, question: Question, position: int) -> bool:
        """Whether a record gives what is asked for, or its task is about it."""
        of_time = question.cues.attribute == "duration" and _OF_TIME.search(
            self._catalogue.records[position].task
        )
        return bool(of_time) or self._gives(question, position)

    def _gives(self, question: Question, position: int) -> bool:
        if question.cues.attribute == "duration":
            return any(
                f.intent == "duration" and _LIMIT.search(f.value) for f in self._catalogue.figures(position)
            )
        return question.cues.attribute == "content" or has_attribute(
            self._catalogue, position, question.cues.attribute
        )


def _says_something(turn: dialogue.Resolved, question: Question) -> bool:
    """Whether there is anything to search for: subject words, a talk to lean on, or the plan as a whole."""
    return bool(question.words) or turn.leaning or itself(question.text)


def _with_first(ranked: Ranked, position: int) -> Ranked:
    first = [hit for hit in ranked.hits if hit.position == position]
    return replace(ranked, hits=(*first, *(hit for hit in ranked.hits if hit.position != position)))


def _own_words(turn: dialogue.Resolved, question: Question) -> tuple[str, ...]:
    """The user's own words, where the question that is searched has repaired them."""
    return (turn.own,) if turn.own != question.text else ()
