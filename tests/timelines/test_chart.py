from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.timelines.events import ANN, AS_OF, BEN, CAT, CEO, arrives, leaves
from tracker.timelines import Chart, Content, Event, draw_chart, gaps, successions, tenures
from tracker.timelines.scale import Scale
from tracker.timelines.shapes import BELOW

FIRST = arrives(1, ANN, CEO, "2016-10-01", review="approved")
LEFT = leaves(2, ANN, CEO, "2021-01-01", review="approved", counterpart=BEN)


def a_chart(*events: Event, as_of: date = AS_OF, **content: Any) -> Chart:
    found, links = tenures(events, as_of), successions(events)
    doubtful = [event for event in events if event.is_doubtful]
    lane = Content(
        "Chief executive officer",
        found,
        is_of_post=True,
        doubtful=doubtful,
        links=links,
        gaps=gaps(found, links, as_of),
        **content,
    )
    return draw_chart([lane], as_of)


def test_bar_of_two_days() -> None:
    chart = a_chart(FIRST, LEFT)
    (drawn,) = chart.lanes[0].drawn
    scale = Scale.over([date(2016, 10, 1), date(2021, 1, 1)], AS_OF)
    start, end = scale.x(date(2016, 10, 1)), scale.x(date(2021, 1, 1))
    (bar,) = drawn.bars
    assert (bar.x, bar.look) == (start, "")
    assert bar.width == pytest.approx(end - start, abs=0.1)
    assert drawn.flag_in is not None
    assert drawn.flag_out is not None
    assert (drawn.flag_in.x, drawn.flag_in.to_x, drawn.flag_out.x, drawn.flag_out.to_x) == (start, None, end, None)
    assert (drawn.move_id, drawn.label.name, drawn.label.remark) == (1, "Ann", "4 y 3 m")
    assert drawn.sentence.startswith("Ann 4 y 3 m: ")


def test_a_year_is_a_bracket_of_a_year() -> None:
    (drawn,) = a_chart(arrives(1, ANN, CEO, "2019")).lanes[0].drawn
    scale = Scale.over([date(2019, 1, 1), date(2019, 12, 31)], AS_OF)
    assert drawn.flag_in is not None
    assert (drawn.flag_in.x, drawn.flag_in.to_x) == (scale.x(date(2019, 1, 1)), scale.x(date(2019, 12, 31)))
    assert drawn.bars[0].x == scale.x(date(2019, 12, 31))
    assert drawn.bars[1].look == "half"


@pytest.mark.parametrize(
    ("events", "looks"),
    [
        pytest.param([FIRST, LEFT], {""}, id="reviewed: dark"),
        pytest.param([arrives(1, ANN, CEO, "2020-01-01")], {"un"}, id="unreviewed: pale"),
        pytest.param([arrives(1, ANN, CEO, "2020-01-01", manner="interim")], {"int", ""}, id="interim: hatched, its dashes plain"),
        pytest.param([arrives(1, ANN, CEO, "2020-01-01", status="reported")], {"rep", "un"}, id="reported: dashed outline"),
        pytest.param([arrives(1, ANN, CEO, "2023-05-01")], {"plan"}, id="not begun: outline"),
        pytest.param([arrives(1, ANN, CEO, "2023-01-01", status="rumoured")], {"rum"}, id="rumoured: dotted outline"),
        pytest.param([arrives(1, ANN, CEO, "2023-01-01", status="denied")], set(), id="denied: no bar, a cross"),
    ],
)  # fmt: skip
def test_looks(events: Sequence[Event], looks: set[str]) -> None:
    (drawn,) = a_chart(*events).lanes[0].drawn
    assert {bar.look for bar in drawn.bars} == looks
    assert (drawn.cross_x is not None) == (not looks)


def test_ends_that_are_not_known() -> None:
    in_post, unknown, no_start, announced = (
        a_chart(event).lanes[0].drawn[0]
        for event in (
            arrives(1, ANN, CEO, "2012-01-01"),
            arrives(1, ANN, CEO, "2012-01-01", told_on=date(2015, 1, 1)),
            leaves(1, ANN, CEO, "2020-01-01"),
            arrives(1, ANN, CEO, announced="2020-01-01"),
        )
    )
    assert (len(in_post.bars), in_post.question_x, in_post.flag_out) == (5, None, None)
    assert in_post.again is not None
    assert (len(unknown.bars), unknown.question_x is None, unknown.again) == (5, False, None)
    assert (len(no_start.bars), no_start.flag_in) == (5, None)
    assert announced.flag_in is None


def test_a_stated_succession_has_its_ring_and_a_gap_its_words() -> None:
    touching = a_chart(FIRST, LEFT, arrives(3, BEN, CEO, "2021-01-01")).lanes[0]
    assert ([ring.to_x for ring in touching.rings], touching.gaps, touching.height) == ([None], (), 46)
    apart = a_chart(FIRST, LEFT, arrives(3, BEN, CEO, "2022-01-01")).lanes[0]
    assert [(ring.x, ring.to_x) for ring in apart.rings] == [(gap.x, gap.to_x) for gap in apart.gaps]
    assert [gap.text for gap in apart.gaps] == ["vacant 365 d"]
    assert apart.height == 58
    silent = a_chart(FIRST, leaves(2, ANN, CEO, "2021-01-01"), arrives(3, BEN, CEO, "2022-01-01")).lanes[0]
    assert (silent.rings, [gap.text for gap in silent.gaps]) == ((), ["no holder known"])


def test_names_and_bars_never_lie_on_each_other() -> None:
    events = [
        arrives(number, who, "director", f"20{year}-0{1 + number % 9}-01")
        for number, (who, year) in enumerate([(w, y) for y in range(10, 23) for w in (ANN, BEN, CAT)])
    ]
    events += [
        leaves(100 + event.id, event.executive, "director", str(2011 + index // 3))
        for index, event in enumerate(events)
        if index % 2
    ]
    lane = draw_chart([Content("Director", tenures(events, AS_OF), is_of_post=True)], AS_OF).lanes[0]
    assert len({drawn.top for drawn in lane.drawn}) > 1
    for top in {drawn.top for drawn in lane.drawn}:
        row = sorted((d for d in lane.drawn if d.top == top), key=lambda d: d.from_x)
        for left, right in pairwise(row):
            assert left.bars[0].x + left.bars[0].width <= right.bars[0].x + 2
        for names in ([d.label for d in row if d.label.y == BELOW], [d.label for d in row if d.label.y != BELOW]):
            names.sort(key=lambda label: label.x)
            for left_name, right_name in pairwise(names):
                assert left_name.x + left_name.width <= right_name.x


@pytest.mark.parametrize(
    "as_of",
    [
        pytest.param(date(1900, 1, 1), id="long before"),
        pytest.param(date(2200, 12, 31), id="long after"),
        pytest.param(date(2016, 10, 1), id="on the first day"),
    ],
)
def test_any_day_can_be_asked_for(as_of: date) -> None:
    chart = a_chart(FIRST, LEFT, as_of=as_of)
    assert all(0 <= tick.x <= 1000 for tick in chart.ticks)
    assert chart.now_x is None or 0 <= chart.now_x <= 1000


@pytest.mark.parametrize(
    ("days", "years"),
    [
        pytest.param([date(2019, 1, 1)], ["2019", "2020", "2021", "2022"], id="every year; 2023 gives way to the day asked for"),
        pytest.param([date(2005, 1, 1)], ["2004", "2006", "2008", "2010", "2012", "2014", "2016", "2018", "2020", "2022"], id="every second"),
        pytest.param([date(1850, 1, 1)], ["1960", "1965", "1970", "1975", "1980", "1985", "1990", "1995", "2000", "2005", "2010", "2015", "2030"], id="never more than sixty years"),
        pytest.param([date(9999, 12, 31)], ["9940", "9945", "9950", "9955", "9960", "9965", "9970", "9975", "9980", "9985", "9990", "9995"], id="a mistaken year 9999"),
    ],
)  # fmt: skip
def test_ticks(days: list[date], years: list[str]) -> None:
    assert [tick.text for tick in Scale.over(days, AS_OF).ticks(AS_OF) if tick.text] == years


def test_an_empty_chart() -> None:
    chart = draw_chart([], AS_OF)
    assert (chart.lanes, chart.now_x is None) == ((), False)


@pytest.mark.parametrize(
    ("as_of", "has_today"),
    [
        pytest.param(date(2023, 6, 1), True, id="told lately: the chart reaches today"),
        pytest.param(date(2026, 11, 24), False, id="told long ago: it ends with what was told last"),
    ],
)
def test_empty_years_are_not_drawn(*, as_of: date, has_today: bool) -> None:
    chart = a_chart(arrives(1, ANN, CEO, "2022-12"), as_of=as_of)
    assert (chart.now_x is not None) is has_today
    (drawn,) = chart.lanes[0].drawn
    assert drawn.to_x > 500
