"""JSON text that any reader can take: real Chinese characters, one line, never NaN."""

from __future__ import annotations

import json
import math

_LINE_BREAKS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def to_line(value: object) -> str:
    """Write ``value`` as one line of JSON; figures that JSON cannot hold become null.

    Unicode's own line breaks are escaped, so that one object stays one line for every reader.
    """
    try:
        line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        line = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)
    for character, escaped in _LINE_BREAKS:
        line = line.replace(character, escaped)
    return line


def _finite(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return value
