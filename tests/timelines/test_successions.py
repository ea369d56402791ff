from collections.abc import Sequence
from datetime import date

import pytest

from tests.timelines.events import ANN, AS_OF, BEN, CEO, arrives, leaves
from tracker.timelines import Event, gaps, successions, tenures

CAME = arrives(2, BEN, CEO, "2020-01-13", counterpart=ANN)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([CAME], [("Ann", "Ben", CEO)], id="an arrival names who was there before"),
        pytest.param([leaves(1, ANN, CEO, counterpart=BEN)], [("Ann", "Ben", CEO)], id="a departure names who follows"),
        pytest.param([leaves(1, ANN, CEO, counterpart=BEN), CAME], [("Ann", "Ben", CEO)], id="stated twice, it is one"),
        pytest.param([leaves(1, ANN, CEO, "2020-01-01"), arrives(2, BEN, CEO, "2020-01-02")], [], id="the order of dates states none"),
        pytest.param([arrives(2, BEN, CEO, counterpart=ANN, status="rumoured")], [], id="nor does a rumour"),
    ],
)  # fmt: skip
def test_successions(events: Sequence[Event], expected: list[tuple[str, str, str]]) -> None:
    assert [(s.before.name, s.after.name, s.role) for s in successions(events)] == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [leaves(1, ANN, CEO, "2019-08-31"), CAME],
            [(date(2019, 8, 31), date(2020, 1, 13), True)],
            id="between two days, the succession stated: a vacancy",
        ),
        pytest.param(
            [leaves(1, ANN, CEO, "2019-08-31"), arrives(2, BEN, CEO, "2020-01-13")],
            [(date(2019, 8, 31), date(2020, 1, 13), False)],
            id="no source states the succession: nobody is known",
        ),
        pytest.param(
            [leaves(1, ANN, CEO, "2019-08"), CAME],
            [(date(2019, 8, 31), date(2020, 1, 13), False)],
            id="the day is not known: nobody is known",
        ),
        pytest.param(
            [leaves(1, ANN, CEO, "2023-01-31")],
            [(date(2023, 1, 31), None, False)],
            id="nobody since",
        ),
        pytest.param([leaves(1, ANN, CEO, "2020-01-12"), CAME], [], id="the next day is no gap"),
        pytest.param([leaves(1, ANN, "director", "2019-08-31"), arrives(2, BEN, "director", "2020-01-13")], [], id="many hold the post of director"),
        pytest.param([leaves(1, ANN, CEO, "2021-08-31"), CAME], [], id="another held it meanwhile"),
        pytest.param([leaves(1, ANN, CEO)], [], id="the day of leaving is not told"),
        pytest.param([leaves(1, ANN, CEO, "2023-04-30")], [], id="the end is still to come"),
    ],
)  # fmt: skip
def test_gaps(events: Sequence[Event], expected: list[tuple[date, date | None, bool]]) -> None:
    found = gaps(tenures(events, AS_OF), successions(events), AS_OF)
    assert [(gap.start, gap.end, gap.is_vacancy) for gap in found] == expected
