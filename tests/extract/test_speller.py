"""Typing errors and homophones are mended towards the corpus; correct words stay as they are."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qa.extract.sounds import Sounds, fold
from qa.extract.speller import Repair, Speller

TEXTS = (
    "推进不动产登记。2019年底前将一般登记压缩至3个工作日，优化全市统一的不动产登记系统。",
    "推行印章在线刻制，设立登记和公章刻制实行并联办理，办理营业执照、申领发票、员工参保登记。",
    "除国家法律法规禁止转网的用户外，2019年11月底前实现“携号转网”。",
    "推进破产案件繁简分流，2019年底前出台破产案件简化审理工作机制。",
    "推动5G网络覆盖，2019年底前全市新建5G基站5000个。试行跨域立案改革。",
    "2019年底前城市供电可靠率达到99.96%。高压客户办电时限控制在20个工作日以内，低压非居民客户4个工作日。",
    "对中小微企业实行免收水表安装费。推行企业开办“容缺受理”。",
)


def _words(text: str) -> list[str]:
    return text.split()


WORDS = frozenset(
    _words("""
    登记 登机 时间 世间 立案 基站 受理 审理 案件 全市 材料 系统 用户 客户 多久
    怎么 权力 股东 企业 开办 办理 执照 发票 机制 工作 办电 餐馆 用水 施工 许可
    申请 需要 可以 还要 一起 提交 改革 网络 员工 高压 低压 居民 安装 水表 现在
    今年
""")
)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(TEXTS, WORDS.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("不动厂登记多久", "不动产登记多久"), ("公章客制也算吗", "公章刻制也算吗"), ("携号转王", "携号转网"),
        ("携号转王什么时候能办", "携号转网什么时候能办"), ("破铲案件简化审里机制", "破产案件简化审理机制"),
        ("5G鸡站建几个", "5G基站建几个"),
        ("5g鸡站建几个", "5g基站建几个"), ("跨域力案在哪办", "跨域立案在哪办"), ("公张客制", "公章刻制"),
        ("水表安庄费", "水表安装费"),
        ("供电可考率", "供电可靠率"), ("容缺受里", "容缺受理"), ("不动产登机", "不动产登记"),
    ],
)  # fmt: skip
def test_a_wrong_character_of_the_same_sound_is_mended(speller: Speller, typed: str, meant: str) -> None:
    assert speller.repair(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("不动登记多久", "不动产登记多久"),
        ("营执照怎么办", "营业执照怎么办"),
        ("营业业执照", "营业执照"),
        ("不产动登记", "不动产登记"),
    ],
)
def test_missing_doubled_and_swapped_characters_are_mended(speller: Speller, typed: str, meant: str) -> None:
    assert speller.repair(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "不动产登记要多久", "高压客户办电需要几天", "开餐馆用水要办许可吗", "股东权力怎么保护",
        "施工许可证要多久", "今年还要建多少基站",
        "登机要多久", "我可以和材料一起提交吗", "", "？！", "NBA昨晚哪个队赢了", "全市统一的系统",
    ],
)  # fmt: skip
def test_correct_words_are_left_alone(speller: Speller, question: str) -> None:
    assert speller.repair(question) == question


def test_a_repair_says_where_and_what(speller: Speller) -> None:
    assert speller.repairs("请问，不动厂登记多久") == [Repair(5, 6, "产")]
    assert speller.repairs("不动登记") == [Repair(2, 2, "产")]


def test_a_whole_page_is_not_searched_for_slips(speller: Speller) -> None:
    page = "不动厂登记" * 100
    assert speller.repair(page) == page


def test_correct_questions_never_load_the_pinyin_library() -> None:
    code = (
        "import sys; from qa.extract.speller import Speller; "
        f"speller = Speller({TEXTS!r}, {sorted(WORDS)!r}.__contains__); "
        "assert speller.repair('不动产登记要多久') == '不动产登记要多久'; assert 'pypinyin' not in "
        "sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_confusable_sounds_count_as_alike() -> None:
    sounds = Sounds()
    assert sounds.same("客", "刻")
    assert sounds.alike("厂", "产")
    assert sounds.alike("事", "四")
    assert sounds.alike("蓝", "难")
    assert not sounds.alike("高", "低")
    assert fold("zhang") == fold("zan")


def test_a_strange_pair_is_read_as_the_one_word_of_the_clause_that_sounds_the_same(speller: Speller) -> None:
    assert speller.towards("底压的呢", TEXTS[5]) == "低压的呢"
    assert speller.towards("底压的呢", TEXTS[0]) == "底压的呢"
    assert speller.towards("高压的呢", TEXTS[5]) == "高压的呢"
