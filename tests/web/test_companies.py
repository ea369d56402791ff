import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_company, make_move
from tests.web.reading import html_of, rows_in, told_in, words_of
from tracker.enums import Kind
from tracker.models import CompanyAlias

pytestmark = pytest.mark.django_db

LIST_QUERIES = 1
PAGE_QUERIES = 6
ARRIVAL = Kind.APPOINTMENT


@pytest.mark.parametrize("count", [1, 3])
def test_list(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        make_move(company=f"Company {number}")
    with django_assert_num_queries(LIST_QUERIES):
        html = html_of(client.get("/companies/"))
    listed = html.split('<ol class="names">')[1].split("</ol>")[0].split("<li>")[1:]
    assert [words_of(line) for line in listed] == [f"Company {number} 1 move" for number in range(count)[::-1]]


def test_list_by_another_name_of_it(client: Client) -> None:
    make_move(company="Veldhaven Lines")
    CompanyAlias.objects.create(company=make_company("Veldhaven Lines"), name="VLN Shipping", key="vln shipping")
    assert "Veldhaven Lines</bdi>" in html_of(client.get("/companies/?q=vln"))
    assert "Also written <bdi>VLN Shipping</bdi>" in html_of(client.get("/companies/veldhaven-lines/"))
    assert "No company is known under a name with" in html_of(client.get("/companies/?q=<b>"))


@pytest.mark.parametrize("count", [1, 3])
def test_page(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        make_move(
            f"Person {number}",
            "Mill",
            ("director",),
            kind=ARRIVAL,
            effective=f"20{10 + number}-01-01",
            counterpart="Cat",
        )
    with django_assert_num_queries(PAGE_QUERIES):
        response = client.get("/companies/mill/?as_of=2023-03-24")
    assert told_in(response) == [f"Person {number} joins as director; succeeds Cat" for number in range(count)[::-1]]


def test_who_is_in_post(client: Client) -> None:
    make_move("Ann", "Mill", ("CEO",), effective="2022-11-14", manner="resigned", review="approved")
    make_move(
        "Ben",
        "Mill",
        ("CEO",),
        kind=ARRIVAL,
        effective="2022-11-14",
        manner="interim",
        review="approved",
        counterpart="Ann",
    )
    make_move("Cat", "Mill", ("CEO",), kind=ARRIVAL, effective="2023-05", confidence=0.61, disagreements=["effective"])
    make_move("Dan", "Mill", ("chair",), kind=ARRIVAL, announced="2023-03-01", status="reported", confidence=0.5)
    make_move("Eve", "Mill", ("CFO",), effective="2023-01-31", review="approved")
    make_move("Fay", "Mill", ("general counsel",), kind=ARRIVAL, effective="2012", told_on="2012-05-01", review="auto")
    response = client.get("/companies/mill/?as_of=2023-03-24")
    assert rows_in(response) == [
        "Post Holder Since Before Review",
        "Chair Dan, reported day not told, announced 1 March 2023 unreviewed 0.50",
        "Chief executive officer Ben, interim 14 November 2022 Ann, resigned reviewed",
        "Chief executive officer, next then Cat May 2023 effective unreviewed 0.61",
        "Chief financial officer no holder known 31 January 2023 Eve reviewed",
        "General counsel Fay, not known if still 2012 last told 1 May 2012 reviewed",
    ]


def test_nobody_in_post(client: Client) -> None:
    make_move("Ann", "Mill", ("director",), effective="2022-11-14")
    assert "Nobody is known to have been in post on that day." in html_of(
        client.get("/companies/mill/?as_of=2023-03-24")
    )


def test_what_is_shown_to_whom(client: Client, reviewer_client: Client, settings: Settings) -> None:
    make_move("Ann", "Mill", review="approved")
    make_move("Ben", "Mill")
    make_move("Cat", "Mill", review="rejected")
    assert told_in(client.get("/companies/mill/")) == ["Ben leaves", "Ann leaves"]
    assert told_in(reviewer_client.get("/companies/mill/")) == ["Cat leaves", "Ben leaves", "Ann leaves"]
    settings.TRACKER_PUBLISH = "reviewed"
    assert told_in(client.get("/companies/mill/")) == ["Ann leaves"]
