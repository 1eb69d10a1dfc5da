"""One plan's answers: a question in the light of a talk in, one verified answer out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from qa.answer import dialogue
from qa.answer.apiece import apiece
from qa.answer.catalogue import Catalogue
from qa.answer.dialogue import Resolved
from qa.answer.going_on import can_only_go_on
from qa.answer.hearing import MAX_QUESTION, Hearing, plain
from qa.answer.hops import hop_of
from qa.answer.model import COMPLETE, Answer, Turn
from qa.answer.named import Name
from qa.answer.question import Question, Reader
from qa.answer.recall import Recall
from qa.answer.router import Matter, Router
from qa.answer.several import Parts, clauses_of, parts_of, together
from qa.answer.texts import Texts
from qa.answer.verify import verified

if TYPE_CHECKING:
    from qa.retrieve.hybrid import Retriever

_FOUND = 0.2
"""Several figures of one subject are told where the subject is found at least so surely for one of them."""


class PlanDesk:
    """Answers questions from what one retriever finds; ``called`` is how its answers speak of the plan."""

    def __init__(self, retriever: Retriever, today: Callable[[], date], called: str = "本方案") -> None:
        index = retriever.index
        texts = Texts(index.records, index.contents.lexicon.grams, retriever.first or 0)
        self.catalogue = Catalogue(index.plans, index.records, called, texts)
        self.hearing = Hearing(self.catalogue, index.segmenter)
        self._reader = Reader(self.catalogue, index.segmenter.cut, today())
        self._router = Router(self.catalogue, retriever, self._reader, today)
        self._home = Name.of(index.plans[0].document) if len(index.plans) == 1 else None
        self._recall = Recall(self._answer, self._holding)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer ``question`` in the light of ``history`` (oldest turn first).

        Raises WenceError where the question is empty or too long.
        """
        return self._answer(self._at_home(self.hearing.cleaned(question)), _heard(history))

    def _at_home(self, text: str) -> str:
        """``text`` without the place that the plan is of, which tells none of its records from another (来湖岭落户)."""
        kept = partial(self.catalogue.is_part_of_name, text)
        return text if self._home is None else self._home.without_place(text, kept)

    def _answer(self, cleaned: str, history: Sequence[Turn]) -> Answer:
        """The answer to a cleaned question after turns that are plain."""
        hopped = self._hopped(cleaned)
        if hopped is not None:
            return hopped
        pointed = self._recall.pointed(cleaned, history) if history else None
        if pointed is not None:
            cleaned, history = pointed, ()
        turns = self._recall.told(
            self._recall.without_pointing(history) if can_only_go_on(cleaned) else history
        )
        if turns:
            text, parts, resolved, understood = self._begun(cleaned, turns)
        else:
            text, parts, resolved, understood = self._router.meanwhile(
                cleaned, lambda: self._begun(cleaned, turns)
            )
        answers = [verified(self._router.settle(understood))]
        for part in parts.texts[1:]:
            turns.append(Turn(resolved.text, answers[-1].answer))
            resolved = self._resolved(part, turns[: len(history)] if parts.apart else turns)
            alone = self._alone(resolved) if parts.of_one else None
            answers.append(alone or verified(self._router.answer(resolved)))
        if len(answers) == 1 and answers[0].status in ("abstained", "clarify"):
            answers = self._by_clause(text, answers[0], turns)
        found = any(answer.citations and answer.confidence >= _FOUND for answer in answers)
        if parts.of_one and answers[0].status == "abstained" and not found:
            answers = answers[:1]
        told = sum(answer.status == "answered" for answer in answers)
        if told < len(answers) == len(parts.texts) > 1 and not (told and (parts.of_one or parts.apart)):
            resolved = self._resolved(text, turns[: len(history)])
            whole = verified(self._router.answer(resolved))
            answers = [whole] if whole.status == "answered" or not told else answers
        answer = self._apart(text, answers[0]) if len(answers) == 1 else together(text, answers)
        read_as = resolved.text if resolved.leaning and answer.intent != "smalltalk" else resolved.own
        return replace(answer, resolved_question=answer.resolved_question or read_as)

    def read(self, question: str) -> Question:
        """What a question asks, as far as this plan knows its words."""
        return self._reader.read(self.hearing.mended(self.hearing.cleaned(question)))

    def leans(self, question: str, history: Sequence[Turn]) -> bool:
        """Whether a question means nothing without the talk before it."""
        return self._resolved(self.hearing.mended(self.hearing.cleaned(question)), _heard(history)).leaning

    def _begun(self, cleaned: str, turns: Sequence[Turn]) -> tuple[str, Parts, Resolved, Answer | Matter]:
        """The question without slips, its parts, and what the first of them means."""
        text = self.hearing.mended(cleaned)
        text = dialogue.without_reaction(text) if turns else text
        each = apiece(text, self._reader.names)
        if len(each) > 1 or (turns and self._router.sense.member(text) is not None):
            parts = Parts(each, apart=len(each) > 1)
        else:
            parts = parts_of(text, self._names_a_subject, leaning=bool(turns))
        first = self._resolved(parts.texts[0], turns)
        return text, parts, first, self._router.understand(first)

    def _hopped(self, text: str) -> Answer | None:
        """All that a unit does which is named by one thing that it leads, or None where that is not what is asked."""
        hop = hop_of(text)
        if hop is None:
            return None
        named = self._answer(hop.first, ())
        beside = {unit for mention in self.catalogue.units.find(hop.beside) for unit in mention.units}
        meant = [unit for unit in named.units.lead if unit not in beside]
        if named.status != "answered" or named.intent != "lead" or len(meant) != 1:
            return None
        unit = meant[0]
        found = self._answer(f"{unit}{hop.asked}", ())
        if found.status != "answered" or found.intent not in COMPLETE:
            return None
        measure = named.citations[0].measure.measure_id
        units = "、".join(named.units.lead)
        return replace(found, question=text, answer=f"第{measure}条措施的牵头单位是{units}。\n{found.answer}")

    def _apart(self, text: str, answer: Answer) -> Answer:
        """``answer``, or where nothing is common to the units or areas that were named, what each has."""
        if answer.intent not in COMPLETE or answer.citations:
            return answer
        each = apiece(text, self._reader.names, joined=True)
        if len(each) < 2:
            return answer
        answers = [self._answer(one, ()) for one in each]
        if not any(one.citations for one in answers):
            return answer
        told = together(text, answers)
        nothing = answer.answer.splitlines()[0]
        return replace(told, answer=f"{nothing}分别来看：\n{told.answer}")

    def _by_clause(self, text: str, whole: Answer, turns: Sequence[Turn]) -> list[Answer]:
        """The answers to the clauses of a question that has none as a whole, where one of them has one.

        A question that nothing was found for is left refused: its clauses say less than it does.
        """
        clauses = clauses_of(text)
        if len(clauses) < 2 or not (whole.citations or whole.status == "clarify"):
            return [whole]
        talk, answers = list(turns), []
        for clause in clauses:
            resolved = self._resolved(clause, talk)
            answers.append(verified(self._router.answer(resolved)))
            talk.append(Turn(resolved.text, answers[-1].answer))
        return answers if any(answer.status == "answered" for answer in answers) else [whole]

    def _alone(self, resolved: Resolved) -> Answer | None:
        """The answer to a part as if it had been asked by itself, None where that finds nothing."""
        answer = verified(self._router.answer(self._resolved(resolved.text, ())))
        return answer if answer.status == "answered" else None

    def _resolved(self, text: str, turns: Sequence[Turn]) -> Resolved:
        return dialogue.resolve(text, turns, self._router.sense)

    def _holding(self, words: str, numbers: Sequence[str]) -> list[str]:
        """Those of the measures ``numbers`` whose text or task holds ``words``."""
        wanted = set(numbers)
        return [
            r.measure_id
            for r in self.catalogue.records
            if r.measure_id in wanted and (words in r.text or words in r.task)
        ]

    def _names_a_subject(self, part: str) -> bool:
        return bool(self.catalogue.telling(self._reader.subject(part).split()))


def _heard(history: Sequence[Turn]) -> list[Turn]:
    return [Turn(plain(turn.question)[:MAX_QUESTION], turn.answer[:MAX_QUESTION]) for turn in history]
