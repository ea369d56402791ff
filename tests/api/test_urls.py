"""The API's front door, its schema and its pages for people."""

import re
from io import StringIO

import pytest
from django.conf import settings as desk_settings
from django.core.management import call_command
from rest_framework.test import APIClient

from tests.api.rows import a_move, an_article

pytestmark = pytest.mark.django_db

INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE
)


def test_the_front_door_names_every_list(api: APIClient) -> None:
    names = ("moves", "executives", "companies", "articles")
    assert api.get("/api/v1/").json() == {name: f"http://testserver/api/v1/{name}/" for name in names}


def test_the_schema_is_valid_and_without_a_warning() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_the_schema_tells_of_every_parameter_and_answer(api: APIClient) -> None:
    schema = api.get("/api/v1/schema/?format=json").json()
    assert schema["openapi"].startswith("3.")
    assert {path: sorted(operations) for path, operations in schema["paths"].items()} == {
        "/api/v1/articles/": ["get", "post"],
        "/api/v1/articles/{id}/": ["get"],
        "/api/v1/companies/": ["get"],
        "/api/v1/companies/{id_or_slug}/": ["get"],
        "/api/v1/executives/": ["get"],
        "/api/v1/executives/{id_or_slug}/": ["get"],
        "/api/v1/moves/": ["get"],
        "/api/v1/moves/{id}/": ["get"],
    }
    moves = schema["paths"]["/api/v1/moves/"]["get"]
    assert {parameter["name"] for parameter in moves["parameters"]} == {
        *("company", "cursor", "executive", "happened_from", "happened_to", "kind", "manner", "ordering"),
        *("page_size", "review", "salience", "status", "told_from", "told_to"),
    }
    assert sorted(moves["responses"]) == ["200", "400", "401"]
    submission = schema["paths"]["/api/v1/articles/"]["post"]
    assert sorted(submission["requestBody"]["content"]) == ["application/json", "multipart/form-data"]
    assert sorted(submission["responses"]) == ["202", "400", "401", "403", "413", "415"]


def test_the_schema_says_what_an_answer_holds(api: APIClient) -> None:
    a_move()
    components = api.get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    move = api.get("/api/v1/moves/").json()["results"][0]
    assert set(components["Move"]["properties"]) == set(move)
    assert set(components["Claim"]["properties"]) == set(move["claims"][0])
    assert set(components["Executive"]["properties"]) == set(api.get("/api/v1/executives/").json()["results"][0])
    assert set(components["Article"]["properties"]) == set(api.get("/api/v1/articles/").json()["results"][0])


@pytest.mark.parametrize(
    "address",
    ["/api/docs/", "/api/v1/", "/api/v1/moves/", "/api/v1/executives/", "/api/v1/articles/", "/api/v1/moves/9/"],
)
def test_pages_for_people_need_nothing_that_the_policy_forbids(reviewer_api: APIClient, address: str) -> None:
    a_move()
    page = reviewer_api.get(address, headers={"Accept": "text/html"})
    assert page.headers["Content-Type"].startswith("text/html")
    assert INLINE.findall(page.content.decode()) == []
    sources = desk_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    given = dict(part.split(" ", 1) for part in page.headers["Content-Security-Policy"].split("; "))
    assert given == {name: " ".join(values) for name, values in sources.items()}


def test_what_an_article_says_is_escaped_for_people(api: APIClient) -> None:
    an_article(title="<script>alert(1)</script>")
    page = api.get("/api/v1/articles/", headers={"Accept": "text/html"}).content
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert b"<script>alert" not in page


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("/api/v1/articles", "/api/v1/articles/"),
        ("/api/v1", "/api/v1/"),
        ("/api/docs", "/api/docs/"),
        ("/api/v1/moves?kind=departure", "/api/v1/moves/?kind=departure"),
        ("/api/v1//evil.example", "/api/v1//evil.example/"),
        ("/api/v1/a%0D%0Ab%3Fc", "/api/v1/a%0D%0Ab%3Fc/"),
    ],
)
def test_a_forgotten_slash_keeps_the_method(address: str, to: str) -> None:
    for method in ("GET", "POST"):
        answer = APIClient(enforce_csrf_checks=True).generic(method, address)
        assert (answer.status_code, answer.headers["Location"]) == (308, to)
