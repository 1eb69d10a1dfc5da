"""Whether a unit is among those of the measure that the talk is about (税务局在配合之列没)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.answer.question import Question

_WORDED = re.compile(
    r"(?:算不算|是不是|在不在|有没有|里有没有|之列|之外|除[了开去]|是配合还是牵头|是牵头还是配合)[^。]{0,20}(?P<role>配合|牵头|名单)"
    r"|(?:需要?|是|要|算)[^，。？?]{0,8}(?:配合|协助)(?:单位|方)?[吗么不]|参与单位[^。]{0,6}(?:有没有|是不是)|在[这该][条项个件][^，。？?]{0,6}算"
    r"|(?:配合|协同|协助)的?(?:单位|部门)[^，。？?]{0,3}有[^，。？?]{1,12}[没吗不]"
    r"|(?P<other>配合|牵头)(?:之列|名单)|也?挂在?上面|之外[^。]{0,12}(?:谁|哪几?家|哪些)|也(?:掺和|参与)|还有别家|^(?:那|这)?是[^，。？?的]{1,8}(?:在|来)?(?P<led>牵头)的?[吗么不]"
)
_TAKES_PART = re.compile(
    r"参[与加]|配合|协助|协办|协同|牵头|主责|负责|管|在(?:里[面头边]?|内|其中|上面|名单)|有份|掺和|名单|挂名"
)
_WHETHER = re.compile(
    r"[吗么没不吧嘛](?:有)?(?:$|[，,。？?！ ])|[？?]|还是|是不是|有没有|算不算|在不在|(\w)[不没]\1|也"
)
_OF_THINGS = re.compile(
    r"措施|举措|条目|任务|[几些]条|多少条|哪[几些]?[条项]|什么|啥|干嘛|哪些(?!单位|部门|家)|的呢"
)


@dataclass(frozen=True, slots=True)
class Member:
    """The units to tell of the measure, as a question, and the unit that is looked for among them ('' if unknown)."""

    asked: str
    unit: str = ""


def asks_after(own: Question, telling: bool) -> Member | None:
    """What a turn asks that wants to know if one unit is among those of a measure, None where it does not.

    ``telling`` says whether it names a subject beside the unit.
    """
    if _OF_THINGS.search(own.text):
        return None
    named = [mention for mention in own.mentions if len(mention.units) == 1]
    asks = _TAKES_PART.search(own.text) and _WHETHER.search(own.text)
    if len(named) == 1 and asks and not telling and not own.areas:
        return Member(_asked(own.role == "lead"), named[0].units[0])
    worded = _WORDED.search(own.text)
    if worded is None:
        return None
    leading = "牵头" in (worded["role"], worded["other"], worded["led"]) and worded.group()[0] != "除"
    return Member(_asked(leading), named[0].units[0] if len(named) == 1 else "")


def _asked(lead: bool) -> str:
    return f"{'牵头' if lead else '配合'}单位有哪些？"
