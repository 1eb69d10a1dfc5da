"""An assistant whose answers are written here, for the page's behaviour apart from any plan or model."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from qa.answer.model import Answer, Citation, Fact, Turn, Units
from qa.errors import WenceError
from qa.plan import Area, Document, Measure, Plan, Task

DOCUMENT = Document("江府办〔2030〕7号", "江城市便民服务方案", "2030-02-01", "江城市人民政府办公室")
HOSTILE = (
    '<script>window.hacked=1</script><img src=x onerror="window.hacked=2">[点我](javascript:window.hacked=3)'
)
TEMPLATES = "${window.hacked=4}{{constructor}}{% raw %}{{ 7*7 }}"


def measure(
    measure_id: str = "3.1", text: str = "换发证照3个工作日内办结，加急的1个工作日内办结。"
) -> Measure:
    """A whole measure of the scripted plan."""
    return Measure(
        measure_id, DOCUMENT.number, text, area_no=1, area="证照服务", task_no=3, task="加快换发证照",
        lead=("市证照局",), support=("市数据局", "市邮政局"), deadlines=("2030年底前",),
    )  # fmt: skip


def fact(record: Measure, value: str, subject: str = "换发证照") -> Fact:
    """The figure ``value`` where it first stands in ``record``."""
    start = record.text.index(value)
    return Fact("duration", subject, value, "2030年底前", record.measure_id, start, start + len(value))


def answered(
    question: str, record: Measure | None = None, values: Sequence[str] = ("3个工作日内",)
) -> Answer:
    """A plain answer that rests on one measure."""
    record = record or measure()
    return Answer(
        question, "answered", "duration", "换发证照3个工作日内办结（2030年底前）。",
        facts=tuple(fact(record, value) for value in values), units=Units(record.lead, record.support),
        citations=(Citation(record, 0.9),), confidence=0.9,
    )  # fmt: skip


def listing(question: str, count: int) -> Answer:
    """An answer that cites ``count`` measures."""
    records = [measure(f"{number}") for number in range(1, count + 1)]
    citations = tuple(Citation(record, 0.8) for record in records)
    return Answer(question, "answered", "list", f"共{count}条措施。", citations=citations, confidence=0.9)


class ScriptedAssistant:
    """Answers by the words of the question; a question with 呢 is understood from the last turn."""

    @property
    def plans(self) -> tuple[Plan, ...]:
        """One small plan."""
        areas, tasks = (Area(1, "证照服务"),), (Task(3, 1, "加快换发证照"),)
        return (Plan(DOCUMENT, areas, tasks, (measure(),), lost_sentences=2),)

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        """The scripted answer, with failures and refusals on their cue words."""
        if "坏" in question:
            raise RuntimeError("secret detail")
        if "慢" in question:
            time.sleep(2)
        if "过长" in question:
            raise WenceError("问题太长，请缩短后再问。")
        if "电话" in question:
            text = "方案没有规定窗口电话，请拨打12345或通过渝快办查询。"
            return Answer(question, "abstained", "content", text, suggestions=("换发证照要多久？",))
        if "哪一种" in question:
            return Answer(
                question, "clarify", "duration", "您问的是哪一种？", suggestions=("换发的", "加急的")
            )
        if "清单" in question:
            return listing(question, 24)
        if "脚本" in question:
            return self._hostile(question)
        if "呢" in question:
            asked = history[-1].question if history else "（没有上文）"
            return Answer(
                question, "answered", "duration", f"上一问是：{asked}", resolved_question=f"接着：{asked}"
            )
        return answered(question)

    def _hostile(self, question: str) -> Answer:
        record = measure(HOSTILE, HOSTILE + TEMPLATES)
        return Answer(
            question, "answered", "content", HOSTILE + TEMPLATES, citations=(Citation(record, 0.9),),
            suggestions=(HOSTILE,), resolved_question=HOSTILE, confidence=0.9,
        )  # fmt: skip


if __name__ == "__main__":
    from qa.config import Settings
    from qa.serve.examples import answerable_examples
    from qa.serve.page import build, routes
    from qa.serve.server import address, claim_port, serve_page
    from qa.serve.shell import Shell

    assistant = ScriptedAssistant()
    examples = answerable_examples(assistant)
    with claim_port("127.0.0.1", int(os.environ.get("QA_PORT", "0"))) as bound:
        sys.stdout.write(address(bound) + "\n")
        sys.stdout.flush()
        served = routes(assistant, examples, Settings.resolve())
        serve_page(build(assistant, examples), bound, served, Shell(assistant.plans, examples))
