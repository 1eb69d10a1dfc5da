"""The encoders that the tests run on: the project's own default model, opened once, and tiny real ones."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

from index.tiny_container import write_container
from qa.config import DEFAULT_MODEL, project_root
from qa.index.encoder import Encoder
from qa.index.onnx_encoder import OnnxEncoder
from qa.index.prepare.build import prepare_default_model
from qa.index.prepare.container import Container
from qa.index.prepare.folder import write_folder
from qa.index.sentence_encoder import SentenceEncoder

QUESTIONS = (
    "高压客户办电要多久？",
    "低压非居民客户办电时限是几个工作日",
    "企业开办时间压缩到多少天",
    "不动产登记由哪个部门牵头？",
    "施工许可审批要几个环节",
    "渝快办是什么",
    "2019年底前要完成哪些事项？",
    "用水报装 wait time",
    "ＧＤＰ和ＥＲＰ是啥～",
    "帮我查一下：通关时间、跨境贸易费用!!",
    "",
)


@cache
def prepared_model() -> Path:
    """The default model's folder, prepared now if nobody has yet."""
    return prepare_default_model(project_root() / "models" / DEFAULT_MODEL)


@cache
def encoder(variant: str) -> Encoder:
    """The default model on one of the two runtimes."""
    return OnnxEncoder(prepared_model()) if variant == "onnx" else SentenceEncoder(prepared_model())


@cache
def plan_texts(count: int = 40) -> tuple[str, ...]:
    """The first measures of the project's corpus."""
    lines = (
        line
        for path in sorted((project_root() / "corpus").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return tuple(str(json.loads(line)["text"]) for line in lines)[:count]


def tiny_folder(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """A real sentence-transformers folder of a few kilobytes, with these prompts or none."""
    folder.mkdir(parents=True)
    write_folder(Container(write_container(folder / "packed.bin")), folder)
    (folder / "packed.bin").unlink()
    configuration = {"prompts": prompts or {}, "default_prompt_name": None}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(configuration), encoding="utf-8")
    return folder


def copy_of_prepared(folder: Path) -> Path:
    """The files of the default model that its encoder reads, in a folder that a test may damage."""
    folder.mkdir(parents=True)
    for name in ("model_int8.onnx", "tokenizer.json", "config_sentence_transformers.json"):
        shutil.copy(prepared_model() / name, folder / name)
    return folder
