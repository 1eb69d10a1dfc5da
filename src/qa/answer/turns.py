"""Whether a record is about what a turn of a talk asks: a logistic judgement beside the one for whole questions.

A turn (那人才公寓呢) is searched together with the question that it leans on, so that the record of that question is
found for it whatever it names. What tells is how the turn by itself goes with that record. The weights are fitted on
labelled turns by ``python -m qa.evaluate.fit``: docs/decisions/0007-turns-that-name-another-matter.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from qa.answer.judge import TURN_JUDGE, Judge, Signals, read_judge
from qa.answer.question import Question

_MOST_ODDS = 14.0
_MOST_LEANING = 8.0


@dataclass(frozen=True, slots=True)
class TurnSignals:
    """The evidence that the first record is about the turn, each about -1 to 1.

    ``whole`` are the log odds of the turn joined with the talk, ``leaning`` those that the turn names no matter of its
    own; ``strange`` is the share of its subject words that stand, in these or official words, neither in the
    record nor in what was said. The rest are the signals of the turn by itself (qa.answer.judge.Signals): ``margin`` and
    ``second`` say whether the turn alone finds the record before others.
    """

    whole: float
    leaning: float
    strange: float
    dense: float
    attribute: float
    margin: float
    second: float
    asked: float
    refused: float

    def values(self) -> tuple[float, ...]:
        """The signals in the order of their names above."""
        return tuple(getattr(self, name) for name in self.__slots__)


@cache
def load_turn_judge(wordings: bool) -> Judge:
    """The fitted weights for turns of a talk: for an index with earlier ``wordings``, or without any."""
    return read_judge(TURN_JUDGE, wordings, TurnSignals.__slots__)


def turn_signals(
    probability: float, leaning: float, turn: Question, said: str, alone: Signals
) -> TurnSignals:
    """From the probability of the joined question, what is known of the turn, and its signals by itself.

    ``said`` is the text of the record and of the talk before.
    """
    odds = math.log(max(probability, 1e-6) / max(1 - probability, 1e-6))
    telling = [word for word in turn.words.split() if len(word) > 1]
    missing = sum(word not in said for word in telling)
    strange = max(0, missing - sum(word in said for word in turn.official))
    return TurnSignals(
        whole=max(-_MOST_ODDS, min(_MOST_ODDS, odds)) / _MOST_ODDS,
        leaning=max(-_MOST_LEANING, min(_MOST_LEANING, leaning)) / _MOST_LEANING,
        strange=strange / max(1, len(telling)),
        dense=alone.dense,
        attribute=alone.attribute,
        margin=alone.margin,
        second=alone.second,
        asked=alone.asked,
        refused=alone.refused,
    )
