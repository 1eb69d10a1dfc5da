"""The process: its port, its address and who may show its page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from qa.errors import WenceError
from qa.serve.homepage import own_words
from qa.serve.server import address, claim_port, embedding_sites


def test_a_taken_port_is_told_in_one_sentence_before_anything_is_loaded(project_root: Path) -> None:
    with claim_port("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        run = subprocess.run(
            [sys.executable, "app.py"], env={**os.environ, "QA_PORT": str(port)}, cwd=project_root,
            capture_output=True, timeout=20, check=False,
        )  # fmt: skip
    assert run.returncode == 1
    assert run.stdout == b""
    (line,) = run.stderr.decode().splitlines()
    assert str(port) in line
    assert "端口" in line


@pytest.mark.parametrize(("host", "port"), [("203.0.113.9", 0), ("127.0.0.1", 70_000)])
def test_an_impossible_address_is_told_in_one_sentence(host: str, port: int) -> None:
    with pytest.raises(WenceError, match="换一个端口"):
        claim_port(host, port)


def test_the_address_opens_in_a_browser_even_when_every_interface_is_served() -> None:
    with claim_port("0.0.0.0", 0) as bound:
        assert address(bound) == f"http://127.0.0.1:{bound.getsockname()[1]}/"


def test_answers_are_not_held_back_to_fill_packets() -> None:
    with claim_port("127.0.0.1", 0) as bound:
        assert bound.proto == socket.IPPROTO_TCP


def test_the_command_line_does_not_import_the_page() -> None:
    heavy = "('gradio', 'jinja2', 'torch', 'faiss')"
    code = f"import sys, qa.cli, qa.serve.page; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_gradio_is_loaded_without_writing_stubs_for_editors_into_the_installed_package() -> None:
    code = (
        "import sys; from qa.serve.gradio_loader import load_gradio; finders = list(sys.meta_path); "
        "gradio = load_gradio(); import gradio.component_meta as maker; "
        "print(gradio.HTML('<p>1</p>').value, maker.create_or_modify_pyi.__module__, finders == sys.meta_path)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["<p>1</p>", "qa.serve.gradio_loader", "True"]


def test_the_first_response_speaks_chinese_and_names_no_other_host() -> None:
    html = '<html\n lang="en"><meta property="og:image" content="https://example.org/x.jpg" />\n<title>问</title>'
    assert own_words(html) == '<html lang="zh-CN"><title>问</title>'


def test_only_named_sites_may_show_the_conversation_in_a_frame() -> None:
    sites = "https://www.cq.gov.cn  http://localhost:8080 https://*.gov.cn"
    assert embedding_sites(sites) == ("https://www.cq.gov.cn", "http://localhost:8080", "https://*.gov.cn")
    assert embedding_sites("") == ()


@pytest.mark.parametrize(
    "site", ["www.cq.gov.cn", "https://a.cn/path", "'none'", "https://a.cn;script-src", "*"]
)
def test_a_wrong_name_of_a_site_is_told_in_one_sentence(site: str) -> None:
    with pytest.raises(WenceError, match="不是网站地址"):
        embedding_sites(site)
