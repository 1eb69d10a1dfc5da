"""``python -m qa.index.prepare``: make the default model unless it is already there."""

from __future__ import annotations

import sys

from qa.errors import WenceError
from qa.index.prepare.build import prepare_default_model


def main() -> int:
    """Prepare the default model; exit status 0, or 1 with one line that says what is wrong."""
    try:
        prepare_default_model(report=_say)
    except WenceError as error:
        _say(str(error))
        return 1
    return 0


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
