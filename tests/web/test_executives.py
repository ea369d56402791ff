import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_executive, make_move
from tests.web.reading import html_of, linked_in, told_in, words_of
from tracker.enums import Kind
from tracker.web.views import entity_pages

pytestmark = pytest.mark.django_db

LIST_QUERIES = 1
# The executive and its names; the chart's moves and their posts; the listed moves and their posts.
PAGE_QUERIES = 6


def names_in(client: Client, address: str = "/executives/") -> list[str]:
    html = html_of(client.get(address))
    listed = html.partition('<ol class="names">')[2].partition("</ol>")[0]
    return [words_of(line) for line in listed.split("<li>")[1:]]


@pytest.mark.parametrize("count", [1, 3])
def test_list(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        for _ in range(number + 1):
            make_move(f"Person {number}")
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/executives/")
    assert response.status_code == 200
    assert names_in(client) == [f"Person {n} {n + 1} move{'s' if n else ''}" for n in range(count)[::-1]]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        pytest.param("zhang", ["Daniel Zhang Yong 1 move"], id="any case"),
        pytest.param("yong dan", ["Daniel Zhang Yong 1 move"], id="parts of words in any order"),
        pytest.param("muller", ["Jürgen Müller 1 move"], id="accents aside"),
        pytest.param("  ", ["Jürgen Müller 1 move", "Daniel Zhang Yong 1 move"], id="only spaces ask nothing"),
        pytest.param("%", [], id="no wildcard"),
        pytest.param("nobody", [], id="nobody"),
    ],
)
def test_list_by_letters(client: Client, letters: str, expected: list[str]) -> None:
    make_move("Daniel Zhang Yong")
    make_move("Jürgen Müller")
    assert names_in(client, f"/executives/?q={letters.replace('%', '%25')}") == expected


def test_list_leaves_out_whom_a_visitor_sees_no_move_of(
    client: Client, reviewer_client: Client, settings: Settings
) -> None:
    make_move("Ann", counterpart="Cat", review="approved")
    make_move("Ben")
    make_move("Dan", review="rejected")
    assert names_in(client) == ["Ben 1 move", "Ann 1 move"]
    settings.TRACKER_PUBLISH = "reviewed"
    assert names_in(client) == ["Ann 1 move"]
    assert names_in(reviewer_client) == ["Ben 1 move", "Ann 1 move"]
    assert [client.get(f"/executives/{name}/").status_code for name in ("ann", "cat", "ben", "dan")] == [
        200,
        200,
        404,
        404,
    ]
    assert reviewer_client.get("/executives/ben/").status_code == 200


def test_list_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entity_pages, "LIST_SIZE", 2)
    for number in range(3):
        make_move(f"Person {number}")
    address = f"/executives/{linked_in(client.get('/executives/?q=person'), 'More')}"
    assert names_in(client, address) == ["Person 0 1 move"]


@pytest.mark.parametrize(
    "address", ["/executives/", "/executives/jia-yangqing/", "/companies/", "/companies/alibaba-group-holding/"]
)
@pytest.mark.parametrize("query", ["cursor=forged", "cursor=LTEsMQ"])
def test_a_forged_cursor_is_refused(client: Client, address: str, query: str) -> None:
    make_move()
    assert client.get(f"{address}?{query}").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_page(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        make_move(
            "Ann", f"Company {number}", ("chair",), effective=f"20{10 + number}", other_company=f"Company {number + 1}"
        )
    with django_assert_num_queries(PAGE_QUERIES):
        response = client.get("/executives/ann/?as_of=2023-03-24")
    assert told_in(response) == [f"Leaves Company {n}, chair; goes to Company {n + 1}" for n in range(count)[::-1]]


def test_page_says_where_and_since_when(client: Client) -> None:
    make_move(
        "Ann", "Mill", ("CEO",), kind=Kind.APPOINTMENT, effective="2020-01-13", review="approved", manner="interim"
    )
    make_move("Ann", "Quay N.V.", kind=Kind.APPOINTMENT, announced="2023-03-21", status="reported")
    html = html_of(client.get("/executives/ann/?as_of=2023-03-24"))
    assert words_of(html.split('<p class="stand">')[1].split("</p>")[0]) == (
        "Reported to be at Quay N.V.; interim chief executive officer of Mill."
    )
    assert (
        'aria-label="chief executive officer interim, 3 y 2 m: Ann, Mill, interim since 13 January 2020; in post; reviewed"'
        in html
    )
    assert '<h2 id="h-car">Career</h2>' in html


def test_page_of_somebody_only_named_beside_a_move(client: Client) -> None:
    make_move("Ann", "Mill", counterpart="Ben")
    html = html_of(client.get("/executives/ben/"))
    assert "No move is known here." in html
    assert '<svg viewBox="0 0 1000' not in html


def test_older_moves(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entity_pages, "MOVES_SIZE", 2)
    for year in range(2015, 2018):
        make_move("Ann", f"Mill {year}", effective=str(year))
    first = client.get("/executives/ann/?as_of=2023-03-24")
    assert told_in(first) == ["Leaves Mill 2017", "Leaves Mill 2016"]
    second = client.get(f"/executives/ann/{linked_in(first, 'Older moves')}")
    assert told_in(second) == ["Leaves Mill 2015"]
    assert 'value="2023-03-24"' in html_of(second)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        pytest.param("2023-03-24", 200, id="a day"),
        pytest.param("", 200, id="today"),
        pytest.param("1900-01-01", 200, id="the first day"),
        pytest.param("2200-12-31", 200, id="the last day"),
        pytest.param("2023-3-24x", 400, id="no day"),
        pytest.param("0001-01-01", 400, id="too early"),
        pytest.param("9999-12-31", 400, id="too late"),
        pytest.param("%00", 400, id="NUL"),
    ],
)
def test_as_of(client: Client, as_of: str, status: int) -> None:
    make_move("Ann", "Mill", effective="2020")
    assert [client.get(f"{page}?as_of={as_of}").status_code for page in ("/executives/ann/", "/companies/mill/")] == [
        status
    ] * 2


def test_unknown_and_foreign_names(client: Client) -> None:
    make_move("张勇", "阿里巴巴")
    assert client.get("/executives/张勇/").status_code == 200
    assert client.get("/companies/阿里巴巴/").status_code == 200
    assert client.get("/executives/nobody/").status_code == 404
    assert make_executive("张勇").get_absolute_url() == "/executives/%E5%BC%A0%E5%8B%87/"


def test_hostile_names_are_only_words(client: Client) -> None:
    make_move(
        "<script>alert(1)</script>",
        '"><svg onload=alert(1)>',
        ("</title><b>chair",),
        kind=Kind.APPOINTMENT,
        effective="2020",
    )
    for address in ("/executives/scriptalert1script/", "/executives/", "/companies/", "/companies/svg-onloadalert1/"):
        html = html_of(client.get(address))
        assert "<script>alert" not in html
        assert "<svg onload" not in html
        assert "</title><b>" not in html
