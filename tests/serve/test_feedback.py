"""Verdicts on answers: what is taken, what is refused, and what the file keeps."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette

import qa
from qa.errors import WenceError
from qa.serve.feedback import LONGEST_TEXT, REASONS, Feedback, FeedbackStore, Versions
from qa.serve.feedback_route import LARGEST_BODY, PATH, routes, same_origin
from serve.scripted import DOCUMENT, ScriptedAssistant, answered

VERSIONS = Versions("9.9", (DOCUMENT.number,), "abc")
ASKED = {"questions": ["换发证照要多久？"], "verdict": "useful"}
WRONG = {**ASKED, "verdict": "wrong", "reason": REASONS[0]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feedback.sqlite3"


@pytest.fixture
def client(file: Path) -> TestClient:
    app = Starlette(routes=routes(ScriptedAssistant(), FeedbackStore(file), VERSIONS))
    return TestClient(app)


def kept(file: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM feedback ORDER BY id")]


def test_a_verdict_is_kept_with_the_answer_that_the_server_gives(client: TestClient, file: Path) -> None:
    talk = ["换发证照要多久？", "加急的呢？"]
    sent = {"questions": talk, "verdict": "wrong", "reason": "数字不对", "text": " 应为2天\n", "measure": ""}
    response = client.post(PATH, json=sent)
    assert (response.status_code, response.json()) == (201, {"message": "已收到，谢谢"})
    (row,) = kept(file)
    assert datetime.fromisoformat(row["time"]).utcoffset() == timedelta(0)
    assert (row["question"], row["resolved_question"]) == ("加急的呢？", "接着：换发证照要多久？")
    assert (row["answer"], row["status"]) == ("上一问是：换发证照要多久？", "answered")
    assert (row["verdict"], row["reason"], row["text"]) == ("wrong", "数字不对", "应为2天")
    assert (row["version"], row["documents"], row["corpus"]) == ("9.9", f'["{DOCUMENT.number}"]', "abc")


def test_a_correction_names_a_clause_of_the_answer_and_no_other(client: TestClient, file: Path) -> None:
    assert client.post(PATH, json={**WRONG, "measure": "3.1"}).status_code == 201
    refused = client.post(PATH, json={**WRONG, "measure": "99"})
    assert refused.status_code == 422
    assert "刷新网页" in refused.json()["error"]
    assert [(row["measure_id"], json.loads(row["cited"])) for row in kept(file)] == [("3.1", ["3.1"])]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({**ASKED, "verdict": "wrong"}, "选择一个原因"),
        ({**WRONG, "reason": "不喜欢"}, "选择一个原因"),
        ({**ASKED, "reason": REASONS[0]}, "选择一个原因"),
        ({**WRONG, "text": "长" * (LONGEST_TEXT + 1)}, f"{LONGEST_TEXT}字以内"),
        ({**ASKED, "questions": []}, "重新提问"),
        ({**ASKED, "questions": ["问"] * 21}, "重新提问"),
        ({**ASKED, "questions": ["长" * 2001]}, "重新提问"),
        ({**ASKED, "questions": ["坏"]}, "重新提问"),
        ({**ASKED, "verdict": "great"}, "刷新网页"),
        ({**ASKED, "answer": "我说的"}, "刷新网页"),
        ([], "刷新网页"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    client: TestClient, file: Path, sent: object, words: str
) -> None:
    response = client.post(PATH, json=sent)
    assert response.status_code == 422
    assert words in response.json()["error"]
    assert response.json()["error"].count("。") == 1
    assert not file.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"text": "\\ud800"}'])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    assert "刷新网页" in client.post(PATH, content=body).json()["error"]


def test_a_flood_is_refused(client: TestClient) -> None:
    response = client.post(PATH, content=b" " * (LARGEST_BODY + 1))
    assert response.status_code == 413
    assert "太长" in response.json()["error"]


def test_another_sites_page_cannot_send_feedback(client: TestClient, file: Path) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://elsewhere.example"}):
        refused = client.post(PATH, json=ASKED, headers=headers)
        assert (refused.status_code, refused.json()["error"]) == (403, "请在问策网页上提交意见。")
    assert not file.exists()


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin", "origin": "https://outer", "host": "inner"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://a:1", "host": "a:1"}, True),
        ({"origin": "null", "host": "a:1"}, False),
    ],
)
def test_the_browsers_own_word_on_the_origin_counts_first(headers: dict[str, str], taken: bool) -> None:
    assert same_origin(headers) == taken


def test_a_file_that_cannot_be_written_is_told(client: TestClient, file: Path) -> None:
    file.parent.write_text("not a folder", encoding="utf-8")
    response = client.post(PATH, json=ASKED)
    assert (response.status_code, response.json()["error"]) == (503, "意见没有保存下来，请稍后再试。")


def test_a_damaged_file_is_told_and_left_as_it_is(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("no database at all" * 100, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(WenceError, match="稍后再试"):
        FeedbackStore(file).add(Feedback(answered("问"), "useful", VERSIONS))
    assert file.read_bytes() == before


def test_times_are_kept_in_utc_and_earlier_rows_stay(file: Path) -> None:
    beijing = datetime(2031, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    for verdict in ("useful", "wrong"):
        FeedbackStore(file).add(Feedback(answered("问"), verdict, VERSIONS), beijing)
    assert [(row["time"], row["verdict"]) for row in kept(file)] == [
        ("2031-01-01T00:00:00+00:00", "useful"),
        ("2031-01-01T00:00:00+00:00", "wrong"),
    ]


def test_the_versions_name_the_corpus_where_its_index_can_be_read(tmp_path: Path, project_root: Path) -> None:
    plans = ScriptedAssistant().plans
    assert Versions.of(plans, tmp_path) == Versions(qa.__version__, (DOCUMENT.number,))
    manifest = json.loads((project_root / "index" / "manifest.json").read_text(encoding="utf-8"))
    assert Versions.of(plans, project_root / "index").corpus == manifest["corpus"]
