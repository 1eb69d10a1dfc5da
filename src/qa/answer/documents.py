"""Questions about the document itself: number, date, issuer, goals, safeguards, its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice, plain_source
from qa.answer.model import Answer, Citation
from qa.answer.question import Question
from qa.answer.ranking import itself
from qa.answer.scope import elsewhere
from qa.answer.sentences import relevant
from qa.answer.wanted import PERSONAL, not_given
from qa.plan import Document, Measure

_SELF = (
    r"(?:正文|文中|文内|(?:这|本|该|此)(?:份|个|篇)?文(?=是|在|什么|啥|哪|几|何|发|印|的)|(?:这|本|该|此)(?:份|个|篇|一)?(?:[\u4e00-\u9fff]{0,8})?(?:方案|文件|通知|计划|公文|政策)|(?:营商环境"
    r"|优化提升|工作)+(?:方案|文件|通知|计划)|这(?:个|份)?(?:东西|玩意儿?)|(?<![\u4e00-\u9fff])方案)"
)
_NUMBER = re.compile(
    rf"文号|文件编.{{0,3}}号|(?:多少|好多|几)号文|{_SELF}.{{0,6}}(?:多少|好多|(?<!月)几|编)号"
    r"|发文字号|文件(?:编)?号|几号文|发文编号|(?i:document number|reference number)"
)
_DATE = re.compile(
    rf"(?:{_SELF}).{{0,10}}(?:什么时候|啥时候|何时|哪天|哪一天|哪年|几号|日期|时间|多久以前).{{0,6}}(?:发|印|出台|公布|下发|颁|写|签)"
    rf"|(?:什么时候|啥时候|何时|哪天|哪一天|哪年|几号).{{0,4}}(?:发布|印发|出台|公布|下发|发)的?.{{0,4}}{_SELF}"
    rf"|{_SELF}.{{0,6}}(?:发布|印发|公布|下发|成文|签发|发文|出台)(?:的)?(?:日期|时间|年份)|(?:印发|发文|成文|签发|落款)(?:日期|时间)|(?:发布|公布)日期"
    rf"|{_SELF}(?:是|在|的)?.{{0,4}}(?:哪天|哪年|几号|什么时候|何时|啥时候)(?:发|印|出|公|下)?.{{0,4}}$"
    r"|(?i:when was (?:the|this) (?:plan|document|notice))"
)
_ISSUER = re.compile(
    rf"(?:谁|哪个?[级家]?(?:部门|机关|单位)|哪里|哪个政府|什么(?:部门|机关|单位)).{{0,4}}(?:发布|印发|制定|出台|发|下发|签发)的?.{{0,6}}{_SELF}"
    rf"|{_SELF}.{{0,8}}(?:谁|哪[个级](?:部门|机关|单位|政府)|哪里|什么(?:部门|机关|单位)).{{0,4}}(?:发布|印|制定|出台|发"
    rf"|下发|签发)|(?:印发|发布|制定|出台)(?:这|本|该)[^，。？?]{0, 6}的(?:是)?(?:哪|谁|什么)"
    rf"|发文(?:机关|单位|机构)|落款单位|印发(?:机关|单位)|制发机关|^(?:是|由)?(?:谁|哪个?[家里级]?(?:部门|机关|单位|政府)?)"
    r"(?:印发|发布|下发|发)的?[？?]?$|(?i:who issued)"
)
_TITLE = re.compile(
    rf"{_SELF}.{{0,4}}(?:叫什么|全称|全名|标题|题目|名称)|(?:文件|方案|通知|全文)的?(?:全称|全名|标题|名称|题目)"
)
_ANNEX_WORD = "附件"
_ANNEX = re.compile(r"附件.{0,6}(?:叫|名|标题|是什么|是啥|有哪些|有什么)|(?:什么|哪些|啥)附件")
_VALID = re.compile(rf"{_SELF}.{{0,10}}(?:有效|过期|作废|失效|废止|管用|还能用|管到|用到|执行到)")


_HOLDS_UNTIL = re.compile(
    r"有效期|(?:执行|施行|实施|有效)(?:期限)?[^，。；]{0,4}至|至20\d{2}年[^，。；]{0,8}(?:止|失效|废止)|(?:届时|到期|自动)[^，。；]{0,4}(?:失效|废止)"
)
_FEW_WORDS = 4
_MATTER = 2
"""So many telling words name a matter that is to be issued (会商纪要何时出台), not the plan itself."""
_FEW_TELL = 3
_HEAD = re.compile(
    r"(?:谁|哪[位个])[^，。？?]{0,8}(?:组长|召集人)|(?:组长|召集人)[^，。？?]{0,4}(?:谁|哪[位个]|什么人)"
)
_HEADED = re.compile(r"任[^，。；]{0,4}(?:组长|召集人)|(?:组长|召集人)[^，。；]{0,2}由")
_PUSH = re.compile(r"^(?:加强|强化|推进|深化|完善|健全|落实|做好)")
_ISSUING = frozenset("印发 发布 制定 出台 下发 公布 政府 市政府 省政府 区政府 县政府 办公厅 办公室".split())
_WHOLE = frozenset("总体 整体 主要 全部 整个 总的".split())


_EXPLAINS = re.compile(r"解释权|(?:谁|哪[^，。？?]{0,4})(?:来|负责)?解释")
_PASSAGES = (
    (_EXPLAINS, re.compile(r"解释")),
    (re.compile(r"(?:为什么|为啥|为何|目的|背景|初衷|缘由|由来)"), re.compile(r"制定本|制定此|特制定")),
    (
        re.compile(r"发给|主送|收文|抄送|下发给|通知(?:哪|谁)|印给|发到|addressed"),
        re.compile(r"^[^。]{2,40}："),
    ),
    (
        re.compile(r"(?:多少|几|哪些|哪几|[二三四五六七八九十\d]+)个?(?:重要)?方面|盯着|针对哪些"),
        re.compile(r"\d+个(?:重要)?方面"),
    ),
    (
        re.compile(r"公开|保密|涉密|外传|能(?:不能)?(?:给|让)[^，。]{0,6}看"),
        re.compile(r"公开发布|公开属性|依申请公开|不予公开"),
    ),
    (re.compile(r"督查|督办|督导|盯[到着]|监督|检查落实|谁来查"), re.compile(r"督查|督办|督导")),
    (
        re.compile(r"(?:多久|多长时间|几个?月|什么时候|何时|期限)[^。]{0,14}(?:制定|拿出|落实|措施|办法)"),
        re.compile(r"[月日天]内[^。]{0,6}制定|内制定"),
    ),
)
"""What people ask of a plan as a whole, and the words of the passage that says it."""


class DocumentDesk:
    """Answers from the document's head and from the passages around the table."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        records = [catalogue.records[position] for position in catalogue.passages]
        self._titled = tuple((core, r) for r in records if (core := _PUSH.sub("", r.title)))

    def answer(self, question: Question, voice: Voice) -> Answer | None:
        """The answer to a question about the document's data or one of its sections, or None."""
        if not self._catalogue.passages:
            return None
        head = self._catalogue.plans[0].document
        if elsewhere(question, self._catalogue):
            return None
        headed = self._headed(question, voice)
        if headed is not None or not_given(question.text, "") in PERSONAL:
            return headed
        dated = _DATE.search(question.text) is not None
        issued = _ISSUER.search(question.text) is not None
        for pattern, reply in self._replies(head, voice):
            if (pattern is _ISSUER and dated) or (pattern is _NUMBER and issued):
                continue
            if pattern.search(question.text) and not (
                pattern in (_DATE, _ISSUER) and self._of_a_matter(question, head)
            ):
                text, wanted = reply()
                return self._reply(question, text, wanted, voice)
        return self._said_of_itself(question, voice) or self._section(question, voice)

    def _of_a_matter(self, question: Question, head: Document) -> bool:
        """Whether the question names something to be issued, not the plan itself."""
        said = self._catalogue.telling(question.rest.split())
        return sum(word not in head.title and word not in _ISSUING for word in said) >= _MATTER

    def _headed(self, question: Question, voice: Voice) -> Answer | None:
        """The sentence that says who heads the group that carries the plan out."""
        if not _HEAD.search(question.text) or self._catalogue.telling(question.rest.split())[_FEW_TELL:]:
            return None
        found = [
            r for i in self._catalogue.passages if _HEADED.search((r := self._catalogue.records[i]).text)
        ]
        return (
            self._finish(question, relevant(question.text, found[0].text), found[:1], voice)
            if found
            else None
        )

    def _said_of_itself(self, question: Question, voice: Voice) -> Answer | None:
        """The passage that says what is asked of the plan as a whole."""
        if question.areas or not (itself(question.text) or _EXPLAINS.search(question.text)):
            return None
        records = [self._catalogue.records[i] for i in self._catalogue.passages]
        for asked, said in _PASSAGES:
            found = [r for r in records if said.search(r.text)] if asked.search(question.text) else []
            if found:
                return self._finish(question, relevant(question.text, found[0].text), found[:1], voice)
        return None

    def _replies(
        self, head: Document, voice: Voice
    ) -> tuple[tuple[re.Pattern[str], Callable[[], tuple[str, tuple[str, ...]]]], ...]:
        day = _chinese_date(head.date)
        say = voice.say
        return (
            (_NUMBER, lambda: (say(f"文号是{head.number}。", f"The document number is {head.number}."), (head.number,))),
            (_VALID, lambda: self._holds(head, voice)),
            (_ISSUER, lambda: (
                say(f"{head.number}由{head.issuer}印发。", f"{head.number} was issued by {head.issuer}."),
                (head.issuer, head.number),
            )),
            (_DATE, lambda: (
                say(
                    f"发布日期是{day}（{head.date}），由{head.issuer}印发，文号{head.number}。",
                    f"It was issued on {head.date} by {head.issuer} as {head.number}.",
                ),
                (day, head.date, head.number),
            )),
            (_ANNEX, self._annex),
            (_TITLE, lambda: (
                say(f"全称是《{head.title}》，文号{head.number}。", f"The full title is 《{head.title}》 ({head.number})."),
                (head.title, head.number),
            )),
        )  # fmt: skip

    def _holds(self, head: Document, voice: Voice) -> tuple[str, tuple[str, ...]]:
        """Until when the plan holds, in the sentence that says so, or that none does."""
        texts = (self._catalogue.records[position].text for position in self._catalogue.passages)
        sentences = (sentence for text in texts for sentence in text.split("。"))
        until = next((sentence for sentence in sentences if _HOLDS_UNTIL.search(sentence)), "")
        if until:
            return f"{until}。", (until,)
        day = _chinese_date(head.date)
        text = voice.say(
            f"《{head.title}》（{head.number}）发布于{day}，原文没有写明有效期；{self._catalogue.way_on}。",
            f"《{head.title}》 ({head.number}) was issued on {head.date}; the plan does not say until when it holds.",
        )
        return text, (day, head.date, head.number)

    def _annex(self) -> tuple[str, tuple[str, ...]]:
        """What the passage that names the annex says."""
        found = [
            r.text
            for r in map(self._catalogue.records.__getitem__, self._catalogue.passages)
            if _ANNEX_WORD in r.text[:3]
        ]
        return (f"{found[0]}。", (found[0],)) if found else ("原文没有单列附件名称。", ())

    def _section(self, question: Question, voice: Voice) -> Answer | None:
        """A whole section named by its heading (组织保障), told through its passages' titles."""
        if question.areas:
            return None
        named: dict[str, list[Measure]] = {}
        for position in self._catalogue.passages:
            record = self._catalogue.records[position]
            if len(record.section) >= 4 and record.section in question.text:
                named.setdefault(record.section, []).append(record)
        words = [word for word in question.rest.split() if len(word) > 1 and word not in _WHOLE]
        titled = [record for core, record in self._titled if _about(question, words, core, record.title)]
        if titled:
            return self._finish(question, "\n".join(record.text for record in titled), titled, voice)
        if not named:
            return None
        section, chosen = max(named.items(), key=lambda item: len(item[0]))
        words = [word for word in question.rest.split() if len(word) > 1 and word not in section]
        holding = max(chosen, key=lambda record: sum(word in record.text for word in words))
        if any(word in holding.text for word in words):
            return self._finish(question, relevant(question.text, holding.text), [holding], voice)
        if len(chosen) > 1:
            titles = "；".join(f"{record.title}" for record in chosen if record.title) or "；".join(
                r.text for r in chosen
            )
            text = f"“{section}”部分包括：{titles}。"
        else:
            text = chosen[0].text
        return self._finish(question, text, chosen, voice)

    def _reply(self, question: Question, text: str, wanted: tuple[str, ...], voice: Voice) -> Answer:
        cited = [
            self._catalogue.records[i] for want in wanted if want for i in self._catalogue.passages
            if want in self._catalogue.records[i].text
        ]  # fmt: skip
        return self._finish(
            question, text, list({record.measure_id: record for record in cited}.values()), voice
        )

    def _finish(self, question: Question, text: str, cited: list[Measure], voice: Voice) -> Answer:
        number = self._catalogue.plans[0].document
        source = plain_source(f"{number.number}（{number.date}）", voice)
        return Answer(
            question.text, "answered", "document", f"{text}\n{source}",
            citations=tuple(Citation(record, 0.95) for record in cited), confidence=0.95,
        )  # fmt: skip


def _about(question: Question, words: Sequence[str], core: str, title: str) -> bool:
    """Whether the question is about a passage's title alone (宣传 in 加强宣传引导, 目标 of this plan)."""
    if core in question.text and len(core) >= 2:
        if len(core) >= 4 and len(words) <= _FEW_WORDS:
            return True
        if itself(question.text) and not words[2:]:
            return True
    if not words or not all(word in title for word in words):
        return False
    return 2 * sum(map(len, words)) >= len(core)


def _chinese_date(iso: str) -> str:
    """2019-07-23 → 2019年7月23日; anything else unchanged."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日"
