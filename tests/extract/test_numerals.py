"""Chinese numerals, and figures compared whatever their spelling."""

from __future__ import annotations

import pytest

from qa.extract.numerals import normalise_figures, plain, to_arabic, to_number


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("三天", "3天"), ("二十个工作日", "20个工作日"), ("十五个工作日", "15个工作日"),
        ("百分之十五", "15%"),
        ("百分之九十九点九六", "99.96%"), ("千分之五", "0.5%"), ("两个", "2个"), ("一万五千元", "15000元"),
        ("五千个基站", "5000个基站"), ("一百二十天", "120天"), ("二〇一九年底前", "2019年底前"),
        ("一九年底", "19年底"),
        ("二〇二〇年六月", "2020年6月"), ("三个环节", "3个环节"), ("十家左右", "10家左右"),
        ("三十多天", "30多天"),
    ],
)  # fmt: skip
def test_numerals_that_count_become_arabic(written: str, read: str) -> None:
    assert to_arabic(written) == read


@pytest.mark.parametrize(
    "words",
    [
        "一网通办", "三承诺", "一次性告知", "四大平台", "双随机、一公开", "第三方评估", "五级三类", "万一",
        "统一", "十分方便",
        "一件事一次办", "三方协议", "两三天", "一家牵头", "千方百计", "多规合一", "一张蓝图",
    ],
)  # fmt: skip
def test_words_with_a_numeral_in_them_stay(words: str) -> None:
    assert to_arabic(words) == words


@pytest.mark.parametrize("spelling", ["３个工作日", "三个工作日", "3 个工作日", "3个工作日"])
def test_one_figure_has_one_spelling(spelling: str) -> None:
    assert normalise_figures(spelling) == "3个工作日"


def test_width_and_separators_do_not_matter() -> None:
    assert normalise_figures("９９．９６％") == "99.96%"
    assert normalise_figures("5,000个") == "5000个"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("1.5万", 15000), ("两万三千", 23000), ("十", 10), ("九十九点九六", 99.96), ("二〇一九", 2019),
     ("３", 3),
     ("", None), ("很多", None), ("三个", None)],
)  # fmt: skip
def test_numerals_have_values(numeral: str, value: float | None) -> None:
    assert to_number(numeral) == value


def test_numbers_are_written_without_needless_zeros() -> None:
    assert (plain(20.0), plain(3.25), plain(0.5)) == ("20", "3.25", "0.5")
