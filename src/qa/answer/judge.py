"""Whether a record is about what was asked: a logistic judgement over a few plain signals.

The weights are fitted on labelled questions by ``python -m qa.evaluate.fit`` and stand in
``data/judge.json``. Dense evidence enters in standard deviations above unrelated questions, a scale
that the index fits for each model, so the weights hold for every model.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from qa.answer.catalogue import Catalogue
from qa.answer.facts import has_attribute
from qa.answer.question import Question
from qa.retrieve.hybrid import Hit

_PROCEDURE = re.compile(
    r".*(?:证|许可|执照|登记|备案|验收|审批|认定|鉴定|年检|资质|牌照|补贴|保险|评审|注册|报销|签证|户口|退休|驾照)$"
)
_PLAIN = frozenset(
    "办理 申请 办 领 拿 要 单独 一张 取得 审批 申领 需要 企业 公司 进行 完成 开展 相关 各类 行政 我 你 他 一个 "
        "去 做 给 新 的 项目 手续 流程 材料 时间 工作 政府 重庆 多少 单位 部门".split()
)  # fmt: skip


_FOCUS = (
    re.compile(
        r"(?:什么|哪些|啥子?|哪个|哪种|哪类|多少|几)(?:个|种|类|条|项|家|样|块)?([\u4e00-\u9fff]{2,5})"
    ),
    re.compile(
        r"([\u4e00-\u9fff]{2,6}?)(?:具体|一般|大概|到底)?(?:是|为|有|要|得|需|定|叫|在|给)?(?:多少|几|什么|啥|哪|咋|如何|怎么)"
    ),
)
_USUAL = frozenset(
    "时间 时限 期限 工作日 部门 单位 措施 任务 办法 政策 规定 要求 安排 支持 优惠 改革 变化 时候 费用 价格 "
    "目标 内容 事项 情况 工作 环节 流程 步骤 手段 好处 方式 渠道 服务 企业 审批 办理 完成 实现".split()
)


@dataclass(frozen=True, slots=True)
class Signals:
    """The evidence that one record is about the question, each about 0 to 1.

    ``dense`` is the standardised cosine over 8; ``procedure`` 1 where the question
    names a permit or procedure that the record does not; ``attribute`` 1 where it gives what is asked;
    ``margin`` the lead of the fused score over the sixth hit; ``long`` says that the question tells a story, which
    holds the plan's words less densely. ``focus`` is 1 where the noun beside the
    interrogative (什么材料, 号码是多少) stands neither in the record nor among the usual attributes; ``second``
    is the lead over the second hit. ``asked`` and ``refused`` are the cosines with the nearest earlier wording that the
    record answers and the nearest one that must be refused, 0 where the corpus brings none; ``wish`` is how much the
    wording asks for what plans give (qa.answer.wish); ``unheld`` the share of subject words that this record
    does not hold, official words counted for everyday ones; in English, whether it holds no official word at all.
    """

    dense: float
    procedure: float
    attribute: float
    margin: float
    long: float
    focus: float
    second: float
    asked: float
    refused: float
    wish: float
    unheld: float

    def values(self) -> tuple[float, ...]:
        """The signals in the order of their names above."""
        return tuple(getattr(self, name) for name in self.__slots__)


def signals(question: Question, hit: Hit, hits: Sequence[Hit], catalogue: Catalogue, wish: float) -> Signals:
    """Read the signals of one hit; ``hits`` is the ranking that it stands in, ``wish`` what the wording asks for."""
    record = hit.measure
    about = f"{record.area}{record.task}{record.text}{record.section}{record.title}"
    words = [word for word in question.words.split() if len(word) > 1]
    sixth = hits[min(5, len(hits) - 1)].fused
    return Signals(
        dense=max(-3.0, min(10.0, hit.standard)) / 8,
        procedure=float(_other_procedure(question, about)),
        attribute=_attribute(question, hit, catalogue),
        margin=max(0.0, min(1.0, hit.fused - sixth)),
        long=min(1.0, len(question.text) / 60),
        focus=float(_focus_missing(question, about)),
        second=max(0.0, min(1.0, hit.fused - hits[1].fused)) if len(hits) > 1 else 0.0,
        asked=max(0.0, hit.asked),
        refused=max(0.0, hit.refused),
        wish=wish,
        unheld=_unheld(words, question, about),
    )


def _unheld(words: list[str], question: Question, about: str) -> float:
    if question.english:
        return float(not any(word in about for word in question.official))
    missing = [word for word in words if word not in about]
    if not words or not missing:
        return 0.0
    covered = sum(word in about for word in question.official)
    return max(0.0, len(missing) - covered) / len(words)


def _attribute(question: Question, hit: Hit, catalogue: Catalogue) -> float:
    intent = question.cues.attribute
    if intent in ("content", "lead", "support"):
        return 0.5
    return float(has_attribute(catalogue, hit.position, intent))


def _focus_missing(question: Question, about: str) -> bool:
    """Whether the noun that is asked for stands nowhere in the record."""
    official = " ".join(question.official).split()
    for pattern in _FOCUS:
        for match in pattern.finditer(question.text):
            noun = match.group(1)
            words = [word for word in question.words.split() if len(word) > 1 and word in noun]
            if words and not any(
                w in about or w in _USUAL or any(o in about for o in official if w in o) for w in words
            ):
                return True
    return False


def _other_procedure(question: Question, about: str) -> bool:
    """Whether the question names a procedure (消防验收) whose own words the record lacks."""
    words = question.words.split()
    official = " ".join(question.official)
    for place, word in enumerate(words):
        if not _PROCEDURE.match(word):
            continue
        named = [
            w
            for w in words[max(0, place - 2) : place + 1]
            if w not in _PLAIN and len(w) > 1 and not _PROCEDURE.fullmatch(w)
        ]
        stem = re.sub(r"(?:证|许可证?|登记|备案|验收|审批)$", "", word)
        named += [stem] if len(stem) > 1 and stem not in _PLAIN else []
        if any(w not in about and not any(part in about for part in official.split()) for w in named):
            return True
    return False


JUDGE = "data/judge.json"
TURN_JUDGE = "data/turn_judge.json"
WITH_WORDINGS = "with wordings"
WITHOUT_WORDINGS = "without wordings"


class Evidence(Protocol):
    """What a judge weighs."""

    def values(self) -> tuple[float, ...]:
        """The signals, in the order of the judge's weights."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Logistic weights, one for each signal and a bias; ``threshold`` parts answers from refusals."""

    bias: float
    weights: tuple[float, ...]
    threshold: float

    def probability(self, found: Evidence) -> float:
        """The probability that the record is about the question, 0 to 1."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, found.values(), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_judge(wordings: bool) -> Judge:
    """The fitted weights for whole questions: for an index with earlier ``wordings``, or without any."""
    return read_judge(JUDGE, wordings, Signals.__slots__)


def read_judge(name: str, wordings: bool, signal_names: Sequence[str]) -> Judge:
    """The judge in a file of the package, its weights in the order of ``signal_names``."""
    text = files("qa.answer").joinpath(name).read_text(encoding="utf-8")
    data = json.loads(text)[WITH_WORDINGS if wordings else WITHOUT_WORDINGS]
    return Judge(data["bias"], tuple(data["weights"][signal] for signal in signal_names), data["threshold"])
