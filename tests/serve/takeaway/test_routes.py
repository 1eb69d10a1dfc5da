"""The files as a browser fetches them: what they hold, what they are called, and what a wrong request gets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from conftest import ROOT
from qa.answer.model import Answer, Turn
from qa.plan import Plan
from qa.read.corpus import load_corpus
from qa.serve import links
from qa.serve.session import Asker
from qa.serve.site.query import described
from qa.serve.site.shelf import Choice, Shelf
from qa.serve.takeaway.routes import routes
from serve.scripted import ScriptedAssistant
from serve.takeaway.opened import csv_table, word, xlsx_table

TODAY = date(2026, 3, 1)


class Reading:
    """Has the real plan and answers nothing."""

    plans: tuple[Plan, ...] = load_corpus(ROOT / "corpus")

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | None = None) -> Answer:
        raise AssertionError(question)


def client_of(asker: Asker) -> TestClient:
    shelf = Shelf(asker.plans, lambda: TODAY)
    return TestClient(Starlette(routes=routes(asker, lambda: shelf, lambda: TODAY)))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with client_of(Reading()) as opened:
        yield opened


def test_a_filtered_list_is_taken_away_whole_in_every_format(client: TestClient) -> None:
    choice = Choice(unit="重庆市税务局", role="lead")
    ids = [m.measure_id for m in Reading.plans[0].measures if "重庆市税务局" in m.lead]
    sheet, text, document = (client.get(links.taking(choice, kind)) for kind in ("xlsx", "csv", "docx"))
    assert [row["编号"] for row in xlsx_table(sheet.content)] == ids
    assert [row["编号"] for row in csv_table(text.content)] == ids
    assert "重庆市税务局牵头的措施" in [p.text for p in word(document.content).paragraphs]


def test_the_file_is_named_after_what_was_chosen_its_document_and_the_day(client: TestClient) -> None:
    sent = client.get(links.taking(Choice(unit="税务局"), "csv")).headers["content-disposition"]
    assert unquote(sent).endswith("重庆市税务局牵头或配合的措施-渝府办发〔2019〕81号-2026-03-01.csv")


def test_the_order_on_the_page_is_the_order_in_the_file(client: TestClient) -> None:
    due = client.get(links.taking(Choice(due="passed"), "csv", "due"))
    plan = client.get(links.taking(Choice(due="passed"), "csv"))
    ids = [[row["编号"] for row in csv_table(file.content)] for file in (due, plan)]
    assert ids[0] != ids[1]
    assert sorted(ids[0]) == sorted(ids[1])


def test_an_unknown_format_is_told_in_one_sentence(client: TestClient) -> None:
    answer = client.get("/export/measures.exe")
    assert (answer.status_code, answer.text) == (404, "只能导出为 xlsx、csv 或 docx，请改正地址后重试。")


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(), "全部措施"), (Choice(unit="市税务局"), "市税务局牵头或配合的措施"),
        (Choice(area="纳税", due="open"), "纳税、未到期的措施"), (Choice(q="发票", year="2019"), "2019、含“发票”的措施"),
    ],
)  # fmt: skip
def test_a_choice_is_told_in_words(choice: Choice, words: str) -> None:
    assert described(choice) == words


def test_an_answer_is_asked_again_in_its_talk_and_taken_away() -> None:
    client = client_of(ScriptedAssistant())
    answer = client.post(
        "/export/answer.docx", data={"questions": json.dumps(["换发证照要多久？", "加急的呢？"])}
    )
    assert answer.status_code == 200
    said = "\n".join(p.text for p in word(answer.content).paragraphs)
    assert "上一问是：换发证照要多久？" in said
    assert "加急的呢？" in said


@pytest.mark.parametrize(
    "body", ["", "questions=", "questions=[1]", "questions={}", "questions=%5B", "x" * 300_000]
)
def test_a_request_without_questions_is_told_what_to_do(body: str) -> None:
    answer = client_of(ScriptedAssistant()).post("/export/answer.xlsx", content=body)
    assert (answer.status_code, answer.text) == (
        400,
        "没有收到要导出的问题，请回到问答页面重新提问后再导出。",
    )


def test_a_question_that_fails_gives_its_sentence_and_no_file() -> None:
    answer = client_of(ScriptedAssistant()).post("/export/answer.xlsx", data={"questions": '["坏"]'})
    assert answer.status_code == 400
    assert "系统暂时无法回答这个问题" in answer.text
    assert "secret" not in answer.text
