"""Where a run looks for its index, corpus, model and data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qa.config import Settings, StoreAddress, project_root


def test_a_flag_wins_over_the_environment() -> None:
    environ = {"QA_INDEX": "from-env", "QA_CORPUS": "from-env", "QA_MODEL": "from-env"}
    settings = Settings.resolve(index="a", corpus="b", model="c", environ=environ)
    assert settings == Settings(Path("a"), Path("b"), "c", settings.data_dir)


def test_the_environment_wins_over_the_project() -> None:
    environ = {"QA_INDEX": "a", "QA_CORPUS": "b", "QA_MODEL": "BAAI/bge-small-zh-v1.5", "QA_DATA": "d"}
    environ |= {"QA_STORE": "http://host:19530", "QA_STORE_TOKEN": "t"}
    store = StoreAddress("http://host:19530", "t")
    expected = Settings(Path("a"), Path("b"), "BAAI/bge-small-zh-v1.5", Path("d"), store)
    assert Settings.resolve(environ=environ) == expected


@pytest.mark.parametrize("variable", ["QA_INDEX", "QA_CORPUS", "QA_MODEL", "QA_DATA", "QA_STORE"])
def test_an_empty_variable_counts_as_not_set(variable: str) -> None:
    assert Settings.resolve(environ={variable: ""}) == Settings.resolve(environ={})


def test_without_any_setting_the_checkout_is_used(project_root: Path) -> None:
    settings = Settings.resolve(environ={})
    assert settings.index_dir == project_root / "index"
    assert settings.corpus_dir == project_root / "corpus"
    assert settings.model == str(project_root / "models" / "multilingual-e5-small")
    assert settings.data_dir == project_root / "data"


def test_the_checkout_is_found_from_another_folder(project_root: Path, tmp_path: Path) -> None:
    code = "from qa.config import Settings; print(Settings.resolve(environ={}).corpus_dir)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == str(project_root / "corpus")


def test_a_home_folder_may_be_written_as_a_tilde() -> None:
    assert Settings.resolve(index="~/索引", environ={}).index_dir == Path.home() / "索引"


def test_an_installed_package_without_a_checkout_uses_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "site" / "packages" / "qa" / "config.py"
    monkeypatch.setattr("qa.config.__file__", str(module))
    monkeypatch.chdir(tmp_path)
    assert project_root() == tmp_path


def test_the_default_model_is_looked_for_among_the_prepared_ones() -> None:
    chosen = Settings.resolve(environ={"QA_MODELS": "/srv/models"}).model
    assert chosen == str(Path("/srv/models/multilingual-e5-small"))
