"""JSON text that any reader can take: real Chinese characters, one line, never NaN."""

from __future__ import annotations

import json
import math

_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def to_line(value: object) -> str:
    """Write ``value`` as one line of JSON; figures that JSON cannot hold become null.

    Unicode's own line breaks are escaped, so that one object stays one line for every reader.
    """
    return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False).translate(_LINE_BREAKS)


def _finite(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return value
