"""Which of a measure's cases a question means: 低压 of 高压/低压, DN80 of DN40/DN100, one clause of many.

Words that all cases share say nothing; a word that only one case has names it. The weight of a
word is therefore log(n / df) over the sibling cases (Sparck Jones 1972), and quantities in a case's
condition (DN100以下) are compared as quantities.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer.bounds import fits, tightest

_GENERAL = 0.1
_LEXICAL = 0.6
_LEXICAL_ALONE = 1.3
_MEANING = 2.0
_STEP = 0.01
_RULED = 1.6
_TOTAL = 5.0
_OPENED = 1.5
_STATED = 1.5
_MET = 5.0
_PART = 1.5
_LENT = 0.6
_NARROWER = 2.0
"""What each kind of evidence adds to a case's logit: docs/decisions/0004-telling-cases-apart.md."""
_KEEP = 0.35
_KEEP_BY_WORDS = 0.5
_KEEP_UNNAMED = 0.12
"""A case stays that is at least so probable as a share of the most probable one; meaning alone must tell more clearly."""
_OPENING_WORD = 2
_KIND_FROM = 4
_SEPARATELY = re.compile(
    r"分别|差异|区别|两个(?:时间|节点|期限|日期)|(?:时间)?节点各|各自|各(?:是|要|为|需|得|能|[剩余还只占降限]?(?:几|多少|好多))|差多少|差几|相差|比(?!原来|以前|之前|过去|从前|现在|改革|去年)[^，。？?]{2,16}(?:快|慢|少|多|短|长|便宜|贵|高|低|省)[了出]?(?:几|多少|好多)|比较(?=一下|[哪谁]|起来)|对比|哪个(?:更)?[快慢多少长短]"
)
_EACH = re.compile(
    _SEPARATELY.pattern + r"|(哪年|什么时候|何时|几天|多久|多少)(?:[^。]*[，,；][^。]*|[^。]{2,10})\1"
    r"|(?:几|多少|多久|什么时候|哪年|何时)[^，,；？?]{0,8}[，,；？?][^。]{0,16}(?:呢|又)"
    r"|(?:[和与跟]|(?<![涉以普顾])及|(?<!合)同).{0,14}(?:呢|几天|多久|多少)|、.{0,14}(?:几天|多久|多少)|以及|\band\b|\bversus\b|\bvs\b"
)
_TWICE = re.compile(r"(哪年|什么时候|何时|几天|多久|多少)(?:[^。]*[，,；][^。]*|[^。]{2,10})\1")
"""One thing asked twice (房子过户几天，抵押又是几天): of two cases, though the words of one alone are known."""
_OPENING = re.compile(r"^(?:其中|对于?|将|在|由|向|从|给)")
_DENIED = re.compile(r"不(?:涉及|含|需要?|办理|走|属于)([\u4e00-\u9fff]{2,8}?)(?:的?(?![\u4e00-\u9fff]))")
_EXCEPTED = re.compile(
    r"(?:(?<![并除])非|不是(?:那种)?|不属于|不算|(?<![解拆清排免消扣])除[了开]?)(?P<case>[\u4e00-\u9fff]{3,10})"
)
_NOT_MEANT = re.compile(
    r"不是(?:要|想|在)?(?:问|说|讲|指)(?P<case>[\u4e00-\u9fff]{2,8}?)(?:的|[，。？?！!、]|$)"
)
_NEGATED = re.compile(r"非[\u4e00-\u9fff]{2,4}")
_KIND = re.compile(r"(?:的?[那这](?:种|类|样|个)|的)$")
_WHOLLY = re.compile(r"全面|全部|铺开|推开|普及|全覆盖|正式|彻底|都能")
_PARTLY = re.compile(r"部分|试点|探索|先行|试行|首批|率先")
_APPROVAL = re.compile(r"要[^，。？?要]{0,4}批(?![准量])|报批|送批|批文|批件|(?:去|找人?)批(?![量发次评])")
_WITHOUT = re.compile(r"(?:不得|不用|不需要?|无需|没得|没有|不会|不消|也不|又不)[\u4e00-\u9fff]{1,3}")
_ASSERTED = re.compile(r"(?<!不)(?:涉及|含有|需要|办理)([\u4e00-\u9fff]{2,8}?)(?:的?(?![\u4e00-\u9fff]))")
_HAVING = re.compile(
    r"(?:(?P<none>无(?![需须偿障感疑论条]))|(?<![没未所含国享])有(?![关效限期权]))(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:的?(?![\u4e00-\u9fff]))"
)
_CONDITION = re.compile(
    r"(?:其中)?(?:情[况形]|案情|(?:材料|资料|手续|需要?|确需)(?=[\u4e00-\u9fff]+的$))(?P<word>[\u4e00-\u9fff]{2,4}?)的?"
)
_DENIAL = re.compile(r"不|没|无需|免|别")
_UNABLE = re.compile(r"(?:(?<!能)不能|无法|没法|没办法|不会|(?<![要收能用是])不)([\u4e00-\u9fff]{2})")
"""What the question says is not so or cannot be (不出县, 不能自理)."""
_WHOLE = re.compile(r"总|全程|全部|整个|一共|加起来|从头到尾|全套|全流程|in total|altogether", re.IGNORECASE)
_PER_ONE = re.compile(r"(?:[一1]|单)个?([家户人次年月件笔天])(?=[一1年月最能可给补收要封])")
"""One of them (一家一年最多, 一户最多补) is each of them."""
_PER_WORD = 3
_SIZE = re.compile(r"(?P<size>[大中小微])(?:企业|公司|厂|户|项目|工程|等(?:规模|大小)?)(?!型)")
"""A size in everyday words (大企业, 中等规模) is 大型, 中型."""
_MERE_TIME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:时间|时限|期限)")
"""What takes the time and nothing else (办电时间 beside 10千伏高压): the matter of all cases."""
_FROM_TO = re.compile(r"从[^，。？?]{1,12}到|全程|全流程|从头到尾|全套|整个(?:流程|过程)")
_BOTH = re.compile(r"[两2]个?人?都|[两2](?:人|口子|方|边)|夫妻(?:俩|双方)|双方|[俩双]都")
_ONE_ALONE = re.compile(r"(?:只有?|就|单)[一1]?(?:个|人|方|边)|[一1](?:个人|方|边)(?:交|缴|有|出|办)")


@dataclass(frozen=True, slots=True)
class Case:
    """One case to choose from: the words that describe it, strongest first.

    ``context`` is the wider case that it belongs to, whose words tell it from no other case that has them too.
    ``name`` is its subject without what its siblings share, ``lent`` what it leaves to the first of them to say, ``act``
    what is done within the figure (上报); ``near`` is the cosine of the question with the case in words; only differences
    between cases count.
    """

    subject: str
    around: str = ""
    context: str = ""
    name: str = ""
    act: str = ""
    near: float = 0.0
    lent: str = ""

    def is_within(self, other: Case) -> bool:
        """Whether this is a part of the ``other`` case: its wider case is named as that one is."""
        wider = other.subject.split(" ")[0]
        return self is not other and bool(wider) and wider in self.context


def asks_whole(question: str) -> bool:
    """Whether ``question`` asks for a total (一共, 全流程, 从头到尾)."""
    return bool(_WHOLE.search(question))


def asks_each(question: str) -> bool:
    """Whether ``question`` asks for several cases or matters side by side (分别, 各要几天, 差几天)."""
    return bool(_EACH.search(question))


def grams(text: str) -> Counter[str]:
    """Single characters and pairs of ``text``; a pair weighs by itself, a character a quarter."""
    clean = re.sub(r"[^\w]", "", text.lower())
    found: Counter[str] = Counter(clean[i : i + 2] for i in range(len(clean) - 1))
    found.update(clean)
    return found


def _gram_weight(gram: str) -> float:
    return 1.0 if len(gram) > 1 else 0.25


def choose(question: str, cases: Sequence[Case], topic: str = "") -> tuple[int, ...]:
    """Positions of the cases that ``question`` names; all of them where it names none.

    ``question`` may have official words appended to it. A case whose quantity the question
    contradicts (DN80 against DN40以下) is out; one that it meets is in. Words of ``topic`` (the heading of
    all cases) hardly tell them apart, even where only one case repeats them. What is left is weighed as the
    probability of each case (a conditional logit); those that come near the most probable one stay.
    """
    if len(cases) <= 1:
        return tuple(range(len(cases)))
    question = _SIZE.sub(lambda size: f"{size.group()}{size['size']}型", question)
    general = set(grams(topic)).union(*(grams(c.name) for c in cases if _MERE_TIME.fullmatch(c.name)))
    asked = set(grams(question))
    lexical, named = _lexical(asked, general, cases)
    ruled = [
        fits(question, case.subject)
        + _denies(question, case.subject)
        + _turns_on(question, case.context)
        + _extent(question, case.subject)
        + _sided(question, case.subject)
        + out
        for case, out in zip(cases, _excluded(question, cases), strict=True)
    ]
    told = tuple(i for i, is_named in enumerate(named) if is_named and ruled[i] >= 0)
    if asks_each(question) and len(told) > 1:
        return told
    if _TWICE.search(question):
        return tuple(range(len(cases)))
    if _SEPARATELY.search(question):
        return tuple(range(len(cases)))
    if of_each := tuple(i for i, case in enumerate(cases) if _is_per_one(question, case.name)):
        return of_each
    total = _total(question, cases)
    if total and ruled[total[0]] >= 0:
        return total
    tight = tightest(question, [case.subject for case in cases])
    whole = asks_whole(question)
    opened = _opened(asked - general, cases)
    wider = _wider(cases, named)
    mean = sum(case.near for case in cases) / len(cases)
    meaning = any(case.near for case in cases)
    lexical_weight = _LEXICAL if meaning else _LEXICAL_ALONE
    logits = [
        lexical_weight * words + _MEANING * (case.near - mean) / _STEP
        + _RULED * (ruled[place] + (1.0 if _unburdened(question, case.subject) else 0.3) * (place == tight))
        + _TOTAL * (whole and "总" in case.subject) + _OPENED * (place in opened)
        - _PART * (place in wider) - _NARROWER * _says_less(question, case, cases)
        + _STATED * _is_stated(question, case.name)
        + _STATED * (len(case.act) > 1 and case.act in question)
        + _MET * _condition_met(question, case.name)
        for place, (case, words) in enumerate(zip(cases, lexical, strict=True))
    ]  # fmt: skip
    best = max(logits)
    share = _KEEP_BY_WORDS if not meaning else _KEEP if any(named) else _KEEP_UNNAMED
    kept = {i for i, logit in enumerate(logits) if math.exp(logit - best) >= share}
    return tuple(sorted(_of_one_kind(question, cases, kept) or kept | _left_open(question, cases, kept)))


def _is_stated(question: str, name: str) -> bool:
    """Whether the question says a case's name, or one of those that are joined in it (监理 of 勘察设计、监理类)."""
    joined = [part.rstrip("类") for part in name.split("、")] if "、" in name else [name]
    return any(len(part) > 1 and part in question for part in joined)


def _is_per_one(question: str, name: str) -> bool:
    """Whether a case is told for each of what the question names as one (一家: 每家企业, 一个展位: 单个展位)."""
    each = name[:1] == "每" and name[1:2] in _PER_ONE.findall(question)
    return each or (name[:1] == "单" and len(name) > _PER_WORD and f"一{name[1 : _PER_WORD + 1]}" in question)


def _total(question: str, cases: Sequence[Case]) -> tuple[int, ...]:
    """The one case that is the total of the others (用气总办理时限), where the question asks from one end to the other."""
    if not (asks_whole(question) and _FROM_TO.search(question)):
        return ()
    found = [i for i, case in enumerate(cases) if "总" in case.name or "总" in case.subject.split(" ")[0]]
    found = [i for i in found if not any(cases[i].is_within(other) for other in cases)]
    return tuple(found) if len(found) == 1 else ()


def _left_open(question: str, cases: Sequence[Case], kept: set[int]) -> set[int]:
    """The cases under a condition (情况复杂的) of which the question says nothing, beside the kept case that they are of."""
    return {
        place
        for place, case in enumerate(cases)
        if (condition := _CONDITION.fullmatch(case.name)) and condition["word"] not in question
        and any(case.is_within(cases[i]) for i in kept)
    }  # fmt: skip


def _of_one_kind(question: str, cases: Sequence[Case], kept: set[int]) -> set[int]:
    """The cases that are one thing but for an opening word (一般, 小型), where a kept one's thing is named without it."""
    bare = question.replace(" ", "")
    for place in kept:
        opening, kind = cases[place].name[:_OPENING_WORD], cases[place].name[_OPENING_WORD:]
        if len(kind) < _KIND_FROM or kind not in bare or opening in bare:
            continue
        alike = {i for i, case in enumerate(cases) if case.name[_OPENING_WORD:] == kind}
        if len(alike) > 1:
            return {i for i in alike if cases[i].name[:_OPENING_WORD] not in bare}
    return set()


def _lexical(asked: set[str], general: set[str], cases: Sequence[Case]) -> tuple[list[float], list[bool]]:
    """For each case the weight of its telling words that are asked for, and whether its subject has one."""
    described = [grams(case.subject) for case in cases]
    wider = [grams(f"{case.subject} {case.context} {case.around}") for case in cases]
    spread = Counter(gram for found in wider for gram in found)
    borrowed = [grams(case.lent) for case in cases]
    scores, named = [], []
    for subject, around, other in zip(described, wider, borrowed, strict=True):
        telling = {
            g: _gram_weight(g) * math.log(len(cases) / spread[g]) * (_GENERAL if g in general else 1)
            for g in (around.keys() | other.keys()) & asked
        }
        shares = {g: 1.0 if g in subject else 0.4 if g in around else _LENT for g in telling}
        scores.append(sum(weight * shares[g] for g, weight in telling.items()))
        named.append(any(len(g) > 1 and g in subject and weight > 0 for g, weight in telling.items()))
    return scores, named


def _opened(asked: set[str], cases: Sequence[Case]) -> tuple[int, ...]:
    """The cases whose opening word (小型, 抵押, 农村) the question uses, where the openings differ.

    What is 小的 is 小型 as well.
    """
    openings = [_OPENING.sub("", case.name or case.subject)[:2] for case in cases]
    telling = len(set(openings)) > 1
    return tuple(
        i
        for i, opening in enumerate(openings)
        if telling and len(opening) == 2 and (opening in asked or opening.replace("型", "的") in asked)
    )


def _wider(cases: Sequence[Case], named: Sequence[bool]) -> set[int]:
    """The cases that hold another one (政府投资项目 that of 一般政府投资房屋建筑) which the question names."""
    return {
        place
        for place, case in enumerate(cases)
        if any(is_named and inner.is_within(case) for inner, is_named in zip(cases, named, strict=True))
    }


def _says_less(question: str, case: Case, cases: Sequence[Case]) -> bool:
    """Whether the question names another case whole and nothing of what this one adds to it (外观设计 to 专利预审)."""
    return any(
        other.name in question
        and case.name.endswith(other.name)
        and not set(grams(case.name.removesuffix(other.name))) & set(grams(question))
        for other in cases
        if 1 < len(other.name) < len(case.name)
    )


def _condition_met(question: str, name: str) -> bool:
    """Whether a case that is nothing but a condition (情况复杂的, 资料齐全的) is met by what the question tells."""
    condition = _CONDITION.fullmatch(name)
    if condition is None:
        return False
    word = condition["word"]
    return word in question and not _is_denied(question, word)


def _denies(question: str, subject: str) -> float:
    """What it weighs that a case turns on something that the question says is so or is not (不涉及行政审批, 不复杂)."""
    total = _turns_on(question, subject)
    plain = {subject[i : i + 2] for i in range(len(subject) - 1)}
    total -= 4.0 * any(pair in plain and f"不{pair}" not in subject for pair in _UNABLE.findall(question))
    return total


def _turns_on(question: str, words: str) -> float:
    """What it weighs that ``words`` of a case say what is so or is not of something that the question names."""
    total = 0.0
    question = _APPROVAL.sub("审批", question)
    for match in _DENIED.finditer(words):
        thing = match.group(1)[-2:]
        if thing in question:
            total += 1.5 if _is_denied(question, thing) else -1.5
    for match in _ASSERTED.finditer(words):
        thing = match.group(1)[-2:]
        if thing in question:
            total += -1.5 if _is_denied(question, thing) else 1.0
    for match in _HAVING.finditer(words):
        said = [word for word in (match["thing"][-2:], match["thing"][:2]) if word in question]
        if said:
            total += 1.5 if _is_denied(question, said[0]) == bool(match["none"]) else -1.5
    return total


def _extent(question: str, subject: str) -> float:
    """±1.5 where a case is a first step (探索推进部分) and the question is about such a step, or about all of it (全面铺开)."""
    if not _PARTLY.search(subject):
        return 0.0
    if _WHOLLY.search(question):
        return -1.5
    return 1.5 if _PARTLY.search(question) else 0.0


def _sided(question: str, subject: str) -> float:
    """+2 where a case is for both sides of a pair or for one alone (双缴存, 单缴存) as the question tells, −2 where it is not."""
    both, alone = bool(_BOTH.search(question)), bool(_ONE_ALONE.search(question))
    if both == alone or subject[:1] not in ("双", "单"):
        return 0.0
    return 2.0 if (subject[0] == "双") == both else -2.0


def _excluded(question: str, cases: Sequence[Case]) -> list[float]:
    """−6 for each case that the question rules out by words that not all cases have (不是一般房建, 不属于市政工程)."""
    found = [0.0] * len(cases)
    for match in (*_EXCEPTED.finditer(question), *_NOT_MEANT.finditer(question)):
        said = _KIND.sub("", match["case"])
        said = said.partition("的")[0] if said.find("的") > 1 else said
        pairs = {said[i : i + 2] for i in range(len(said) - 1)}
        subjects = [_NEGATED.sub("", case.subject) for case in cases]
        held = [sum(pair in subject for pair in pairs) for subject in subjects]
        if min(held) < max(held) and 2 * max(held) >= len(pairs):
            found = [-6.0 if here == max(held) else out for here, out in zip(held, found, strict=True)]
    return found


def _is_denied(question: str, thing: str) -> bool:
    """Whether ``thing`` is said not to be the case: 不用什么审批, 审批都不沾."""
    found = question.find(thing)
    before, after = question[max(0, found - 6) : found], question[found + len(thing) :][:3]
    return bool(_DENIAL.search(before)) or bool(re.match(r"[都也]?(?:不|没)", after))


def _unburdened(question: str, subject: str) -> bool:
    """Whether a case is for those without something (且不涉及…) and the question tells that it needs nothing (不得挖路)."""
    return bool(_DENIED.search(subject)) and bool(_WITHOUT.search(question))
