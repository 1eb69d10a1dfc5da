"""What every test stands on: the project's own index, and the command line run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qa.config import Settings

ROOT = Path(__file__).resolve().parent.parent
Completed = subprocess.CompletedProcess[bytes]
Wence = Callable[..., Completed]


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of the person who runs it, and none asks a model hub."""
    for name in [name for name in os.environ if name.startswith("QA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The checkout under test."""
    return ROOT


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The project's own index, corpus and model."""
    return Settings.resolve(environ={})


@pytest.fixture
def wence() -> Wence:
    """Run ``python -m qa …`` in the project's folder; output and errors are bytes."""

    def run(
        *arguments: str | bytes, stdin: bytes = b"", env: Mapping[str, str] | None = None, timeout: float = 60
    ) -> Completed:
        return subprocess.run(
            [sys.executable, "-m", "qa", *arguments],
            input=stdin,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            timeout=timeout,
            check=False,
        )

    return run
