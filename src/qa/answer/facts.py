"""Which figures of a record answer an attribute, and which of them the question means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from qa.answer.cases import Case, choose
from qa.answer.catalogue import Catalogue
from qa.answer.intent import asks_whether
from qa.answer.model import Fact, Intent
from qa.answer.naming import heading
from qa.answer.question import Question
from qa.answer.wording import official_words, search_text
from qa.extract.case_words import described, lent, named, stretch
from qa.extract.figures import extract_figures
from qa.extract.model import Figure
from qa.extract.numerals import normalise_figures
from qa.extract.phrases import object_of
from qa.plan import Measure

Compare = Callable[[str, Sequence[str]], Sequence[float]]
_CLAUSE = 0.3
"""What the nearness of a whole clause counts beside that of the case in its own words."""
_PRICE = re.compile(r"费|价|税|元|补助|补贴|资费|成本|收")
_CHARGE = re.compile(r"收费|收取|费用|[\u4e00-\u9fff]费|价")
_GRANT = re.compile(r"补助|补贴|奖励|资助|返还")
_GIFT = re.compile(r"的?(?:补助|补贴|奖励|奖补|资助|支持|优惠)(?:资金)?")
"""What is given stands once, behind the last of several sums, and tells none of them from another."""
_PROMISE = re.compile(r"在?其?(?:公布|承诺|约定|规定|公示)的(?:时限|期限|时间)[内前][^，。；]{0,16}")
_WHEN = re.compile(r"什么时候|啥时候|何时|几时|哪一?年|哪个?月")
"""A date beside these is what the user believes (今年就能实现？啥时候真正实现), not what is asked for."""
_ASIDE = re.compile(
    r"[（(，,\s]*(?:不是|不要|别拿|不算|不问)(?P<said>[^，。？?（）()]{2,8}?)(?:(?:的?那)[个条项种样边]?(?:数字?|指标|部分)?|的)(?=[）)，,。；？?]|$)[）)]?"
)
_AS_OTHERS = re.compile(r"按(?P<case>[^，。；：（）]{1,8})标准")
_STEP = re.compile(
    r"(?:^|[，。；]|[^，。；]在|(?:调整|推迟|后移)[到至])(?P<step>(?!调整)[\u4e00-\u9fff]{2,10}?(?<![年月日底])前(?:全部)?(?:完成|办结|办理完毕))"
)


def figures_for(intent: Intent, figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """The figures of a record that answer ``intent``, in the order of the text.

    Fees fall back on money and rates that stand in a clause about a charge (资费降低15%), amounts
    on prices.
    """
    found = tuple(figure for figure in figures if figure.intent == intent)
    if found and intent == "fee":
        return tuple(f for f in figures if f in found or (f.kind == "money" and _charged(f, text)))
    if found:
        return found
    if intent in ("duration", "deadline"):
        return _promised(text) or (_due_before(text) if intent == "deadline" else ())
    if intent not in ("fee", "amount"):
        return ()
    if intent == "fee":
        return tuple(
            figure for figure in figures
            if figure.kind in ("money", "rate") and _PRICE.search(text[figure.clause_start : figure.clause_end])
        )  # fmt: skip
    return tuple(figure for figure in figures if figure.intent == "fee")


def _charged(figure: Figure, text: str) -> bool:
    """Whether the sentence before a sum speaks of a charge (规范课后服务收费，小学每生不超过360元)."""
    sentence = re.split(r"[。；]", text[: figure.start])[-1]
    return bool(_CHARGE.search(sentence)) and not _GRANT.search(sentence)


def _promised(text: str) -> tuple[Figure, ...]:
    """A time that the text sets without a number: 在其公布的时限内."""
    return tuple(
        Figure("duration", match.group(), match.start(), match.end(), _clause_before(text, match.start()))
        for match in _PROMISE.finditer(text)
    )  # fmt: skip


def _due_before(text: str) -> tuple[Figure, ...]:
    """A time that the text sets by another step: 在施工许可前完成."""
    return tuple(
        Figure("deadline", match["step"], *match.span("step"), _clause_before(text, match.start()))
        for match in _STEP.finditer(text)
    )


def _clause_before(text: str, start: int) -> str:
    return re.split(r"[。；]", text[:start])[-1]


def meant(
    question: Question, figures: Sequence[Figure], record: Measure, compare: Compare, words: str = ""
) -> tuple[Figure, ...]:
    """Of ``figures`` the cases that the question names, or all of them.

    ``words`` are further words of the conversation that the case may have been named with.
    """
    asked = normalise_figures(f"{search_text(_set_aside(question.text))} {words}")
    dated = () if _WHEN.search(question.text) or asks_whether(question.text) else question.dates
    due = tuple(f for f in figures if any(item.matches(f.deadline) for item in dated if f.deadline))
    figures = due or tuple(figures)
    if len(figures) < 2:
        return figures
    near = compare(question.search_text, [text for f in figures for text in described(record, f)])
    cases = [
        _case(record, figure, near[2 * place] + _CLAUSE * near[2 * place + 1])
        for place, figure in enumerate(figures)
    ]
    title = heading(record)
    told = any(case.name and case.name in title for case in cases)
    chosen = choose(asked, cases, record.task if told else f"{record.task} {title}")
    return _with_standards(tuple(figures[i] for i in chosen), figures)


def _set_aside(text: str) -> str:
    """``text`` with what it sets aside in everyday words (不是贯标那个数) in the official words for that, which tell cases."""
    return _ASIDE.sub(
        lambda found: (
            "，" + "，".join(f"不是{word}" for word in official_words(found["said"]))
            if official_words(found["said"])
            else found.group()
        ),
        text,
    )


def _with_standards(chosen: tuple[Figure, ...], figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The chosen figures, and beside one that only refers to another case (车位按住宅标准收取) that of the other case."""
    named = [match["case"] for figure in chosen if (match := _AS_OTHERS.match(figure.value))]
    return tuple(f for f in figures if f in chosen or any(f.subject.startswith(case) for case in named))


def _case(record: Measure, figure: Figure, near: float) -> Case:
    called = named(record.text, figure)
    remitted = figure.value if figure.kind == "fee" and figure.number is None else ""
    return Case(
        normalise_figures(called.subject)
        + f"{remitted} {_GIFT.sub('', figure.predicate)} {' '.join(figure.items)}",
        stretch(record.text, figure).replace(figure.value, " "),
        figure.context,
        called.name,
        object_of(figure.predicate) if figure.kind == "duration" else "",
        near,
        normalise_figures(lent(record.text, figure)),
    )


def as_fact(figure: Figure, measure_id: str, subject: str) -> Fact:
    """The contract's fact for one figure."""
    return Fact(figure.kind, subject, figure.value, figure.deadline, measure_id, figure.start, figure.end)


def has_attribute(catalogue: Catalogue, position: int, intent: Intent) -> bool:
    """Whether the record at ``position`` gives what ``intent`` asks for."""
    record = catalogue.records[position]
    if intent == "lead":
        return bool(record.lead)
    if intent == "support":
        return bool(record.support)
    if intent == "deadline" and record.due_apart:
        return True
    return _gives(record.text, intent)


@lru_cache(maxsize=8192)
def _gives(text: str, intent: Intent) -> bool:
    return bool(figures_for(intent, extract_figures(text), text))
