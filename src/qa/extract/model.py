"""The nouns of extraction: figures, exclusions and conditions with their place in a text.

All offsets are character offsets into the text that was read, and
``text[start:end] == value`` holds for each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FigureKind = Literal["duration", "deadline", "fee", "money", "rate", "count"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text with the case that it belongs to.

    ``value`` holds the qualifier where the text writes them together (20个工作日以内, 不超过10个工作日).
    ``subject`` names the case in the text's own words; it is put together by rule only where parallel
    cases share a word (高、低压客户 → 高压客户). ``context`` is the wider case that an elliptic subject
    (情况复杂的) belongs to. ``before`` is the value that is replaced (由12个工作日 …). ``deadline`` is the
    date that governs the figure, empty where its sentence has none. ``predicate`` is what follows the
    value in its clause (装表通水), ``items`` the things that it counts where they are listed.
    ``number`` is in units of ``unit``, without 万 and 亿; None where the value is a word (立等可取).
    """

    kind: FigureKind
    value: str
    start: int
    end: int
    subject: str = ""
    context: str = ""
    qualifier: str = ""
    action: str = ""
    predicate: str = ""
    before: str = ""
    before_start: int = -1
    before_end: int = -1
    deadline: str = ""
    number: float | None = None
    unit: str = ""
    items: tuple[str, ...] = ()
    clause_start: int = 0
    clause_end: int = 0

    @property
    def intent(self) -> Literal["duration", "deadline", "fee", "amount"]:
        """The contract's intent that asks for this figure: duration, deadline, fee or amount."""
        return self.kind if self.kind in ("duration", "deadline", "fee") else "amount"

    @property
    def is_change(self) -> bool:
        """Whether the text says from which value to which."""
        return bool(self.before)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a rule does not cover: 古树名木移植 in （不含古树名木移植）."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A quantity that says which case is meant, not what is promised: DN40以下, 10千伏, 5000万元以上的."""

    text: str
    start: int
    end: int
