"""The unit columns of the annotated table: cells, the measures that each covers, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.read.annotation import Annotation, Directive, Fragment, Role


def plan_order(key: str) -> tuple[int, int, int]:
    """Sort key of a measure's id: passages, then tasks, then measures, each by number."""
    first, _, second = key.lstrip("p").partition(".")
    return (0 if key.startswith("p") else 1, int(first), int(second or 0))


def covered(key: str, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids that a key stands for: one (``11.1``), a task's (``11``) or a range (``43.1-43.2``)."""
    first, _, last = key.partition("-")
    if last:
        return tuple(i for i in ids if plan_order(first) <= plan_order(i) <= plan_order(last))
    return tuple(i for i in ids if i == key or (key.isdigit() and i.partition(".")[0] == key))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of units: the rows that it covers (a key), its column and its text, put together."""

    key: str
    role: Role
    text: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the cell, stumps of names included."""
        return tuple(name for name in self.text.split("、") if name)


def join_cells(fragments: Sequence[Fragment]) -> tuple[Cell, ...]:
    """Put the fragments of each cell together, by rank and then in order of appearance."""
    parts: dict[tuple[str, Role, str], list[Fragment]] = {}
    for fragment in fragments:
        if fragment.role in ("lead", "support"):
            parts.setdefault((fragment.key, fragment.role, fragment.cell), []).append(fragment)
    return tuple(
        Cell(key, role, "".join(f.text for f in sorted(found, key=lambda f: f.rank)))
        for (key, role, _), found in parts.items()
    )


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Answers which units a measure has in a column; ``ids`` are all known measures."""

    cells: tuple[Cell, ...]
    annotation: Annotation
    ids: tuple[str, ...]

    def names(self, measure_id: str, role: Role) -> tuple[str, ...]:
        """Whole names, without repeats; the stumps of a chain that is cut are left out."""
        cells = [c for c in self.cells if c.role == role and measure_id in covered(c.key, self.ids)]
        names = dict.fromkeys(name for cell in cells for name in cell.names)
        cuts = self._cuts(measure_id, role)
        stumps = {stump for cut in cuts for stump in cut.value.split()[1:]}
        if cuts and not stumps:
            stumps = set(names) - self._whole_names()
        return tuple(name for name in names if name not in stumps)

    def is_cut(self, measure_id: str, role: Role) -> bool:
        """Whether the source has lost a part of the chain."""
        return bool(self._cuts(measure_id, role))

    def check(self, tasks: set[int]) -> None:
        """Every cell and judgement covers a known measure, or a row whose measures are lost."""
        gone = {d.key for d in self.annotation.of("missing") if "text" in d.value.split()}
        lost = {str(number) for number in tasks} | gone
        for cell in self.cells:
            if not covered(cell.key, self.ids) and cell.key not in lost:
                raise self.annotation.error_at(
                    cell.key, f"单元格“{cell.text}”所属的{cell.key}没有对应的措施。"
                )
        for directive in self.annotation.of("missing", "cut", "none", "note"):
            if not covered(directive.key, self.ids) and directive.key not in lost:
                raise directive.place.error(f"编号{directive.key}没有对应的措施。")

    def _cuts(self, measure_id: str, role: Role) -> list[Directive]:
        return [
            d
            for d in self.annotation.of("cut")
            if d.value.split()[0] == role and measure_id in covered(d.key, self.ids)
        ]

    def _whole_names(self) -> set[str]:
        """Names that stand in some cell whose chain is not cut."""
        cut = {(d.key, d.value.split()[0]) for d in self.annotation.of("cut")}
        return {name for cell in self.cells if (cell.key, cell.role) not in cut for name in cell.names}
