"""Questions that name a task or measure by its number: 第66项任务是什么, 11.1是哪个单位牵头."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.catalogue import Catalogue
from qa.answer.compose import Voice, confirm, plain_source, source_line, units_line
from qa.answer.facts import figures_for
from qa.answer.model import Answer, Citation, Units
from qa.answer.point import Finding
from qa.answer.question import Question
from qa.answer.writer import Writer
from qa.extract.numerals import to_number
from qa.plan import Measure

_SURE = 0.95
# 第17项 and 序号17 are what a reader of the table says; 第6条措施 and 6.2 are the ids that answers show.
_SERIAL = re.compile(r"第\s*([\d零一二三四五六七八九十百]+)\s*[项号]|(?:序号|编号)\D{0,3}?(\d+)")


class TaskDesk:
    """Looks tasks up by number; a lost title or a task without measures is called lost."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._writer = Writer(catalogue)

    @staticmethod
    def _lost_item(question: Question, task_no: int, voice: Voice) -> Answer:
        text = voice.say(
            f"第{task_no}项任务第（{question.number}）条在现存文本中没有，可能在来源文本中缺失，无法得知其内容。"
            "请查阅正式文本，或咨询12345热线。",
            f"Measure {question.number} of task {task_no} is not in the surviving text; the source may have lost it. "
            f"{confirm(voice.portal)}",
        )
        return Answer(question.text, "answered", "content", text, confidence=0.8)

    @staticmethod
    def _headed(records: Sequence[Measure], task_no: int, title: str, *, whole: bool, voice: Voice) -> str:
        """What stands before the measures: those of a ``whole`` task are counted, a single one is named."""
        if not whole and len(records) == 1:
            number = records[0].measure_id
            return voice.say(
                f"第{task_no}项任务{title}的第{number}条措施：",
                f"Measure {number} of task {task_no} {title}:",
            )
        return voice.say(
            f"第{task_no}项任务{title}，现存措施{len(records)}条：",
            f"Task {task_no} {title} has {len(records)} surviving measures:",
        )

    def _direct(self, question: Question, positions: Sequence[int], voice: Voice) -> Answer | None:
        """The one thing that is asked of one measure (第11.1条措施由谁牵头), None where all of it is to be told."""
        asked = question.cues.attributes
        if len(positions) != 1 or not asked:
            return None
        position = positions[0]
        record = self._catalogue.records[position]
        if any(word not in record.text for word in self._catalogue.telling(question.rest.split())):
            return None
        if asked[0] in ("lead", "support"):
            named = record.lead if asked[0] == "lead" else record.support
            told = named or (asked[0] not in record.missing and (record.lead or record.support))
            finding = Finding("units", asked[0], (position,)) if told else None
        else:
            figures = figures_for(asked[0], self._catalogue.figures(position), record.text)
            finding = Finding("facts", asked[0], (position,), figures) if figures else None
            if not figures and asked[0] == "deadline" and record.due_apart:
                finding = Finding("due", "deadline", (position,))
        return None if finding is None else self._writer.word(question, finding, (), _SURE, voice)

    def answer(self, question: Question, voice: Voice) -> Answer | None:
        """The task that ``question`` names by number, or None where it names none of the plan."""
        if question.task is None:
            return None
        rows = self._rows_with_serial(question)
        if rows:
            return self._row(question, rows, voice)
        task = next((t for t in self._catalogue.tasks if t.task_no == question.task), None)
        if task is None and question.number is None and (printed := self._printed(question.task)):
            return self._row(question, printed, voice)
        serials = [record.serial for record in self._catalogue.records if record.serial is not None]
        highest = max(serials or [t.task_no for t in self._catalogue.tasks], default=0)
        if task is None:
            if question.rest or highest == 0:
                return None
            text = voice.say(
                f"{self._catalogue.called}的任务编号为1至{highest}，未载明第{question.task}项任务。{self._catalogue.way_on}。",
                f"The tasks of the plan are numbered 1 to {highest}; it has no task {question.task}. {confirm(voice.portal)}",
            )
            return Answer(question.text, "abstained", "content", text, confidence=0.9)
        positions = self._catalogue.in_task(task.task_no)
        if question.number is not None:
            exact = tuple(i for i in positions if self._catalogue.records[i].measure_no == question.number)
            if not exact and not any(self._catalogue.records[i].measure_no is None for i in positions):
                return self._lost_item(question, task.task_no, voice)
            positions = exact or positions
        direct = self._direct(question, positions, voice)
        if direct is not None:
            return direct
        records = [self._catalogue.records[i] for i in positions]
        lost_title = "task" in task.missing
        if not records:
            name = f"“{task.title}”（标题不完整）" if task.title else "的标题"
            text = voice.say(
                f"第{task.task_no}项任务{name}及其措施在来源文本中缺失，无法得知其内容。请查阅正式文本，或咨询12345热线。",
                f"The source has lost task {task.task_no} and its measures. {confirm(voice.portal)}",
            )
            return Answer(question.text, "answered", "content", text, confidence=0.9)
        title = (
            f"“{task.title}”{'（标题不完整，部分缺失）' if lost_title else ''}"
            if task.title
            else "（标题在来源文本中缺失）"
        )
        first = self._headed(records, task.task_no, title, whole=question.number is None, voice=voice)
        return self._told(question, records, first, voice)

    def _rows_with_serial(self, question: Question) -> tuple[int, ...]:
        """The rows beside which the table prints the number that the question names, where it numbers its rows."""
        said = _SERIAL.search(question.text)
        if said is None or question.number is not None:
            return ()
        if to_number(said[1] or said[2]) != question.task:
            return ()
        return self._printed(question.task)

    def _printed(self, number: int | None) -> tuple[int, ...]:
        """The measures beside which the plan prints a number that counts through all tasks."""
        return tuple(i for i in self._catalogue.measures if self._catalogue.records[i].serial == number)

    def _row(self, question: Question, positions: Sequence[int], voice: Voice) -> Answer:
        direct = self._direct(question, positions, voice)
        if direct is not None:
            return direct
        records = [self._catalogue.records[i] for i in positions]
        tasks = "、".join(dict.fromkeys(f"“{record.task}”" for record in records if record.task))
        of_task = f"，属于任务{tasks}" if tasks else ""
        first = voice.say(
            f"方案中序号为{question.task}的措施{len(records)}条{of_task}：",
            f"Number {question.task} of the plan has {len(records)} measures:",
        )
        return self._told(question, records, first, voice)

    def _told(self, question: Question, records: Sequence[Measure], first: str, voice: Voice) -> Answer:
        """All that the plan says in these measures, below a first line."""
        lines = [first]
        head = self._catalogue.document(records[0])
        dated = f"（{head.date}）" if head.date else ""
        if question.number is not None and len(records) == 1:
            lines += [records[0].text, units_line(records[0], voice)]
            lines.append(source_line(head, records[0], records[0].deadlines, voice))
        else:
            for record in records:
                units = units_line(record, voice)
                lines.append(f"- {record.measure_id} {record.text}{f'（{units}）' if units else ''}")
            lines.append(plain_source(f"{head.number}{dated}", voice))
        lead = tuple(dict.fromkeys(unit for record in records for unit in record.lead))
        support = tuple(dict.fromkeys(unit for record in records for unit in record.support))
        return Answer(
            question.text, "answered", "list" if len(records) > 1 else "content", "\n".join(filter(None, lines)),
            units=Units(lead, support), citations=tuple(Citation(record, 1.0) for record in records), confidence=0.95,
        )  # fmt: skip
