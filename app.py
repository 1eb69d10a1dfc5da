"""The page's entry point: ``python app.py`` serves it on QA_HOST and QA_PORT (127.0.0.1:7860)."""

from __future__ import annotations

import os
import sys

from qa.cli import main

if __name__ == "__main__":
    host = os.environ.get("QA_HOST") or "127.0.0.1"
    port = os.environ.get("QA_PORT") or "7860"
    sys.exit(main(["serve", "--host", host, "--port", port]))
