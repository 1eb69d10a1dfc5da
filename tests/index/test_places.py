"""Where vectors are kept is a setting; a wrong one is told in a sentence, and the secret is told nowhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.extras import needs_milvus
from index.small import small_corpus
from index.store_conformance import clustered
from qa.config import Settings, StoreAddress
from qa.errors import UsageError
from qa.index.places import InFolder, StoreError, place_at
from qa.index.vectors import FlatVectors

NOWHERE = "http://127.0.0.1:1"


def test_without_a_setting_vectors_are_in_the_folder() -> None:
    assert isinstance(place_at(StoreAddress()), InFolder)


@pytest.mark.parametrize("uri", ["milvus", "ftp://host/x.db", "http://", "/srv/vectors", "host:19530"])
def test_what_is_no_address_is_wrong_usage(uri: str) -> None:
    with pytest.raises(UsageError, match="http://主机:19530"):
        place_at(StoreAddress(uri))


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="QA_STORE_TOKEN") as refused:
        place_at(StoreAddress("http://root:Secret9@host:19530"))
    assert "Secret9" not in str(refused.value)


def test_the_token_is_in_no_text_made_of_the_settings() -> None:
    settings = Settings.resolve(environ={"QA_STORE": NOWHERE, "QA_STORE_TOKEN": "root:Secret9"})
    assert settings.store.token == "root:Secret9"
    assert "Secret9" not in f"{settings} {settings!r} {settings.store}"


def test_without_the_package_the_error_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    place = place_at(StoreAddress(NOWHERE))
    with pytest.raises(StoreError, match=r'pip install -e "\.\[milvus\]"'), place.building(tmp_path):
        pass


@needs_milvus
def test_without_milvus_lite_the_error_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "milvus_lite", None)
    place = place_at(StoreAddress(str(tmp_path / "x.db")))
    with pytest.raises(StoreError, match=r'pip install -e "\.\[milvus\]"'), place.building(tmp_path):
        pass


@needs_milvus
@pytest.mark.parametrize(
    ("uri", "words"), [(NOWHERE, "连不上"), ("/nowhere/x.db", "打不开"), ("http://no.invalid:1", "连不上")]
)
def test_a_milvus_that_cannot_be_reached_is_one_sentence_before_anything_is_encoded(
    tmp_path: Path, uri: str, words: str
) -> None:
    place = place_at(StoreAddress(uri, "root:Secret9"))
    entered = False
    with pytest.raises(StoreError, match=words) as told, place.building(tmp_path):
        entered = True
    assert not entered
    assert "Secret9" not in str(told.value)
    assert uri in str(told.value)


def test_a_folder_keeps_the_vectors_it_is_given(tmp_path: Path) -> None:
    vectors = clustered(20, 1)
    with InFolder().building(small_corpus(tmp_path / "corpus")) as put:
        store = put(vectors)
    assert store.to_bytes() == FlatVectors.of(vectors).to_bytes()
