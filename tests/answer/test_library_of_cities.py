"""The project's plan and another city's in one corpus, with the real model: each subject is answered from its own plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from answer.conftest import TODAY
from qa.answer.assistant import Assistant
from qa.answer.model import Turn
from qa.config import Settings
from qa.index.build import index_plans
from qa.index.encoder import Encoder
from qa.index.memo import Remembering, load_memo
from qa.index.store import Index
from qa.read.asked import load_asked
from qa.read.corpus import load_corpus
from qa.retrieve.hybrid import Retriever

TASKS = (1, 2, 8, 10, 16, 18, 19, 21, 24)
"""Those tasks of the other city that are asked about here, and a few beside."""
OWN, OTHER = "渝府办发〔2019〕81号", "江政办发〔2023〕12号"


@pytest.fixture(scope="module")
def both(own_index: Index, encoder: Encoder, project_root: Path) -> Assistant:
    settings = Settings.resolve(environ={})
    (other,) = load_corpus(project_root / "tests/fixtures/other_city/corpus")
    few = replace(other, measures=tuple(m for m in other.measures if m.task_no is None or m.task_no in TASKS))
    known = Remembering(encoder, load_memo(settings.index_dir))
    index = index_plans((*own_index.plans, few), known, wordings=load_asked(settings.corpus_dir))
    return Assistant(Retriever(index, encoder), lambda: TODAY)


@pytest.mark.parametrize(
    ("question", "document", "measure_id", "told"),
    [
        ("主城区建成区绿化覆盖率要达到多少？", OWN, "90.4", "45%"),
        ("空气质量优良天数要稳定在多少天以上？", OWN, "90.1", "300天以上"),
        ("重庆高压客户办电要多久？", OWN, "11.1", "20个工作日以内"),
        ("新建海外仓单个项目最高补助多少？", OTHER, "18.1", "150万元"),
        ("应急转贷资金的日费率是多少？", OTHER, "21.2", "0.2‰"),
        ("局长走流程多久要到窗口办一次事？", OTHER, "24.2", "20个工作日"),
        ("江州市开办企业要几天？", OTHER, "1.1", "4小时以内"),
        ("江州的车位登记费是多少？", OTHER, "8", "60元"),
        ("重庆的车位登记费是多少？", OWN, "30.2", "80元"),
        (f"{OTHER}里，高压双电源用户接电要几天？", OTHER, "10.1", "个工作日"),
        ("江州融信通的授信审批要几天？", OTHER, "19.3", "3个工作日"),
    ],
)
def test_each_subject_is_answered_from_the_plan_that_has_it(
    both: Assistant, question: str, document: str, measure_id: str, told: str
) -> None:
    answer = both.ask(question)
    first = answer.citations[0].measure
    assert (answer.status, first.document, first.measure_id) == ("answered", document, measure_id)
    assert told in answer.answer
    assert f"依据{document}" in answer.answer
    for fact in answer.facts:
        assert fact.measure_id == measure_id
        assert first.text[fact.start : fact.end] == fact.value
    assert {citation.measure.document for citation in answer.citations} == {document}


def test_a_subject_of_both_plans_is_answered_from_each_under_its_number(both: Assistant) -> None:
    answer = both.ask("高压客户办电要多久？")
    assert answer.answer.startswith("2份文件对此都有规定")
    assert {(c.measure.document, c.measure.measure_id) for c in answer.citations} >= {
        (OWN, "11.1"),
        (OTHER, "10.1"),
    }
    assert "20个工作日以内" in answer.answer
    assert "18个工作日内" in answer.answer
    texts = {citation.measure.measure_id: citation.measure.text for citation in answer.citations}
    assert len(texts) == len(answer.citations)
    assert {fact.measure_id for fact in answer.facts} == {"11.1", "10.1"}
    assert all(texts[fact.measure_id][fact.start : fact.end] == fact.value for fact in answer.facts)


def test_each_answer_points_on_to_the_portal_of_its_own_city(both: Assistant) -> None:
    assert "渝快办" in both.ask("重庆的车位登记费是多少？").answer
    assert "渝快办" not in both.ask("江州的车位登记费是多少？").answer


def test_a_talk_stays_in_its_plan_and_crosses_over_when_the_other_city_is_named(both: Assistant) -> None:
    talk: list[Turn] = []
    for question, document, measure_id in [
        ("重庆的高压客户办电要多久？", OWN, "11.1"),
        ("低压的呢？", OWN, "11.1"),
        ("江州的呢？", OTHER, "10.1"),
        ("谁牵头？", OTHER, "10.1"),
    ]:
        answer = both.ask(question, talk)
        first = answer.citations[0].measure
        assert (first.document, first.measure_id) == (document, measure_id), question
        talk.append(Turn(question, answer.answer))
