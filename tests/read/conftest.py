"""The project's own damaged source, its annotation, and the plan recovered from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.plan import Plan
from qa.read.annotation import Annotation, load_annotation
from qa.read.recover import Source, load_source, recover, the_source


@pytest.fixture(scope="session")
def corpus(project_root: Path) -> Path:
    """The committed corpus folder."""
    return project_root / "corpus"


@pytest.fixture(scope="session")
def raw(corpus: Path) -> str:
    """The source file, character for character."""
    with the_source(corpus).open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.fixture(scope="session")
def source(corpus: Path) -> Source:
    """The source cut into sentences, with their true order."""
    return load_source(the_source(corpus))


@pytest.fixture(scope="session")
def annotation(corpus: Path) -> Annotation:
    """What every stretch of the source is."""
    return load_annotation(corpus / "annotation")


@pytest.fixture(scope="session")
def plan(source: Source, annotation: Annotation) -> Plan:
    """The plan as recovered here and now."""
    return recover(source, annotation)
