"""The empty sheet that a Word document is written on: A4, Chinese fonts, header and page numbers."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from qa.serve.takeaway.report import Report
from qa.serve.takeaway.text import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

SMALL = "附注"
"""The style of what stands beside a measure's text."""
_BODY, _HEADING, _LATIN = "宋体", "黑体", "Times New Roman"
_SIZES = {"Normal": 12.0, "Title": 20.0, "Heading 1": 15.0, "Heading 2": 12.0, "Header": 9.0, "Footer": 9.0}
_HEADINGS = ("Title", "Heading 1", "Heading 2")
_DEFAULTS = ("Default Paragraph Font", "Normal Table", "No List", "Table Grid")


def paper(report: Report) -> Document:
    """A document without text, set up for ``report``."""
    import docx

    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.language, core.comments = printable(report.title)[:255], "问策", "zh-CN", ""
    core.created = core.modified = datetime.combine(report.day, time())
    _set_styles(document)
    _set_page(document, report)
    return document


def _set_styles(document: Document) -> None:
    """Chinese text in 宋体, headings in 黑体; the template's theme fonts and colours would win, so they go.

    So do the styles that nothing here uses: python-docx looks through all of them for every paragraph.
    """
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for style in list(styles):
        if str(style.name).removesuffix(" Char") not in (*_SIZES, *_DEFAULTS):
            style.delete()
    styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    (defaults,) = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    _set_fonts(defaults.find(qn("w:rFonts")), _BODY)
    for name in ("val", "eastAsia"):
        defaults.find(qn("w:lang")).set(qn(f"w:{name}"), "zh-CN")
    for name, size in {**_SIZES, SMALL: 10.5}.items():
        style = styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(4)
        if name in _HEADINGS:
            style.font.color.rgb = RGBColor(0, 0, 0)
            _set_fonts(style.element.rPr.rFonts, _HEADING)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Title"].paragraph_format.space_after = Pt(12)
    for border in styles["Title"].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _set_fonts(fonts: BaseOxmlElement, eastern: str) -> None:
    from docx.oxml.ns import qn

    fonts.attrib.clear()
    for name, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", eastern)):
        fonts.set(qn(f"w:{name}"), font)


def _set_page(document: Document, report: Report) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.alignment, footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
    header.add_run(printable("、".join(document.number for document in report.documents)))
    footer.add_run("第")
    _add_field(footer, "PAGE")
    footer.add_run("页，共")
    _add_field(footer, "NUMPAGES")
    footer.add_run("页")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A number that the word processor fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(OxmlElement("w:r"))
    paragraph.paragraph_format.element.append(field)
