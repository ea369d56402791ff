"""Which move a claim tells of."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tracker.enums import Kind
from tracker.identity import ClaimedEvent, KnownMove, New, Same, Unsure, match_event

CLAIM = ClaimedEvent(
    executive_id=1, company_id=2, kind=Kind.DEPARTURE, effective=None, announced=None, told_on=date(2023, 3, 22)
)
MOVE = KnownMove(
    id=7, executive_id=1, company_id=2, kind=Kind.DEPARTURE, effective=None, announced=None, told_on=date(2023, 3, 21)
)
UNNAMED = {"company_id": None}


@pytest.mark.parametrize(
    ("claim", "move", "score", "why"),
    [
        pytest.param({"effective": "2023-03-21"}, {"effective": "2023-03-21"}, 0.95, "the effective dates agree: 2023-03-21", id="the same day"),
        pytest.param({"effective": "2023-03-21"}, {"effective": "2023-03"}, 0.95, "the effective dates agree: 2023-03", id="day and month"),
        pytest.param({"effective": "2023"}, {"effective": "2023-03-21"}, 0.95, "the effective dates agree: 2023", id="year and day"),
        pytest.param({"announced": "2023-03"}, {"announced": "2023-03-21"}, 0.95, "the announced dates agree: 2023-03", id="both announced"),
        pytest.param({"effective": "2019", "told_on": date(2023, 1, 1)}, {"effective": "2019-05", "told_on": date(2019, 5, 2)}, 0.95, "the effective dates agree: 2019", id="told years later, as biography"),
        pytest.param({"announced": "2023-03-21"}, {"effective": "2023-12-31"}, 0.85, "no date of the same sort, and 285 days apart", id="announced, then in effect"),
        pytest.param({}, {}, 0.85, "no date of the same sort, and 1 days apart", id="no dates, told a day apart"),
        pytest.param({}, {"announced": "2023-03"}, 0.85, "no date of the same sort, and 0 days apart", id="told within the month it was announced"),
        pytest.param({"told_on": date(2024, 3, 21)}, {}, 0.85, "no date of the same sort, and 366 days apart", id="told a year later, and it was a leap year"),
    ],
)  # fmt: skip
def test_a_claim_tells_of_a_known_move(claim: dict[str, Any], move: dict[str, Any], score: float, why: str) -> None:
    expected = Same(id=7, reasons=("the same person, organisation and kind", why), score=score)
    assert match_event(replace(CLAIM, **claim), [replace(MOVE, **move)]) == expected


@pytest.mark.parametrize(
    ("claim", "move"),
    [
        pytest.param({"executive_id": 9}, {}, id="another person: the two Zhangs"),
        pytest.param({"company_id": 9}, {}, id="another organisation"),
        pytest.param({"kind": Kind.APPOINTMENT}, {}, id="the other kind"),
        pytest.param(UNNAMED, {}, id="an organisation without a name, and one with"),
        pytest.param({}, UNNAMED, id="the other way round"),
        pytest.param(UNNAMED | {"told_on": date(2023, 4, 22)}, UNNAMED, id="both unnamed, told 32 days apart"),
        pytest.param(UNNAMED | {"effective": "2023", "told_on": date(2023, 6, 1)}, UNNAMED | {"effective": "2023"}, id="both unnamed, told far apart, with the same date"),
        pytest.param({"effective": "2023-03-21"}, {"effective": "2023-03-22"}, id="another day"),
        pytest.param({"effective": "2019"}, {"effective": "2023-03"}, id="the same post twice"),
        pytest.param({"effective": "2019", "announced": "2023-03-21"}, {"effective": "2023", "announced": "2023-03-21"}, id="effective dates go first"),
        pytest.param({"announced": "2021-03-21"}, {"announced": "2023-03-21"}, id="announced years apart"),
        pytest.param({"effective": "2019"}, {}, id="career history, and a move told now"),
        pytest.param({"told_on": date(2024, 3, 22)}, {}, id="told more than a year apart"),
    ],
)  # fmt: skip
def test_a_claim_tells_of_a_new_move(claim: dict[str, Any], move: dict[str, Any]) -> None:
    expected = New(reasons=("no known move of this person, organisation and kind has agreeing dates",), score=0.05)
    assert match_event(replace(CLAIM, **claim), [replace(MOVE, **move)]) == expected


def test_nothing_known_is_new() -> None:
    assert isinstance(match_event(CLAIM, []), New)


def test_unnamed_organisations_are_one_within_a_month() -> None:
    claim, move = replace(CLAIM, company_id=None, told_on=date(2023, 4, 21)), replace(MOVE, company_id=None)
    assert match_event(claim, [move]) == Same(
        id=7,
        reasons=("the same person, unnamed organisation and kind", "no date of the same sort, and 31 days apart"),
        score=0.85,
    )


def test_a_stated_date_goes_before_a_near_one() -> None:
    claim = replace(CLAIM, effective="2023-03-21")
    near, stated = replace(MOVE, id=8), replace(MOVE, id=9, effective="2023-03")
    verdict = match_event(claim, [near, stated])
    assert isinstance(verdict, Same)
    assert verdict.id == 9


def test_two_moves_that_fit_alike_are_for_a_person_to_tell_apart() -> None:
    assert match_event(CLAIM, [replace(MOVE, id=9), replace(MOVE, id=8)]) == Unsure(
        ids=(8, 9),
        reasons=("2 known moves of this person, organisation and kind have agreeing dates",),
        score=0.5,
    )


def test_of_two_near_ones_it_is_the_nearer() -> None:
    far, near = replace(MOVE, id=8, told_on=date(2023, 3, 1)), replace(MOVE, id=9, told_on=date(2023, 3, 20))
    verdict = match_event(CLAIM, [far, near])
    assert isinstance(verdict, Same)
    assert verdict.id == 9


def test_one_move_in_the_words_of_several_claims_is_one() -> None:
    claim = replace(CLAIM, effective="2023-05-01")
    corrected, as_told = replace(MOVE, effective="2023-05-31"), replace(MOVE, effective="2023-05-01")
    verdict = match_event(claim, [corrected, as_told, replace(MOVE, effective="2023-05")])
    assert isinstance(verdict, Same)
    assert verdict.id == 7


CFO, CEO = frozenset({"chief financial officer"}), frozenset({"chief executive officer"})


@pytest.mark.parametrize(
    ("claim", "move", "is_same"),
    [
        pytest.param({"roles": CEO}, {"roles": CEO | CFO, "told_on": date(2022, 9, 1)}, True, id="one post of two"),
        pytest.param({"roles": CEO}, {"told_on": date(2022, 9, 1)}, True, id="no post stated"),
        pytest.param({"roles": CEO}, {"roles": CFO}, True, id="other words for it in the same week"),
        pytest.param({"roles": CEO, "effective": "2023"}, {"roles": CFO, "effective": "2023-03"}, True, id="a shared date"),
        pytest.param({"roles": CEO}, {"roles": CFO, "told_on": date(2022, 9, 1)}, False, id="another post, months later"),
    ],
)  # fmt: skip
def test_posts_that_differ(claim: dict[str, Any], move: dict[str, Any], *, is_same: bool) -> None:
    verdict = match_event(replace(CLAIM, **claim), [replace(MOVE, **move)])
    assert isinstance(verdict, Same) is is_same
