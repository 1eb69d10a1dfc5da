"""Where a run finds its index, corpus, model and data: flags first, then the environment, then the project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

INDEX_VARIABLE = "QA_INDEX"
CORPUS_VARIABLE = "QA_CORPUS"
MODEL_VARIABLE = "QA_MODEL"
DATA_VARIABLE = "QA_DATA"
DEFAULT_MODEL = "models/multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class Settings:
    """The places that a run depends on.

    ``model`` is a folder or the name of a sentence-transformers model; the default is the folder
    that ``make setup`` prepares. ``data_dir`` is where the page keeps what visitors tell it; it is made
    when there is something to keep.
    """

    index_dir: Path
    corpus_dir: Path
    model: str
    data_dir: Path

    @classmethod
    def resolve(
        cls,
        *,
        index: str | None = None,
        corpus: str | None = None,
        model: str | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> Settings:
        """Take each place from its flag, else its environment variable, else the project's own folder.

        Empty strings count as not given, as they do in a shell's ``QA_INDEX= command``.
        """
        root = project_root()
        return cls(
            index_dir=Path(index or environ.get(INDEX_VARIABLE) or root / "index").expanduser(),
            corpus_dir=Path(corpus or environ.get(CORPUS_VARIABLE) or root / "corpus").expanduser(),
            model=model or environ.get(MODEL_VARIABLE) or str(root / DEFAULT_MODEL),
            data_dir=Path(environ.get(DATA_VARIABLE) or root / "data").expanduser(),
        )


def project_root() -> Path:
    """The checkout that this package is installed from in place, else the current directory."""
    checkout = Path(__file__).resolve().parents[2]
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()
