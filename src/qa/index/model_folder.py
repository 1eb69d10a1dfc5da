"""What a sentence-transformers folder says about itself: prompts, length limit, fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

PROMPTS_FILE = "config_sentence_transformers.json"
LENGTH_FILE = "sentence_bert_config.json"
DEFAULT_MAX_TOKENS = 512
LONGEST_PIECE = 16
"""Characters in the longest vocabulary entry of the SentencePiece models in use."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts that a model wants in front of a question and in front of a passage."""

    query: str = ""
    passage: str = ""


BGE_ZH_QUERY = "为这个句子生成表示以用于检索相关文章："
BGE_EN_QUERY = "Represent this sentence for searching relevant passages: "
E5_INSTRUCT_QUERY = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "
)


def prompts_of(name: str, configured: Mapping[str, str]) -> Prompts:
    """The prompts of a model: its own configured ones, else those its family is documented to need.

    ``configured`` maps prompt names to texts as in ``config_sentence_transformers.json``.
    """
    query = configured.get("query") or ""
    passage = next((configured[key] for key in ("document", "passage", "corpus") if configured.get(key)), "")
    return Prompts(query, passage) if query or passage else _family_prompts(name.rsplit("/", 1)[-1].lower())


def _family_prompts(name: str) -> Prompts:
    parts = name.replace("_", "-").split("-")
    if "e5" in parts:
        return Prompts(E5_INSTRUCT_QUERY) if "instruct" in parts else Prompts("query: ", "passage: ")
    if "bge" in parts:
        return Prompts(BGE_ZH_QUERY if "zh" in parts else BGE_EN_QUERY if "en" in parts else "")
    return Prompts()


def configured_prompts(folder: Path) -> Mapping[str, str]:
    """The prompts that a folder's own configuration names; empty where it has none."""
    prompts = _read_object(folder / PROMPTS_FILE).get("prompts")
    if not isinstance(prompts, dict):
        return {}
    return {str(key): text for key, text in prompts.items() if isinstance(text, str)}


def max_tokens(folder: Path) -> int:
    """How many tokens a folder's model reads of a text."""
    limit = _read_object(folder / LENGTH_FILE).get("max_seq_length")
    return limit if isinstance(limit, int) and limit > 0 else DEFAULT_MAX_TOKENS


def readable(text: str, tokens: int) -> str:
    """``text`` as a tokenizer can take it: no lone surrogates, and not far beyond ``tokens`` tokens.

    A tokenizer that truncates still segments the whole text first, which takes seconds for a
    book; what lies beyond twice the longest possible reading cannot reach the model.
    """
    head = text[: 2 * LONGEST_PIECE * tokens]
    return head.encode("utf-8", "replace").decode("utf-8")


def fingerprint(files: Iterable[Path], prompts: Prompts) -> str:
    """A hex digest (64 digits) of the files' names and contents and of the prompts."""
    digest = hashlib.sha256(json.dumps([prompts.query, prompts.passage]).encode())
    for path in files:
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        digest.update(f"\n{path.name} {content}".encode())
    return digest.hexdigest()


def _read_object(path: Path) -> Mapping[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
