"""No text from a document or a user breaks a file or runs in a spreadsheet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.serve.takeaway.text import inert, is_active, printable

WORDS = st.text(st.sampled_from("=+-@＝＋－＠;\t\r\n '\"a市1,") | st.characters(codec=None), max_size=30)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", " =1"]
)
def test_what_could_start_a_formula_gets_an_apostrophe(text: str) -> None:
    assert is_active(text)
    assert inert(text).startswith("'")


@pytest.mark.parametrize(
    "text", ["", "压减3个工作日", "2019年底前", "—", "· 一般项目：50天", "a=b", "1-2", "市;局", "（=）"]
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert not is_active(text)
    assert inert(text) == printable(text) == text


def test_a_formula_behind_another_programs_separator_is_disarmed_too() -> None:
    assert inert("市局;=cmd|' /C calc'!A0") == "市局;'=cmd|' /C calc'!A0"


def test_a_formula_that_hides_behind_a_control_character_is_seen() -> None:
    assert inert(printable("\x00\x1f=1+1")) == "'=1+1"


@given(WORDS)
def test_no_piece_of_a_cell_starts_a_formula_wherever_it_is_cut(text: str) -> None:
    pieces = re.split(r"[;\t\n]", inert(printable(text)))
    assert not [piece for piece in pieces if re.match(r"\s*[=+\-@＝＋－＠]", piece)]


@given(WORDS)
def test_disarming_adds_apostrophes_and_changes_nothing_else(text: str) -> None:
    assert inert(text).replace("'", "") == text.replace("'", "")


@given(WORDS)
def test_text_made_printable_goes_into_xml_and_comes_back(text: str) -> None:
    element = ET.Element("t")
    element.text = printable(text)
    assert (ET.fromstring(ET.tostring(element, "utf-8")).text or "") == printable(text)
