"""A BERT folder of sentence-transformers as one small ONNX graph for the CPU, written operator by operator.

An exporter's graph has five times as many operators, and at sixteen tokens those cost more than they compute
(docs/decisions/0001-default-encoder.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.index.onnx_encoder import INPUT, OUTPUT
from qa.index.prepare.container import BLOCK
from qa.index.prepare.folder import CONFIG_FILE, WEIGHTS_FILE

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

    from qa.index.prepare.container import Weights

OPSET = 21
"""The first with 4-bit integers."""

_FORMAT = 10
_RUNTIME = "com.microsoft"
"""The domain of ONNX Runtime's own operators: attention and products that quantise what they are given."""

_WORDS = "embeddings.word_embeddings.weight"
_STEPS = 64
"""A matrix's largest weight in a channel: 7 of the 8 bits, as the eighth overflows in the 16-bit sums of CPUs without VNNI."""

_LOUD = 3.0


def write_graph(folder: Path, target: Path) -> None:
    """Write the BERT model in ``folder`` with mean pooling and normalisation to ``target``.

    Input ``input_ids``: int64 ``(1, tokens)``, one text a run, so that there is no padding to mask; output
    ``sentence_embedding``: float32 ``(1, dimension)`` of length 1. Matrices have 8 bits and one scale a channel.
    Word embeddings go back to the 4-bit blocks in which the container holds them, which loses nothing. The same
    folder always gives the same bytes.
    """
    from safetensors.numpy import load_file

    sizes = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
    graph = _Graph(load_file(folder / WEIGHTS_FILE), sizes["layer_norm_eps"], sizes["num_attention_heads"])
    hidden = graph.embedded()
    for layer in range(sizes["num_hidden_layers"]):
        hidden = graph.layer(hidden, f"encoder.layer.{layer}.")
    graph.pool(hidden)
    target.write_bytes(graph.model(sizes["hidden_size"]).SerializeToString(deterministic=True))


class _Graph:
    """A graph as it grows: every method adds operators and gives the name of what they compute."""

    def __init__(self, weights: Mapping[str, Weights], epsilon: float, heads: int) -> None:
        self._weights = weights
        self._epsilon = epsilon
        self._heads = heads
        self._nodes: list[NodeProto] = []
        self._held: list[TensorProto] = []

    def embedded(self) -> str:
        """The embeddings of the words and of their places, every one of the first type."""
        numbers, scales = _in_blocks(self._weights[_WORDS])
        self._held.append(numbers)
        taken = (numbers.name, INPUT, self._hold(f"{_WORDS}.scales", scales))
        words = self._add("GatherBlockQuantized", *taken, domain=_RUNTIME, block_size=BLOCK, quantize_axis=1)
        types = self._weights["embeddings.token_type_embeddings.weight"]
        places = self._hold("places", self._weights["embeddings.position_embeddings.weight"] + types[0])
        start, axis = self._hold("first", np.zeros(1, np.int64)), self._hold("axis", np.zeros(1, np.int64))
        length = self._add("Shape", INPUT, start=1)
        shifted = self._add("Add", words, self._add("Slice", places, start, length, axis))
        return self._normalised(shifted, "embeddings.LayerNorm")

    def layer(self, hidden: str, name: str) -> str:
        """One transformer layer over ``hidden`` (1, tokens, dimension)."""
        attended = self._product(
            self._attention(hidden, f"{name}attention.self."), f"{name}attention.output.dense"
        )
        hidden = self._normalised(self._add("Add", attended, hidden), f"{name}attention.output.LayerNorm")
        return self._normalised(self._add("Add", self._fed(hidden, name), hidden), f"{name}output.LayerNorm")

    def pool(self, hidden: str) -> None:
        """The mean over the tokens, of length 1, as the graph's output."""
        mean = self._add("ReduceMean", hidden, self._hold("tokens", np.ones(1, np.int64)), keepdims=0)
        self._add("LpNormalization", mean, gives=(OUTPUT,), axis=1, p=2)

    def model(self, dimension: int) -> ModelProto:
        """What has been built."""
        from onnx import TensorProto, helper

        takes = helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "tokens"])
        gives = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, dimension])
        graph = helper.make_graph(self._nodes, "encoder", [takes], [gives], self._held)
        operators = [helper.make_opsetid("", OPSET), helper.make_opsetid(_RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=_FORMAT)

    def _fed(self, hidden: str, name: str) -> str:
        """The feed-forward part of a layer; one inner unit that would drown the others in their steps stays in floats."""
        first, second = f"{name}intermediate.dense", f"{name}output.dense"
        into, bias, out = (
            self._weights[part] for part in (f"{first}.weight", f"{first}.bias", f"{second}.weight")
        )
        loud = _loudest(into * self._weights[f"{name}attention.output.LayerNorm.weight"], out)
        if loud is None:
            return self._product(self._gelu(self._product(hidden, first)), second)
        others = np.arange(len(bias)) != loud
        inner = self._product(hidden, first, into * others[:, None], bias * others)
        quiet = self._product(self._gelu(inner), second, out * others)
        taken = self._add("MatMul", hidden, self._hold(f"{name}into", into[loud][:, None]))
        alone = self._gelu(self._add("Add", taken, self._hold(f"{name}shift", bias[loud][None])))
        given = self._add("MatMul", alone, self._hold(f"{name}out", out[:, loud][None]))
        return self._add("Add", quiet, given)

    def _gelu(self, hidden: str) -> str:
        return self._add("Gelu", hidden, domain=_RUNTIME)

    def _attention(self, hidden: str, name: str) -> str:
        """All heads' attention in one operator, which takes its three matrices side by side."""
        parts = ("query", "key", "value")
        matrix = np.concatenate([self._weights[f"{name}{part}.weight"] for part in parts]).T
        bias = self._hold(
            f"{name}bias", np.concatenate([self._weights[f"{name}{part}.bias"] for part in parts])
        )
        whole, scales = self._quantised(f"{name}weight", matrix)
        zeros = self._hold(f"{name}zeros", np.zeros(matrix.shape[1], np.int8))
        given = tuple(f"{name}{part}" for part in ("given", "scale", "zero"))
        self._add("DynamicQuantizeLinear", hidden, gives=given)
        small, scale, zero = given
        inputs = (small, whole, bias, scale, scales, "", zero, zeros)
        return self._add("QAttention", *inputs, domain=_RUNTIME, num_heads=self._heads)

    def _product(
        self, hidden: str, name: str, weight: Weights | None = None, bias: Weights | None = None
    ) -> str:
        weight = self._weights[f"{name}.weight"] if weight is None else weight
        bias = self._weights[f"{name}.bias"] if bias is None else bias
        matrix, scales = self._quantised(f"{name}.weight", weight.T)
        shift = self._hold(f"{name}.bias", bias)
        return self._add("DynamicQuantizeMatMul", hidden, matrix, scales, "", shift, domain=_RUNTIME)

    def _normalised(self, hidden: str, name: str) -> str:
        parts = (self._hold(f"{name}.{part}", self._weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self._add("LayerNormalization", hidden, *parts, axis=-1, epsilon=self._epsilon)

    def _quantised(self, name: str, matrix: Weights) -> tuple[str, str]:
        """Names of ``matrix`` in whole steps and of what a step of each of its columns is worth."""
        largest = np.abs(matrix).max(axis=0)
        scales = np.where(largest > 0, largest / _STEPS, 1).astype(np.float32)
        whole = np.rint(matrix / scales).astype(np.int8)
        return self._hold(f"{name}.whole", whole), self._hold(f"{name}.scales", scales)

    def _hold(self, name: str, values: NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        self._held.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(
        self, kind: str, *takes: str, domain: str = "", gives: tuple[str, ...] = (), **settings: object
    ) -> str:
        from onnx import helper

        gives = gives or (f"{kind}.{len(self._nodes)}",)
        self._nodes.append(helper.make_node(kind, takes, gives, name=gives[0], domain=domain, **settings))
        return gives[0]


def _loudest(into: Weights, out: Weights) -> int | None:
    """The inner unit that says far more than any other of its layer, None where there is none.

    ``into`` (inner, hidden) are the weights of what it takes, scaled as the normalisation before scales it, ``out`` (hidden, inner)
    those of what it gives. Such a unit answers to the start of every text with values ten to a hundred times those of the
    others (the massive activations of Sun et al. 2024), and a step of 1/255 of them is nearly all that the others have.
    """
    loudness = np.linalg.norm(into, axis=1) * np.linalg.norm(out, axis=0)
    *_, second, first = np.argsort(loudness)
    return int(first) if loudness[first] > _LOUD * loudness[second] else None


def _in_blocks(table: Weights) -> tuple[TensorProto, Weights]:
    """A table (rows, columns) in whole numbers of 4 bits, two a byte, and the scales (rows, blocks) of its blocks.

    A block's value farthest from zero is -8 steps, as in the container (ggml's q4_0), so that its own numbers come back.
    """
    from onnx import TensorProto

    rows, columns = table.shape
    blocks = table.reshape(rows, columns // BLOCK, BLOCK)
    farthest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)
    scales = (farthest / -8).astype(np.float32)
    numbers = np.rint(blocks / np.where(scales == 0, 1, scales)).astype(np.int8).reshape(-1, 2) & 15
    packed = (numbers[:, 0] | numbers[:, 1] << 4).astype(np.uint8)
    tensor = TensorProto(
        name=f"{_WORDS}.numbers", data_type=TensorProto.INT4, dims=table.shape, raw_data=packed.tobytes()
    )
    return tensor, scales[..., 0]
