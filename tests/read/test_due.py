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
        ("政策执行至2024年12月31日。", ["至2024年12月31日"]),
        ("申请截止时间为2024年6月30日。", ["2024年6月30日"]),
        ("报名不晚于2024年6月30日。", ["2024年6月30日"]),
        ("补贴于毕业学年10月20日前发放到位。", ["毕业学年10月20日前"]),
        ("10月20日前报送方案。", ["10月20日前"]),
        ("每年3月底前发布目录。", ["每年3月底前"]),
        ("自2023年7月15日起施行，有效期至2025年12月31日。", ["至2025年12月31日"]),
        ("自2024年1月1日起施行。", []),
        ("截至2023年12月31日，全市共有企业3万家。", []),
        ("对2023年1月1日至2024年12月31日期间新增的企业给予补贴。", []),
        ("依照《条例》（2018年12月29日修订）执行。", []),
        ("每年9月开展宣传。", []),
    ],
)
def test_due_dates_are_told_from_other_years(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_deadlines(text)] == found


def test_a_due_date_never_runs_over_the_end_of_a_line() -> None:
    text = "减至\n2019年底前"
    assert [text[start:end] for start, end in find_deadlines(text)] == ["2019年底前"]
