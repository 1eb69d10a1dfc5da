"""Words found through the index's postings are those that reading every record finds."""

from __future__ import annotations

import numpy as np
import pytest

from qa.answer import texts as module
from qa.answer.texts import Texts, whole_text
from qa.index.contents import header
from qa.index.lexical import Postings, weighed
from qa.index.tokenize import grams
from qa.plan import Measure

PHRASES = (
    "压缩办电时间至20个工作日 推行“渝快办”一网通办 新建5G基站3000个 办理APP注册 企业开办全程网上办 "
    "电力外线审批 取消ＤＮ４０水表押金"
).split()
WORDS = "办电 电 渝快办 快办一 APP 20 网上办 办办 审批办理 DN40 企业开办全程 获得电力 龘 5G基站".split()


def records(size: int) -> list[Measure]:
    lots = np.random.default_rng(9).integers(len(PHRASES), size=(size, 2)).tolist()
    return [
        Measure(
            str(i),
            "文",
            f"{PHRASES[a]}，{PHRASES[b]}。",
            area=("获得电力", "登记财产")[a % 2],
            task=PHRASES[b][:4],
        )
        for i, (a, b) in enumerate(lots)
    ]


RECORDS = records(module.FEW + 300)


@pytest.fixture(scope="module")
def postings() -> Postings:
    return Postings.build(weighed([(header(r), r.text) for r in RECORDS], grams))


@pytest.mark.parametrize("word", WORDS)
def test_many_records_hold_what_reading_them_finds(postings: Postings, word: str) -> None:
    found = list(Texts(RECORDS, postings).holding((word,)))
    assert found == [i for i, r in enumerate(RECORDS) if word in r.text or word in r.task]
    assert Texts(RECORDS, postings).knows(word) == any(word in whole_text(r) for r in RECORDS)


def test_several_words_are_looked_for_among_the_given_records(postings: Postings) -> None:
    among = range(0, len(RECORDS), 3)
    found = list(Texts(RECORDS, postings).holding(("办电", "基站"), among))
    assert found == [i for i in among if "办电" in RECORDS[i].text and "基站" in RECORDS[i].text]
    assert found


def test_a_part_of_the_index_finds_its_own_records_by_their_own_places(postings: Postings) -> None:
    part = RECORDS[200:]
    found = list(Texts(part, postings, 200).holding(("外线",)))
    assert found == [i for i, r in enumerate(part) if "外线" in r.text or "外线" in r.task]


def test_a_word_with_a_pair_that_no_record_holds_is_refused_unread(
    postings: Postings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unread(record: Measure) -> str:
        pytest.fail(f"{record.measure_id} was read")

    monkeypatch.setattr(module, "whole_text", unread)
    assert not Texts(RECORDS, postings).knows("渝快基站")
