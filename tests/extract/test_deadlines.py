"""Due dates: read, compared with today, and asked for in questions."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract.deadlines import find_filters, has_passed, parse_deadline

ISSUED = date(2019, 7, 23)
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("wording", "due"),
    [
        ("2019年底前", date(2019, 12, 31)),
        ("2019年年底前", date(2019, 12, 31)),
        ("2019年9月底前", date(2019, 9, 30)),
        ("2020年2月底前", date(2020, 2, 29)),
        ("2020年前", date(2019, 12, 31)),
        ("2020年6月前", date(2020, 5, 31)),
        ("2020年1月前", date(2019, 12, 31)),
        ("2019年12月31日前", date(2019, 12, 31)),
        ("2020年上半年", date(2020, 6, 30)),
        ("2020年第三季度", date(2020, 9, 30)),
        ("至2022年", date(2022, 12, 31)),
        ("二〇一九年底前", date(2019, 12, 31)),
        ("２０２０年底前", date(2020, 12, 31)),
        ("“十四五”末", date(2025, 12, 31)),
        ("今年年底前", date(2019, 12, 31)),
        ("明年6月底前", date(2020, 6, 30)),
        ("9月底前", date(2019, 9, 30)),
        ("6月底", date(2019, 6, 30)),
        ("年底前", date(2019, 12, 31)),
        ("第三季度", date(2019, 9, 30)),
        ("2023.06", date(2023, 6, 30)),
        ("2023-9", date(2023, 9, 30)),
        ("本方案印发之日起1个月内", date(2019, 8, 23)),
        ("尽快", None),
        ("2019年13月底前", None),
        ("2019年2月30日前", None),
        ("至2019年12月31日", date(2019, 12, 31)),
        ("10月20日前", date(2019, 10, 20)),
        ("每年3月底前", None),
        ("次年3月底前", None),
        ("毕业学年10月20日前", None),
    ],
)
def test_a_date_means_its_last_good_day(wording: str, due: date | None) -> None:
    assert parse_deadline(wording, ISSUED) == due


def test_a_period_has_no_date_while_the_day_of_issue_is_unknown() -> None:
    assert parse_deadline("本方案印发之日起1个月内") is None


@pytest.mark.parametrize(
    ("wording", "due"),
    [
        ("6月底前", date(2020, 6, 30)),
        ("年底前", date(2020, 12, 31)),
        ("今年9月底前", date(2020, 9, 30)),
        ("2019年底前", date(2019, 12, 31)),
        ("印发之日起1个月内", date(2019, 8, 23)),
    ],
)
def test_a_date_without_a_year_is_of_the_year_that_the_plan_is_for(wording: str, due: date) -> None:
    assert parse_deadline(wording, ISSUED, 2020) == due
    assert find_filters(f"{due.year}年{due.month}月的措施", TODAY)[0].matches(wording, ISSUED, 2020)


def test_a_date_without_a_year_is_none_where_nothing_tells_the_year() -> None:
    assert parse_deadline("6月底前") is None
    assert parse_deadline("6月底前", None, 2023) == date(2023, 6, 30)


def test_a_date_has_passed_only_after_its_last_day() -> None:
    assert has_passed("2019年底前", TODAY) is True
    assert has_passed("2026年底前", TODAY) is False
    assert has_passed("2026年11月底前", date(2026, 11, 30)) is False
    assert has_passed("2026年11月底前", date(2026, 12, 1)) is True
    assert has_passed("尽快", TODAY) is None


@pytest.mark.parametrize(
    ("question", "matching", "other"),
    [
        ("2019年底前要完成的有哪些", "2019年底前", "2020年底前"),
        ("19年年底要完成哪些", "2019年9月底前", "2020年底前"),
        ("明年要做完的", "2020年底前", "2019年底前"),
        ("二〇二〇年有哪些", "2020年底前", "2022年底前"),
        ("2019年9月底前完成的", "2019年9月底前", "2019年底前"),
        ("十二月底前的", "2019年底前", "2019年9月底前"),
        ("2020年之后才完成的", "2022年底前", "2020年底前"),
        ("2020年以前完成的", "2019年底前", "2020年底前"),
        ("2020年6月之前", "2019年底前", "2020年底前"),
    ],
)
def test_a_question_about_a_date_finds_the_measures_due_then(
    question: str, matching: str, other: str
) -> None:
    (asked,) = find_filters(question, TODAY, ISSUED)
    assert asked.matches(matching)
    assert not asked.matches(other)


@pytest.mark.parametrize(
    "question", ["渝府办发〔2019〕81号是什么", "3年左右", "30个工作日内", "第19条", "要几个月"]
)
def test_other_numbers_are_no_due_dates(question: str) -> None:
    assert find_filters(question, TODAY, ISSUED) == ()


def test_a_filter_knows_the_questions_own_wording() -> None:
    (asked,) = find_filters("哪些措施要在2019年底前完成", TODAY, ISSUED)
    assert asked.wording == "2019年底前"
    assert not asked.matches("尽快")
