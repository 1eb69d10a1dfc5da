"""Where a run finds its index, corpus, model and data: flags first, then the environment, then the project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

INDEX_VARIABLE = "QA_INDEX"
CORPUS_VARIABLE = "QA_CORPUS"
MODEL_VARIABLE = "QA_MODEL"
MODELS_VARIABLE = "QA_MODELS"
DATA_VARIABLE = "QA_DATA"
STORE_VARIABLE = "QA_STORE"
STORE_LOGIN_VARIABLE = "QA_STORE_TOKEN"
DEFAULT_MODEL = "multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where vectors are kept: in the index folder where ``uri`` is empty, else in the Milvus at ``uri``.

    ``uri`` is a server's address or a path ending in ``.db``. ``token`` is the secret that the server asks for; it
    comes from the environment alone and appears in no text made of this object.
    """

    uri: str = ""
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """The places that a run depends on.

    ``model`` is a folder or the name of a sentence-transformers model; the default is the folder
    that ``make setup`` prepares. ``data_dir`` is where the page keeps what visitors tell it; it is made
    when there is something to keep. ``store`` is where the index keeps its vectors.
    """

    index_dir: Path
    corpus_dir: Path
    model: str
    data_dir: Path
    store: StoreAddress = StoreAddress()

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
            model=model or environ.get(MODEL_VARIABLE) or str(models_dir(environ) / DEFAULT_MODEL),
            data_dir=Path(environ.get(DATA_VARIABLE) or root / "data").expanduser(),
            store=StoreAddress(environ.get(STORE_VARIABLE, ""), environ.get(STORE_LOGIN_VARIABLE, "")),
        )


def models_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds prepared models: ``QA_MODELS``, else ``models`` in the project."""
    return Path(environ.get(MODELS_VARIABLE) or project_root() / "models").expanduser()


def project_root() -> Path:
    """The checkout that this package is installed from in place, else the current directory."""
    checkout = Path(__file__).resolve().parents[2]
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()
