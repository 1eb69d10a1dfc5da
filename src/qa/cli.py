"""The command line: ``python -m qa …``, also installed as ``wence``.

Nothing heavy is imported before a command needs it. Exit status: 0 done, 1 the work failed, 2 wrong
usage; a failure is one line on stderr.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qa import __version__
from qa.config import CORPUS_VARIABLE, INDEX_VARIABLE, MODEL_VARIABLE, Settings
from qa.errors import UsageError, WenceError
from qa.usage import Formatter, Parser

if TYPE_CHECKING:
    from qa.answer.assistant import Assistant

LOG = logging.getLogger(__name__)
_DEBUG_VARIABLE = "QA_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; no traceback reaches the user."""
    _prepare_process()
    try:
        arguments = _parser().parse_args(argv)
        arguments.run(arguments)
        sys.stdout.flush()
    except UsageError as problem:
        _complain(str(problem))
        return 2
    except BrokenPipeError:
        _abandon_stdout()
        return 0
    except KeyboardInterrupt:
        return 130
    except WenceError as problem:
        _complain(str(problem))
        return 1
    except Exception as fault:
        LOG.exception("unexpected failure")
        _complain(_describe(fault))
        return 1
    return 0


def _ask(arguments: argparse.Namespace) -> None:
    from qa.serve.console import answer_text
    from qa.serve.jsontext import to_line

    question = _text(arguments.question)
    answer = _assistant(arguments).ask(question)
    print(to_line(answer.to_json()) if arguments.json else answer_text(answer))


def _batch(arguments: argparse.Namespace) -> None:
    from qa.serve.batch import answer_lines

    source = sys.stdin.buffer
    assert isinstance(source, io.BufferedIOBase)
    answer_lines(_assistant(arguments), source, sys.stdout)


def _search(arguments: argparse.Namespace) -> None:
    from qa.answer.model import Citation
    from qa.serve.console import hits_text
    from qa.serve.jsontext import to_line

    query = _text(arguments.query)
    found = _assistant(arguments).search(query, arguments.k)
    hits = [Citation(hit.measure, hit.score) for hit in found]
    print(to_line([hit.to_json() for hit in hits]) if arguments.json else hits_text(hits))


def _build(arguments: argparse.Namespace) -> None:
    from qa.index.build import build_index
    from qa.index.encoder import open_encoder
    from qa.index.places import place_at

    settings = _settings(arguments)
    place, encoder = place_at(settings.store), open_encoder(settings.model)
    with _bar() as progress:
        build_index(settings.corpus_dir, settings.index_dir, encoder, progress, place)
    print(f"索引已建立：{settings.index_dir}")


def _add(arguments: argparse.Namespace) -> None:
    from qa.index.encoder import open_encoder
    from qa.index.places import place_at
    from qa.index.update import add_files
    from qa.serve.console import added_text

    settings, paths = _settings(arguments), [Path(name) for name in arguments.files]
    with _bar() as progress:
        plans = add_files(
            paths,
            settings.corpus_dir,
            settings.index_dir,
            lambda: open_encoder(settings.model),
            progress,
            place_at(settings.store),
        )
    print(added_text(plans))


def _remove(arguments: argparse.Namespace) -> None:
    from qa.index.encoder import open_encoder
    from qa.index.places import place_at
    from qa.index.update import remove_document
    from qa.serve.console import removed_text

    settings = _settings(arguments)
    with _bar() as progress:
        plan = remove_document(
            arguments.document,
            settings.corpus_dir,
            settings.index_dir,
            lambda: open_encoder(settings.model),
            progress,
            place_at(settings.store),
        )
    print(removed_text(plan))


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, moved by calling it with what is done and the whole."""
    from tqdm import tqdm

    with tqdm(desc="建立索引", unit="条", disable=None, leave=False) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress


def _read(arguments: argparse.Namespace) -> None:
    from qa.read.files import read_plan
    from qa.read.records import record
    from qa.serve.console import plan_text
    from qa.serve.jsontext import to_line

    failures = []
    for name in arguments.files:
        try:
            plan = read_plan(Path(name))
        except WenceError as problem:
            failures.append(problem)
            continue
        print("\n".join(to_line(record(m)) for m in plan.measures) if arguments.json else plan_text(plan))
    for failure in failures[:-1]:
        _complain(str(failure))
    if failures:
        raise failures[-1]


def _list(arguments: argparse.Namespace) -> None:
    from qa.read.corpus import load_corpus
    from qa.serve.console import plan_json, plans_text
    from qa.serve.jsontext import to_line

    plans = load_corpus(_settings(arguments).corpus_dir)
    print("\n".join(to_line(plan_json(plan)) for plan in plans) if arguments.json else plans_text(plans))


def _serve(arguments: argparse.Namespace) -> None:
    from qa.serve.page import launch

    launch(_settings(arguments), arguments.host, arguments.port)


def _eval(arguments: argparse.Namespace) -> None:
    from qa.serve.jsontext import to_line

    if arguments.beir:
        from qa.evaluate.beir import evaluate

        ranking = evaluate(Path(arguments.beir), _settings(arguments).model, _notify)
        print(to_line(ranking.to_json()) if arguments.json else ranking.to_text())
        return
    from qa.evaluate.judge import judge
    from qa.evaluate.labelled import load_questions
    from qa.evaluate.report import summarise, table

    questions = [question for path in arguments.questions for question in load_questions(Path(path))]
    assistant = _assistant(arguments)
    scores = summarise(judge(q, assistant.ask(q.text, q.history, q.id)) for q in questions)
    print(to_line([score.to_json() for score in scores]) if arguments.json else table(scores))


def _bench(arguments: argparse.Namespace) -> None:
    from qa.evaluate.bench import table

    for line in table(_settings(arguments), _notify):
        print(line, flush=True)


def _assistant(arguments: argparse.Namespace) -> Assistant:
    from qa.answer.assistant import Assistant

    return Assistant.open(_settings(arguments), _notify)


def _settings(arguments: argparse.Namespace) -> Settings:
    given = vars(arguments)
    return Settings.resolve(index=given.get("index"), corpus=given.get("corpus"), model=given.get("model"))


def _text(words: Sequence[str]) -> str:
    """The words of the command line as one text; a single ``-`` stands for standard input."""
    raw = sys.stdin.buffer.read() if list(words) == ["-"] else os.fsencode(" ".join(words))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("输入不是 UTF-8 编码的文本，请转换编码后重试。") from None
    if not text.strip():
        raise UsageError("问题为空，请写出要问的内容，例如：wence ask 高压客户办电要多久")
    return text.strip()


def _parser() -> Parser:
    parser = Parser(
        prog="wence",
        description="问策：对政府工作方案的可核验问答。",
        parents=[_common_options()],
        formatter_class=Formatter,
        add_help=False,
    )
    about = parser.add_argument_group("其他")
    about.add_argument("--version", action="version", version=f"wence {__version__}", help="显示版本后退出")
    commands = parser.add_subparsers(
        title="命令", metavar="COMMAND", required=True, parser_class=Parser, prog="wence"
    )

    ask = _command(commands, "ask", _ask, "回答一个问题")
    ask.add_argument("question", nargs="+", metavar="QUESTION", help="问题；写 - 则从标准输入读取")
    _json_option(ask)
    _command(commands, "batch", _batch, "逐行回答标准输入中的问题（JSON Lines）")
    search = _command(commands, "search", _search, "按相关程度列出措施")
    search.add_argument("query", nargs="+", metavar="QUERY", help="要查找的内容；写 - 则从标准输入读取")
    search.add_argument("-k", type=_count, default=10, metavar="N", help="最多列出几条（默认 10）")
    _json_option(search)
    read = _command(commands, "read", _read, "读出文件中的措施（TXT、HTML、DOCX、PDF、XLSX）")
    read.add_argument("files", nargs="+", metavar="FILE", help="工作方案文件")
    _json_option(read)
    _command(commands, "build", _build, "由语料重新建立索引")
    add = _command(commands, "add", _add, "收录方案，并更新索引")
    add.add_argument("files", nargs="+", metavar="FILE", help="方案文件")
    remove = _command(commands, "remove", _remove, "移除一份方案，并更新索引")
    remove.add_argument("document", metavar="DOC", help="文号，或语料目录中的文件名（不含后缀）")
    _json_option(_command(commands, "list", _list, "列出语料库中的文件"))
    serve = _command(commands, "serve", _serve, "启动网页")
    serve.add_argument("--host", default="127.0.0.1", help="监听地址（默认 127.0.0.1）")
    serve.add_argument("--port", type=_port, default=7860, help="监听端口（默认 7860）")
    evaluate = _command(commands, "eval", _eval, "用带标准答案的题目评测")
    target = evaluate.add_mutually_exclusive_group(required=True)
    target.add_argument(
        "questions", nargs="*", default=[], metavar="QUESTIONS.jsonl", help="带标准答案的题目文件"
    )
    target.add_argument("--beir", metavar="DIR", help="BEIR 格式的检索评测集目录")
    _json_option(evaluate)
    _command(commands, "bench", _bench, "测出 README 中的性能表")
    return parser


def _command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    run: Callable[[argparse.Namespace], None],
    description: str,
) -> argparse._ArgumentGroup:
    """Add the command ``name`` and return the group that takes its own arguments."""
    parser = commands.add_parser(
        name,
        help=description,
        description=f"{description}。",
        parents=[_common_options()],
        formatter_class=Formatter,
        add_help=False,
    )
    parser.set_defaults(run=run)
    return parser.add_argument_group("参数")


def _common_options() -> Parser:
    """Options that stand before or after the command; those not given leave no trace."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("选项")
    group.add_argument("-h", "--help", action="help", help="显示这份说明后退出")
    group.add_argument("--index", metavar="DIR", help=f"索引目录（默认取 {INDEX_VARIABLE}，否则 index/）")
    group.add_argument(
        "--model", metavar="NAME_OR_DIR", help=f"句向量模型（默认取 {MODEL_VARIABLE}，否则随附模型）"
    )
    group.add_argument("--corpus", metavar="DIR", help=f"语料目录（默认取 {CORPUS_VARIABLE}，否则 corpus/）")
    return common


def _json_option(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--json", action="store_true", help="输出 JSON")


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("应为正整数")
    return value


def _port(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 65535:
        raise argparse.ArgumentTypeError("应为 1 至 65535 的整数")
    return value


def _notify(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _complain(message: str) -> None:
    print(" ".join(message.split()), file=sys.stderr, flush=True)


def _describe(fault: Exception) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        where = f"：{fault.filename}" if fault.filename else ""
        return f"读写失败（{fault.strerror}）{where}。请检查该位置是否存在、是否有权限和空间。"
    return f"内部错误（{type(fault).__name__}：{fault}）。设 {_DEBUG_VARIABLE}=1 后重试可得到详细记录。"


def _prepare_process() -> None:
    """Speak UTF-8 whatever the locale, and keep libraries' chatter off stderr unless it is wanted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if os.environ.get(_DEBUG_VARIABLE):
        logging.basicConfig(level=logging.DEBUG)
        return
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def _abandon_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush finds no broken pipe."""
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
