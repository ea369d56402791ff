"""What holds on every page, whoever looks."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import make_article, make_move
from tests.web.reading import html_of
from tracker.enums import Kind

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/?kind=departure",
    "/?cursor=forged",
    "/executives/",
    "/executives/ann/",
    "/companies/",
    "/companies/mill/",
    "/companies/?q=nobody",
    "/moves/{move}/",
    "/articles/",
    "/articles/{article}/",
    "/articles/upload/",
    "/nothing/here/",
]


@pytest.fixture
def addresses() -> list[str]:
    article = make_article("Ann left Mill.")
    move = make_move(
        "Ann",
        "Mill",
        ("CEO",),
        kind=Kind.APPOINTMENT,
        effective="2020",
        claim={"article": article, "quote": "Ann left Mill."},
    )
    return [page.format(move=move.pk, article=article.pk) for page in PAGES]


def test_every_page_stands_by_itself(reviewer_client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = reviewer_client.get(address)
        html = html_of(response)
        policy = response.headers["Content-Security-Policy"]
        assert ("default-src 'none'" in policy, "unsafe" in policy) == (True, False), address
        assert re.search(r"<title>.+ – The Moves Desk</title>", html), address
        assert html.startswith('<!doctype html>\n<html lang="en">'), address
        assert '<a class="skip" href="#main">' in html, address
        for part in ('<main id="main"', "<h1", '<header class="masthead">', '<nav aria-label="Main">', "<footer"):
            assert html.count(part) == 1, (address, part)
        assert " style=" not in html, address
        assert not re.search(r"<(script|style)\b|\son\w+=", html), address
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), address


def test_every_link_of_every_page_leads_somewhere(
    client: Client, reviewer_client: Client, addresses: list[str]
) -> None:
    for visitor in (client, reviewer_client):
        for address in addresses:
            for link in set(re.findall(r'<a [^>]*href="(/[^"#]*)', html_of(visitor.get(address)))):
                followed = visitor.get(link.replace("&amp;", "&"))
                assert followed.status_code in {200, 302}, (address, link)


@pytest.mark.parametrize(
    ("address", "current"),
    [
        pytest.param("/", "page Front page", id="front"),
        pytest.param("/companies/", "page Companies", id="a list"),
        pytest.param("/companies/mill/", "true Companies", id="one of a list"),
        pytest.param("/executives/ann/", "true Executives", id="an executive"),
        pytest.param("/articles/upload/", "true Articles", id="the form of articles"),
        pytest.param("/nothing/here/", "", id="nowhere"),
    ],
)
def test_the_masthead_says_where_one_is(
    reviewer_client: Client, addresses: list[str], address: str, current: str
) -> None:
    assert addresses
    nav = html_of(reviewer_client.get(address)).split('<nav aria-label="Main">')[1].split("</nav>")[0]
    assert " ".join(" ".join(found) for found in re.findall(r'aria-current="(\w+)">([^<]+)<', nav)) == current


def test_the_masthead_offers_what_a_visitor_may(
    client: Client, stranger_client: Client, reviewer_client: Client
) -> None:
    offered = [
        [
            words
            for words in ("Sign in", "Sign out", "Review desk")
            if words in html_of(visitor.get("/companies/?q=a b"))
        ]
        for visitor in (client, stranger_client, reviewer_client)
    ]
    assert offered == [["Sign in"], ["Sign out"], ["Sign out", "Review desk"]]
    assert 'href="/admin/login/?next=/companies/%3Fq%3Da%2520b"' in html_of(client.get("/companies/?q=a%20b"))


def test_an_error_of_ours_has_a_page(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.DEBUG = False
    client.raise_request_exception = False
    monkeypatch.setattr("tracker.web.views.front.newest_moves", lambda **_: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "Something went wrong here" in html_of(response)
