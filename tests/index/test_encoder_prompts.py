"""What stands in front of a question and a passage when a model reads them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.models import encoder, prepared_model, tiny_folder
from qa.index.model_folder import BGE_ZH_QUERY, Prompts, prompts_of
from qa.index.sentence_encoder import SentenceEncoder


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-base", "query: ", "passage: "),
        ("intfloat/e5-small-v2", "query: ", "passage: "),
        ("BAAI/bge-small-zh-v1.5", BGE_ZH_QUERY, ""),
        ("bge-large-zh", BGE_ZH_QUERY, ""),
        ("BAAI/bge-base-en-v1.5", "Represent this sentence for searching relevant passages: ", ""),
        ("BAAI/bge-m3", "", ""),
        ("thenlper/gte-small-zh", "", ""),
        ("Dmeta-embedding-zh-small", "", ""),
    ],
)
def test_a_model_without_configured_prompts_gets_those_of_its_family(
    name: str, query: str, passage: str
) -> None:
    assert prompts_of(name, {}) == Prompts(query, passage)


def test_an_instructed_e5_gets_an_instruction_and_no_passage_prompt() -> None:
    prompts = prompts_of("intfloat/multilingual-e5-large-instruct", {})
    assert prompts.query.startswith("Instruct: ")
    assert prompts.passage == ""


def test_a_models_own_prompts_win_over_its_familys() -> None:
    assert prompts_of("bge-small-zh", {"query": "问：", "document": "文："}) == Prompts("问：", "文：")
    assert prompts_of("e5-small", {"query": "问："}) == Prompts("问：", "")


def test_empty_configured_prompts_do_not_hide_the_familys() -> None:
    assert prompts_of("bge-small-zh", {"query": "", "document": ""}) == Prompts(BGE_ZH_QUERY, "")


def test_the_chinese_bge_instruction_reaches_the_model_before_questions_only(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "bge-small-zh-v1.5")
    ours, stock = SentenceEncoder(folder), SentenceTransformer(str(folder), device="cpu")
    expected = stock.encode([BGE_ZH_QUERY + "企业开办", "企业开办"], normalize_embeddings=True)
    np.testing.assert_allclose(ours.encode_queries(["企业开办"])[0], expected[0], atol=1e-6)
    np.testing.assert_allclose(ours.encode_passages(["企业开办"])[0], expected[1], atol=1e-6)


def test_the_default_model_reads_questions_and_passages_as_stock_sentence_transformers_does() -> None:
    stock = SentenceTransformer(str(prepared_model()), device="cpu", local_files_only=True)
    texts = ["高压客户办电要多久？", "企业开办时间压缩至3个工作日。"]
    for variant, least in (("sentence-transformers", 0.99999), ("onnx", 0.99)):
        ours = encoder(variant)
        assert (ours.encode_queries(texts) * stock.encode_query(texts)).sum(axis=1).min() > least
        assert (ours.encode_passages(texts) * stock.encode_document(texts)).sum(axis=1).min() > least
