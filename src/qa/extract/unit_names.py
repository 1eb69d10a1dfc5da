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


SHORT_NAMES = {
    **dict(
        zip(
            "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南".split(),
            "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫",
            strict=True,
        )
    ),
    **dict(
        zip(
            "湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆".split(),
            "鄂湘粤琼川黔滇陕甘青蒙桂藏宁新",
            strict=True,
        )
    ),
}
"""The one character that stands for a province in joined names (川渝, 粤桂)."""


@cache
def places() -> tuple[str, ...]:
    """Short names of provincial-level places and large cities, as they stand before a department's name."""
    table = files("qa.extract").joinpath("data", "places.txt").read_text(encoding="utf-8")
    return tuple(table.split())
