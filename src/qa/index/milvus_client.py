"""The way to a Milvus: which addresses are taken, how it is connected, and how its faults are told to a person."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.config import STORE_LOGIN_VARIABLE, STORE_VARIABLE, StoreAddress
from qa.errors import UsageError
from qa.index.places import StoreError

if TYPE_CHECKING:
    from pymilvus import MilvusClient

ANSWER_SECONDS = 20.0
"""How long a search may take before it counts as not answered."""
WORK_SECONDS = 3600.0
"""How long loading a collection or writing it out may take."""

_NO_SUCH_COLLECTION = 100
_LOGGERS = ("pymilvus", "pymilvus.milvus_client", "milvus_lite", "grpc._server")
"""They tell every fault with a traceback, on handlers of their own; Milvus Lite runs in this process."""

_LITE_OPTIONS = {"grpc.keepalive_time_ms": 2**31 - 1}
"""Milvus Lite takes the client's usual signs of life for an attack and closes the connection."""


def place_named(address: StoreAddress) -> str:
    """The address as it may be shown: without path, query or anything secret.

    Raises:
        UsageError: it is neither a server's address nor a path ending in ``.db``, or it holds a password.
    """
    parts = urlsplit(address.uri)
    if parts.scheme in {"http", "https", "tcp"} and parts.hostname:
        if parts.username or parts.password:
            raise UsageError(
                f"{STORE_VARIABLE} 中不要写用户名和密码，请改用环境变量 {STORE_LOGIN_VARIABLE}（形如 用户名:密码）。"
            )
        return f"{parts.scheme}://{parts.netloc}"
    if not re.match(r"[a-z]+://", address.uri) and address.uri.endswith(".db"):
        return str(Path(address.uri).expanduser().absolute())
    raise UsageError(
        f"{STORE_VARIABLE} 应为 Milvus 的地址（如 http://主机:19530）或以 .db 结尾的路径，请改正后重试。"
    )


def connect(address: StoreAddress) -> MilvusClient:
    """A client that has reached the Milvus at ``address``; threads may share it.

    Raises:
        UsageError: the address is none.
        StoreError: the client's package is not installed, or the Milvus cannot be reached.
    """
    where = place_named(address)
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # read at the import; it writes past Python's log
    try:
        from pymilvus import MilvusClient
        from pymilvus.exceptions import MilvusException

        if where.endswith(".db"):
            import_module("milvus_lite")  # pymilvus says only in a log line that it is missing
    except ImportError:
        raise StoreError(
            f'{STORE_VARIABLE} 需要附加依赖 milvus，请在项目目录运行 pip install -e ".[milvus]" 后重试。'
        ) from None
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    uri, options = (where, _LITE_OPTIONS) if where.endswith(".db") else (address.uri, {})
    try:
        return MilvusClient(uri, token=address.token, timeout=ANSWER_SECONDS, grpc_options=options)
    except (MilvusException, OSError):
        raise StoreError(_unreachable(where)) from None


@contextmanager
def spoken(where: str) -> Iterator[None]:
    """Within the block, a fault of Milvus becomes one sentence about the place named ``where``.

    Raises:
        StoreError: Milvus has not done what was asked.
    """
    import grpc
    from pymilvus.exceptions import MilvusException

    try:
        yield
    except MilvusException as fault:
        if fault.code == _NO_SUCH_COLLECTION:
            raise StoreError(f"“{where}”中索引的集合已被删除，请重新启动本程序。") from None
        raise StoreError(_silent(where)) from fault
    except (grpc.RpcError, OSError) as fault:
        raise StoreError(_silent(where)) from fault


def _unreachable(where: str) -> str:
    if where.endswith(".db"):
        return f"打不开 Milvus Lite 的“{where}”，请检查上级目录和权限，并确认没有别的程序正在使用它（同时只能有一个）。"
    return (
        f"连不上 {STORE_VARIABLE} 指定的 Milvus（{where}），请检查地址、服务状态和 {STORE_LOGIN_VARIABLE}。"
    )


def _silent(where: str) -> str:
    return f"{STORE_VARIABLE} 指定的 Milvus（{where}）没有完成请求，请检查其状态后重试。"
