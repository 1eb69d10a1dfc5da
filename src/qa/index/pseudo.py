"""Questions derived from the records themselves, for centring, calibration and the self-test."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_CLAUSE_END = re.compile(r"[^\w%+\-.·‧]+")
_ENDINGS = (
    "吗？", "怎么办？", "是谁？", "有哪些？", "要多久？", "需要什么条件？", "由谁负责？",
    "可以吗？", "是什么意思？", "怎么处理？", "什么时候完成？", "要多少钱？",
)  # fmt: skip
_MOST = 300
_LONGEST = 20
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class PseudoQuestion:
    """A question made of one clause of the record at ``position``."""

    position: int
    text: str


def pseudo_questions(texts: Sequence[str], limit: int = _MOST, seed: int = 1) -> tuple[PseudoQuestion, ...]:
    """At most ``limit`` questions, each from a random clause of a random record and a common ending.

    The choice depends on the texts and the seed alone. Records without a word yield none.
    """
    chance = np.random.default_rng(seed)
    positions = list(range(len(texts)))
    if len(positions) > limit:
        positions = sorted(chance.choice(len(texts), limit, replace=False).tolist())
    questions: list[PseudoQuestion] = []
    for position in positions:
        clauses = [part for part in _CLAUSE_END.split(texts[position]) if part]
        if clauses:
            usable = [clause for clause in clauses if len(clause) >= _SHORTEST] or [max(clauses, key=len)]
            clause = usable[chance.integers(len(usable))][:_LONGEST]
            questions.append(PseudoQuestion(position, clause + _ENDINGS[chance.integers(len(_ENDINGS))]))
    return tuple(questions)


def sample_questions(plans: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """At most ``_MOST`` questions made of the texts of plans, plan by plan.

    Each plan's questions depend on it alone, and which of too many stay on each of them, so that nearly all are the
    same when a plan comes or goes.
    """
    found = [[question.text for question in pseudo_questions(texts)] for texts in plans]
    ranked = sorted(
        (_lot(text), plan, place) for plan, own in enumerate(found) for place, text in enumerate(own)
    )
    kept = {(plan, place) for _, plan, place in ranked[:_MOST]}
    return tuple(
        tuple(text for place, text in enumerate(own) if (plan, place) in kept)
        for plan, own in enumerate(found)
    )


def _lot(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
