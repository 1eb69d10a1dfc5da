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
from itertools import combinations, groupby, pairwise
from math import comb

from qa.errors import WenceError

STOP = "。"
_TASK = re.compile(r"(\d{1,3})．")
_ITEM = re.compile(r"（(\d{1,2})）")
_MAX_CHOICES = 20_000
_ITEM_COST = 2
_TASK_COST = 8
_REACH = 3
_CONTEXT = 12
_OPEN = -1


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
    taken = set(copies)
    return TrueOrder(tuple(_holder(k, copies, taken) for k in range(len(texts))), copies)


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
    if list(twins) != sorted(twins):
        raise WenceError("源文件中重复的句子先后不一，无法还原原来的顺序；请换用完好的文本。")
    return twins


def _place_orphans(texts: Sequence[str], twins: dict[int, int], head: int) -> tuple[int, ...]:
    """The copy slot of each of the first ``head`` pieces, those without a surviving home included."""
    sure = set(twins) | set(twins.values())
    copies = [twins.get(k, _OPEN) for k in range(head)]
    search = _Search(tuple(texts), tuple((_numbers(_TASK, t), _numbers(_ITEM, t)) for t in texts))
    for start, stop in _gaps(copies):
        below = copies[start - 1] if start else -1
        above = copies[stop] if stop < head else len(texts)
        free = [slot for slot in range(below + 1, above) if slot not in sure]
        forced = [slot for slot in free if slot < head]
        copies[start:stop] = search.choose(copies, range(start, stop), free, forced)
    return tuple(copies)


def _gaps(copies: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of consecutive pieces whose copy slot is not known."""
    at = 0
    for is_open, group in groupby(list(copies), key=lambda slot: slot == _OPEN):
        size = len(list(group))
        if is_open:
            yield at, at + size
        at += size


@dataclass(frozen=True, slots=True)
class _Search:
    """Chooses slots by numbering, runs and kinship; ``marks`` are each slot's task and item numbers."""

    texts: tuple[str, ...]
    marks: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    def choose(
        self, copies: Sequence[int], gap: range, free: Sequence[int], forced: Sequence[int]
    ) -> tuple[int, ...]:
        """The cheapest choice of ``free`` slots for the pieces of a gap; ``forced`` ones must be in it."""
        rest = [slot for slot in free if slot not in forced]
        wanted = len(gap) - len(forced)
        if not 0 <= wanted <= len(rest) or comb(len(rest), wanted) > _MAX_CHOICES:
            raise WenceError(f"源文件第{gap.start}句的去处无法确定，不能还原原来的顺序；请换用完好的文本。")
        choices = (tuple(sorted((*forced, *more))) for more in combinations(rest, wanted))
        ends = (copies[gap.start - 1] if gap.start else _OPEN, *copies[gap.stop : gap.stop + 1])
        windows = (_window(gap.start, gap.stop), _window(min(free), max(free) + 1))
        best: list[tuple[int, ...]] = []
        least: int | None = None
        for runs, choice in sorted((_runs(ends, choice), choice) for choice in choices):
            if least is not None and runs > least:
                break
            cost = runs + self._breaks(copies, gap, choice, windows)
            if least is None or cost <= least:
                best = [*best, choice] if cost == least else [choice]
                least = cost
        return max(best, key=lambda choice: self._kinship(copies, gap, choice))

    def _breaks(
        self, copies: Sequence[int], gap: range, choice: tuple[int, ...], windows: Sequence[range]
    ) -> int:
        """Breaks of numbering around the gap and around the chosen slots."""
        filled = [*copies[: gap.start], *choice, *copies[gap.stop :]]
        taken = set(filled)
        return sum(
            self._numbering([_holder(k, filled, taken) for k in window if k < len(self.texts)])
            for window in windows
        )

    def _numbering(self, order: Sequence[int | None]) -> int:
        """Weighted count of task numbers that fall and of item numbers without room for a predecessor."""
        task = item = breaks = lost = 0
        for slot in order:
            if slot is None:
                lost += 1
                continue
            tasks, items = self.marks[slot]
            for number in tasks:
                breaks += _TASK_COST * (number < task)
                task = max(task, number)
            for number in items:
                opens = number <= lost + 1 and not (number == item == 1 and not lost)
                breaks += _ITEM_COST * (not opens and not item < number <= item + lost + 1)
                item, lost = number, 0
        return breaks

    def _kinship(self, copies: Sequence[int], gap: range, choice: tuple[int, ...]) -> float:
        """How much better the chosen sentences fit at the gap than at the slots where they stand."""
        filled = [*copies[: gap.start], *choice, *copies[gap.stop :]]
        taken = set(filled)
        order = [_holder(k, filled, taken) for k in range(len(self.texts))]
        truth = [self.texts[slot] if slot is not None else "" for slot in order]
        return sum(_likeness(truth, k) - _likeness(self.texts, filled[k]) for k in gap)


def _runs(ends: Sequence[int], choice: tuple[int, ...]) -> int:
    """The number of places where copies do not follow one another, from one end of the gap to the other."""
    return sum(b != a + 1 for a, b in pairwise((ends[0], *choice, *ends[1:])) if a != _OPEN)


def _window(start: int, stop: int) -> range:
    return range(max(0, start - _CONTEXT), stop + _CONTEXT)


def _holder(k: int, copies: Sequence[int], taken: set[int]) -> int | None:
    """The slot that holds true piece ``k`` when ``copies`` are the overwritten slots."""
    if k not in taken:
        return k
    return copies[k] if k < len(copies) and copies[k] != _OPEN else None


def _likeness(sequence: Sequence[str], at: int) -> float:
    """Share of a sentence's character pairs that occur in its neighbours."""
    around = (*sequence[max(0, at - _REACH) : at], *sequence[at + 1 : at + 1 + _REACH])
    near = {pair for text in around for pair in _pairs(text)}
    own = _pairs(sequence[at])
    return len(own & near) / len(own) if own else 0.0


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text)}


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    return tuple(int(found) for found in pattern.findall(text))
