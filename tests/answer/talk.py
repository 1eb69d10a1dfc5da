"""A conversation as a person has it: each question is asked in the light of the ones before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.answer.assistant import Assistant
from qa.answer.model import Answer, Turn


@dataclass
class Talk:
    """Asks one assistant and keeps what was said."""

    assistant: Assistant
    turns: list[Turn] = field(default_factory=list)

    def ask(self, question: str) -> Answer:
        answer = self.assistant.ask(question, self.turns)
        self.turns.append(Turn(question, answer.answer))
        return answer

    def say(self, *questions: str) -> Answer:
        """Ask several questions in turn; the answer to the last one."""
        return [self.ask(question) for question in questions][-1]


def ids(answer: Answer) -> list[str]:
    """The numbers of the cited records, in order."""
    return [citation.measure.measure_id for citation in answer.citations]


def values(answer: Answer) -> list[str]:
    """The values of the facts, in order."""
    return [fact.value for fact in answer.facts]


def first_line(answer: Answer) -> str:
    return answer.answer.split("\n", 1)[0]
