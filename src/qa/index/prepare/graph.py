"""A sentence-transformers folder as one small ONNX graph for the CPU."""

# torch is not analysed, so its Module is of unknown type.
# mypy: allow-subclassing-any

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa.index.onnx_encoder import INPUTS
from qa.index.prepare.container import BLOCK
from qa.index.quiet import quiet

if TYPE_CHECKING:
    from onnx import ModelProto
    from torch import Tensor
    from torch.nn import Module

OPSET = 21
"""The first with 4-bit integers."""

OUTPUT = "sentence_embedding"
WORD_EMBEDDINGS = "word_embeddings.weight"


def export_graph(folder: Path, target: Path) -> None:
    """Export the BERT model in ``folder`` with mean pooling and normalisation, float32, to ``target``.

    Inputs ``input_ids`` and ``attention_mask``: int64 ``(batch, tokens)``; output: float32
    ``(batch, dimension)``, rows of length 1.
    """
    import torch

    module = _pooled(folder)
    example = torch.arange(4, 28).reshape(2, 12)
    batch, tokens = torch.export.Dim("batch", min=1, max=512), torch.export.Dim("tokens", min=2, max=512)
    with quiet():
        torch.onnx.export(
            module,
            (example, torch.ones_like(example)),
            target,
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_shapes=({0: batch, 1: tokens}, {0: batch, 1: tokens}),
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
            verbose=False,
        )


def quantise_graph(source: Path, target: Path) -> None:
    """Write ``source`` with 8-bit matrices and 4-bit word embeddings to ``target``.

    Matrices get one scale a channel and 7 of the 8 bits: the eighth overflows in the 16-bit sums of
    CPUs without VNNI. Word embeddings go back to the blocks in which the container holds them, which
    loses nothing; positions and token types stay as they are.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with quiet():
        quantize_dynamic(
            source,
            target,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )
        model = _with_packed_embeddings(onnx.load(target))
    _forget_the_export(model)
    target.write_bytes(model.SerializeToString(deterministic=True))


def _with_packed_embeddings(model: ModelProto) -> ModelProto:
    from onnxruntime.quantization.matmul_nbits_quantizer import (
        DefaultWeightOnlyQuantConfig,
        MatMulNBitsQuantizer,
    )

    others = [
        n.name for n in model.graph.node if n.op_type == "Gather" and not n.input[0].endswith(WORD_EMBEDDINGS)
    ]
    config = DefaultWeightOnlyQuantConfig(
        block_size=BLOCK, is_symmetric=True, op_types_to_quantize=("Gather",)
    )
    quantizer = MatMulNBitsQuantizer(
        model, block_size=BLOCK, is_symmetric=True, nodes_to_exclude=others, algo_config=config
    )
    quantizer.process()
    packed: ModelProto = quantizer.model.model
    return packed


def _forget_the_export(model: ModelProto) -> None:
    """Drop the exporter's traces and file names, so that the same model is always the same bytes."""
    graph = model.graph
    for part in (
        model,
        graph,
        *graph.node,
        *graph.initializer,
        *graph.value_info,
        *graph.input,
        *graph.output,
    ):
        del part.metadata_props[:]


def _pooled(folder: Path) -> Module:
    """The folder's BERT with what sentence-transformers does after it."""
    import torch
    from transformers import AutoModel

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = AutoModel.from_pretrained(
                folder, attn_implementation="eager", add_pooling_layer=False, local_files_only=True
            )

        def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
            hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2, dim=1)

    with quiet():
        return Pooled().eval()
