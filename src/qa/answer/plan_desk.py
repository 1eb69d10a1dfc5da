"""One plan's answers: a question in the light of a talk in, one verified answer out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from qa.answer import dialogue
from qa.answer.apiece import apiece
from qa.answer.catalogue import Catalogue
from qa.answer.dialogue import Resolved
from qa.answer.hearing import MAX_QUESTION, Hearing, plain
from qa.answer.model import Answer, Turn
from qa.answer.question import Question, Reader
from qa.answer.router import Matter, Router
from qa.answer.several import Parts, clauses_of, parts_of, together
from qa.answer.texts import Texts
from qa.answer.verify import verified

if TYPE_CHECKING:
    from qa.retrieve.hybrid import Retriever


class PlanDesk:
    """Answers questions from what one retriever finds; ``called`` is how its answers speak of the plan."""

    def __init__(self, retriever: Retriever, today: Callable[[], date], called: str = "本方案") -> None:
        index = retriever.index
        texts = Texts(index.records, index.contents.lexicon.grams, retriever.first or 0)
        self.catalogue = Catalogue(index.plans, index.records, called, texts)
        self.hearing = Hearing(self.catalogue, index.segmenter)
        self._reader = Reader(self.catalogue, index.segmenter.cut, today())
        self._router = Router(self.catalogue, retriever, self._reader, today)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer ``question`` in the light of ``history`` (oldest turn first).

        Raises WenceError where the question is empty or too long.
        """
        cleaned = self.hearing.cleaned(question)
        turns = _heard(history)
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
        told = sum(answer.status == "answered" for answer in answers)
        if told < len(answers) == len(parts.texts) > 1 and not (told and (parts.of_one or parts.apart)):
            resolved = self._resolved(text, turns[: len(history)])
            whole = verified(self._router.answer(resolved))
            answers = [whole] if whole.status == "answered" or not told else answers
        answer = answers[0] if len(answers) == 1 else together(text, answers)
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
        each = apiece(text, self._reader.names)
        if len(each) > 1 or (turns and dialogue.asks_after_one_unit(text)):
            parts = Parts(each, apart=len(each) > 1)
        else:
            parts = parts_of(text, self._names_a_subject, leaning=bool(turns))
        first = self._resolved(parts.texts[0], turns)
        return text, parts, first, self._router.understand(first)

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
        return dialogue.resolve(text, turns, self._reader.subject, self._router.leans)

    def _names_a_subject(self, part: str) -> bool:
        return bool(self.catalogue.telling(self._reader.subject(part).split()))


def _heard(history: Sequence[Turn]) -> list[Turn]:
    return [Turn(plain(turn.question)[:MAX_QUESTION], turn.answer[:MAX_QUESTION]) for turn in history]
