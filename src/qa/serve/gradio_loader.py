"""Loads Gradio without the type stubs that it writes for its components at every import.

Gradio 6 parses the source of each component on import and writes a stub for editors beside it, into the
installed package: more than half of the import's time, which a page that only runs has no use for.
"""

from __future__ import annotations

import importlib
import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STUB_WRITER = "gradio.component_meta"


def load_gradio() -> ModuleType:
    """The ``gradio`` module, with its analytics off."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    finder = _StubWriterFinder()
    sys.meta_path.insert(0, finder)
    try:
        return importlib.import_module("gradio")
    finally:
        sys.meta_path.remove(finder)


class _StubWriterFinder(MetaPathFinder):
    """Finds the one module that writes stubs, and leaves every other to Python."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        found = PathFinder.find_spec(fullname, path, target) if fullname == _STUB_WRITER else None
        if found is None or found.origin is None or not isinstance(found.loader, SourceFileLoader):
            return None
        return spec_from_file_location(fullname, found.origin, loader=_Stubless(fullname, found.origin))


class _Stubless(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        vars(module)["create_or_modify_pyi"] = lambda *_: None
