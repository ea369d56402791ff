from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_company, make_executive, make_move
from tracker.enums import Kind
from tracker.models import Move
from tracker.store import timelines
from tracker.store.timelines import company_timeline, executive_timeline

AS_OF = date(2023, 3, 24)
ARRIVAL, DEPARTURE = Kind.APPOINTMENT, Kind.DEPARTURE

pytestmark = pytest.mark.django_db


def a_succession() -> None:
    make_move("Ann", "Mill", ("CEO",), kind=ARRIVAL, effective="2016-10-01", review="approved")
    make_move("Ann", "Mill", ("CEO",), effective="2022-11-14", manner="resigned", review="approved", counterpart="Ben")
    make_move("Ben", "Mill", ("CEO",), kind=ARRIVAL, effective="2023-01-01", counterpart="Ann", confidence=0.7)


def test_company_timeline(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    a_succession()
    make_move("Cat", "Mill", ("chair",), kind=ARRIVAL, announced="2023-03-01", status="rumoured")
    make_move("Dan", "Mill", kind=ARRIVAL, effective="2019")
    mill = make_company("Mill")
    with django_assert_num_queries(2):
        timeline = company_timeline(mill, AS_OF)
    role = "chief executive officer"
    assert [
        (lane.title, lane.note, len(lane.drawn), len(lane.rings), len(lane.gaps)) for lane in timeline.chart.lanes
    ] == [
        ("Chair", "", 1, 0, 0),
        ("Chief executive officer", "2 holders", 2, 1, 1),
        ("Post not named", "", 1, 0, 0),
    ]
    assert [
        (line.role, line.tenure and line.tenure.executive.name, line.since, line.before and line.before.executive.name)
        for line in timeline.posts
    ] == [(role, "Ben", "1 January 2023", "Ann"), ("", "Dan", "2019", None)]
    assert timeline.posts[0].gap_before is not None
    assert not timeline.is_cut


def test_a_post_without_a_holder_is_a_line_of_its_own() -> None:
    make_move("Ann", "Mill", ("CEO",), effective="2022-11-14", manner="resigned")
    (line,) = company_timeline(make_company("Mill"), AS_OF).posts
    assert (line.tenure, line.since, line.before and line.before.left_by.value) == (
        None,
        "14 November 2022",
        "resigned",
    )


def test_executive_timeline(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_move("Ann", "Mill", ("CEO",), kind=ARRIVAL, effective="2016-10-01")
    make_move("Ann", "Mill", ("CEO",), effective="2022-11-14")
    make_move("Ann", "Quay", ("chair", "director"), kind=ARRIVAL, effective="2023-01-01")
    make_move("Ann", None, kind=ARRIVAL, announced="2023-03-21", status="reported")
    make_move("Ann", "Pier", ("chair",), kind=ARRIVAL, announced="2022-01-01", status="denied")
    make_move("Ben", "Mill", ("CEO",), kind=ARRIVAL, effective="2023-01-01")
    ann = make_executive("Ann")
    with django_assert_num_queries(2):
        timeline = executive_timeline(ann, AS_OF)
    assert [
        (lane.title, lane.party and lane.party.slug, [d.label.name for d in lane.drawn])
        for lane in timeline.chart.lanes
    ] == [
        ("Organisation not named", None, ["post not named"]),
        ("Quay", "quay", ["chair", "director"]),
        ("Mill", "mill", ["chief executive officer"]),
        ("Pier", "pier", ["chair"]),
    ]
    assert [(line.role, line.tenure and line.tenure.status.value) for line in timeline.posts] == [
        ("", "reported"),
        ("chair", "confirmed"),
        ("director", "confirmed"),
    ]


@pytest.mark.parametrize("staff", [False, True])
def test_a_rejected_move_makes_no_tenure_for_anybody(staff: bool) -> None:  # noqa: FBT001  a column of the table
    make_move("Ann", "Mill", ("CEO",), kind=ARRIVAL, effective="2016-10-01", review="rejected")
    assert executive_timeline(make_executive("Ann"), AS_OF, staff=staff).chart.lanes == ()


def test_unreviewed_moves_are_left_out_where_only_reviewed_ones_are_published(settings: Settings) -> None:
    settings.TRACKER_PUBLISH = "reviewed"
    a_succession()
    mill = make_company("Mill")
    assert [d.label.name for lane in company_timeline(mill, AS_OF).chart.lanes for d in lane.drawn] == ["Ann"]
    assert [d.label.name for lane in company_timeline(mill, AS_OF, staff=True).chart.lanes for d in lane.drawn] == [
        "Ann",
        "Ben",
    ]


def test_a_background_move_makes_a_tenure() -> None:
    make_move("Ann", "Mill", kind=ARRIVAL, effective="2019", salience="background")
    assert [d.label.name for lane in company_timeline(make_company("Mill"), AS_OF).chart.lanes for d in lane.drawn] == [
        "Ann"
    ]


def test_the_day_asked_for_decides_who_is_in_post() -> None:
    a_succession()
    mill = make_company("Mill")
    found = {
        day: [line.tenure and line.tenure.executive.name for line in company_timeline(mill, day).posts]
        for day in (date(2016, 9, 1), date(2020, 1, 1), date(2022, 12, 1), date(2023, 3, 24))
    }
    assert found == {
        date(2016, 9, 1): ["Ann"],
        date(2020, 1, 1): ["Ann", "Ben"],
        date(2022, 12, 1): [None, "Ben"],
        date(2023, 3, 24): ["Ben"],
    }


def test_a_chart_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "MAX_MOVES", 2)
    for year in range(2015, 2019):
        make_move("Ann", f"Mill {year}", kind=ARRIVAL, effective=str(year))
    timeline = executive_timeline(make_executive("Ann"), AS_OF)
    assert ([lane.title for lane in timeline.chart.lanes], timeline.is_cut) == (["Mill 2018", "Mill 2017"], True)


def test_a_move_of_two_posts_is_two_events() -> None:
    move = make_move("Ann", "Mill", ("president", "chief executive officer"))
    rows = Move.objects.select_related("executive", "company", "counterpart").prefetch_related("roles")
    events = timelines.events_of(rows.get(pk=move.pk))
    assert [(event.id, event.role) for event in events] == [
        (move.pk, "president"),
        (move.pk, "chief executive officer"),
    ]
