from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import WenceError
from qa.read.order import cut, true_order
from qa.read.recover import Source

SENTENCES = [f"第{chr(0x4E00 + 7 * n)}句讲{chr(0x5000 + 11 * n)}。" for n in range(60)]


def damage(texts: list[str], overwritten: list[int]) -> list[str]:
    """Overwrite slots, in order, by a second copy of the beginning."""
    damaged = list(texts)
    for k, slot in enumerate(overwritten):
        damaged[slot] = texts[k]
    return damaged


def restored(damaged: list[str]) -> list[str | None]:
    return [damaged[slot] if slot is not None else None for slot in true_order(damaged).slots]


def test_cutting_keeps_the_place_of_every_character_in_the_file() -> None:
    text = "甲乙。\n丙\n丁。戊"
    pieces = cut(text)
    assert [piece.text for piece in pieces] == ["甲乙。", "丙丁。", "戊"]
    assert all(
        text[at] == char for piece in pieces for at, char in zip(piece.offsets, piece.text, strict=True)
    )


def test_an_undamaged_text_is_in_order_already() -> None:
    assert restored(SENTENCES) == SENTENCES


@given(st.sets(st.integers(20, 59), min_size=1, max_size=20))
def test_sentences_overwritten_behind_the_beginning_are_lost_at_their_own_place(slots: set[int]) -> None:
    overwritten = sorted(slots)
    expected = [None if k in slots else text for k, text in enumerate(SENTENCES)]
    assert restored(damage(SENTENCES, overwritten)) == expected


def test_an_overwritten_sentence_of_the_beginning_is_found_in_its_copy_by_its_number() -> None:
    texts = [f"{n}．任务{chr(0x4E00 + 13 * n)}要办好。" for n in range(1, 13)]
    damaged = damage(texts, [1, 5, 8, 9])
    assert restored(damaged)[:4] == texts[:4]


def test_an_overwritten_sentence_without_number_is_found_among_its_like() -> None:
    texts = [
        "1．办电要快。",
        "供电企业压缩办电时限，办电更快。",
        "办电时限由供电企业公布，供电企业办电不收费。",
        "供电企业公布办电费用。",
        "2．种树。",
        "城市绿地种树，绿化覆盖率提高。",
        "公园种树，城市绿地增加。",
        "大力种树，提高绿化覆盖率。",
        "街道种树，城市绿地的绿化覆盖率提高。",
        "3．修路。",
        "道路成网。",
    ]
    damaged = damage(texts, [2, 5, 6, 9])
    assert restored(damaged)[:4] == texts[:4]


def test_a_text_with_a_sentence_three_times_over_is_refused_in_one_sentence() -> None:
    with pytest.raises(WenceError, match="三次以上"):
        true_order(["甲。", "乙。", "甲。", "甲。"])


def test_copies_out_of_order_are_refused() -> None:
    with pytest.raises(WenceError, match="先后不一"):
        true_order(["甲。", "乙。", "丙。", "乙。", "甲。"])


def test_the_source_has_409_sentences_of_which_96_are_lost_in_30_gaps(source: Source) -> None:
    lost = source.order.lost
    gaps = [k for k in lost if k - 1 not in lost]
    assert (len(source.pieces), source.order.head, len(lost), len(gaps)) == (409, 147, 96, 30)


def test_the_whole_beginning_survives_and_each_sentence_is_used_once(source: Source) -> None:
    alive = [slot for slot in source.order.slots if slot is not None]
    assert len(alive) == len(set(alive)) == 313
    assert None not in source.order.slots[: source.order.head]


def test_every_copy_says_the_same_as_the_sentence_that_it_copies(source: Source) -> None:
    for k, copy in enumerate(source.order.copies):
        sentence = source.sentence(k)
        assert sentence is not None
        assert sentence.text == source.pieces[copy].text


def test_tasks_of_the_recovered_beginning_come_in_the_order_of_their_numbers(source: Source) -> None:
    text = "".join(piece.text for k in range(source.order.head) if (piece := source.sentence(k)))
    numbers = [int(number) for number in re.findall(r"(\d+)．", text)]
    assert numbers == sorted(numbers) == list(range(1, 43))
