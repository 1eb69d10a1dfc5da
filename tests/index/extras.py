"""Skips for what stands in an extra of the package and need not be installed."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

needs_milvus = pytest.mark.skipif(
    find_spec("pymilvus") is None or find_spec("milvus_lite") is None,
    reason='needs the extra milvus: pip install -e ".[milvus]"',
)
