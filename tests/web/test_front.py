from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import TOLD_ON, make_article, make_claim, make_move
from tests.web.reading import html_of, linked_in, told_in, words_of
from tracker.enums import Kind
from tracker.web.views import front

pytestmark = pytest.mark.django_db

QUERIES = 2


@pytest.mark.parametrize("count", [1, 3])
def test_front_page(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        make_move(f"Person {number}", f"Company {number}", ("chair", "director"), counterpart=f"Other {number}")
    with django_assert_num_queries(QUERIES):
        response = client.get("/")
    assert response.status_code == 200
    assert told_in(response) == [
        f"Person {number} leaves Company {number}, chair and director; followed by Other {number}" for number in range(count)[::-1]
    ]  # fmt: skip


def test_days_newest_first_with_quote_source_date_and_review(client: Client) -> None:
    harbour = make_article("Ann left.", title="Harbour Ledger")
    make_move(
        "Ann", "Mill", announced="2023-03-20", told_on=date(2023, 3, 21), confidence=0.58, claim={"article": harbour}
    )
    release = make_article("Ben left.", title="Company release")
    move = make_move("Ben", "Mill", effective="2022-12", review="approved", claim={"article": release})
    make_claim(move)
    html = html_of(client.get("/"))
    assert words_of(html.split('<div class="mid">')[1].split("</main>")[0]) == (
        "Wednesday 22 March 2023 Ben leaves Mill Ben left. effective December 2022 Company release and 1 other reviewed "
        "Tuesday 21 March 2023 Ann leaves Mill Ann left. announced 20 March 2023 Harbour Ledger unreviewed 0.58"
    )


def test_the_lead_is_what_most_articles_tell(client: Client) -> None:
    told = make_move("Ann", "Mill")
    make_claim(told)
    make_move("Ben", "Mill")
    make_claim(make_move("Cat", "Mill", told_on=TOLD_ON - timedelta(days=1)))
    html = html_of(client.get("/"))
    assert words_of(html.split('<article class="lead">')[1].split("</p>")[0]) == "Ann leaves Mill"
    assert told_in(client.get("/")) == ["Ann leaves Mill", "Ben leaves Mill", "Cat leaves Mill"]
    assert '<article class="lead">' not in html_of(client.get("/?kind=departure"))


def test_who_leaves_stands_before_who_succeeds(client: Client) -> None:
    make_move("Ann", "Mill", counterpart="Ben")
    make_move("Cat", "Quay", status="reported")
    make_move("Ben", "Mill", kind=Kind.APPOINTMENT, counterpart="Ann")
    response = client.get("/?told_to=2023-12-31")
    assert told_in(response) == [
        "Ann leaves Mill; followed by Ben",
        "Ben joins Mill; succeeds Ann",
        "Cat is reported to leave Quay",
    ]
    assert html_of(response).count("un pair") == 1


@pytest.mark.parametrize(
    ("values", "visitor", "staff"),
    [
        pytest.param({}, 1, 1, id="unreviewed: everybody"),
        pytest.param({"review": "rejected"}, 0, 1, id="rejected: staff only"),
        pytest.param({"salience": "background"}, 0, 0, id="background: not on the front page"),
    ],
)
def test_what_is_shown_to_whom(
    client: Client, reviewer_client: Client, values: dict[str, Any], visitor: int, staff: int
) -> None:
    make_move(**values)
    assert [len(told_in(c.get("/"))) for c in (client, reviewer_client)] == [visitor, staff]


def test_only_reviewed_moves_are_published(client: Client, reviewer_client: Client, settings: Settings) -> None:
    settings.TRACKER_PUBLISH = "reviewed"
    make_move("Ann", "Mill", review="approved")
    make_move("Ben", "Mill")
    assert told_in(client.get("/")) == ["Ann leaves Mill"]
    assert told_in(reviewer_client.get("/?kind=departure")) == ["Ben leaves Mill", "Ann leaves Mill"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("kind=appointment", ["Ben"], id="kind"),
        pytest.param("manner=resigned", ["Ann"], id="manner"),
        pytest.param("status=reported", ["Ben"], id="status"),
        pytest.param("review=reviewed", ["Cat"], id="reviewed, however"),
        pytest.param("review=unreviewed", ["Ben", "Ann"], id="unreviewed"),
        pytest.param("review=corrected", ["Cat"], id="one word of review"),
        pytest.param("company=mill", ["Ben", "Ann"], id="company by slug, left and joined"),
        pytest.param("company=Quay", ["Cat", "Ann"], id="company by name, and where somebody goes to"),
        pytest.param("executive=ann", ["Ann"], id="executive"),
        pytest.param("told_from=2023-03-22", ["Ben", "Ann"], id="from a day"),
        pytest.param("told_to=2023-03-21", ["Cat"], id="to a day"),
        pytest.param("kind=departure&company=mill", ["Ann"], id="two at once"),
        pytest.param("kind=&manner=&company=", ["Ben", "Ann", "Cat"], id="empty fields of a form ask nothing"),
        pytest.param("company=nobody-knows-it", [], id="an unknown company"),
        pytest.param("utm_source=mail", ["Ben", "Ann", "Cat"], id="what others hang on an address"),
    ],
)
def test_filters(
    client: Client, query: str, expected: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_move("Cat", "Quay", review="corrected", told_on=date(2023, 3, 21))
    make_move("Ann", "Mill", manner="resigned", other_company="Quay")
    make_move("Ben", "Mill", kind=Kind.APPOINTMENT, status="reported")
    with django_assert_num_queries(QUERIES if expected else 1):
        response = client.get(f"/?{query}")
    # The lead, where there is one, stands before its day.
    assert sorted(told[:3] for told in told_in(response)) == sorted(expected)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        pytest.param("kind=merger", "Kind: “merger” is not one of departure, appointment.", id="an unknown word"),
        pytest.param("told_from=yesterday", "From: “yesterday” is no day. Write it as 2023-03-24.", id="no day"),
        pytest.param("told_from=2023-02-30", "From: “2023-02-30” is no day. Write it as 2023-03-24.", id="a day that is not in the calendar"),
        pytest.param("told_to=0001-01-01", "To: the desk looks back to 1900.", id="long ago"),
        pytest.param("told_from=2023-03-24&told_to=2023-03-23", "Told between: 2023-03-23 lies before 2023-03-24.", id="the wrong way round"),
        pytest.param("company=a%00b", "Company: Null characters are not allowed.", id="NUL"),
        pytest.param("cursor=!", "The address of this page of the list is not one that the desk gave out. Start from the newest.", id="a forged cursor"),
    ],
)  # fmt: skip
def test_refusals(client: Client, query: str, reason: str) -> None:
    response = client.get(f"/?{query}")
    assert response.status_code == 400
    assert words_of(html_of(response).split('role="alert">')[1].split("</div>")[0]) == reason


def test_a_choice_is_a_link_that_keeps_the_others_and_takes_itself_back(client: Client) -> None:
    response = client.get("/?kind=departure&company=mill&cursor=")
    assert linked_in(response, "<span>resigned</span>") == "/?kind=departure&company=mill&manner=resigned"
    assert linked_in(response, "<span>departures</span>") == "/?company=mill"
    assert 'aria-current="true"><span>departures' in html_of(response)


def test_older_pages_walk_over_every_move_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "PAGE_SIZE", 3)
    for number in range(8):
        make_move(f"Person {number}", told_on=TOLD_ON - timedelta(days=number // 3), status="reported")
    seen, address = [], "/?status=reported"
    while True:
        response = client.get(address)
        seen += [told.split(" is ")[0] for told in told_in(response)]
        if ">Older</a>" not in html_of(response):
            break
        address = f"/{linked_in(response, 'Older')}"
    assert seen == [f"Person {number}" for number in (2, 1, 0, 5, 4, 3, 7, 6)]
    assert len(client.get(f"{address}").content) > 0


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("", "The desk has read no move yet.", id="nothing yet"),
        pytest.param("?kind=departure", "No move that the desk knows is of this kind.", id="nothing of the kind"),
    ],
)
def test_an_empty_page_says_what_to_do_next(client: Client, query: str, words: str) -> None:
    assert words_of(html_of(client.get(f"/{query}")).split('<div class="empty">')[1].split("</div>")[0]).startswith(
        words
    )


def test_hostile_names_are_only_words(client: Client) -> None:
    make_move("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', ("<b>chair</b>",))
    response = client.get("/?company=%22%3E%3Cscript%3E")
    assert "<script>" not in html_of(response)
    response = client.get("/")
    assert "<script>alert" not in html_of(response)
    assert "<img" not in html_of(response)
    assert told_in(response) == ['<script>alert(1)</script> leaves "><img src=x onerror=alert(1)>, <b>chair</b>']


def test_only_reading_is_allowed(client: Client) -> None:
    assert (client.head("/").status_code, client.post("/").status_code) == (200, 405)
