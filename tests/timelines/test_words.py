from collections.abc import Sequence
from datetime import date

import pytest

from tests.timelines.events import ANN, AS_OF, CEO, arrives, leaves
from tracker.timelines import Event, tenures
from tracker.timelines.words import describe, duration, remark


@pytest.mark.parametrize(
    ("events", "lasted", "said"),
    [
        pytest.param(
            [arrives(1, ANN, CEO, "2018-05-15")],
            "4 y 10 m",
            "since 15 May 2018; in post; unreviewed, confidence 1.00",
            id="still in post: until the day asked for",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2014"), leaves(2, ANN, CEO, "2019-08", manner="resigned")],
            "4 y 7 m to 5 y 7 m",
            "since 2014, to August 2019; resigned; unreviewed, confidence 1.00",
            id="brackets give two lengths",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2022"), leaves(2, ANN, CEO, "2022")],
            "at most 11 m",
            "since 2022, to 2022; unreviewed, confidence 1.00",
            id="within one bracket: at most",
        ),
        pytest.param(
            [leaves(1, ANN, CEO, "2020-11-03", manner="died")],
            "",
            "start not told, to 3 November 2020; died; unreviewed, confidence 1.00",
            id="no start, no length",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, announced="2023-03-21", status="reported")],
            "",
            "since day not told, announced 21 March 2023; reported; in post; unreviewed, confidence 1.00",
            id="only the announcement is dated",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2023-05-01", manner="hired", review="approved")],
            "",
            "since 1 May 2023; hired; not begun; reviewed",
            id="not begun",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2017-03-20", told_on=date(2020, 6, 11))],
            "",
            "since 20 March 2017; last told 11 Jun 2020, not known whether still in post; unreviewed, confidence 1.00",
            id="not known whether still in post",
        ),
        pytest.param(
            [arrives(1, ANN, effective="2019"), leaves(2, ANN, "vice president", announced="2023-03-21", manner="resigned")],
            "3 y 2 m to 4 y 2 m",
            "since joined 2019, start in the post not told, to day not told, announced 21 March 2023; resigned; unreviewed, confidence 1.00",
            id="joined, in a post named at the end only",
        ),
        pytest.param(
            [arrives(1, ANN, CEO, "2023-03-20", manner="interim", disagreements=("manner",))],
            "under a month",
            "interim since 20 March 2023; in post; sources disagree on manner; unreviewed, confidence 1.00",
            id="interim, disputed, short",
        ),
    ],
)  # fmt: skip
def test_words(events: Sequence[Event], lasted: str, said: str) -> None:
    (tenure,) = tenures(events, AS_OF)
    assert (duration(tenure, AS_OF), describe(tenure)) == (lasted, said)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([arrives(1, ANN, CEO, "2018-05-15", review="approved")], "4 y 10 m", id="reviewed: the length alone"),
        pytest.param([arrives(1, ANN, CEO, "2018-05-15")], "4 y 10 m, unreviewed", id="unreviewed says so"),
        pytest.param([arrives(1, ANN, CEO, "2023-05-01")], "from 1 May 2023, unreviewed", id="not begun: from when"),
        pytest.param([leaves(1, ANN, CEO, "2020-11-03", review="auto")], "start not told", id="start not told"),
        pytest.param(
            [arrives(1, ANN, CEO, "2022-11-14", manner="interim", review="approved", disagreements=("manner", "other_org"))],
            "interim, 4 m ≠ manner, other org",
            id="disagreement is shown",
        ),
    ],
)  # fmt: skip
def test_remark(events: Sequence[Event], expected: str) -> None:
    (tenure,) = tenures(events, AS_OF)
    assert remark(tenure, AS_OF) == expected
