"""Cases are encoded when the index is built, come back from its files, and are not encoded again when asked for."""

from __future__ import annotations

import numpy as np

from index.small import GramEncoder, small_plan
from qa.extract.case_words import siblings_described
from qa.index.build import index_plans
from qa.index.cases import Cases
from qa.retrieve.hybrid import Retriever

RECORDS = small_plan().measures


def test_every_case_with_siblings_has_its_vector() -> None:
    cases = Cases.build(RECORDS, GramEncoder())
    told = {text for record in RECORDS for text in siblings_described(record)}
    assert told
    assert set(cases.texts) == told
    assert cases.vectors.shape == (len(cases.texts), 256)


def test_cases_come_back_from_their_files() -> None:
    cases = Cases.build(RECORDS, GramEncoder())
    again = Cases.from_files(cases.to_files())
    assert again.texts == cases.texts
    assert np.allclose(again.vectors, cases.vectors, atol=1e-3)


def test_a_plan_without_cases_has_none_and_still_has_files() -> None:
    none = Cases.from_files(Cases.build((), GramEncoder()).to_files())
    assert none.texts == ()
    assert none.by_text() == {}


def test_comparing_with_a_case_encodes_nothing_but_the_question() -> None:
    encoder = GramEncoder()
    retriever = Retriever(index_plans([small_plan()], encoder), encoder)
    case = siblings_described(next(r for r in RECORDS if "抵押登记" in r.text))
    encoder.encoded.clear()
    near = retriever.compare("抵押登记要几天", case)
    assert encoder.encoded == ["抵押登记要几天"]
    assert len(near) == len(case)
