from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_article, make_claim, make_move
from tests.web.reading import html_of, rows_in, words_of
from tracker.enums import Kind
from tracker.models import Decision, Move
from tracker.store import move_pages

pytestmark = pytest.mark.django_db

# The move and its posts; decisions; claims with their articles; the other side of the event and its posts.
QUERIES = 6
QUOTE = "Ms Raadsma was removed on Monday"
TEXT = f"The board of Mill met on Sunday. {QUOTE}."


def a_disputed_move(**values: Any) -> Move:
    release = make_article("Ineke Raadsma is stepping down.", title="Company release", published_on=date(2022, 11, 14))
    move = make_move(
        "Ineke Raadsma",
        "Mill",
        ("CEO",),
        manner="stepped_down",
        effective="2022-11-14",
        counterpart="Tobias Okonjo",
        disagreements=["manner", "effective"],
        confidence=0.97,
        claim={"article": release, "quote": "Ineke Raadsma is stepping down."},
        **values,
    )
    ledger = make_article(TEXT, title="Harbour Ledger", published_on=date(2022, 11, 15))
    slots = {
        "person": {"confidence": 0.9, "start": 33, "end": 43, "quote": "Ms Raadsma"},
        "manner": {"confidence": 0.8, "start": 48, "end": 55, "quote": "removed"},
        "company": {"confidence": 0.7, "start": 13, "end": 17, "quote": "Mill"},
        "status": {"confidence": 0.7, "start": None, "end": None, "quote": None},
    }
    make_claim(move, ledger, QUOTE, person="Ms Raadsma", manner="dismissed", effective="", confidence=0.83, slots=slots)
    return move


@pytest.mark.parametrize("count", [1, 3])
def test_move(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries, reviewer: User) -> None:
    move = make_move("Ann", "Mill", ("chair", "director"), counterpart="Ben", other_company="Quay")
    for number in range(count):
        make_claim(move, person=f"Ann {number}")
        make_move("Ben", "Mill", ("chair",), kind=Kind.APPOINTMENT, effective=f"20{20 + number}", counterpart="Ann")
        Decision.objects.create(move=move, verb="approve", reviewer=reviewer, before={}, after={})
    with django_assert_num_queries(QUERIES):
        response = client.get(f"/moves/{move.pk}/")
    assert response.status_code == 200
    assert (
        "<title>Ann leaves Mill, chair and director; goes to Quay; followed by Ben – The Moves Desk</title>"
        in html_of(response)
    )


def test_what_each_source_says_with_disagreements_first(client: Client) -> None:
    move = a_disputed_move()
    first = min(move.claims.values_list("article_id", flat=True))
    response = client.get(f"/moves/{move.pk}/")
    assert rows_in(response) == [
        "Slot Company release 1, 14 November 2022 Harbour Ledger 2, 15 November 2022 The move as the machine has it",
        "They disagree",
        "manner stepped down ≠ differs: dismissed stepped down",
        "effective 14 November 2022 not stated 14 November 2022",
        "They agree, or are silent",
        "executive Ineke Raadsma Ms Raadsma Ineke Raadsma",
        "company Mill Mill Mill",
        "posts CEO CEO CEO",
        "kind departure departure departure",
        "status confirmed confirmed confirmed",
        "announced not stated not stated not known",
        "successor Tobias Okonjo Tobias Okonjo Tobias Okonjo",
        "goes to not stated not stated not known",
        "confidence 0.97 0.83 0.97",
        f"in its words Ineke Raadsma is stepping down. Article {first} Ms Raadsma (who) was removed (how) on Monday Article {first + 1} elsewhere in it: where “Mill”",
    ]
    assert '<mark class="slot on" data-slot="how"><u>removed</u>' in html_of(response)


def test_the_other_side_of_the_event(client: Client) -> None:
    left = make_move("Ann", "Mill", ("CEO",), effective="2022-11-14", counterpart="Ben")
    make_move("Ben", "Mill", ("CEO",), kind=Kind.APPOINTMENT, effective="2019-01-01")
    came = make_move("Ben", "Mill", ("CEO",), kind=Kind.APPOINTMENT, effective="2022-11-15")
    make_move("Ben", "Quay", ("CEO",), kind=Kind.APPOINTMENT, effective="2022-11-14")
    aside = html_of(client.get(f"/moves/{left.pk}/")).split("<aside")[1]
    assert (
        words_of(aside.split("<li>")[1])
        == "Ben joins Mill, CEO the other side of the event, effective 15 November 2022"
    )
    back = html_of(client.get(f"/moves/{came.pk}/")).split("<aside")[1]
    assert words_of(back.split("<li>")[1]).startswith("Ann leaves Mill, CEO; followed by Ben the other side")


@pytest.mark.parametrize("company", ["Mill", None])
def test_a_move_with_no_other_side(client: Client, company: str | None) -> None:
    move = make_move("Ann", company)
    make_move("Ben", company, kind=Kind.APPOINTMENT)
    assert "the other side of the event" not in html_of(client.get(f"/moves/{move.pk}/"))


def test_decisions_are_public_and_their_notes_are_not(client: Client, reviewer_client: Client, reviewer: User) -> None:
    move = make_move("Ann", "Mill", review="corrected")
    first = Decision.objects.create(move=move, verb="approve", reviewer=reviewer, before={}, after={})
    Decision.objects.create(move=move, verb="undo", reviewer=reviewer, before={}, after={}, undoes=first)
    before, after = {"manner": "unknown", "other_company": None}, {"manner": "resigned", "other_company": 1}
    Decision.objects.create(
        move=move, verb="correct", reviewer=reviewer, before=before, after=after, note="see <b>page 2</b>"
    )
    seen = words_of(html_of(client.get(f"/moves/{move.pk}/")).split('<ol class="hist">')[1].split("</ol>")[0])
    for line in (
        "rita corrected manner, other company.",
        "rita took back an earlier decision.",
        "rita approved it (taken back later).",
    ):
        assert line in seen
    assert "page 2" not in seen
    assert "see &lt;b&gt;page 2&lt;/b&gt;" in html_of(reviewer_client.get(f"/moves/{move.pk}/"))


def test_to_cite(client: Client) -> None:
    move = make_move("Ann", "Mill", ("chair",), announced="2023-03-21", confidence=0.58)
    cited = words_of(html_of(client.get(f"/moves/{move.pk}/")).split('<p class="cite">')[1].split("</p>")[0])
    assert cited.startswith(
        f"“Ann leaves Mill, chair, announced 21 March 2023.” The Moves Desk, move {move.pk}, unreviewed, confidence 0.58, from 1 article. Read "
    )
    assert cited.endswith(f"http://testserver/moves/{move.pk}/")


@pytest.mark.parametrize(
    ("review", "publish", "visitor", "staff"),
    [
        pytest.param("unreviewed", "all", 200, 200, id="unreviewed: everybody"),
        pytest.param("rejected", "all", 404, 200, id="rejected: staff only"),
        pytest.param("unreviewed", "reviewed", 404, 200, id="unreviewed where only reviewed ones are published"),
        pytest.param("auto", "reviewed", 200, 200, id="approved without a person"),
    ],
)
def test_what_is_shown_to_whom(  # noqa: PLR0917  fixtures and the columns of the table
    client: Client, reviewer_client: Client, settings: Settings, review: str, publish: str, visitor: int, staff: int
) -> None:
    settings.TRACKER_PUBLISH = publish
    move = make_move(review=review)
    assert [c.get(f"/moves/{move.pk}/").status_code for c in (client, reviewer_client)] == [visitor, staff]


def test_the_review_desk_is_offered_to_reviewers(
    client: Client, reviewer_client: Client, stranger_client: Client
) -> None:
    move = make_move()
    offers = [
        f"/admin/review/{move.pk}/" in html_of(c.get(f"/moves/{move.pk}/"))
        for c in (client, stranger_client, reviewer_client)
    ]
    assert offers == [False, False, True]


def test_many_claims_are_cut(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(move_pages, "MAX_CLAIMS", 2)
    move = make_move()
    for _ in range(3):
        make_claim(move)
    html = html_of(client.get(f"/moves/{move.pk}/"))
    assert "2 of 4 claims are shown" in html
    assert html.count('<th scope="col">') == 3


@pytest.mark.parametrize("pk", ["0", "999999", str(10**30)])
def test_no_such_move(client: Client, pk: str) -> None:
    assert client.get(f"/moves/{pk}/").status_code == 404
