"""Follow-ups by rule: what a short turn leans on, and how the whole question reads.

Nothing is rewritten unless the turn leans on what came before; the user's own words are always
among the wordings that are searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qa.answer.filters import Filters
from qa.answer.going_on import Continued, can_only_go_on
from qa.answer.intent import Cues, asks_content, read_cues
from qa.answer.membership import Member
from qa.answer.model import Turn
from qa.answer.recall import points_into_list
from qa.answer.smalltalk import recognise
from qa.extract.numerals import to_number

_LEANS = re.compile(
    r"^(?:你|您)?(?:刚刚|刚才|上面|前面)(?:所?说|讲|提到?)的"
    r"|^(?:那么?|哪|还有|另外|而且|并且|以及|再|然后)?(?:它们?|他们?|她|这(?:个|项|条|件|事|些|里|样|块|种"
    r"|一[个项条])?|那(?:个|项|条|件|事|些|里|样|块|种)|该|此|上面|上述|刚才|刚刚|前面|前者|后者|其)(?!份|方案"
    r"|文件|次|边|几)"
    r"|^(?:那|这)?(?:整套|全套|全部|总共|一共|整个|加起来|从头到尾)"
    r"|^(?:那么?)?(?:就|对于?|关于|针对|负责|牵头|主管|配合|协助)(?:它|前述|上述|该[项条件])"
    r"|^(?:牵头|配合|负责)的?(?:单位|部门)?(?:就?是|有|包括).{2,14}[吧吗么]"
    r"|^(?:that|this|it|those|these|and|what about|how about)\b|\b(?:it|that|this|they|them)\s*[?？]?$|它(?!们?.*[？?].*[？?])",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^(?:我没(?:说|讲)清楚?[，,。]?)?(?:我|我们|咱们?|本人|本公司|我司)(?:这)?(?:家|个|种|边|里)?(?:其实)?(?:是|属于|算)(?!不是|说|问|指)"
)
"""A turn that tells the person's own case (我们是一般工业厂房)."""
_ELLIPSIS = re.compile(
    r"呢\s*[？?!！。]*$|呢[，,、 ？?]|^(?:那|那么|还有|以及|换成|改成|要是|如果|若|假如)|的话[呢吗]?[？?]?$"
    r"|^(?:and|what about|how about)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^我?(?:想|要)?(?:问|说|指)的(?:可|并)?不是[^，,。]{1,12}[，,]\s*(?:而)?是|^(?:不是|不问|没(?:问|说)|不是(?:问|说))[^，,。]{1,12}[，,]\s*(?:我?(?:说|问|指|要)的(?:其实)?是|我?是(?:问|说|指|要问)|就是?|而是|只是?)|^(?:早|都|跟你)?说了?不是[^，,。]{1,12}[，,]\s*我?(?:说|问|指|要)的?(?:其实)?是?|^非也[，,](?:本人|我)?所?(?:询|问)(?:的?是|系|者)?"
    r"|^(?:我?(?:说|问|打|搞)错了[，,]?不是[^，,]{1,12}[，,]?是|不是|不对|(?:错了)+|搞错了|我?(?:说|问|打|搞|弄)错[了咯啦]|搞拐了|你(?:理解|弄|搞)错了)[，,。!！\s]*(?:我)?(?:说|问|指|要|想问|讲)?的?(?:是"
    r"|的是)?|^我(?:说|问|指)的(?:其实)?是|^(?:no|sorry|i mean)?[,.]?\s*(?:no[,.]?\s*)?i (?:meant|mean)\b",
    re.IGNORECASE,
)
_AND_NOT = re.compile(r"(?<=[^，,]{2})[，,]\s*(?:而|并|可|又|也)?不是[^，,。？?]{1,12}[？?。]?$")
_BACK = re.compile(
    r"^(?:谢谢|好的|嗯+|那么?|行|对了)?[，,。\s]*(?:我们|咱们?|我)?(?:再|又|还是|现在)?(?:想|要)?(?:回到|说回|转回|返回|倒回"
    r"|回(?:过)?头(?:来)?(?:再)?(?:说|看|问|讲))(?:去|来)?(?P<when>刚才|刚刚|前面|之前|最开始|一开始|开头|最先|最早)?(?:说|问|提|聊|讲)?(?:过|到)?的?"
    r"(?P<what>[^，,。？?！!]{0,16}?)(?:的?(?:问题|话题|事情?|那个|那件|那条))*[，,。：:！!\s]+(?P<rest>.{3,})$"
)
_ASKED_EARLIER = re.compile(
    r"^(?:那么?|对了|还有|嗯)?[，,\s]*(?:我|咱们?)?(?P<when>刚才|刚刚|前面|之前|最开始|一开始|开头|最先|最早|最初)?(?:我|咱们?)?(?:问|说|提|聊|讲)?(?:过|到|起)?的?(?:那个|那条|那件)?"
    r"(?P<what>(?<=问的)[^，,。？?！!]{2,16}?|(?<=说的)[^，,。？?！!]{2,16}?|第[一二三四五六1-6]个(?:问题|话题|那个)|最[初开先早]始?的?(?:那个)?(?:问题|话题))"
    r"(?:的?(?:问题|话题|事情?))*(?:里头?|中|那边)?的?[，,：:\s]*(?P<rest>.{2,})$"
)
"""A turn that goes back by naming an earlier question (第一个问题里的，再说一遍日期; 刚才问的高压办电，谁负责)."""
_NTH_QUESTION = re.compile(r"第([一二三四五六1-6])个")
_FIRST = re.compile(r"第[一1]|最开始|一开始|开头|最先|最早|最初|头一")
_CHALLENGE = re.compile(
    r"^[你您](?:确定|肯定)|(?:你)?(?:确定|肯定|没(?:搞|弄|记)错)[吗么？?]|真的(?:吗|假的|是这样)|(?:不对|不会)吧|(?:我)?怎么记得"
    r"|我(?:记得|记着|听说|印象)(?:里|中)?(?:好像)?是|真的有|这么(?:多|少|久|快|贵|便宜)吗|(?:别人|有人|网上"
    r"|他们|人家|朋友)(?:都)?说|没记错|不是[^，,]{1,12}[？?]$|不(?:还|就)?是.{1,12}吗|靠谱吗|准(?:不准|确)吗|你再(?:查|看|确认)"
    r"|are you sure|really\?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^(?:除了?[这那](?:[个条项些招]|以外|之外)*[，,]?)?(?:还有(?:没有?)?(?:别的|其他|其它|吗|什么|哪些|更多)|别的呢|其他的?呢|其它的?呢|更多|继续|接着说|还有呢"
    r"|下一条|anything else|more\b)",
    re.IGNORECASE,
)
_MORE_UNITS = re.compile(r"(?:哪些|什么|别的|其[他它]|哪几?个?|几?)(?:单位|部门|家|机构)|谁")
_NEW_TOPIC = re.compile(
    r"^(?:好的?[，,])?(?:(?:换|另)一?个(?:话题|问题)|不(?:说|问|聊|谈)[^，,。]{0,8}了|(?:我)?再问(?:你)?(?:一个|个)(?:别的|其他)?"
    r"|顺便(?:问|请教)(?:一下)?|另外(?:问|请教)(?:一下)?)[，,：:。\s]*(?:我?想问(?:一?下)?)?"
)
_HEARD = re.compile(
    r"^[^，,。？?]{0,20}(?:晓得|知道|明白|清楚|了解|懂|记下|看到)(?:了|啦|咯)?[，,。]\s*(?=[^，,。]{3})"
)
_INTERJECTION = re.compile(
    r"^(?:没有[吗啊呀]|是吗|这样啊|哦豁|哎哟?|唉|嗯+|哦+|噢|哇|好嘞|好的|行|明白|收到|ok(?:ay)?|got it|i see|thanks?|right)"
    r"[，,。.!！~？?\s]+(?=\S{3})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<![A-Za-z\d]) | (?![A-Za-z\d])")
_HOW_MUCH = re.compile(r"(?:到|是|为|要)(?:多少|好多|几多)[呀啊嘛哦喃]?[？?]?$")
_MORE_SAID = re.compile(r"(?P<case>.{1,12}?呢)[，,？?\s]+(?P<rest>.{2,})")
_ALIKE = re.compile(r"也|一样|同样|同理")
_END = re.compile(r"[？?。！!]+$")
_CASE_BEFORE = re.compile(r"（[^（）]{1,14}）$")
"""The case that an earlier turn has put in the place of the first one (高压客户办电要多久（双电源的）)."""
_TONE = re.compile(r"[呢啊吗]$")
_LONG_ENOUGH = 5
_WHOLE = 7
"""A correction with more characters of subject words says all that is meant."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A turn as understood: ``text`` reads by itself, ``topic`` is what it leans on.

    ``leaning`` is False where the turn stands alone; ``weak`` where only the evidence can tell; ``joined`` is what a
    turn of many words means if it leans after all.
    ``lists`` are what the list under discussion and those that it was narrowed from are chosen by, the widest first;
    ``continued`` is what the turn makes of it, ``looked`` that the last turn looked at one of its measures. ``member`` is
    a unit that the turn looks for among those of the clause.
    """

    own: str
    text: str
    topic: str = ""
    topic_answer: str = ""
    leaning: bool = False
    weak: bool = False
    joined: str = ""
    repeat: bool = False
    more: bool = False
    bare: bool = False
    member: str = ""
    looked: bool = False
    lists: tuple[Filters, ...] = ()
    continued: Continued | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """What reads turns against a plan.

    ``subject`` gives a question's subject words ('' where only the asking is left); ``leans`` tells from the meaning
    of a turn whether it names no matter of its own (True) or one that is strange to the plans (False); ``of_unit``
    says a turn about the unit that it points to (这个局还牵头哪些) with its name, from the turn, the topic and its answer;
    ``listed`` tells what the list is chosen by that a question asks for; ``went_on`` what a turn makes of the lists
    before it, and whether a look at one of their measures lies between; ``member`` what a turn asks that looks for one
    unit among those of a measure.
    """

    subject: Callable[[str], str]
    leans: Callable[[str], bool | None] = lambda _: None
    of_unit: Callable[[str, str, str], str | None] = lambda *_: None
    listed: Callable[[str], Filters | None] = lambda _: None
    went_on: Callable[[str, Sequence[Filters], bool], Continued | None] = lambda *_: None
    member: Callable[[str], Member | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class _Thread:
    """What a talk has come to: its last turn, the topic with its answer, and the lists under discussion.

    ``figured`` is the topic before questions for its units, ``looked`` that the last turn looked at one measure of the
    list; ``told`` are the threads after each turn before, oldest first.
    """

    step: Resolved = Resolved("", "")
    topic: str = ""
    answer: str = ""
    figured: str = ""
    lists: tuple[Filters, ...] = ()
    looked: bool = False
    told: tuple[_Thread, ...] = ()

    def after(self, turn: Turn, sense: Sense) -> _Thread:
        """The thread behind one more turn and its answer."""
        if recognise(turn.question) is not None:
            return self
        step, lists = self._heard(turn.question, sense)
        looked = bool(self.lists) and points_into_list(turn.question)
        topic, answer = (
            (step.text, f"{step.topic_answer} {turn.answer}") if step.leaning else (step.own, turn.answer)
        )
        asks_units = step.leaning and read_cues(turn.question).attribute in ("lead", "support")
        found = _Thread(
            step, topic, turn.answer if step.weak else answer, self.figured if asks_units else topic,
            self.lists if looked else lists, looked,
        )  # fmt: skip
        return replace(found, told=(*self.told, found))

    def _heard(self, question: str, sense: Sense) -> tuple[Resolved, tuple[Filters, ...]]:
        """An earlier turn as resolved, and the lists behind it."""
        named = sense.of_unit(question, self.topic, self.answer) if self.topic else None
        continued = sense.went_on(question, self.lists, self.looked) if self.lists and not named else None
        if continued is not None:
            return Resolved(continued.said, continued.said), continued.after(self.lists)
        if named is None and self.topic and _doubts(question, sense.subject):
            return self.step, self.lists
        step = self._stepped(question, sense) if named is None else Resolved(named, named)
        listed = None if step.leaning else sense.listed(step.own)
        return step, () if listed is None else (listed,)

    def _stepped(self, question: str, sense: Sense) -> Resolved:
        before = _figured_topic(question, self.topic, self.figured, sense.subject)
        return _step(question, before, self.answer, sense)

    def resolved(self, question: str, sense: Sense) -> Resolved:
        """The next turn."""
        if self.step.leaning and _doubts(question, sense.subject):
            return replace(self.step, topic_answer=self.answer)
        if self.lists and not self.looked:
            sense = replace(sense, member=lambda _: None)
        found = self._stepped(question, sense)
        goes_on = found.topic and self.lists
        continued = sense.went_on(without_reaction(question), self.lists, self.looked) if goes_on else None
        return replace(found, lists=self.lists, looked=self.looked, continued=continued)


def resolve(question: str, history: Sequence[Turn], sense: Sense) -> Resolved:
    """Resolve ``question`` against ``history``, oldest turn first."""
    thread = _Thread()
    for turn in history:
        thread = thread.after(turn, sense)
    back = _returned_to(question, thread.told) if thread.told else None
    if back is None:
        return thread.resolved(question, sense)
    earlier, rest = back
    return replace(earlier, told=()).resolved(rest, sense)


def without_reaction(turn: str) -> str:
    """A turn without what it first says to the answer before it (好的，谢谢；没有吗？)."""
    return _HEARD.sub("", _INTERJECTION.sub("", turn.strip()))


def _doubts(question: str, subject: Callable[[str], str]) -> bool:
    """Whether a turn does nothing but doubt the answer before it (不是30%吗, 你确定)."""
    doubt = _CHALLENGE.search(question)
    if doubt is None:
        return False
    rest = question[doubt.end() :].strip("，,。！!")
    return not (doubt.start() == 0 and read_cues(rest).attributes and _says_much(subject(rest)))


def _figured_topic(question: str, topic: str, figured: str, subject: Callable[[str], str]) -> str:
    """What a turn leans on: where it only names another case, the question before those for the units (低压的呢 after 谁管)."""
    if figured in ("", topic):
        return topic
    names_a_case = not read_cues(question).attributes and subject(question) and not asks_content(question)
    return figured if names_a_case else topic


def _returned_to(question: str, told: Sequence[_Thread]) -> tuple[_Thread, str] | None:
    """The earlier thread that a turn goes back to and what it asks of it, None where it goes back to none.

    Meant is the question that it counts (第一个问题) or the one that its words name.
    """
    back = _BACK.match(question) or _ASKED_EARLIER.match(question)
    if back is None:
        return None
    said = f"{back['when'] or ''}{back['what']}"
    counted = _NTH_QUESTION.search(said)
    number = 1 if _FIRST.search(said) else int(to_number(counted[1]) or 0) if counted else 0
    if number:
        return (told[number - 1], back["rest"]) if number <= len(told) else None
    named = max(reversed(told), key=lambda each: (len(set(back["what"]) & set(each.topic)), -len(each.topic)))
    shared = len(set(back["what"]) & set(named.topic))
    return (named, back["rest"]) if back.re is _BACK or 2 * shared > len(set(back["what"])) else None


def _step(question: str, topic: str, topic_answer: str, sense: Sense) -> Resolved:
    subject, leans = sense.subject, sense.leans
    own = question.strip()
    if topic:
        own = without_reaction(own)
    fresh = _NEW_TOPIC.match(own)
    if fresh and len(own) > fresh.end() + 3:
        own = own[fresh.end() :]
        return Resolved(own=own, text=own)
    if not topic:
        return Resolved(own=own, text=own)
    marked = _marked(own, topic, topic_answer, sense)
    if marked is not None:
        return marked
    words = subject(own)
    if not words or _points_back(own):
        bare = not words or leans(own) is True
        return Resolved(own, _join(topic, own, subject), topic, topic_answer, leaning=True, bare=bare)
    short = len(words.replace(" ", "")) <= _LONG_ENOUGH
    leaning = leans(own)
    if leaning is False:
        return Resolved(own, own, topic, topic_answer, weak=True)
    if _ELLIPSIS.search(own) and len(words.replace(" ", "")) <= 3 * _LONG_ENOUGH:
        return Resolved(own, _join(topic, own, subject), topic, topic_answer, leaning=True)
    if leaning:
        return Resolved(own, _join(topic, own, subject), topic, topic_answer, leaning=True, bare=True)
    joined = _join(topic, own, subject)
    text, whole = (joined, "") if short else (own, joined)
    return Resolved(own, text, topic, topic_answer, weak=True, joined=whole)


def _asks_something(text: str) -> bool:
    cues = read_cues(text)
    return bool(cues.attributes) or cues.yes_no or asks_content(text)


def _points_back(own: str) -> bool:
    """Whether a turn points at what was spoken of, or only tells the person's own case."""
    return bool(_LEANS.search(own) or (_TELLS.match(own) and not read_cues(own).attributes))


def _marked(own: str, topic: str, topic_answer: str, sense: Sense) -> Resolved | None:
    """A turn whose first words say what it does: it doubts, asks for more, corrects, or asks after one unit."""
    subject = sense.subject
    doubt = _CHALLENGE.search(own)
    rest = own[doubt.end() :].strip("，,。！!") if doubt else ""
    if doubt and doubt.start() == 0 and read_cues(rest).attributes and _says_much(subject(rest)):
        return Resolved(rest, rest, topic, topic_answer, weak=True)
    if doubt:
        return Resolved(own, topic, topic, topic_answer, leaning=True, repeat=True)
    if _MORE.search(own) and not _MORE_UNITS.search(own):
        return Resolved(own, f"{topic}（{own}）", topic, topic_answer, leaning=True, more=True)
    corrected = _CORRECTION.match(own)
    if corrected and len(own) > corrected.end() + 1:
        own_rest = _AND_NOT.sub("", own[corrected.end() :].strip("，,。 "))
        if read_cues(own_rest).attributes and _says_much(subject(own_rest)):
            return Resolved(own_rest, own_rest, topic, topic_answer, weak=True)
        return Resolved(own_rest, _join(topic, own_rest, subject), topic, topic_answer, leaning=True)
    member = sense.member(own)
    if member is not None:
        joined = _join(topic, member.asked, subject)
        return Resolved(member.asked, joined, topic, topic_answer, leaning=True, member=member.unit)
    told = _MORE_SAID.fullmatch(own)
    overview = read_cues(own).overview
    if (
        told
        and subject(told["case"])
        and not (_points_back(own) or _asks_something(told["rest"]) or overview)
    ):
        joined = f"{_join(topic, told['case'], subject)}{told['rest']}"
        return Resolved(own, joined, topic, topic_answer, leaning=True)
    return None


def _says_much(words: str) -> bool:
    """Whether subject words are many: more than ``_WHOLE`` characters, or words where they are English."""
    return len(words.split() if words.isascii() else words.replace(" ", "")) > _WHOLE


def _join(topic: str, own: str, subject: Callable[[str], str]) -> str:
    """The turn as a whole question: the topic with the case, or with the attribute, that is now asked for."""
    words = subject(own)
    cues: Cues = read_cues(own)
    base = _END.sub("", topic)
    if _lists(read_cues(topic)) and (can_only_go_on(own) or (_lists(cues) and not words)):
        return f"{base}。{own}"
    asked = _END.sub("", re.sub(r"^(?:那么?|还有|以及|另外)[，,]?", "", own))
    case = own.endswith(("呢", "呢？")) and len(words.replace(" ", "")) <= _LONG_ENOUGH
    other = (cues.yes_no or asks_content(own)) and not _ALIKE.search(own) and not case
    if cues.attributes == ("amount",) and _HOW_MUCH.search(own):
        return f"{base}（{asked}）？"
    if not cues.attributes and words and not other:
        base = _CASE_BEFORE.sub("", base) if case else base
        return _swapped(base, words, subject) or f"{base}（{_TONE.sub('', asked)}）？"
    return f"{_BETWEEN.sub('', subject(topic)) or base}，{asked}？"


def _lists(cues: Cues) -> bool:
    return cues.listing or cues.count


def _swapped(base: str, words: str, subject: Callable[[str], str]) -> str | None:
    """``base`` with a word changed for its counterpart: 高压客户办电要多久 and 低压 → 低压客户办电要多久.

    Counterparts have the same length and the same last character, and stand for one another (高压, 低压). Several
    words are one where all but one are the same (政府投资, 社会投资); 高压 双电源 is none.
    """
    new, told = words.split(), subject(base).split()
    if "".join(new) in base:
        return None
    for start in range(len(told) - len(new) + 1):
        old = told[start : start + len(new)]
        pairs = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
        alike = [len(one) == len(other) > 1 for one, other in pairs]
        if alike == [True] and (len(new) > 1 or old[0][-1] == new[0][-1]):
            swapped = re.sub(re.escape("".join(old)), "".join(new).upper(), base, flags=re.IGNORECASE)
            return f"{swapped}？" if swapped != base else None
    return None
