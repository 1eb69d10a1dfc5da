"""The project as a whole: what the README promises exists, and the house rules hold."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import qa
from conftest import ROOT, Wence

READMES = ("README.md", "README.zh.md")
MOST_LINES = 400
FORBIDDEN = ("optimum", "openvino", "nvidia", "triton", "cuda")
NOT_INSTALLED = {"grpc": "grpcio"}
"""Distributions of an extra's modules that have another name and need not be here to be asked."""
FENCE = re.compile(r"```.*?```", re.DOTALL)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def make_targets() -> list[str]:
    return re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)==(\S+)$", read(name), re.MULTILINE)
    return {package.lower().replace("_", "-"): version for package, version in found}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def commands(page: str) -> list[str]:
    return re.findall(r"^    ([a-z]+) ", page, re.MULTILINE)


@pytest.mark.parametrize("readme", READMES)
def test_every_task_of_make_is_in_the_readme(readme: str) -> None:
    page = read(readme)
    assert [target for target in make_targets() if f"make {target}" not in page] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_in_the_readme(wence: Wence, readme: str) -> None:
    known = commands(wence("--help").stdout.decode())
    page = read(readme)
    assert known
    assert [
        command for command in known if f"`{command}" not in page and f"wence {command}" not in page
    ] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_option_of_every_command_is_in_the_readme(wence: Wence, readme: str) -> None:
    page = read(readme)
    for command in commands(wence("--help").stdout.decode()):
        options = set(re.findall(r"--[a-z]+", wence(command, "--help").stdout.decode())) - {"--help"}
        assert {option for option in options if option not in page} == set(), command


@pytest.mark.parametrize("readme", READMES)
def test_every_make_task_and_command_that_the_readme_names_exists(wence: Wence, readme: str) -> None:
    page = read(readme)
    code = [*FENCE.findall(page), *re.findall(r"`[^`]+`", FENCE.sub("", page))]
    named = set(re.findall(r"\bmake ([a-z]+)\b", " ".join(code)))
    assert named <= set(make_targets())
    known = set(commands(wence("--help").stdout.decode()))
    assert set(re.findall(r"python -m qa ([a-z]+)", page)) <= known


@pytest.mark.parametrize("readme", READMES)
def test_every_file_that_the_readme_points_to_exists(readme: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", read(readme))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_two_readmes_have_the_same_parts() -> None:
    shapes = [re.findall(r"^(#+) ", FENCE.sub("", read(name)), re.MULTILINE) for name in READMES]
    assert shapes[0] == shapes[1]


def test_the_two_readmes_give_the_same_figures() -> None:
    tables = [re.findall(r"\| ([\d.]+[^|]*) \|$", read(name), re.MULTILINE) for name in READMES]
    assert tables[0]
    assert tables[0] == tables[1]


def test_settings_from_the_environment_are_in_the_readme() -> None:
    used = {
        name for path in sources("src") for name in re.findall(r'"(QA_[A-Z_]+)"', path.read_text("utf-8"))
    }
    assert used
    for readme in READMES:
        assert {name for name in used if name not in read(readme)} == set(), readme


def test_the_version_is_the_same_everywhere_and_in_the_changelog() -> None:
    assert tomllib.loads(read("pyproject.toml"))["project"]["version"] == qa.__version__
    assert f"## {qa.__version__}" in read("CHANGELOG.md")


def test_every_requirement_is_pinned_and_agrees_with_the_constraints() -> None:
    lines = [line for line in read("requirements.txt").splitlines() if line and line[0] not in "#-"]
    required, constrained = pins("requirements.txt"), pins("constraints.txt")
    assert len(lines) == len(required)
    assert {name: constrained.get(name) for name in required} == required


def test_every_dependency_of_the_package_is_among_the_requirements() -> None:
    wanted = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[<>=]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names <= set(pins("requirements.txt"))


def test_every_library_that_is_imported_is_a_requirement() -> None:
    own = {
        "qa",
        "bench",
        *(path.stem for path in sources("tests")),
        *(path.stem for path in (ROOT / "tests").iterdir()),
    }
    imported = {name for path in sources("src", "tests", "bench") for name in imports(path)} - own
    distributions = packages_distributions()
    required = set(pins("requirements.txt")) | set(pins("requirements-milvus.txt"))
    beside = {name.replace("-", "_") for name in pins("bench/peers/requirements.txt")}
    missing = {
        name
        for name in imported - beside - set(sys.stdlib_module_names)
        if not required
        & {
            found.lower().replace("_", "-")
            for found in distributions.get(name, [NOT_INSTALLED.get(name, name)])
        }
    }
    assert missing == set()


def test_what_only_the_peers_need_is_imported_only_beside_them() -> None:
    beside = {name.replace("-", "_") for name in pins("bench/peers/requirements.txt")} - {
        name.replace("-", "_") for name in pins("requirements.txt")
    }
    importing = [path for path in sources("src", "tests", "bench") if beside & set(imports(path))]
    assert importing
    assert {path.parent.name for path in importing} <= {"peers", "systems"}


def test_the_extra_for_milvus_is_pinned_with_what_it_needs_and_agrees_with_the_constraints() -> None:
    extras = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    pinned, constrained = pins("requirements-milvus.txt"), pins("constraints.txt")
    assert set(extras["milvus"]) <= {f"{name}=={version}" for name, version in pinned.items()}
    assert {name: constrained.get(name, version) for name, version in pinned.items()} == pinned


def test_nothing_that_is_installed_brings_cuda_or_breaks_the_set() -> None:
    assert [name for name in pins("constraints.txt") if any(word in name for word in FORBIDDEN)] == []


def test_no_file_is_too_long_to_read() -> None:
    files = list(sources("src", "tests", "bench"))
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_only_the_command_line_prints() -> None:
    printing = [
        str(path.relative_to(ROOT))
        for path in sources("src")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert set(printing) <= {"src/qa/cli.py"}


def test_every_test_can_fail() -> None:
    empty = [
        f"{path.name}: {node.name}"
        for path in sources("tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
        if not any(word in ast.unparse(node) for word in ("assert", "raises", "expect", "check_"))
    ]
    assert empty == []


def test_stages_import_only_what_stands_before_them() -> None:
    order = ["read", "extract", "index", "retrieve", "answer", "serve"]
    backwards = [
        f"{path.relative_to(ROOT)} imports {later}"
        for place, stage in enumerate(order)
        for path in sources(f"src/qa/{stage}")
        for later in order[place + 1 :]
        if re.search(rf"^\s*(?:from|import) qa\.{later}\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert backwards == []


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_says_in_one_line_that_python_is_missing(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    run = subprocess.run(
        ["make", "setup", "PYTHON="], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr.startswith("需要 Python 3.11")
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.skipif(not (ROOT / ".venv" / ".installed").exists(), reason="was not set up by make")
def test_a_second_set_up_takes_no_time() -> None:
    subprocess.run(["make", "setup"], cwd=ROOT, capture_output=True, check=True)
    start = time.perf_counter()
    subprocess.run(["make", "setup"], cwd=ROOT, capture_output=True, check=True)
    assert time.perf_counter() - start < 2


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_help_lists_every_task() -> None:
    command = ["make", "--no-print-directory", "help"]
    page = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in page.splitlines()] == make_targets()
