"""`/api/v1/moves/`."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from tests.api.rows import QUOTE, TEXT, a_company, a_move, an_executive
from tracker.models import Move

pytestmark = pytest.mark.django_db

MOVES = "/api/v1/moves/"
START = TEXT.index(QUOTE)


def ids(api: APIClient, query: str = "") -> list[int]:
    answer = api.get(MOVES + query)
    assert answer.status_code == 200, answer.content
    return [row["id"] for row in answer.json()["results"]]


def test_a_move_is_told_whole(api: APIClient) -> None:
    move = a_move(other_company=a_company("Lepton"), counterpart=an_executive("Zhou Jingren"), disagreements=["manner"])
    claim = move.lead_claim
    assert claim is not None
    told: dict[str, Any] = {
        "id": move.pk,
        "url": f"http://testserver/moves/{move.pk}/",
        "person": "Jia Yangqing",
        "executive": {
            "id": move.executive_id,
            "name": "Jia Yangqing",
            "slug": "jia-yangqing",
            "url": "http://testserver/executives/jia-yangqing/",
        },
        "company": {
            "id": move.company_id,
            "name": "Alibaba",
            "slug": "alibaba",
            "url": "http://testserver/companies/alibaba/",
        },
        "roles": ["vice-president"],
        "role_names": ["vice president"],
        "kind": "departure",
        "manner": "resigned",
        "status": "confirmed",
        "effective": None,
        "announced": "2023-03-21",
        "other_org": "Lepton",
        "other_company": {
            "id": move.other_company_id,
            "name": "Lepton",
            "slug": "lepton",
            "url": "http://testserver/companies/lepton/",
        },
        "counterpart": "Zhou Jingren",
        "counterpart_executive": {
            "id": move.counterpart_id,
            "name": "Zhou Jingren",
            "slug": "zhou-jingren",
            "url": "http://testserver/executives/zhou-jingren/",
        },
        "salience": "news",
        "confidence": 0.9,
        "review": "unreviewed",
        "told_on": "2023-03-22",
        "happened_on": "2023-03-21",
        "disagreements": ["manner"],
        "updated_at": Move.objects.get().updated_at.isoformat().replace("+00:00", "Z"),
        "claims": [
            {
                "id": claim.pk,
                "person": "Jia Yangqing",
                "company": "Alibaba",
                "roles": ["vice-president"],
                "kind": "departure",
                "manner": "resigned",
                "status": "confirmed",
                "effective": None,
                "announced": "2023-03-21",
                "other_org": None,
                "counterpart": None,
                "salience": "news",
                "confidence": 0.9,
                "evidence": {"start": START, "end": START + len(QUOTE), "quote": QUOTE},
                "slots": {"person": {"confidence": 0.9, "start": START, "end": START + 12, "quote": "Jia Yangqing"}},
                "engine_version": "reader-1",
                "is_current": True,
                "article": {
                    "id": claim.article_id,
                    "name": "alibaba.txt",
                    "title": "Jia leaves",
                    "published_on": "2023-03-22",
                    "url": f"http://testserver/articles/{claim.article_id}/",
                },
            }
        ],
    }
    assert api.get(MOVES).json() == {"next": None, "previous": None, "results": [told]}
    assert api.get(f"{MOVES}{move.pk}/").json() == told


def test_what_is_not_stated_is_null(api: APIClient) -> None:
    move = a_move(company=None, announced="")
    told = api.get(f"{MOVES}{move.pk}/").json()
    assert [told[name] for name in ("company", "effective", "announced", "other_org", "other_company")] == [None] * 5
    assert (told["counterpart"], told["counterpart_executive"]) == (None, None)
    assert [told["claims"][0][name] for name in ("company", "announced", "other_org")] == [None] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_takes_three_queries_whatever_its_length(
    api: APIClient, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        move = a_move(f"Person {number}", f"Company {number}", counterpart=an_executive(f"Heir {number}"))
        a_move("Somebody", "Else", review="rejected", other_company=move.company)
    with django_assert_num_queries(3):
        rows = api.get(MOVES).json()["results"]
    assert [row["person"] for row in rows] == [f"Person {n}" for n in reversed(range(count))]


def test_one_takes_three_queries(api: APIClient, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    move = a_move()
    with django_assert_num_queries(3):
        assert api.get(f"{MOVES}{move.pk}/").status_code == 200


def test_a_rejected_move_is_shown_to_staff_only(api: APIClient, reviewer_api: APIClient) -> None:
    move = a_move(review="rejected")
    assert ids(api) == []
    assert ids(api, "?review=rejected") == []
    assert api.get(f"{MOVES}{move.pk}/").status_code == 404
    assert ids(reviewer_api, "?review=rejected") == [move.pk]
    assert reviewer_api.get(f"{MOVES}{move.pk}/").status_code == 200


def test_where_only_reviewed_moves_are_published_the_others_are_not_there(api: APIClient, settings: Settings) -> None:
    settings.TRACKER_PUBLISH = "reviewed"
    hidden = a_move("A")
    shown = [a_move(name, review=review).pk for name, review in (("B", "approved"), ("C", "corrected"), ("D", "auto"))]
    assert ids(api) == shown[::-1]
    assert api.get(f"{MOVES}{hidden.pk}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("executive=jia-yangqing", id="executive by slug"),
        pytest.param("company=alibaba", id="company by slug"),
        pytest.param("kind=departure", id="kind"),
        pytest.param("manner=resigned", id="manner"),
        pytest.param("manner=died&manner=resigned", id="several of one kind: any of them"),
        pytest.param("status=confirmed", id="status"),
        pytest.param("review=unreviewed", id="review"),
        pytest.param("salience=news", id="salience"),
        pytest.param("told_from=2023-03-22", id="told on this day or later"),
        pytest.param("told_from=2023-03-22&told_to=2023-03-22", id="told between"),
        pytest.param("happened_from=2023-03-21", id="happened on this day or later"),
        pytest.param("kind=departure&company=alibaba&told_from=2023-01-01", id="several together: all of them"),
    ],
)
def test_a_filter_keeps_what_was_asked_for_and_nothing_else(api: APIClient, query: str) -> None:
    sought = a_move()
    a_move(
        "Daniel Zhang",
        "Cainiao",
        kind="appointment",
        manner="hired",
        status="reported",
        review="approved",
        salience="background",
        told_on=date(2023, 3, 21),
        happened_on=date(2023, 3, 20),
    )
    assert ids(api, f"?{query}") == [sought.pk]


def test_filters_by_id_and_by_the_later_end_of_a_range(api: APIClient) -> None:
    old = a_move("Old", "First", told_on=date(2020, 1, 1), happened_on=date(2019, 12, 31))
    a_move("New", "Second")
    assert ids(api, f"?executive={old.executive_id}") == [old.pk]
    assert ids(api, f"?company={old.company_id}") == [old.pk]
    assert ids(api, "?told_to=2020-01-01") == [old.pk]
    assert ids(api, "?happened_to=2019-12-31") == [old.pk]


@pytest.mark.parametrize("value", ["nobody", "99", "9" * 18, "9" * 19, "٣", "%F0%9F%98%80"])
def test_an_executive_that_is_not_there_has_no_moves(api: APIClient, value: str) -> None:
    a_move()
    assert ids(api, f"?executive={value}") == []


def test_by_default_the_latest_told_comes_first_and_on_one_day_the_latest_row(api: APIClient) -> None:
    days = [
        (date(2023, 3, 1), date(2023, 1, 1)),
        (date(2023, 3, 2), date(2022, 1, 1)),
        (date(2023, 3, 2), date(2023, 1, 1)),
    ]
    first, second, third = (
        a_move(f"P{n}", told_on=told, happened_on=happened).pk for n, (told, happened) in enumerate(days)
    )
    assert ids(api) == ids(api, "?ordering=told") == [third, second, first]
    assert ids(api, "?ordering=happened") == [third, first, second]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        pytest.param("kind=leaving", {"kind"}, id="a word that is none of the kind's"),
        pytest.param("kind=departure&kind=x", {"kind"}, id="one of two is none"),
        pytest.param("told_from=yesterday", {"told_from"}, id="no day"),
        pytest.param("told_from=03/21/2023", {"told_from"}, id="a day in another notation"),
        pytest.param("happened_to=2023-02-30", {"happened_to"}, id="a day that no calendar has"),
        pytest.param("told_from=2023-02-01&told_to=2023-01-01", {"told_to"}, id="a range that ends before it begins"),
        pytest.param("executive=a%00b", {"executive"}, id="NUL"),
        pytest.param("company=" + "x" * 221, {"company"}, id="longer than any slug"),
        pytest.param("ordering=name", {"ordering"}, id="no such ordering"),
        pytest.param("page_size=0", {"page_size"}, id="an empty page"),
        pytest.param("page_size=101", {"page_size"}, id="a page too long"),
        pytest.param("page_size=ten", {"page_size"}, id="no number"),
        pytest.param("person=Jia", {"person"}, id="a parameter that is not known"),
        pytest.param("told_from=2023-01-01&told_from=2024-01-01", {"told_from"}, id="a day given twice"),
        pytest.param("kinds=departure&offset=5", {"kinds", "offset"}, id="each unknown one is named"),
        pytest.param("kind=x&told_from=y", {"kind", "told_from"}, id="each wrong one is named"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(api: APIClient, query: str, fields: set[str]) -> None:
    answer = api.get(f"{MOVES}?{query}")
    assert answer.status_code == 400
    assert set(answer.json()) == {"detail", "fields"}
    assert set(answer.json()["fields"]) == fields
    assert all(name in answer.json()["detail"] for name in fields)


def test_one_takes_no_parameters_but_the_format(api: APIClient) -> None:
    move = a_move()
    assert api.get(f"{MOVES}{move.pk}/?kind=departure").json()["fields"].keys() == {"kind"}
    assert api.get(f"{MOVES}{move.pk}/?format=json").status_code == 200


@pytest.mark.parametrize("key", ["0", "99999", "9" * 30, "9" * 5000])
def test_a_move_that_is_not_there_is_a_404_in_json(api: APIClient, key: str) -> None:
    answer = api.get(f"{MOVES}{key}/")
    assert answer.status_code == 404
    assert answer.json()["fields"] == {}


def test_an_answer_that_is_known_already_is_not_sent_again(api: APIClient) -> None:
    move = a_move()
    first = api.get(MOVES)
    assert (first.headers["Cache-Control"], "ETag" in first.headers) == ("no-cache", True)
    assert {name.strip() for name in first.headers["Vary"].split(",")} >= {"Accept", "Authorization", "Cookie"}
    again = api.get(MOVES, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Move.objects.filter(pk=move.pk).update(manner="retired")
    changed = api.get(MOVES, headers={"If-None-Match": first.headers["ETag"]})
    assert (changed.status_code, changed.json()["results"][0]["manner"]) == (200, "retired")


def test_what_staff_is_shown_stays_with_them(reviewer_api: APIClient) -> None:
    assert set(reviewer_api.get(MOVES).headers["Cache-Control"].split(", ")) == {"no-cache", "private"}
