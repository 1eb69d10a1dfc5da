"""Lists, counts, unit profiles and area overviews: every record of the answer and no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer.catalogue import Catalogue, area_aliases
from qa.answer.compose import Voice, confirm, plain_source
from qa.answer.evidence import Evidence
from qa.answer.filters import Filters, main_mention, read_filters
from qa.answer.listing import Selection, asks_which_units, holding, quoted, select
from qa.answer.model import Answer, Citation, Intent
from qa.answer.naming import short_name
from qa.answer.question import Question
from qa.answer.scope import other_edition
from qa.answer.wanted import PERSONAL, not_given
from qa.extract.deadlines import STANDING
from qa.plan import Measure, Task

_TRADE = re.compile(
    r"措施|举措|错施|任务|事项|条款|条目|[哪那几]+些?条|\bmeasures?\b|\btasks?\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"哪|那几|啥|什么|几|全|都|所有|一览|清单|有关|相关|列|找|摘|梳理|捋|单子|事|活|职责|任务|措施|举措|条目|承担|干[嘛吗]|what|which|list|all",
    re.IGNORECASE,
)
_TASKS = re.compile(r"[项个条]?(?:目标)?任务|\btasks?\b", re.IGNORECASE)
_BLOCK = re.compile(
    r"(?<!不限)(?<!不分)(?<!各)(?<!所有)(?<!全部)(?<!任何)(?<!整个)(?:方面|领域|板块)|[这那一]大?[块章节]|全貌|改了(?:什么|啥|哪些)"
)
_ASPECTS = re.compile(r"\d+个(?:重要)?方面")
_EVERYTHING = re.compile(
    r"画像|合集|挂了?名|卡片|名片|档案|名下|身上|归集|分列|(?:压|派|领|担|扛|背|分)[了到]?(?:给?它)?(?:哪些|些?啥子?|什么|多少)(?:事|活|任务|担子|条)|(?:涉及|承担|参与|负责)的(?:条目|举措|措施|任务)"
    r"|(?:牵头|配合|负责|承担|涉及|参与|主责|协办)的(?:条目|举措|措施|任务|事项|项目)(?:[，。]|$)"
    r"|(?:条目|举措|措施|任务)[^。？?]{0,12}(?:列全|逐条|全部|一并|都算|都要|调取)|(?:哪些|啥子?|什么)(?:活|任务|担子)"
)
"""All that a unit has to do, whatever else is said around it."""
_UNITLIKE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:局|委|办|会|院|厅|公司)(?: |$)")
_WHOLE_VIEW = re.compile(
    r"全貌|概况|概览|专版|捋一遍|捋一捋|汇总|改了(?:什么|啥|哪些)|overview|summar", re.IGNORECASE
)
_NOT_MEASURES = re.compile(r"(?:不[数算要是]|[而并]?非|别[数算])措施")
_DIGIT = re.compile(r"\d")
_ROLES = re.compile(r"牵头|配合")
_OF_SUCH = re.compile(
    r"的(?:措施|任务|条目)?呢?[？?。！]?$|的?(?:不算|除外)[？?。]?$|的?[，,]?(?:除[了开去]|不[算含要])[^，。？?]{2,14}$"
)
_WHICH_OF_THEM = re.compile(
    r"哪[些几][条项个]?(?:不是|是|不由|由|没有?|措施|任务)|的(?:是|有)?哪[些几]|(?:不是|没有)[^，。？?]{2,12}的"
)
_OF_WHOM = re.compile(r"谁|(?:哪|什么)(?:个|家|一家)?(?:单位|部门|机构|局)|哪几?家")
_FULL_TEXT_UP_TO = 8
_CLEARLY = 3
_TITLE = 6
_MATTER = 4
_QUOTES = re.compile(r"[“”\"]")
_PHRASE = 3
_MOST_HELD = 2
_SENTENCE = 10
"""So many characters of subject words that one record holds are its own sentence, not the name of a block."""
_STORY = 40
_FEW_WORDS = 4
"""A question with more words beside a unit's name tells a story in which the unit appears."""


class ListDesk:
    """Answers what has to be complete: it filters all records and never searches."""

    def __init__(self, catalogue: Catalogue, evidence: Evidence) -> None:
        self._catalogue = catalogue
        self._evidence = evidence

    def answer(self, question: Question, voice: Voice) -> Answer | None:
        """A complete list, count, profile or overview, or None where the question asks for none."""
        if other_edition(question, self._catalogue):
            return None
        absent = self._absent(question, voice)
        if absent is not None:
            return absent
        intent = self.intent(question)
        if intent is None or not_given(question.text, "") in PERSONAL:
            return None
        mention = main_mention(question)
        if mention is not None and len(mention.units) > 1:
            return _which_unit(question, voice)
        filters = self._filters(question, intent)
        return None if filters is None else self.told(question, filters, intent, voice)

    def filters(self, question: Question) -> Filters | None:
        """What the measures are chosen by that ``question`` asks for all of, None where it asks for none."""
        intent = self.intent(question)
        return None if intent is None else self._filters(question, intent)

    def _absent(self, question: Question, voice: Voice) -> Answer | None:
        """The answer where the unit that is asked about stands nowhere in the plan."""
        names = () if question.mentions else self._catalogue.units.find_absent(question.text)
        if any(word not in name for word in question.rest.split() for name in names):
            return None
        if not names or not (question.role != "any" or question.cues.listing or _ASKS.search(question.text)):
            return None
        absent = "、".join(names)
        text = voice.say(
            f"本次检索未找到{absent}：它不在方案所列的牵头、配合单位之中；{self._catalogue.way_on}。",
            f"{absent} was not found among the lead and supporting units of the plan. {confirm(voice.portal)}",
        )
        return Answer(question.text, "abstained", "unit_profile", text, confidence=0.8)

    def intent(self, question: Question) -> Intent | None:
        """Which complete answer ``question`` asks for, or None."""
        cues = question.cues
        task = self._task(question) if cues.listing or cues.overview or cues.count else None
        if (
            task is not None
            and len(self._catalogue.in_task(task.task_no)) == 1
            and cues.attribute in ("lead", "support")
        ):
            return None
        alone = filters_alone(question)
        if task is not None or alone:
            several = question.areas or question.dates or question.traits or len(question.mentions) > 1
            return "count" if cues.count else "list" if several or not alone else "unit_profile"
        return self._filtered(question)

    def _filtered(self, question: Question) -> Intent | None:
        """The complete answer that a question asks for by units, areas, dates or words."""
        cues = question.cues
        trade = bool(_TRADE.search(question.text))
        dates = tuple(
            item
            for item in question.dates
            if item.relation in STANDING
            or _DIGIT.search(item.wording)
            or (cues.listing and (trade or cues.attributes == ()))
        )
        mention = main_mention(question)
        filters = bool(question.areas) or bool(dates) or bool(question.traits)
        if cues.count and (filters or trade or mention is not None):
            return "count"
        figures = not question.traits and any(
            a in ("duration", "fee", "amount") for a in cues.attributes if not (a == "duration" and dates)
        )
        if mention is not None and not figures and self._about_the_unit(question):
            return "list" if filters else "unit_profile"
        if figures and not (trade and cues.listing and filters):
            return None
        of_units = any(a in ("lead", "support") for a in cues.attributes)
        due = dates and (cues.listing or trade) and not (of_units and mention is None)
        if (question.traits or due) and not self._catalogue.telling(question.rest.split()):
            return "list"
        if of_units and mention is None:
            return None
        if "deadline" in cues.attributes or _ASPECTS.search(question.text):
            return None
        if cues.listing and trade and (filters or quoted(question.text) or question.rest):
            return "list"
        if (cues.overview and not of_units) or (question.areas and not question.rest and not cues.attributes):
            return "overview"
        return None

    def _about_the_unit(self, question: Question) -> bool:
        """Whether the unit itself is asked about, not one matter in which it is named."""
        telling = self._catalogue.telling(question.rest.split())
        if _EVERYTHING.search(question.text) and len(telling) < 2:
            return True
        if _BLOCK.search(question.text) and question.role != "any" and _ASKS.search(question.text):
            return True
        if telling and holding(telling, self._catalogue, self._catalogue.measures):
            return False
        if asks_which_units(question.text) or (len(question.mentions) > 1 and "还是" in question.text):
            return False
        if question.rest and not _ASKS.search(question.text) and not question.dates:
            return False
        named = main_mention(question)
        return (
            question.role != "any"
            or not question.rest
            or {"lead", "support"} <= set(question.cues.attributes)
            or (
                named is not None
                and bool(_ASKS.search(question.text))
                and sum(map(self._catalogue.knows, question.rest.split())) <= _FEW_WORDS
            )
        )

    def _task(self, question: Question) -> Task | None:
        """The task with measures whose title the question holds, in one piece or but for what it does (提升用水用气)."""
        whole = [task for task in self._catalogue.tasks if _names(question.text, task.title)]
        named = whole or [task for task in self._catalogue.tasks if self._by_its_matter(question, task.title)]
        if len(named) != 1 or "task" in named[0].missing:
            return None
        return named[0] if self._catalogue.in_task(named[0].task_no) else None

    def _by_its_matter(self, question: Question, title: str) -> bool:
        """Whether a block is asked for by what a task's title says without its verb, and nothing else is said of it."""
        matter = next(reversed(area_aliases(title)), "")
        if matter == title or len(matter) < _MATTER or matter not in question.text:
            return False
        others = self._catalogue.telling(question.rest.split())
        return bool(_BLOCK.search(question.text)) and all(word in title for word in others)

    def _filters(self, question: Question, intent: Intent) -> Filters | None:
        task = self._task(question)
        if task is not None:
            return Filters(task=task)
        chosen = read_filters(question, self._catalogue)
        if intent == "overview":
            return self._overview(question, chosen)
        if not chosen.parts:
            return self._by_words(question, intent)
        if (question.dates or chosen.unit) and not question.areas and _BLOCK.search(question.text):
            area = self._evidence.area_of(question)
            within = replace(chosen, areas=(area,)) if area else chosen
            return within if select(within, self._catalogue).positions else chosen
        quotes = () if question.areas else quoted(question.text)
        words = quotes or self._catalogue.telling(question.rest.split())
        words = tuple(word for word in words if not any(word in item.wording for item in question.dates))
        narrowed = replace(chosen, words=tuple(words))
        return narrowed if select(narrowed, self._catalogue).positions else chosen

    def _overview(self, question: Question, chosen: Filters) -> Filters | None:
        if question.areas:
            return (
                None
                if self._one_record_holds(question.rest) and not _WHOLE_VIEW.search(question.text)
                else chosen
            )
        if not _BLOCK.search(question.text) and not question.english:
            told = len(question.text) > _STORY
            return self._mentioned(question) or (None if told else self._pointed(question, _CLEARLY))
        if len(question.rest) >= _SENTENCE and self._one_record_holds(question.rest):
            return None
        area = self._evidence.area_of(question)
        return None if area is None else Filters(areas=(area,))

    def _pointed(self, question: Question, votes: int) -> Filters | None:
        """The area that at least so many of the question's words point to."""
        pointed = self._catalogue.area_votes(question.subject_text)
        if pointed is None or pointed[1] < votes:
            return None
        return Filters(areas=(pointed[0],))

    def _mentioned(self, question: Question) -> Filters | None:
        """The measures that speak of what an overview asks for (外资企业有什么优惠), where there are several."""
        said = [word for word in question.rest.split() if len(word) > 1]
        words = self._catalogue.telling(said)[:2]
        if 2 * sum(map(self._catalogue.knows, said)) < len(said):
            return None
        found = holding(words, self._catalogue, self._catalogue.measures) if words else ()
        return Filters(words=tuple(words)) if len(found) > 1 else None

    def _one_record_holds(self, rest: str) -> bool:
        """Whether the words beside an area's name all stand in one record: then it is asked about that."""
        words = [word for word in rest.split() if len(word) > 1]
        return len(words) > 1 and bool(holding(words, self._catalogue, self._catalogue.measures))

    def _by_words(self, question: Question, intent: Intent) -> Filters | None:
        words = self._catalogue.telling(question.rest.split())
        found = holding(words, self._catalogue, self._catalogue.measures) if len(words) >= _PHRASE else ()
        if found:
            return Filters(words=tuple(words))
        if _BLOCK.search(question.text) and not quoted(question.text):
            area = self._evidence.area_of(question)
            if area is not None:
                return Filters(areas=(area,))
        words = quoted(question.text) or self._catalogue.telling(question.rest.split())
        strange = [
            word for word in question.rest.split() if len(word) > 1 and not self._catalogue.knows(word)
        ]
        if words and len(strange) >= len(words) and not quoted(question.text):
            return None
        if not words and question.cues.listing and not question.cues.overview:
            words = tuple(word for word in question.rest.split() if len(word) > 1)
        if not words:
            whole = intent == "count" and _TRADE.search(question.text) and not _UNITLIKE.search(question.rest)
            return Filters() if whole else None
        found = holding(words, self._catalogue, self._catalogue.measures)
        if found or not question.cues.listing:
            return Filters(words=tuple(words)) if found else None
        return self._by_most(words)

    def _by_most(self, words: Sequence[str]) -> Filters | None:
        """What chooses the measures that hold more of ``words`` than the others, where that is all but one of three or more."""
        for left_out in words if len(words) > _MOST_HELD else ():
            kept = tuple(word for word in words if word != left_out)
            if holding(kept, self._catalogue, self._catalogue.measures):
                return Filters(words=kept)
        return None

    def told(self, question: Question, filters: Filters, intent: Intent, voice: Voice) -> Answer:
        """The measures that pass ``filters``, all of them, as an answer of the kind ``intent`` to ``question``."""
        selection = select(filters, self._catalogue)
        records = [self._catalogue.records[i] for i in selection.positions]
        head = self._head(question, filters, selection, intent, voice)
        lines = [_line(record, full=len(records) <= _FULL_TEXT_UP_TO) for record in records]
        dated = self._catalogue.dated(records) or voice.say("所载方案", "the plans held here")
        tail = plain_source(voice.say(f"{dated}现存文本", f"the surviving text of {dated}"), voice)
        text = "\n".join([head, *(f"- {line}" for line in lines), tail])
        return Answer(
            question.text, "answered", intent, text, citations=tuple(Citation(record, 1.0) for record in records),
            confidence=1.0 if records else 0.6,
        )  # fmt: skip

    def _head(
        self,
        question: Question,
        filters: Filters,
        selection: Selection,
        intent: Intent,
        voice: Voice,
    ) -> str:
        count = len(selection.positions)
        if (
            question.cues.count
            and _TASKS.search(question.text)
            and "措施" not in _NOT_MEASURES.sub("", question.text)
        ):
            records = (self._catalogue.records[i] for i in selection.positions)
            tasks = len(
                {(r.document, r.task_no) for r in records} if filters.parts else self._catalogue.tasks
            )
            return voice.say(
                f"{selection.described}的目标任务共{tasks}项（现存措施{count}条）。",
                f"{tasks} tasks for {selection.described} ({_measures(count)} surviving).",
            )
        if not count:
            lost = self._catalogue.is_damaged
            return voice.say(
                f"本次检索未找到{selection.described}的措施{'（来源文本有缺损，不代表原方案没有）' if lost else ''}。",
                f"No measure was found for {selection.described}"
                f"{'; the source is damaged, so the plan may have had some' if lost else ''}.",
            )
        both_roles = filters.unit is not None and filters.unit.role == "any"
        if both_roles and intent in ("unit_profile", "count"):
            sides = f"牵头{len(selection.lead)}条、配合{len(selection.support)}条"
            both = len(set(selection.lead) & set(selection.support))
            described = (
                f"{selection.unit}共涉及{count}条措施"
                if intent == "unit_profile"
                else f"{selection.described}的措施共{count}条"
            )
            return voice.say(
                f"{described}：{sides}{f'（其中{both}条兼有）' if both else ''}。",
                f"{selection.unit} has part in {_measures(count)}: it leads {len(selection.lead)} and supports "
                f"{len(selection.support)}.",
            )
        return voice.say(
            f"{selection.described}的措施共{count}条：", f"{_measures(count)} for {selection.described}:"
        )


def _names(text: str, title: str) -> bool:
    """Whether a text holds all of a long title, which quotation marks may part (企业全生命周期“一件事”)."""
    parts = [part for part in _QUOTES.split(title) if part]
    return sum(map(len, parts)) >= _TITLE and all(part in text for part in parts)


def filters_alone(question: Question, least: int = 2) -> bool:
    """Whether a question is nothing but what measures are to be chosen by (规资局牵头、2022年底前的; 纳税里不是税务局牵头的).

    ``least`` is how many things it has to say of them, a unit's role counted.
    """
    named = [
        mention for mention in question.mentions if len(mention.units) == 1 and mention.strength != "weak"
    ]
    chosen = len(named) + len(question.areas) + len(question.dates) + len(question.traits)
    told = bool(named) and (question.role != "any" or {"牵头", "配合"} <= set(_ROLES.findall(question.text)))
    if question.rest or question.task is not None or chosen + told < least:
        return False
    bare = _OF_SUCH.search(question.text) is not None
    among = bool(named) and _WHICH_OF_THEM.search(question.text) is not None
    return (bare or among) and not _OF_WHOM.search(question.text)


def _which_unit(question: Question, voice: Voice) -> Answer | None:
    mention = main_mention(question)
    if mention is None:
        return None
    units = "、".join(mention.units)
    text = voice.say(
        f"“{mention.text}”可能指{units}，请问您要查哪一个？",
        f"“{mention.text}” may mean {units}: which one do you ask about?",
    )
    return Answer(
        question.text, "clarify", "unit_profile", text,
        suggestions=tuple(question.text.replace(mention.text, unit) for unit in mention.units), confidence=0.5,
    )  # fmt: skip


def _measures(count: int) -> str:
    return f"{count} measure" if count == 1 else f"{count} measures"


def _line(record: Measure, full: bool) -> str:
    return f"{record.measure_id} {record.text if full else short_name(record)}"
