"""Width, control characters, Traditional characters, English and pinyin."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qa.extract.language import clean, detect_english, is_pinyin, syllables, to_simplified


def test_half_and_full_width_questions_read_the_same() -> None:
    assert clean("ＤＮ４０ 水表，几天？") == "DN40 水表，几天？"


def test_control_and_invisible_characters_are_dropped() -> None:
    assert clean("不动产\x00登记\u200b\u3000多久\t\n") == "不动产 登记 多久"


def test_chinese_punctuation_keeps_its_width() -> None:
    assert clean("（高压），“低压”：《条例》") == "（高压），“低压”：《条例》"


def test_traditional_questions_become_simplified() -> None:
    assert to_simplified("不動產登記要多久") == "不动产登记要多久"


def test_simplified_questions_need_no_converter() -> None:
    code = (
        "import sys; from qa.extract.language import to_simplified; "
        "assert to_simplified('高压客户办电要多久？') and 'opencc' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "question",
    [
        "How long does it take high-voltage customers to get electricity?", "Who leads 不动产登记?",
        "electricity connection fee",
        "What is 渝快办", "Is company registration free of charge?",
    ],
)  # fmt: skip
def test_english_questions_are_told(question: str) -> None:
    assert detect_english(question)


@pytest.mark.parametrize(
    "question",
    [
        "高压客户办电要多久",
        "APP能办吗",
        "PC端怎么登记",
        "5G基站建几个",
        "高压客户 connection time 是多少",
        "gaoya kehu bandian",
        "",
        "DN100",
    ],
)
def test_chinese_mixed_and_pinyin_questions_are_not_english(question: str) -> None:
    assert not detect_english(question)


def test_pinyin_is_told_from_english() -> None:
    assert is_pinyin("gaoya kehu bandian yao duojiu")
    assert not is_pinyin("how long does it take")
    assert syllables("bandian") == ("ban", "dian")
    assert syllables("electricity") == ()
