"""Stretches that sound like the corpus are read as the corpus writes them; what only sounds a little alike stays."""

from __future__ import annotations

import pytest

from qa.extract.homophones import Homophones
from qa.extract.sounds import Sounds

RUNS = ("一般社会投资项目从立项到竣工验收的审批时间", "招标人提出退还投标保证金的", "对增值税小规模纳税人")


@pytest.fixture(scope="module")
def homophones() -> Homophones:
    return Homophones(RUNS, Sounds())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("一班社会投资项木从立相到峻工验收要几天", "一般社会投资项目从立项到竣工验收要几天"),
        ("我要退投标保正金", "我要退投标保证金"),
        ("小规摸纳税人减不减", "小规模纳税人减不减"),
    ],
)
def test_several_slips_in_one_stretch_are_mended_at_once(
    homophones: Homophones, typed: str, meant: str
) -> None:
    assert homophones.mend(typed) == meant


@pytest.mark.parametrize("text", ["", "招标", "投标保证金怎么退", "小轨模那谁人", "食品经营许可证要几天"])
def test_what_is_right_or_shares_only_its_sound_stays(homophones: Homophones, text: str) -> None:
    assert homophones.mend(text) == text
