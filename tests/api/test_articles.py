"""`/api/v1/articles/`: what was read, and handing one in."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from tests.api.rows import TEXT, a_move, an_article
from tracker.models import Article, Claim
from tracker.store.originals import read_original

pytestmark = pytest.mark.django_db

ARTICLES = "/api/v1/articles/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.TRACKER_DATA_DIR = tmp_path


def a_file(data: bytes = b"A file of words.", name: str = "news.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


# Reading -------------------------------------------------------------------------------------------------------------


def test_an_article_is_told_whole(api: APIClient) -> None:
    move = a_move()
    article = Article.objects.get()
    told = {
        "id": article.pk,
        "url": f"http://testserver/articles/{article.pk}/",
        "name": "alibaba.txt",
        "title": "Jia leaves",
        "published_on": "2023-03-22",
        "received_at": article.received_at.isoformat().replace("+00:00", "Z"),
        "size": len(TEXT),
        "state": "done",
        "failure": None,
        "move_count": 1,
    }
    assert api.get(ARTICLES).json() == {"next": None, "previous": None, "results": [told]}
    one = api.get(f"{ARTICLES}{article.pk}/").json()
    claims = one.pop("claims")
    assert one == {**told, "text": TEXT}
    as_told_by_the_move = api.get(f"/api/v1/moves/{move.pk}/").json()["claims"][0]
    del as_told_by_the_move["article"]
    assert claims == [{**as_told_by_the_move, "move": move.pk}]
    evidence = claims[0]["evidence"]
    assert one["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_a_failed_article_says_why(api: APIClient) -> None:
    article = an_article(state="failed", failure="The file is empty.", title="", published_on=None, text="")
    told = api.get(f"{ARTICLES}{article.pk}/").json()
    assert [told[name] for name in ("state", "failure", "title", "published_on", "text", "claims")] == [
        "failed",
        "The file is empty.",
        None,
        None,
        "",
        [],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_takes_one_query_whatever_its_length(
    api: APIClient, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        a_move(article=an_article(name=f"{number}.txt"))
    with django_assert_num_queries(1):
        rows = api.get(ARTICLES).json()["results"]
    assert [(row["name"], row["move_count"]) for row in rows] == [(f"{n}.txt", 1) for n in reversed(range(count))]


@pytest.mark.parametrize("count", [1, 3])
def test_one_takes_two_queries_whatever_it_tells(
    api: APIClient, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = an_article()
    for number in range(count):
        a_move(f"P{number}", article=article)
    with django_assert_num_queries(2):
        assert len(api.get(f"{ARTICLES}{article.pk}/").json()["claims"]) == count


def test_claims_of_moves_that_may_not_be_seen_are_neither_told_nor_counted(
    api: APIClient, reviewer_api: APIClient, settings: Settings
) -> None:
    article = an_article()
    for person, review in (("A", "rejected"), ("B", "unreviewed"), ("C", "approved")):
        a_move(person, review=review, article=article)

    def seen(client: APIClient) -> tuple[int, list[str]]:
        one = client.get(f"{ARTICLES}{article.pk}/").json()
        assert client.get(ARTICLES).json()["results"][0]["move_count"] == one["move_count"]
        return one["move_count"], [claim["person"] for claim in one["claims"]]

    assert seen(api) == (2, ["B", "C"])
    settings.TRACKER_PUBLISH = "reviewed"
    assert seen(api) == (1, ["C"])
    assert seen(reviewer_api) == (3, ["A", "B", "C"])


def test_a_claim_that_is_no_longer_read_is_told_but_not_counted(api: APIClient) -> None:
    a_move(review="approved")
    Claim.objects.update(is_current=False)
    one = api.get(f"{ARTICLES}{Article.objects.get().pk}/").json()
    assert (one["move_count"], [claim["is_current"] for claim in one["claims"]]) == (0, [False])


def test_articles_can_be_asked_for_by_state(api: APIClient) -> None:
    failed = an_article(state="failed")
    waiting = an_article(state="received")
    an_article()
    found = api.get(f"{ARTICLES}?state=failed&state=received").json()["results"]
    assert [row["id"] for row in found] == [waiting.pk, failed.pk]
    assert set(api.get(f"{ARTICLES}?state=gone").json()["fields"]) == {"state"}
    assert set(api.get(f"{ARTICLES}?ordering=received").json()["fields"]) == {"ordering"}


# Handing in ----------------------------------------------------------------------------------------------------------


def test_a_file_is_taken_and_can_be_followed(reviewer_api: APIClient, reviewer: User) -> None:
    answer = reviewer_api.post(ARTICLES, {"file": a_file()}, format="multipart")
    article = Article.objects.get()
    link = f"http://testserver{ARTICLES}{article.pk}/"
    assert (answer.status_code, answer.headers["Location"]) == (202, link)
    assert answer.json() == {
        "id": article.pk,
        "state": "received",
        "is_new": True,
        "url": link,
        "page": f"http://testserver/articles/{article.pk}/",
    }
    assert (article.name, article.source, article.submitted_by) == ("news.txt", "api", reviewer)
    assert read_original(article.sha256) == b"A file of words."
    assert reviewer_api.get(link).json()["state"] == "received"


def test_a_text_is_taken_letter_for_letter(reviewer_api: APIClient) -> None:
    text = "  date 2023-03-22\r\n贾扬清 has resigned.\n"
    answer = reviewer_api.post(ARTICLES, {"name": "wire/jia.txt", "text": text})
    assert answer.status_code == 202
    article = Article.objects.get()
    assert (article.name, read_original(article.sha256).decode()) == ("jia.txt", text)


def test_the_same_bytes_again_are_the_same_article(reviewer_api: APIClient) -> None:
    first = reviewer_api.post(ARTICLES, {"file": a_file(b"same words")}, format="multipart")
    Article.objects.update(state="done")
    second = reviewer_api.post(ARTICLES, {"name": "other.txt", "text": "same words"})
    assert second.status_code == 202
    assert second.json() == {**first.json(), "state": "done", "is_new": False}
    assert Article.objects.count() == 1


def test_the_day_of_publication_can_be_given_but_not_changed(reviewer_api: APIClient) -> None:
    for published in ("2023-03-22", "2024-01-01"):
        answer = reviewer_api.post(ARTICLES, {"name": "a", "text": "words", "published": published})
        assert answer.status_code == 202
        assert str(Article.objects.get().published_on) == "2023-03-22"


def test_an_empty_file_is_taken_like_by_any_other_door(reviewer_api: APIClient) -> None:
    assert reviewer_api.post(ARTICLES, {"file": a_file(b"")}, format="multipart").status_code == 202
    assert Article.objects.get().size == 0


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        pytest.param({}, {"file"}, id="nothing"),
        pytest.param({"name": "a.txt"}, {"file"}, id="a name alone"),
        pytest.param({"name": "a.txt", "text": ""}, {"file"}, id="an empty text"),
        pytest.param({"text": "words"}, {"name"}, id="a text without a name"),
        pytest.param({"name": "a", "text": "words", "published": "soon"}, {"published"}, id="no day"),
        pytest.param({"name": "a", "text": "w\0rds"}, {"text"}, id="NUL"),
        pytest.param({"name": "a", "text": "\ud800"}, {"text"}, id="half a character"),
        pytest.param({"name": "a" * 256, "text": "words"}, {"name"}, id="a name too long"),
        pytest.param({"name": "a", "text": "words", "state": "done"}, {"state"}, id="a field that is not known"),
        pytest.param({"name": "a", "text": ["words"]}, {"text"}, id="a list for a text"),
        pytest.param({"file": "words"}, {"file"}, id="a file that is none"),
    ],
)
def test_a_body_that_makes_no_sense_is_refused_by_name(
    reviewer_api: APIClient, fields: dict[str, Any], wrong: set[str]
) -> None:
    answer = reviewer_api.post(ARTICLES, json.dumps(fields), content_type="application/json")
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == wrong
    assert not Article.objects.exists()


@pytest.mark.parametrize("body", ["[]", '"words"', "null", "{", "\xff", "[" * 100_000])
def test_a_body_that_is_no_object_is_refused(reviewer_api: APIClient, body: str) -> None:
    answer = reviewer_api.post(ARTICLES, body.encode("latin-1"), content_type="application/json")
    assert answer.status_code == 400
    assert set(answer.json()) == {"detail", "fields"}


def test_two_files_at_once_are_refused(reviewer_api: APIClient) -> None:
    answer = reviewer_api.post(ARTICLES, {"file": [a_file(b"one"), a_file(b"two")]}, format="multipart")
    assert (answer.status_code, set(answer.json()["fields"])) == (400, {"file"})


def test_a_file_and_a_text_at_once_are_refused(reviewer_api: APIClient) -> None:
    answer = reviewer_api.post(ARTICLES, {"file": a_file(), "name": "a", "text": "b"}, format="multipart")
    assert (answer.status_code, set(answer.json()["fields"])) == (400, {"file"})


@pytest.mark.parametrize("length", [11, 500_000])
def test_what_is_too_large_is_refused_with_the_limit(reviewer_api: APIClient, settings: Settings, length: int) -> None:
    settings.TRACKER_MAX_ARTICLE_BYTES = 10
    for answer in (
        reviewer_api.post(ARTICLES, {"file": a_file(b"x" * length)}, format="multipart"),
        reviewer_api.post(ARTICLES, {"name": "a", "text": "x" * length}),
    ):
        assert answer.status_code == 413
        assert answer.json() == {"detail": "Too large: an article may have 10 bytes.", "fields": {}}
    assert not Article.objects.exists()


def test_a_body_too_large_is_not_read_at_all(settings: Settings) -> None:
    """Not even to look for the token of a session, and whoever sends it."""
    settings.TRACKER_MAX_ARTICLE_BYTES = 10

    class Unread(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError

    body: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_LENGTH": "9000000000", "HTTP_ACCEPT": "text/html"}
    answer = APIClient(enforce_csrf_checks=True).generic(
        "POST", ARTICLES, content_type="multipart/form-data; boundary=x", **body
    )
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/json")


@pytest.mark.parametrize("length", ["", "-1", "many"])
def test_a_length_that_is_none_reads_nothing(reviewer_api: APIClient, length: str) -> None:
    answer = reviewer_api.generic("POST", ARTICLES, content_type="application/json", CONTENT_LENGTH=length)
    assert answer.status_code == 400


# Who may ------------------------------------------------------------------------------------------------------------


def test_nobody_in_particular_is_asked_for_a_token(api: APIClient) -> None:
    answer = api.post(ARTICLES, {"file": a_file()}, format="multipart")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Token")
    assert set(answer.json()) == {"detail", "fields"}
    assert not Article.objects.exists()


def test_somebody_without_the_right_is_refused(api: APIClient) -> None:
    api.force_login(User.objects.create_user("visitor"))
    assert api.post(ARTICLES, {"file": a_file()}, format="multipart").status_code == 403
    assert not Article.objects.exists()


def test_a_signed_in_reviewer_may_with_the_token_of_their_session(reviewer: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(reviewer)
    refused = client.post(ARTICLES, {"file": a_file()}, format="multipart")
    assert (refused.status_code, refused.json()["fields"]) == (403, {})
    csrf = client.get(ARTICLES, headers={"Accept": "text/html"}).cookies["csrftoken"].value
    accepted = client.post(ARTICLES, {"file": a_file()}, format="multipart", headers={"X-CSRFToken": csrf})
    assert accepted.status_code == 202


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_can_be_changed_or_deleted(reviewer_api: APIClient, method: str) -> None:
    article = an_article()
    assert getattr(reviewer_api, method)(f"{ARTICLES}{article.pk}/").status_code in {403, 405}
    assert Article.objects.filter(pk=article.pk).exists()
