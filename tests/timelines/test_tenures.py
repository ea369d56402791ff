from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.timelines.events import ANN, AS_OF, BEN, CEO, MILL, QUAY, arrives, leaves
from tracker.timelines import Event, Tenure, holders_on, tenures

OLD = date(2010, 1, 1)


def told(tenure: Tenure) -> tuple[str, str, str, str, str, tuple[int, ...]]:
    """Who, in which post, from when to when, how it stands, by which moves."""
    start = f"{tenure.start.basis} {tenure.start.when}" if tenure.start else "-"
    end = f"{tenure.end.basis} {tenure.end.when}" if tenure.end else "-"
    return tenure.executive.name, tenure.role, start, end, tenure.state.value, tenure.move_ids


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [arrives(1, ANN, CEO, "2016-10-01"), leaves(2, ANN, CEO, "2022-11-14")],
            [("Ann", CEO, "effective 1 October 2016", "effective 14 November 2022", "ended", (1, 2))],
            id="an arrival and a departure are one tenure",
        ),
        pytest.param(
            [leaves(2, ANN, CEO, "2022-11-14"), arrives(1, ANN, CEO, "2016-10-01")],
            [("Ann", CEO, "effective 1 October 2016", "effective 14 November 2022", "ended", (1, 2))],
            id="whatever order they are told in",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2020-01-13")],
            [("Ann", CEO, "effective 13 January 2020", "-", "in post", (1,))],
            id="no departure told: in post",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2023-05-01")],
            [("Ann", CEO, "effective 1 May 2023", "-", "not begun", (1,))],
            id="announced, not begun",
        ),
        pytest.param(
            [leaves(1, ANN, CEO, "2020-11-03")],
            [("Ann", CEO, "-", "effective 3 November 2020", "ended", (1,))],
            id="only a departure: since at least then, no start is made up",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2009"), leaves(2, ANN, CEO, "2013-06")],
            [("Ann", CEO, "effective 2009", "effective June 2013", "ended", (1, 2))],
            id="a year and a month stay a year and a month",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2022"), leaves(2, ANN, CEO, "2022")],
            [("Ann", CEO, "effective 2022", "effective 2022", "ended", (1, 2))],
            id="who comes and goes within a year came first",
        ),
        pytest.param(
            [arrives(1, ANN, effective="2019"), leaves(2, ANN, "vice president", announced="2023-03-21")],
            [("Ann", "vice president", "effective 2019", "announced 21 March 2023", "ended", (1, 2))],
            id="joined without a post, left as vice-president: one tenure, its post named at the end",
        ),
        pytest.param(
            [arrives(1, ANN, effective="2019")],
            [("Ann", "", "effective 2019", "-", "in post", (1,))],
            id="a move without a post makes a tenure in a post not named",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2015-01-01"), arrives(2, ANN, "director", "2016-01-01"), leaves(3, ANN, effective="2020-01-01")],
            [
                ("Ann", CEO, "effective 1 January 2015", "effective 1 January 2020", "ended", (1, 3)),
                ("Ann", "director", "effective 1 January 2016", "effective 1 January 2020", "ended", (2, 3)),
            ],
            id="who leaves the company leaves every post there",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2015-01-01"), arrives(2, ANN, "director", "2016-01-01"), leaves(3, ANN, CEO, "2020-01-01")],
            [
                ("Ann", CEO, "effective 1 January 2015", "effective 1 January 2020", "ended", (1, 3)),
                ("Ann", "director", "effective 1 January 2016", "-", "in post", (2,)),
            ],
            id="who leaves one post keeps the other",
        ),
        pytest.param(
            [arrives(1, ANN, "director", "2018-05-03"), leaves(2, ANN, "director", "2021-05-06"), arrives(3, ANN, "director", "2021-09-01")],
            [
                ("Ann", "director", "effective 3 May 2018", "effective 6 May 2021", "ended", (1, 2)),
                ("Ann", "director", "effective 1 September 2021", "-", "in post", (3,)),
            ],
            id="a return is a second tenure",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2022-01-01", manner="interim"), arrives(2, ANN, CEO, "2022-09-01", manner="promoted")],
            [
                ("Ann", CEO, "effective 1 January 2022", "effective 1 September 2022", "ended", (1,)),
                ("Ann", CEO, "effective 1 September 2022", "-", "in post", (2,)),
            ],
            id="an interim chief made permanent: the interim tenure ends with the new one",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2020-01-13"), arrives(2, ANN, CEO, "2020-01")],
            [("Ann", CEO, "effective January 2020", "-", "in post", (2, 1))],
            id="the same arrival told twice is one tenure",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2016-10-01"), leaves(2, ANN, CEO, "2022-11-14"), leaves(3, ANN, effective="2022-11-30")],
            [("Ann", CEO, "effective 1 October 2016", "effective 14 November 2022", "ended", (1, 2, 3))],
            id="the same departure told twice is one end",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2016-10-01"), arrives(2, ANN, "director", "2016-10-01"), leaves(3, ANN, CEO, "2020-01-01", manner="died")],
            [
                ("Ann", CEO, "effective 1 October 2016", "effective 1 January 2020", "ended", (1, 3)),
                ("Ann", "director", "effective 1 October 2016", "effective 1 January 2020", "ended", (2, 3)),
            ],
            id="a death ends every post",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2022-11-14", manner="interim"), leaves(2, ANN, CEO, "2023-04-30")],
            [("Ann", CEO, "effective 14 November 2022", "effective 30 April 2023", "in post", (1, 2))],
            id="an end to come: still in post",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2020-01-01"), leaves(2, ANN, CEO, "2023")],
            [("Ann", CEO, "effective 1 January 2020", "effective 2023", "unknown", (1, 2))],
            id="some day this year: not known whether still in post",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2017-03-20", told_on=date(2020, 6, 11))],
            [("Ann", CEO, "effective 20 March 2017", "-", "unknown", (1,))],
            id="nobody told of the holder for two years: not known whether still in post",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2019-01-01"), arrives(2, BEN, CEO, "2022-01-01")],
            [
                ("Ann", CEO, "effective 1 January 2019", "-", "unknown", (1,)),
                ("Ben", CEO, "effective 1 January 2022", "-", "in post", (2,)),
            ],
            id="a next holder is no end: the first may be gone, or not",
        ),
        pytest.param(
            [arrives(1, ANN, "director", "2019-01-01"), arrives(2, BEN, "director", "2022-01-01")],
            [
                ("Ann", "director", "effective 1 January 2019", "-", "in post", (1,)),
                ("Ben", "director", "effective 1 January 2022", "-", "in post", (2,)),
            ],
            id="of directors there are many",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2019-01-01"), arrives(2, ANN, CEO, "2020-01-01", company=QUAY)],
            [
                ("Ann", CEO, "effective 1 January 2019", "-", "in post", (1,)),
                ("Ann", CEO, "effective 1 January 2020", "-", "in post", (2,)),
            ],
            id="two companies are two tenures",
        ),
        pytest.param(
            [arrives(1, ANN, effective="2019", company=None), leaves(2, ANN, effective="2021", company=None)],
            [
                ("Ann", "", "effective 2019", "-", "in post", (1,)),
                ("Ann", "", "-", "effective 2021", "ended", (2,)),
            ],
            id="two organisations without a name are not taken for one",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, announced="2023-03-21", status="reported")],
            [("Ann", CEO, "announced 21 March 2023", "-", "in post", (1,))],
            id="a reported arrival makes a tenure",
        ),
        pytest.param([arrives(1, ANN, CEO, "2023-01-01", status="rumoured")], [], id="a rumour makes none"),
        pytest.param([arrives(1, ANN, CEO, "2023-01-01", status="denied")], [], id="what was denied makes none"),
        pytest.param(
            [arrives(1, ANN, CEO, "2020-01-01"), leaves(2, ANN, CEO, "2023-01-01", status="rumoured")],
            [("Ann", CEO, "effective 1 January 2020", "-", "in post", (1,))],
            id="a rumoured departure ends nothing",
        ),
        pytest.param([], [], id="no moves, no tenures"),
    ],
)  # fmt: skip
def test_tenures(events: Sequence[Event], expected: list[tuple[str, str, str, str, str, tuple[int, ...]]]) -> None:
    assert [told(tenure) for tenure in tenures(events, AS_OF)] == expected


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        pytest.param(date(2016, 9, 30), "not begun", id="the day before"),
        pytest.param(date(2016, 10, 1), "in post", id="the first day"),
        pytest.param(date(2022, 11, 13), "in post", id="the day before the last"),
        pytest.param(date(2022, 11, 14), "ended", id="the last day"),
    ],
)
def test_state_on_a_day(as_of: date, state: str) -> None:
    events = [arrives(1, ANN, CEO, "2016-10-01"), leaves(2, ANN, CEO, "2022-11-14")]
    assert [tenure.state.value for tenure in tenures(events, as_of)] == [state]


def test_state_within_a_bracket() -> None:
    events = [arrives(1, ANN, CEO, "2019")]
    assert [
        tenures(events, day)[0].state.value for day in (date(2018, 12, 31), date(2019, 6, 1), date(2019, 12, 31))
    ] == [
        "not begun",
        "unknown",
        "in post",
    ]


def test_what_a_tenure_takes_from_its_moves() -> None:
    events = [
        arrives(1, ANN, CEO, "2020-01-01", manner="interim", review="approved", confidence=0.99, told_on=OLD),
        leaves(2, ANN, CEO, "2022-01-01", manner="resigned", confidence=0.61, disagreements=("manner",)),
    ]
    (tenure,) = tenures(events, AS_OF)
    assert (tenure.is_interim, tenure.is_reviewed, tenure.confidence) == (True, False, 0.61)
    assert (tenure.came_by.value, tenure.left_by.value) == ("interim", "resigned")
    assert (tenure.last_told, tenure.disagreements) == (date(2023, 3, 22), ("manner",))
    reviewed = [replace(event, review=events[0].review) for event in events]
    assert [t.is_reviewed for t in tenures(reviewed, AS_OF)] == [True]


def test_a_post_named_at_its_end_only() -> None:
    events = [arrives(1, ANN, effective="2019"), leaves(2, ANN, "vice president", "2023-03-01")]
    assert [t.is_post_start_told for t in tenures(events, AS_OF)] == [False]
    events = [arrives(1, ANN, "vice president", "2019"), leaves(2, ANN, "vice president", "2023-03-01")]
    assert [t.is_post_start_told for t in tenures(events, AS_OF)] == [True]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [arrives(1, ANN, CEO, "2019-01-01"), arrives(2, BEN, CEO, "2022-01-01")],
            ["Ben"],
            id="who may have been followed is not named beside the next holder",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2019-01-01", told_on=OLD)],
            ["Ann"],
            id="the last one known is named, though it is not known if still",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2019-01-01"), arrives(2, BEN, CEO, "2023-05-01"), arrives(3, ANN, CEO, "2024-05-01", company=MILL)],
            ["Ann", "Ben"],
            id="who is in post, then who comes next",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2019-01-01"), leaves(2, ANN, CEO, "2022-01-01")],
            [],
            id="nobody, when the last one left",
        ),
    ],
)  # fmt: skip
def test_holders(events: Sequence[Event], expected: list[str]) -> None:
    assert [tenure.executive.name for tenure in holders_on(tenures(events, AS_OF))] == expected
