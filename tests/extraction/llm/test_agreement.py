"""Two readings of one text become one list: what both state is surer, what one states stands."""

from dataclasses import replace
from typing import Any

import pytest

from tracker.enums import Kind, Manner, Salience, Status
from tracker.extraction.llm import join_readings
from tracker.extraction.llm.confidence import raise_by_agreement
from tracker.extraction.moves import ExtractedMove, SlotReading
from tracker.spans import Span

NAMES = ("person", "kind", "manner", "status", "salience", "company", "roles", "effective", "announced", "other_org", "counterpart")  # fmt: skip


def move(sureness: float, **changes: Any) -> ExtractedMove:
    """A move all of whose filled slots are as sure as it is."""
    values: dict[str, Any] = {
        "person": "Ada Byron",
        "company": "Analytical Engines",
        "roles": ("chief calculator",),
        "kind": Kind.DEPARTURE,
        "manner": Manner.RESIGNED,
        "status": Status.CONFIRMED,
        "effective": None,
        "announced": "2023-03-21",
        "other_org": None,
        "counterpart": None,
        "salience": Salience.NEWS,
        "confidence": sureness,
        "evidence": Span(0, 90),
    } | changes
    filled = {name: SlotReading(sureness, Span(0, 9)) for name in NAMES if values[name]}
    return ExtractedMove(**values, slots=filled)


def by_reader(**changes: Any) -> ExtractedMove:
    return move(0.8, **changes)


def by_model(**changes: Any) -> ExtractedMove:
    return move(0.5, **changes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(0.5, 0.75, id="odds of one to one become three to one"),
        pytest.param(0.8, 12 / 13, id="four to one become twelve to one"),
        pytest.param(0.9, 27 / 28, id="nine to one"),
        pytest.param(0.0, 0.003, id="nothing is impossible"),
        pytest.param(0.999, 0.999, id="nothing is certain"),
        pytest.param(1.0, 1.0, id="and nothing is lowered"),
    ],
)
def test_agreement_raises_the_odds(before: float, after: float) -> None:
    assert raise_by_agreement(before) == pytest.approx(after, abs=1e-4)


def test_what_both_state_is_one_move_and_surer_in_every_slot() -> None:
    [joined] = join_readings([by_reader()], [by_model(evidence=Span(5, 80))])
    sure = raise_by_agreement(0.8)
    raised = {name: SlotReading(sure, Span(0, 9)) for name in by_reader().slots}
    assert joined == replace(by_reader(), confidence=sure, slots=raised)


def test_a_slot_they_differ_on_is_the_readers_and_no_surer() -> None:
    [joined] = join_readings(
        [by_reader()], [by_model(manner=Manner.DISMISSED, roles=("chief",), announced="2023-03-20")]
    )
    assert (joined.manner, joined.roles, joined.announced) == (Manner.RESIGNED, ("chief calculator",), "2023-03-21")
    assert [name for name, slot in joined.slots.items() if slot.confidence == 0.8] == ["manner", "roles", "announced"]


def test_what_the_reader_left_empty_the_model_fills() -> None:
    ours = by_reader(manner=Manner.UNKNOWN, roles=(), announced=None)
    theirs = by_model(effective="2023-05", counterpart="Charles Babbage", other_org="Difference Engines")
    [joined] = join_readings([ours], [theirs])
    filled = {"manner", "roles", "announced", "effective", "counterpart", "other_org"}
    assert {name: getattr(joined, name) for name in filled} == {name: getattr(theirs, name) for name in filled}
    assert {name for name, slot in joined.slots.items() if slot.confidence == 0.5} == filled


def test_an_organisation_that_only_the_model_has_is_filled_and_makes_nothing_surer() -> None:
    [joined] = join_readings([by_reader(company=None)], [by_model()])
    assert (joined.company, joined.confidence) == ("Analytical Engines", 0.8)
    assert joined.slots["company"].confidence == 0.5


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param({"person": "Jia Yangqing"}, {"person": "Yangqing Jia"}, id="a name in the other order"),
        pytest.param({"person": "Jo Ray"}, {"person": "Jo B. Ray"}, id="a fuller name"),
        pytest.param({"company": "Alibaba"}, {"company": "Alibaba Group Holding"}, id="a fuller company"),
        pytest.param({"company": "L'Oréal"}, {"company": "L’ORÉAL"}, id="marks and case"),
        pytest.param({}, {"company": None}, id="no company, by the model"),
        pytest.param({"company": None}, {"company": None}, id="no company, by both"),
    ],
)  # fmt: skip
def test_one_move(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert len(join_readings([by_reader(**ours)], [by_model(**theirs)])) == 1


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param({}, {"person": "Charles Babbage"}, id="other people"),
        pytest.param({"person": "Zhang"}, {"person": "Daniel Zhang"}, id="a surname may be another's"),
        pytest.param({}, {"kind": Kind.APPOINTMENT}, id="the other kind"),
        pytest.param({}, {"company": "Difference Engines"}, id="another company"),
        pytest.param(
            {}, {"salience": Salience.BACKGROUND, "evidence": Span(200, 290)}, id="the same long ago, told elsewhere"
        ),
        pytest.param({"company": None}, {"evidence": Span(200, 290)}, id="no company, and told elsewhere"),
    ],
)
def test_two_moves_as_sure_as_before(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert join_readings([by_reader(**ours)], [by_model(**theirs)]) == [by_reader(**ours), by_model(**theirs)]


def test_of_two_alike_each_finds_its_own_by_its_words() -> None:
    clerk, chief = by_reader(roles=("clerk",)), by_reader(roles=("chief",), evidence=Span(200, 290))
    first, second = join_readings([clerk, chief], [by_model(roles=("chief",), evidence=Span(210, 280))])
    assert first == clerk
    assert (second.roles, second.confidence) == (("chief",), raise_by_agreement(0.8))


def test_all_come_in_the_order_of_the_text() -> None:
    late, early = by_reader(evidence=Span(300, 380)), by_model(person="Charles Babbage", evidence=Span(100, 180))
    assert join_readings([late], [early]) == [early, late]
    assert join_readings([late], []) == [late]
    assert join_readings([], [early]) == [early]
