"""Plans whose units and due dates stand in columns or brackets of their own, on other matters than business."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.conftest import TODAY
from answer.talk import Talk, first_line, ids
from qa.answer.assistant import Assistant
from qa.index.build import index_plans
from qa.index.encoder import Encoder
from qa.read.corpus import load_corpus
from qa.retrieve.hybrid import Retriever


@pytest.fixture(scope="module")
def digital(project_root: Path, encoder: Encoder) -> Assistant:
    """A yearly plan for digital government, read from a table with a column for due dates."""
    plans = load_corpus(project_root / "tests/fixtures/sixth_city/corpus")
    return Assistant(Retriever(index_plans(plans, encoder), encoder), lambda: TODAY)


@pytest.fixture(scope="module")
def elderly(project_root: Path, encoder: Encoder) -> Assistant:
    """A plan of three years for the care of the old, each measure with its units and due date in brackets."""
    plans = load_corpus(project_root / "tests/fixtures/fifth_city/corpus")
    return Assistant(Retriever(index_plans(plans, encoder), encoder), lambda: TODAY)


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("政务服务事项清单啥时候公布？", "2023年4月底前"),
        ("企业电子印章系统几月底前建好？", "2023年7月底前"),
        ("网络安全等级保护这项工作的完成时限是什么？", "持续推进"),
        ("第2.1条措施什么时候完成？", "2023年4月底前"),
    ],
)
def test_a_due_date_in_a_column_answers_when(digital: Assistant, question: str, due: str) -> None:
    answer = digital.ask(question)
    assert (answer.status, answer.intent) == ("answered", "deadline")
    assert first_line(answer) == f"完成时限：{due}。"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("公共数据创新应用大赛由哪个单位牵头？", "市大数据中心"),
        ("给了差评以后他们怎么处理？", "5个工作日内整改"),
        ("施工图审查费用由谁承担？", "财政购买服务"),
    ],
)
def test_an_answer_is_not_withheld_for_its_due_date_in_a_column(
    digital: Assistant, question: str, words: str
) -> None:
    answer = digital.ask(question)
    assert answer.status == "answered"
    assert words in answer.answer
    assert "（已过）" in answer.answer.splitlines()[-1]


def test_a_date_of_the_text_counts_before_that_of_the_column(digital: Assistant) -> None:
    answer = digital.ask("高校毕业生落户的“秒批”最晚几月先上线？")
    assert first_line(answer).startswith("6月底前")
    assert "11月" not in answer.answer


def test_the_day_from_which_something_holds_answers_when(elderly: Assistant) -> None:
    answer = elderly.ask("长护险从哪天开始启动？")
    assert first_line(answer).startswith("2025年1月1日起")


@pytest.mark.parametrize(
    ("question", "told", "silent"),
    [
        ("最低生活保障家庭里完全失能的老人每人每月补贴多少？", ("300元",), ("200元",)),
        ("专科毕业去养老院当护理员奖补多少？", ("4万元",), ("5万元", "3万元")),
        ("民办养老院新建一张床位补多少，改建的补多少？", ("8000元", "4000元"), ()),
        ("独居空巢老人，社区一个月要上门看几回？", ("2次",), ()),
    ],
)
def test_the_case_that_is_named_is_told_alone(
    elderly: Assistant, question: str, told: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    text = elderly.ask(question).answer
    assert [value for value in told if value not in text] == []
    assert [value for value in silent if value in text] == []


def test_the_next_case_is_named_by_its_own_words(elderly: Assistant) -> None:
    answer = Talk(elderly).say("专科毕业去养老院当护理员奖补多少？", "要是本科毕业呢")
    assert "5万元" in first_line(answer)


def test_a_sum_is_told_where_a_sum_is_asked_for(digital: Assistant, elderly: Assistant) -> None:
    assert "10万元" in digital.ask("中小企业头一回上云，最多能补多少钱？").answer
    answer = Talk(elderly).say("养老机构里认知障碍照护专区要建几个？", "建一个专区给补多少钱？")
    assert "15万元" in first_line(answer)


def test_what_a_turn_asks_in_words_is_told_in_words(digital: Assistant) -> None:
    answer = Talk(digital).say("公共数据资源目录编多少条？", "都有哪五个库？")
    assert "人口、法人、电子证照、信用、自然资源" in answer.answer
    assert ids(answer)[0] == "12.1"
