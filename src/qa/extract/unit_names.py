"""What people call the departments of a Chinese city, province or county, whichever place it is.

The table's source: usual names of local departments before and after the institutional reform of 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of department.

    ``marks`` are looked for in a unit's own name; ``names`` are its everyday, short and former names,
    ``{place}`` standing for the unit's place; ``weak`` words may mean it or only its subject.
    """

    marks: tuple[str, ...]
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()


@cache
def departments() -> tuple[Department, ...]:
    """The table of departments, one a line in ``data/departments.tsv``."""
    table = files("qa.extract").joinpath("data", "departments.tsv").read_text(encoding="utf-8")
    rows = []
    for line in table.splitlines():
        if line and not line.startswith("#"):
            marks, names, weak = ([*line.split("\t"), ""])[:3]
            rows.append(Department(tuple(marks.split()), tuple(names.split()), tuple(weak.split())))
    return tuple(rows)


@cache
def places() -> tuple[str, ...]:
    """Short names of provincial-level places and large cities, as they stand before a department's name."""
    table = files("qa.extract").joinpath("data", "places.txt").read_text(encoding="utf-8")
    return tuple(table.split())
