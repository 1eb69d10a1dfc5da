"""An argparse parser that speaks Chinese and complains in one line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from qa.errors import UsageError

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数 \1"),
    (r"argument (.+): expected (?:one|at least one) argument", r"\1 后面缺少取值"),
    (r"argument .+: invalid choice: (.+) \(choose from (.+)\)", r"没有 \1，可用的有 \2"),
    (r"argument (.+): invalid \w+ value: (.+)", r"\1 的取值 \2 不对"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 与 \2 不能同时使用"),
    (r"one of the arguments (.+) is required", r"需要 \1 之一"),
    (r"argument (.+?): (.+)", r"\1 \2"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose help and complaints are in Chinese.

    A complaint is raised as `UsageError` rather than printed under a page of usage.
    """

    def error(self, message: str) -> NoReturn:
        """Raise the complaint ``message``, translated, with the way to the command's help."""
        for pattern, chinese in _COMPLAINTS:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, chinese, message, flags=re.DOTALL)
                break
        raise UsageError(f"用法有误：{message}。用法见 {self.prog} --help")


class Formatter(argparse.HelpFormatter):
    """Help whose usage line is headed in Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the usage line, headed 用法 unless ``prefix`` says otherwise."""
        super().add_usage(usage, actions, groups, prefix or "用法：")
