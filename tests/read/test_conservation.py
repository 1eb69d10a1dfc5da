from __future__ import annotations

from collections import Counter
from itertools import pairwise

from qa.plan import Plan
from qa.read.annotation import Annotation
from qa.read.recover import Source, place

ROLES = {"text", "number", "area", "task", "lead", "support", "data"}


def without_breaks(text: str) -> str:
    return text.replace("\n", "").replace("\r", "")


def test_every_surviving_character_is_accounted_for_exactly_once(
    source: Source, annotation: Annotation
) -> None:
    used = Counter(slot for slot in source.order.slots if slot is not None)
    alive = {at for slot in used for at in source.pieces[slot].offsets}
    counted: Counter[int] = Counter()
    offsets = {at for piece in source.pieces for at in piece.offsets}
    for _, (start, end) in place(source, annotation):
        counted.update(at for at in range(start, end) if at in offsets)
    assert set(counted) == alive
    assert set(counted.values()) == {1}


def test_every_character_has_one_of_the_seven_roles(source: Source, annotation: Annotation) -> None:
    by_role: Counter[str] = Counter()
    for fragment, _ in place(source, annotation):
        by_role[fragment.role] += len(fragment.text)
    alive = {slot for slot in source.order.slots if slot is not None}
    assert set(by_role) == ROLES
    assert by_role.total() == sum(len(source.pieces[slot].text) for slot in alive)


def test_what_is_not_accounted_for_is_nothing_but_the_second_copy(source: Source, raw: str) -> None:
    alive = {slot for slot in source.order.slots if slot is not None}
    rest = [piece.text for slot, piece in enumerate(source.pieces) if slot not in alive]
    kept = {source.pieces[slot].text for slot in alive}
    assert all(text in kept for text in rest)
    assert len(without_breaks(raw)) == sum(len(piece.text) for piece in source.pieces)


def test_a_records_text_is_what_stands_at_its_spans(plan: Plan, raw: str) -> None:
    for measure in plan.measures:
        assert without_breaks("".join(raw[start:end] for start, end in measure.spans)) == measure.text


def test_no_two_records_share_a_character(plan: Plan) -> None:
    spans = sorted(span for measure in plan.measures for span in measure.spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_units_and_titles_stand_in_the_source_letter_for_letter(annotation: Annotation, plan: Plan) -> None:
    letters: Counter[str] = Counter()
    for sentence in annotation.sentences:
        for fragment in sentence.fragments:
            if fragment.role in {"lead", "support", "task", "area"}:
                letters.update(fragment.text)
    names = {name for m in plan.measures for name in (*m.lead, *m.support)}
    named_in_text = {directive.value for directive in annotation.of("alias")}
    names |= {task.title for task in plan.tasks} | {area.name for area in plan.areas} - named_in_text
    assert [name for name in names if not letters >= Counter(name)] == []


def test_an_area_whose_heading_is_lost_bears_the_name_that_the_plans_text_gives_it(
    annotation: Annotation, plan: Plan
) -> None:
    passages = "".join(record.text for record in plan.measures if not record.is_measure)
    names = {directive.value for directive in annotation.of("alias")}
    assert names
    assert [name for name in names if name not in passages] == []
    assert names <= {area.name for area in plan.areas}
