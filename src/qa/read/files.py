"""Read a government work plan from a file: TXT, HTML, DOCX, XLSX or PDF.

``source.spans`` are character offsets into the text form of the file: of a text file its own text, of any other
the text that its reader takes from it, block by block. Joined and without line breaks they give a record's text.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qa.errors import WenceError
from qa.plan import Plan
from qa.read.formats.blocks import Content, Paragraph, Reader
from qa.read.formats.bounds import check_size
from qa.read.formats.pdf import PdfReader
from qa.read.formats.plain import PlainReader
from qa.read.formats.sheet import SheetReader
from qa.read.formats.web import WebReader
from qa.read.formats.word import WordReader
from qa.read.layout.annex import with_duties
from qa.read.layout.columns import says_first_leads
from qa.read.layout.compose import compose
from qa.read.layout.drafts import Draft
from qa.read.layout.forms import tabulated
from qa.read.layout.heads import read_front
from qa.read.layout.numbered import lines_of, numbered_annex, with_lines, with_numbered
from qa.read.layout.outline import drafts_of
from qa.read.layout.passages import passages_of
from qa.read.layout.sections import Outline, Section, outline_of
from qa.read.layout.tables import sort_tables

LOG = logging.getLogger(__name__)
READERS: tuple[Reader, ...] = (PlainReader(), WebReader(), WordReader(), SheetReader(), PdfReader())
# Numbered paragraphs that name nobody are a plan only where there are a few of them.
_FEWEST = 3
_OLD_FORMATS = (".doc", ".wps", ".wpt", ".ofd", ".rtf", ".odt")
_OLD_SHEETS = (".xls", ".et", ".ods", ".csv")
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")


def read_plan(path: Path) -> Plan:
    """The plan in a file; raises WenceError, one sentence with the file's name, where there is none to be read."""
    plan = plan_of_content(read_content(path), path.stem)
    if not any(measure.is_measure for measure in plan.measures):
        raise WenceError(
            f"文件“{path.name}”里没有找到工作方案的措施；需要有措施、责任单位等栏目的表格，或按“一、（一）1.”编号的任务。"
        )
    return plan


def read_content(path: Path) -> Content:
    """A file's paragraphs and tables, whatever its format; raises WenceError where it cannot be read."""
    reader = _reader_for(path)
    try:
        check_size(path)
        return reader.read(path)
    except WenceError as problem:
        raise WenceError(f"文件“{path.name}”无法读取：{problem}") from None
    except FileNotFoundError:
        raise WenceError(f"找不到文件“{path}”；请检查路径。") from None
    except IsADirectoryError:
        raise WenceError(f"“{path}”是目录，请写出其中的文件。") from None
    except OSError as problem:
        why = problem.strerror or "系统拒绝"
        raise WenceError(f"文件“{path.name}”无法读取（{why}）；请检查路径和权限。") from problem
    except Exception as fault:
        LOG.exception("the reader failed")
        raise WenceError(f"文件“{path.name}”已损坏，无法读取；请用办公软件打开后重新另存。") from fault


def _reader_for(path: Path) -> Reader:
    suffix = path.suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    if suffix in _OLD_FORMATS:
        raise WenceError(f"文件“{path.name}”是 {suffix[1:].upper()} 格式，请另存为 DOCX 或 PDF。")
    if suffix in _OLD_SHEETS:
        raise WenceError(f"文件“{path.name}”是 {suffix[1:].upper()} 格式，请另存为 XLSX。")
    if suffix in _PICTURES:
        raise WenceError(f"文件“{path.name}”是图片，请先做文字识别（OCR），另存为 DOCX 或 PDF。")
    raise WenceError(f"文件“{path.name}”的格式不支持，请用 TXT、HTML、DOCX、PDF 或 XLSX 文件。")


def plan_of_content(content: Content, name: str) -> Plan:
    """The plan that paragraphs and tables spell out; ``name`` is its title where the text gives none."""
    tables = sort_tables(with_lines(tabulated(content.blocks)))
    front = read_front(tables.around)
    first_leads = any(says_first_leads(paragraph.text) for paragraph in tables.around)
    outline, drafts, around = _told(front.rest, first_leads=first_leads)
    if any(draft.text for draft in tables.drafts):
        joint = with_duties(drafts, tables.drafts) or with_numbered(drafts, lines_of(tables.drafts))
        drafts, around = (joint, around) if joint else (tables.drafts, outline.sections)
    elif len(drafts) < _FEWEST and not any(draft.duty for draft in drafts):
        drafts, around = (), outline.sections
    document = front.document if front.document.title else replace(front.document, title=name)
    passages = (*front.passages, *passages_of(outline, around, document.title))
    return compose(document, passages, drafts)


def _told(
    paragraphs: Sequence[Paragraph], *, first_leads: bool
) -> tuple[Outline, tuple[Draft, ...], tuple[Section, ...]]:
    """The outline of paragraphs, its measures and the sections that hold none."""
    annex = numbered_annex(paragraphs, first_leads=first_leads)
    outline = outline_of(annex.rest)
    drafts, around = drafts_of(outline, first_leads=first_leads)
    joint = with_numbered(drafts, annex.lines)
    if joint or not annex.lines:
        return outline, joint or drafts, around
    outline = outline_of(paragraphs)
    return outline, *drafts_of(outline, first_leads=first_leads)
