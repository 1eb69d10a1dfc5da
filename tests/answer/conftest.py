"""Assistants over the project's own plan and over another city's, on a day that the tests choose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from answer.plans import Desk
from answer.talk import Talk
from qa.answer.assistant import Assistant
from qa.config import Settings
from qa.index.build import index_plans
from qa.index.encoder import Encoder, open_encoder
from qa.index.store import Index, open_or_build
from qa.read.corpus import load_corpus
from qa.retrieve.hybrid import Retriever

TODAY = date(2026, 11, 24)
Opener = Callable[[date], Assistant]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return open_encoder(Settings.resolve(environ={}).model)


@pytest.fixture(scope="session")
def own_index(encoder: Encoder) -> Index:
    """The index of the project's own plan."""
    settings = Settings.resolve(environ={})
    return open_or_build(settings.corpus_dir, settings.index_dir, encoder, lambda _: None)


@pytest.fixture(scope="session")
def other_index(project_root: Path, encoder: Encoder) -> Index:
    """The index of another city's plan, built in memory."""
    return index_plans(load_corpus(project_root / "tests/fixtures/other_city/corpus"), encoder)


@pytest.fixture(scope="session")
def own(own_index: Index, encoder: Encoder) -> Assistant:
    """The assistant of the project's own plan, years after its deadlines."""
    return Assistant(Retriever(own_index, encoder), lambda: TODAY)


@pytest.fixture(scope="session")
def other(other_index: Index, encoder: Encoder) -> Assistant:
    """The assistant of another city's plan."""
    return Assistant(Retriever(other_index, encoder), lambda: TODAY)


@pytest.fixture(scope="session")
def own_on(own_index: Index, encoder: Encoder) -> Opener:
    """The project's own plan asked on any day."""
    return lambda day: Assistant(Retriever(own_index, encoder), lambda: day)


@pytest.fixture
def talk(own: Assistant) -> Talk:
    """A conversation about the project's own plan."""
    return Talk(own)


@pytest.fixture
def other_talk(other: Assistant) -> Talk:
    """A conversation about the other city's plan."""
    return Talk(other)


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The tiny plan, read without a model."""
    return Desk()
