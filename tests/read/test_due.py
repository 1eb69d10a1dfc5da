"""Due dates are found where a text sets them, and nowhere else."""

from __future__ import annotations

import pytest

from qa.read.due import find_deadlines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2019年底前部分通办，2022年底前全部通办。", ["2019年底前", "2022年底前"]),
        ("力争2020年底前完成。", ["2020年底前"]),
        ("各单位要在本方案印发之日起1个月内制定措施。", ["在本方案印发之日起1个月内"]),
        ("到2025年，全市达到100%。", ["到2025年"]),
        ("在2017年基础上压缩60%。", []),
        ("渝府办发〔2019〕81号，2019年7月23日。", []),
        ("按照2019年度计划执行。", []),
    ],
)
def test_due_dates_are_told_from_other_years(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_deadlines(text)] == found


def test_a_due_date_never_runs_over_the_end_of_a_line() -> None:
    text = "减至\n2019年底前"
    assert [text[start:end] for start, end in find_deadlines(text)] == ["2019年底前"]
