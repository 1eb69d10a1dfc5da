"""What every encoder does, whatever it runs on."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.models import QUESTIONS, encoder, plan_texts
from qa.config import DEFAULT_MODEL
from qa.index.encoder import Encoder, Vectors


@pytest.fixture(params=["onnx", "sentence-transformers"])
def subject(request: pytest.FixtureRequest) -> Encoder:
    return encoder(request.param)


def cosines(left: Vectors, right: Vectors) -> Vectors:
    return np.asarray((left * right).sum(axis=1))


def test_an_encoder_names_itself_and_its_dimension(subject: Encoder) -> None:
    assert (subject.name, subject.dimension) == (DEFAULT_MODEL, 384)
    assert len(subject.fingerprint) == 64
    assert int(subject.fingerprint, 16)


def test_every_text_gets_one_row_of_length_one(subject: Encoder) -> None:
    for vectors in (subject.encode_queries(QUESTIONS), subject.encode_passages(QUESTIONS)):
        assert vectors.shape == (len(QUESTIONS), subject.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(subject: Encoder) -> None:
    assert subject.encode_queries([]).shape == (0, subject.dimension)
    assert subject.encode_passages([]).shape == (0, subject.dimension)


def test_a_text_has_the_same_vector_alone_and_among_others(subject: Encoder) -> None:
    texts = [*plan_texts(6), *QUESTIONS]
    together = subject.encode_passages(texts)
    alone = np.concatenate([subject.encode_passages([text]) for text in texts])
    assert cosines(together, alone).min() > 0.99999


def test_a_question_is_encoded_otherwise_than_the_same_passage(subject: Encoder) -> None:
    asked, written = subject.encode_queries(QUESTIONS[:3]), subject.encode_passages(QUESTIONS[:3])
    assert cosines(asked, written).max() < 0.99


def test_a_question_is_nearest_to_the_passage_that_answers_it(subject: Encoder) -> None:
    passages = [
        "高压客户办电时限控制在20个工作日以内。",
        "企业开办时间压缩至3个工作日。",
        "推进不动产登记一窗受理。",
    ]
    asked = subject.encode_queries(["大工厂接电要几天", "注册一家公司要多久", "房产过户在哪里办理"])
    assert (asked @ subject.encode_passages(passages).T).argmax(axis=1).tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\x00\x01", "\ud800半个", "😀🏙️", "<script>", "при", "粳螟"]
)
def test_odd_texts_still_get_a_usable_vector(subject: Encoder, text: str) -> None:
    vector = subject.encode_queries([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_text_of_a_hundred_thousand_characters_is_read_by_its_beginning_and_quickly(
    subject: Encoder,
) -> None:
    long = "高压客户办电要多久，" * 10_000
    started = time.process_time()
    whole = subject.encode_queries([long])
    assert time.process_time() - started < 5
    assert cosines(whole, subject.encode_queries([long[:20_000]]))[0] > 0.99999


def test_progress_rises_to_the_number_of_passages(subject: Encoder) -> None:
    seen: list[int] = []
    subject.encode_passages(["甲", "乙乙", "丙"] * 7, seen.append)
    assert seen == sorted(set(seen))
    assert seen[-1] == 21


def test_several_threads_get_the_vectors_that_one_gets(subject: Encoder) -> None:
    expected = np.concatenate([subject.encode_queries([question]) for question in QUESTIONS])
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda question: subject.encode_queries([question])[0], QUESTIONS * 3))
    assert cosines(np.array(rows), np.tile(expected, (3, 1))).min() > 0.9999
