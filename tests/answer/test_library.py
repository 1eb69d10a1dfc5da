"""Several plans in one corpus: lists cover all of them, numbers never mix, and a document that is named is meant alone."""

from __future__ import annotations

from datetime import date

import pytest

from answer.plans import NUMBER, tiny_plan
from answer.two import OTHER, other_plan, same_city_plan
from index.small import GramEncoder
from qa.answer.assistant import Assistant
from qa.answer.model import Answer, Citation, Turn
from qa.index.build import index_plans
from qa.plan import Plan
from qa.retrieve.hybrid import Retriever
from qa.serve.console import answer_text, hits_text

TODAY = date(2024, 5, 1)
OWN_NAME = f"《安宁市营商环境工作方案》（{NUMBER}）"
OTHER_NAME = f"《宁远市优化营商环境行动方案（2024年版）》（{OTHER}）"


def assistant_of(*plans: Plan) -> Assistant:
    encoder = GramEncoder()
    return Assistant(Retriever(index_plans(plans, encoder), encoder), lambda: TODAY)


@pytest.fixture(scope="module")
def both() -> Assistant:
    return assistant_of(tiny_plan(), other_plan())


@pytest.fixture(scope="module")
def alone() -> dict[str, Assistant]:
    return {NUMBER: assistant_of(tiny_plan()), OTHER: assistant_of(other_plan())}


def cited(answer: Answer) -> list[tuple[str, str]]:
    return [(citation.measure.document, citation.measure.measure_id) for citation in answer.citations]


def documents(answer: Answer) -> set[str]:
    return {document for document, _ in cited(answer)}


def test_a_count_covers_all_documents_and_gives_each_its_own(both: Assistant) -> None:
    answer = both.ask("一共有多少条措施？")
    assert answer.answer.startswith("2份文件共11条措施，分列如下：")
    assert f"{NUMBER}：全文现存的措施共7条" in answer.answer
    assert f"{OTHER}：全文现存的措施共4条" in answer.answer
    assert len(answer.citations) == 11
    assert f"依据{NUMBER}（2023-03-01）、{OTHER}（2024-03-05）现存文本" in answer.answer


def test_tasks_are_counted_in_all_documents(both: Assistant) -> None:
    assert both.ask("一共有多少项任务？").answer.startswith("2份文件共9项目标任务（现存措施11条）")


def test_a_unit_of_the_same_name_has_its_measures_in_each_document(both: Assistant) -> None:
    answer = both.ask("市电力局牵头哪些措施？")
    assert cited(answer) == [(NUMBER, "1.1"), (NUMBER, "1.2"), (OTHER, "1.1"), (OTHER, "1.2")]
    assert answer.intent == "unit_profile"
    assert f"{NUMBER}：市电力局牵头的措施共2条：" in answer.answer
    assert f"{OTHER}：市电力局牵头的措施共2条：" in answer.answer


def test_a_unit_or_area_of_one_document_leaves_the_other_out(both: Assistant) -> None:
    assert documents(both.ask("市数据局牵头哪些措施？")) == {OTHER}
    assert documents(both.ask("登记财产领域有哪些措施？")) == {NUMBER}
    assert documents(both.ask("获得电力领域有哪些措施？")) == {NUMBER, OTHER}


@pytest.mark.parametrize("question", ["第1项任务有哪些措施？", "1.1是哪个单位牵头？"])
def test_a_number_that_both_documents_have_is_asked_back_and_each_answer_is_its_own(
    both: Assistant, question: str
) -> None:
    answer = both.ask(question)
    assert answer.status == "clarify"
    assert OWN_NAME in answer.answer
    assert OTHER_NAME in answer.answer
    assert not answer.citations
    own, other = (both.ask(suggestion) for suggestion in answer.suggestions)
    assert {own.status, other.status} == {"answered"}
    assert (documents(own), documents(other)) == ({NUMBER}, {OTHER})
    assert "20个工作日" in own.citations[0].measure.text
    assert "15个工作日" in other.citations[0].measure.text


def test_a_number_that_one_document_has_is_answered_from_it(both: Assistant) -> None:
    assert cited(both.ask("第5项任务有哪些措施？")) == [(NUMBER, "5.1"), (NUMBER, "5.3")]
    assert both.ask("第70项任务有哪些措施？").status == "abstained"


@pytest.mark.parametrize(
    "question", ["这个文件的文号是多少？", "这个方案什么时候印发的？", "组织保障有哪些内容？"]
)
def test_what_every_document_has_is_asked_back_with_one_question_for_each(
    both: Assistant, question: str
) -> None:
    answer = both.ask(question)
    assert (answer.status, answer.facts, answer.citations) == ("clarify", (), ())
    assert [documents(both.ask(suggestion)) for suggestion in answer.suggestions] == [{NUMBER}, {OTHER}]


@pytest.mark.parametrize(
    "question",
    [
        f"{OTHER}有多少条措施？",
        "宁政办发[2024]31号有多少条措施？",
        "宁政办发（2024）31号一共有多少条措施？",
        "31号文有多少条措施？",
        "2024年31号文件有多少条措施？",
        "《宁远市优化营商环境行动方案（2024年版）》有多少条措施？",
        "宁远市优化营商环境行动方案有多少条措施？",
        "宁远市的方案有多少条措施？",
        "宁远有多少条措施？",
    ],
)
def test_a_document_named_by_number_title_or_city_is_meant_alone(both: Assistant, question: str) -> None:
    answer = both.ask(question)
    assert (answer.status, len(answer.citations)) == ("answered", 4)
    assert documents(answer) == {OTHER}
    assert NUMBER not in answer.answer
    assert answer.question == question


def test_a_city_with_two_documents_means_both_of_them_and_no_third() -> None:
    three = assistant_of(tiny_plan(), other_plan(), same_city_plan())
    assert documents(three.ask("安宁市的方案有多少条措施？")) == {NUMBER, "安府发〔2024〕2号"}
    assert three.ask("一共有多少条措施？").answer.startswith("3份文件共12条措施")


def test_an_answer_from_a_named_document_is_the_one_it_gives_alone(
    both: Assistant, alone: dict[str, Assistant]
) -> None:
    for number in (NUMBER, OTHER):
        for question in ("市税务局配合哪些措施？", "有多少项任务？", "文号是多少？", "第1项任务有哪些措施？"):
            here, there = both.ask(f"{number}：{question}"), alone[number].ask(question)
            assert (here.status, here.intent, here.answer) == (there.status, there.intent, there.answer)
            assert here.citations == there.citations


def test_a_talk_stays_with_its_document_until_another_is_named(both: Assistant) -> None:
    question = "宁远市的市税务局配合哪些措施？"
    first = both.ask(question)
    talk = [Turn(question, first.answer)]
    second = both.ask("这个方案的文号是多少？", talk)
    assert OTHER in second.answer
    assert NUMBER not in second.answer
    third = both.ask("那安宁的呢？", talk)
    assert documents(third) == {NUMBER}
    assert "市税务局" in third.answer


def test_what_no_document_says_is_told_once_with_the_documents_that_are_held(both: Assistant) -> None:
    answer = both.ask("公交车几点收班？")
    assert answer.status == "abstained"
    assert f"这里只收录{OWN_NAME}、{OTHER_NAME}，其中未载明这一事项" in answer.answer
    assert "本方案" not in answer.answer
    assert both.ask("When does the last bus leave?").answer.startswith("None of the plans held here")


def test_a_greeting_is_answered_once(both: Assistant) -> None:
    assert both.ask("你好").intent == "smalltalk"
    assert both.ask("你好").answer.count("您好") == 1


def test_a_search_ranks_the_measures_of_all_documents(both: Assistant) -> None:
    hits = both.search("高压客户接电时限", 4)
    assert {hit.measure.document for hit in hits} == {NUMBER, OTHER}
    assert hits[0].measure.measure_id == "1.1"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_english_questions_are_joined_in_english(both: Assistant) -> None:
    assert "in 2 documents:" in both.ask("Which measures does the 市电力局 lead? List all.").answer


def test_the_terminal_tells_the_document_of_each_clause_where_there_are_several(
    both: Assistant, alone: dict[str, Assistant]
) -> None:
    question = "市电力局牵头哪些措施？"
    assert f"[{OTHER} 1.1]" in hits_text([Citation(h.measure, h.score) for h in both.search(question)])
    assert f"[{NUMBER} 1.1]" in answer_text(both.ask(question))
    assert "[1.1]" in answer_text(alone[NUMBER].ask(question))
