"""Function words of Cantonese and Sichuanese are heard as those of Mandarin, and Mandarin stays as it is."""

from __future__ import annotations

import pytest

from qa.extract.dialect import to_mandarin


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("呢份方案系咪2019年嘅", "这份方案是不是2019年的"),
        ("边个配合", "谁配合"),
        ("唔使交钱", "不用交钱"),
        ("啷个办", "怎么办"),
        ("通气嘞", "通气呢"),
        ("要是一般项目嘞，要几天", "要是一般项目呢，要几天"),
    ],
)
def test_dialect_words_that_ask_become_mandarin(said: str, heard: str) -> None:
    assert to_mandarin(said) == heard


@pytest.mark.parametrize("text", ["高压客户办电要几天", "低压的呢", "咧嘴笑的孩子", "单边一次性办结"])
def test_mandarin_stays_as_it_is(text: str) -> None:
    assert to_mandarin(text) == text
