"""The true order of a scraped text in which a second copy of its beginning overwrote other sentences.

Cut at 。 the damaged file has as many pieces ("slots") as the true document. Some slots were overwritten,
in order, by a second copy of the document's first pieces; every other slot holds the piece of its own
position. So a piece of the beginning whose own slot was overwritten survives in its copy, and behind the
beginning an overwritten slot is a sentence lost for good.

A text that occurs twice tells home and copy at once. A piece whose home was overwritten occurs once, among
sentences of later tasks; which of them it is follows from the numbering of tasks (``11．``) and measures
(``（2）``) and from copies standing in runs: the choice that breaks the fewest of these wins, and between
equals the one whose words stand among their like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import comb

from qa.errors import WenceError

STOP = "。"
_TASK = re.compile(r"(\d{1,3})．")
_ITEM = re.compile(r"（(\d{1,2})）")
_MAX_CHOICES = 20_000
_RUN_COST = 1
_ITEM_COST = 2
_TASK_COST = 8
_REACH = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of the file: its text without line breaks, and each character's offset in the file."""

    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrueOrder:
    """``slots[k]`` is the source slot that holds true piece ``k``; None where the piece is lost.

    ``copies`` are the overwritten slots, ascending; ``head`` is the number of copied pieces.
    """

    slots: tuple[int | None, ...]
    copies: tuple[int, ...]

    @property
    def head(self) -> int:
        """How many pieces of the beginning were copied."""
        return len(self.copies)

    @property
    def lost(self) -> tuple[int, ...]:
        """True positions whose sentence the file has lost."""
        return tuple(k for k, slot in enumerate(self.slots) if slot is None)


def cut(raw: str) -> tuple[Piece, ...]:
    """Cut a raw file at 。, dropping line breaks and keeping offsets; a rest without 。 is a piece."""
    pieces: list[Piece] = []
    offsets: list[int] = []
    for at, char in enumerate(raw):
        if char in "\r\n":
            continue
        offsets.append(at)
        if char == STOP:
            pieces.append(_piece(raw, offsets))
            offsets = []
    if offsets:
        pieces.append(_piece(raw, offsets))
    return tuple(pieces)


def _piece(raw: str, offsets: Sequence[int]) -> Piece:
    return Piece("".join(raw[at] for at in offsets), tuple(offsets))


def true_order(texts: Sequence[str]) -> TrueOrder:
    """Find the true order of the slots' texts; a file without repeated text is in order already."""
    twins = _twins(texts)
    if not twins:
        return TrueOrder(tuple(range(len(texts))), ())
    head = max(twins) + 1
    copies = _place_orphans(texts, twins, head)
    return _order(len(texts), copies)


def _twins(texts: Sequence[str]) -> dict[int, int]:
    """First slot → second slot of every text that occurs twice."""
    first: dict[str, int] = {}
    twins: dict[int, int] = {}
    for slot, text in enumerate(texts):
        home = first.setdefault(text, slot)
        if home in twins:
            raise WenceError(f"源文件第{slot}句出现了三次以上，无法还原原来的顺序；请换用完好的文本。")
        if home != slot:
            twins[home] = slot
    if list(twins.values()) != sorted(twins.values()):
        raise WenceError("源文件中重复的句子先后不一，无法还原原来的顺序；请换用完好的文本。")
    return twins


def _place_orphans(texts: Sequence[str], twins: dict[int, int], head: int) -> tuple[int, ...]:
    """The copy slot of each of the first ``head`` pieces, those without a surviving home included."""
    seconds = set(twins.values())
    copies: list[int | None] = [twins.get(k) for k in range(head)]
    for start, stop in _gaps(copies):
        below = copies[start - 1] if start else -1
        above = copies[stop] if stop < head else len(texts)
        free = [s for s in range((below or 0) + 1, above or 0) if s not in twins and s not in seconds]
        forced = [s for s in free if s < head]
        chosen = _choose(texts, copies, (start, stop), free, forced)
        copies[start:stop] = chosen
    return tuple(slot for slot in copies if slot is not None)


def _gaps(copies: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of consecutive pieces whose copy slot is not known."""
    start: int | None = None
    for k, slot in enumerate([*copies, -1]):
        if slot is None and start is None:
            start = k
        elif slot is not None and start is not None:
            yield start, k
            start = None


def _choose(
    texts: Sequence[str],
    copies: Sequence[int | None],
    gap: tuple[int, int],
    free: Sequence[int],
    forced: Sequence[int],
) -> tuple[int, ...]:
    """The cheapest choice of slots for the pieces of one gap; ``forced`` slots must be chosen."""
    start, stop = gap
    open_slots = [s for s in free if s not in forced]
    wanted = stop - start - len(forced)
    if wanted < 0 or wanted > len(open_slots) or comb(len(open_slots), wanted) > _MAX_CHOICES:
        raise WenceError(f"源文件第{start}句的去处无法确定，不能还原原来的顺序；请换用完好的文本。")
    choices = (tuple(sorted((*forced, *more))) for more in combinations(open_slots, wanted))
    return min(choices, key=lambda choice: _cost(texts, [*copies[:start], *choice, *copies[stop:]], gap))


def _cost(texts: Sequence[str], copies: list[int | None], gap: tuple[int, int]) -> tuple[int, float]:
    """Breaks of numbering and runs of copies; then how strange the gap's pieces are at their places."""
    known = [slot for slot in copies if slot is not None]
    taken = set(known)
    order = [(copies[k] if k < len(copies) else None) if k in taken else k for k in range(len(texts))]
    sequence = [texts[s] if s is not None else None for s in order]
    runs = sum(b != a + 1 for a, b in pairwise(known))
    kinship = sum(_kinship(sequence, k) - _kinship(texts, copies[k] or 0) for k in range(*gap))
    return _RUN_COST * runs + _numbering_breaks(sequence), -kinship


def _kinship(sequence: Sequence[str | None], at: int) -> float:
    """Share of a piece's character pairs that occur in its neighbours."""
    around = [*sequence[max(0, at - _REACH) : at], *sequence[at + 1 : at + 1 + _REACH]]
    near = {pair for text in around if text for pair in _pairs(text)}
    own = _pairs(sequence[at] or "")
    return len(own & near) / len(own) if own else 0.0


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text)}


def _numbering_breaks(sequence: Sequence[str | None]) -> int:
    """Weighted count of task numbers that fall and of measure numbers without room for a predecessor."""
    task = item = breaks = lost = 0
    for text in sequence:
        if text is None:
            lost += 1
            continue
        for number in _numbers(_TASK, text):
            breaks += _TASK_COST * (number < task)
            task = max(task, number)
        for number in _numbers(_ITEM, text):
            opens = number <= lost + 1 and not (number == item == 1 and not lost)
            breaks += _ITEM_COST * (not opens and not item < number <= item + lost + 1)
            item, lost = number, 0
    return breaks


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    return tuple(int(found) for found in pattern.findall(text))


def _order(count: int, copies: Sequence[int]) -> TrueOrder:
    taken = set(copies)
    slots = [k if k not in taken else (copies[k] if k < len(copies) else None) for k in range(count)]
    return TrueOrder(tuple(slots), tuple(copies))
