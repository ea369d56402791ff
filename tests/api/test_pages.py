"""What a browser sees of the API: answers as pages without a script, with forms for those who may use them."""

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from rest_framework.response import Response
from rest_framework.test import APIClient

from tests.api.rows import a_move, an_article
from tracker.models import Article
from tracker.store.originals import read_original

pytestmark = pytest.mark.django_db

ARTICLES = "/api/v1/articles/"
MOVES = "/api/v1/moves/"
BROWSER = {"Accept": "text/html"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.TRACKER_DATA_DIR = tmp_path


@pytest.fixture
def browser(reviewer: User) -> APIClient:
    """A reviewer's, signed in; a POST without the session's CSRF token is refused."""
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(reviewer)
    return client


def see(client: APIClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers=BROWSER)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    return str(answer.content.decode())


def heading(page: str) -> tuple[str, str]:
    """The page's heading, and the status that it tells."""
    (name,) = re.findall("<h1>(.*?)</h1>", page)
    (status,) = re.findall('<h2 id="answer">(.*?)</h2>', page)
    return name, status


def told(page: str) -> str:
    """The JSON on the page, as it was before it was escaped and its addresses were made links."""
    shown = re.findall('<pre class="wire">(.*?)</pre>', page, re.DOTALL)[-1]
    return html.unescape(re.sub("<[^>]*>", "", shown))


def post_as_form(client: APIClient, fields: dict[str, Any]) -> Response:
    """As the page's first form does, with the token that stands in it."""
    return client.post(ARTICLES, {"csrfmiddlewaretoken": token_of(client), **fields}, "multipart", headers=BROWSER)


def post_as_json(client: APIClient, text: str) -> Response:
    """As the page's second form does."""
    sent = urlencode({"csrfmiddlewaretoken": token_of(client), "json": text})
    return client.post(ARTICLES, sent, content_type=FORM, headers=BROWSER)


def token_of(client: APIClient) -> str:
    return re.findall('name="csrfmiddlewaretoken" value="([^"]*)"', see(client, ARTICLES))[-1]


# Answers -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "shown", "status"),
    [
        pytest.param("/api/v1/", ("API", "200 OK"), 200, id="the front door"),
        pytest.param(MOVES, ("Moves", "200 OK"), 200, id="a list"),
        pytest.param("/api/v1/executives/jia-yangqing/", ("Executive jia-yangqing", "200 OK"), 200, id="a row"),
        pytest.param("/api/v1/moves/0/", ("Move 0", "404 Not Found"), 404, id="no row"),
        pytest.param("/api/v1/nothing/", ("No such address", "404 Not Found"), 404, id="no address"),
        pytest.param("/api/v1/" + "a/" * 2000, ("No such address", "404 Not Found"), 404, id="a deep one"),
        pytest.param(f"{MOVES}?kind=x", ("Moves", "400 Bad Request"), 400, id="a value that it cannot have"),
    ],
)
def test_an_answer_is_a_page_that_tells_what_json_would(
    api: APIClient, address: str, shown: tuple[str, str], status: int
) -> None:
    a_move()
    page = see(api, address, status)
    assert heading(page) == shown
    rendered = api.get(address, headers={"Accept": "application/json; indent=2"})
    assert told(page) == rendered.content.decode()


def test_a_token_that_is_none_is_told_on_a_page_too(api: APIClient) -> None:
    answer = api.get(MOVES, headers={**BROWSER, "Authorization": "Token 00"})
    page = answer.content.decode()
    assert (answer.status_code, *heading(page)) == (401, "Moves", "401 Unauthorized")
    assert "WWW-Authenticate: Token" in page


def test_addresses_in_an_answer_can_be_followed(api: APIClient) -> None:
    move = a_move()
    page = see(api, f"{MOVES}{move.pk}/")
    assert f'<a href="http://testserver/moves/{move.pk}/" rel="nofollow">http://testserver/moves/{move.pk}/</a>' in page
    crumbs = re.findall('<li><a href="([^"]*)">([^<]*)</a></li>', page.partition("</ol>")[0].partition("<ol")[2])
    assert crumbs == [("http://testserver/api/v1/", "API"), (f"http://testserver{MOVES}", "Moves")]


def test_pages_of_a_list_lead_to_each_other_and_to_their_json(api: APIClient) -> None:
    for person in ("A", "B", "C"):
        a_move(person)
    page = see(api, f"{MOVES}?page_size=1")
    assert 'rel="prev"' not in page
    (after,) = re.findall('href="([^"]*)" rel="next"', page)
    second = see(api, html.unescape(after))
    assert 'rel="next"' in second
    (before,) = re.findall('href="([^"]*)" rel="prev"', second)
    assert told(see(api, html.unescape(before))).partition('"results"')[2] == told(page).partition('"results"')[2]
    (as_json,) = re.findall('href="([^"]*)" rel="nofollow" type="application/json"', page)
    assert api.get(html.unescape(as_json), headers=BROWSER).headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", [MOVES, ARTICLES, "/api/v1/executives/", "/api/v1/companies/"])
def test_a_page_asks_the_database_no_more_than_its_json(
    api: APIClient, address: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        a_move(f"P{number}", f"C{number}")
    with CaptureQueriesContext(connection) as asked:
        api.get(address)
    with django_assert_num_queries(len(asked)):
        see(api, address)


# Asking for less -----------------------------------------------------------------------------------------------------


def test_a_list_can_be_asked_for_less_by_a_plain_form(api: APIClient) -> None:
    page = see(api, f"{MOVES}?kind=departure&kind=appointment&told_from=2023-01-01&ordering=happened&page_size=7")
    asked = page.partition('<details class="asking" open>')[2].partition("</form>")[0]
    assert set(re.findall(r'\sname="([^"]+)"', asked)) == {
        *("company", "executive", "happened_from", "happened_to", "kind", "manner", "ordering", "page_size"),
        *("review", "salience", "status", "told_from", "told_to"),
    }
    assert re.findall('name="kind" value="([a-z]+)"[^>]*checked', asked) == ["departure", "appointment"]
    assert re.findall('name="(?:told_from|page_size)" value="([^"]+)"', asked) == ["2023-01-01", "7"]
    assert '<option value="happened" selected>' in asked


def test_the_form_sent_as_it_stands_is_an_answer(api: APIClient) -> None:
    """A browser sends every field, also the empty ones."""
    empty = {"company": "", "executive": "", "told_from": "", "told_to": "", "ordering": "told", "page_size": "50"}
    a_move()
    assert api.get(f"{MOVES}?{urlencode(empty)}").json() == api.get(MOVES).json()


def test_what_is_wrong_stands_at_its_field(api: APIClient) -> None:
    page = see(api, f"{MOVES}?told_from=soon", 400)
    assert '<div class="errors" role="alert"><p>told_from: A day as YYYY-MM-DD.</p></div>' in page
    assert 'id="ask-told_from"><p class="errors">A day as YYYY-MM-DD.</p>' in page


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/executives/jia-yangqing/", "/api/v1/nothing/"])
def test_what_is_no_list_cannot_be_asked_for_less(api: APIClient, address: str) -> None:
    a_move()
    assert 'class="asking"' not in api.get(address, headers=BROWSER).content.decode()


# Handing in ----------------------------------------------------------------------------------------------------------


def test_only_those_who_may_are_shown_the_forms(api: APIClient, browser: APIClient) -> None:
    visitor = APIClient()
    visitor.force_login(User.objects.create_user("visitor"))
    article = an_article()
    has_forms = {
        name: 'method="post" action="/api/v1/' in see(client, address)
        for name, client, address in (
            ("reviewer", browser, ARTICLES),
            ("reviewer, where nothing can be added", browser, MOVES),
            ("reviewer, at one", browser, f"{ARTICLES}{article.pk}/"),
            ("visitor", visitor, ARTICLES),
            ("nobody", api, ARTICLES),
        )
    }
    assert [name for name, has in has_forms.items() if has] == ["reviewer"]


def test_a_file_is_taken_from_the_form(browser: APIClient) -> None:
    # Browsers send the fields that were left empty, too.
    answer = post_as_form(
        browser, {"file": SimpleUploadedFile("a.txt", b"words"), "name": "", "text": "", "published": ""}
    )
    page = answer.content.decode()
    assert (answer.status_code, *heading(page)) == (202, "Articles", "202 Accepted")
    article = Article.objects.get()
    link = f"http://testserver{ARTICLES}{article.pk}/"
    assert f'Location: <a href="{link}" rel="nofollow">{link}</a>' in page
    assert read_original(article.sha256) == b"words"


def test_json_is_taken_from_the_form(browser: APIClient) -> None:
    answer = post_as_json(browser, '{"name": "jia.txt", "text": "贾扬清 has resigned.", "published": "2023-03-22"}')
    assert (answer.status_code, *heading(answer.content.decode())) == (202, "Articles", "202 Accepted")
    article = Article.objects.get()
    assert (article.name, str(article.published_on)) == ("jia.txt", "2023-03-22")
    assert read_original(article.sha256).decode() == "贾扬清 has resigned."


def test_what_was_refused_can_be_put_right(browser: APIClient) -> None:
    answer = post_as_form(browser, {"text": "<words>", "name": "", "published": "2023-03-22"})
    page = answer.content.decode()
    assert (answer.status_code, *heading(page)) == (400, "Articles", "400 Bad Request")
    assert '<span class="errors" id="post-name-errors">A text needs a name.</span>' in page
    assert 'aria-invalid="true" aria-describedby="post-name-errors"' in page
    assert "\n&lt;words&gt;</textarea>" in page
    assert 'type="date" value="2023-03-22"' in page


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"name": "</textarea>"}', "[" * 100_000, "", "\0"], ids=lambda text: repr(text[:30])
)
def test_json_that_was_refused_can_be_put_right(browser: APIClient, text: str) -> None:
    answer = post_as_json(browser, text)
    page = answer.content.decode()
    assert (answer.status_code, *heading(page)) == (400, "Articles", "400 Bad Request")
    assert f"\n{html.escape(text)}</textarea>" in page
    assert not Article.objects.exists()


def test_neither_form_works_without_its_token(browser: APIClient) -> None:
    for answer in (
        browser.post(ARTICLES, {"name": "a", "text": "b"}, "multipart", headers=BROWSER),
        browser.post(ARTICLES, urlencode({"json": "{}"}), content_type=FORM, headers=BROWSER),
    ):
        assert (answer.status_code, *heading(answer.content.decode())) == (403, "Articles", "403 Forbidden")


def test_a_form_without_json_is_a_body_of_another_kind(reviewer_api: APIClient) -> None:
    answer = reviewer_api.post(ARTICLES, "name=a&text=b", content_type=FORM)
    assert (answer.status_code, set(answer.json())) == (415, {"detail", "fields"})


def test_a_form_of_a_thousand_fields_is_refused_on_a_page(reviewer_api: APIClient) -> None:
    sent = urlencode({f"a{n}": "1" for n in range(1001)})
    answer = reviewer_api.post(ARTICLES, sent, content_type=FORM, headers=BROWSER)
    assert (answer.status_code, *heading(answer.content.decode())) == (400, "Articles", "400 Bad Request")
