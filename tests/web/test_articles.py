from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_article, make_claim, make_move
from tests.web.reading import html_of, linked_in, rows_in, words_of
from tracker.enums import Kind
from tracker.models import Article
from tracker.web.views import articles

pytestmark = pytest.mark.django_db

LIST_QUERIES = 1
PAGE_QUERIES = 3
TEXT = "Ann left Mill on Tuesday. Ben takes over as chair of Mill, and Ann goes home.\nNothing else happened."


@pytest.fixture(autouse=True)
def silent_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker is told of what these tests hand in: they look at the row only."""
    monkeypatch.setattr("tracker.store.articles.hint", lambda _: None)


def an_article_with_moves(count: int = 2) -> Article:
    article = make_article(TEXT, title="Mill news")
    for number in range(count):
        quote = (
            "Ann left Mill on Tuesday.",
            "Ben takes over as chair of Mill, and Ann goes home.",
            "Nothing else happened.",
        )[number]
        move = make_move(
            f"Person {number}", "Mill", ("chair",), kind=Kind.DEPARTURE, claim={"article": article, "quote": quote}
        )
        claim = move.claims.get()
        start = claim.evidence_start
        claim.slots = {
            "person": {"confidence": 0.9, "start": start, "end": start + 3, "quote": quote[:3]},
            "company": {"confidence": 0.9, "start": 9, "end": 13, "quote": "Mill"},
        }
        claim.save()
    return article


@pytest.mark.parametrize("count", [1, 3])
def test_list(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        make_article(title=f"Article {number}", published_on=date(2023, 3, number + 1))
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/articles/")
    assert [row.split(" 2023 ")[0] for row in rows_in(response)[1:]] == [
        f"Article {number} {number + 1} Mar" for number in range(count)[::-1]
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({"state": "received"}, "waiting to be read", id="waiting"),
        pytest.param({"state": "processing"}, "being read", id="at work"),
        pytest.param({"state": "done", "move_count": 1}, "read, 1 move", id="read"),
        pytest.param(
            {"state": "failed", "failure": "The file is <empty>."}, "failed: The file is <empty>.", id="failed, and why"
        ),
    ],
)
def test_list_says_where_each_stands(client: Client, values: dict[str, Any], said: str) -> None:
    make_article(**values)
    assert rows_in(client.get("/articles/"))[1].endswith(said)


def test_counts_of_what_is_not_published_are_not_told(
    client: Client, reviewer_client: Client, settings: Settings
) -> None:
    settings.TRACKER_PUBLISH = "reviewed"
    make_article(move_count=5)
    assert [rows_in(c.get("/articles/"))[1].split()[-1] for c in (client, reviewer_client)] == ["read", "moves"]


def test_list_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "PAGE_SIZE", 2)
    for number in range(3):
        make_article(title=f"Article {number}")
    second = client.get(f"/articles/{linked_in(client.get('/articles/'), 'Older')}")
    assert [row.split(" 22 ")[0] for row in rows_in(second)[1:]] == ["Article 0"]
    assert client.get("/articles/?cursor=forged").status_code == 400


def test_an_empty_list_says_what_to_do_next(client: Client, reviewer_client: Client) -> None:
    assert "The desk has no article yet." in html_of(client.get("/articles/"))
    assert ['href="/articles/upload/"' in html_of(c.get("/articles/")) for c in (client, reviewer_client)] == [
        False,
        True,
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_article(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = an_article_with_moves(count)
    with django_assert_num_queries(PAGE_QUERIES):
        response = client.get(f"/articles/{article.pk}/")
    html = html_of(response)
    assert response.status_code == 200
    assert html.count('<li id="c') == count
    assert f"<span>{count} move{'s' if count > 1 else ''}</span>" in html


def test_text_with_its_evidence_marked(client: Client) -> None:
    article = an_article_with_moves()
    html = html_of(client.get(f"/articles/{article.pk}/"))
    first = html.split('<div class="para">')[1]
    assert first.split("<p>")[1].split("</p>")[0].strip() == (
        '<span class="ev"><span id="m1"></span><mark class="slot" data-slot="1 who"><u>Ann</u><span class="vh"> (1 who)</span></mark> left '
        '<mark class="slot" data-slot="1 2 where"><u>Mill</u><span class="vh"> (1 2 where)</span></mark> on Tuesday.</span> '
        '<span class="ev"><span id="m2"></span><mark class="slot" data-slot="2 who"><u>Ben</u><span class="vh"> (2 who)</span></mark>'
        " takes over as chair of Mill, and Ann goes home.</span>"
    )
    notes = [words_of(f"<li{note}") for note in first.split("<li")[1:]]
    assert notes == [
        f"{number}, its words Person {number - 1} leaves Mill, chair told 22 March 2023 unreviewed 0.90"
        for number in (1, 2)
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"state": "received", "text": ""}, "Waiting to be read", id="received"),
        pytest.param({"state": "processing", "text": ""}, "Being read", id="processing"),
        pytest.param({"state": "failed", "text": "", "failure": "The file is empty."}, "The desk could not read it The file is empty.", id="failed"),
        pytest.param({"state": "done", "text": "Rain."}, "The desk read no move in this article.", id="read, nothing found"),
    ],
)  # fmt: skip
def test_where_an_article_stands(client: Client, values: dict[str, Any], words: str) -> None:
    article = make_article(**values)
    response = client.get(f"/articles/{article.pk}/")
    assert words in words_of(html_of(response))
    assert (">Look again</a>" in html_of(response)) == (values["state"] in {"received", "processing"})


@pytest.mark.parametrize(
    ("values", "headline"),
    [
        pytest.param({"title": "Mill <news>"}, "Mill <news>", id="its title"),
        pytest.param(
            {"text": " date 2023-03-22 Ann left Mill. More follows."}, "“Ann left Mill”", id="its first sentence"
        ),
        pytest.param({"text": "Ann " * 60}, "“" + ("Ann " * 27).strip() + " …”", id="its first words"),
        pytest.param({"text": "", "name": "a.txt"}, "a.txt", id="its file name"),
    ],
)
def test_headline(client: Client, values: dict[str, str], headline: str) -> None:
    article = make_article(**values)
    html = html_of(client.get(f"/articles/{article.pk}/"))
    assert words_of(html.split("<h1")[1].split(">", 1)[1].split("</h1>")[0]) == headline


def test_what_is_shown_to_whom(client: Client, reviewer_client: Client, settings: Settings) -> None:
    article = make_article(TEXT)
    for review in ("approved", "unreviewed", "rejected"):
        make_claim(make_move(f"Mx {review}", review=review), article, "Nothing else happened.")
    seen = [[review for review in ("approved", "unreviewed", "rejected") if f"Mx {review}" in page] for page in (
        html_of(client.get(f"/articles/{article.pk}/")), html_of(reviewer_client.get(f"/articles/{article.pk}/"))
    )]  # fmt: skip
    settings.TRACKER_PUBLISH = "reviewed"
    html = html_of(client.get(f"/articles/{article.pk}/"))
    assert seen == [["approved", "unreviewed"], ["approved", "unreviewed", "rejected"]]
    assert ["Mx unreviewed" in html, "Mx approved" in html, "<span>1 move</span>" in html] == [False, True, True]


def test_hostile_text_is_only_words(client: Client) -> None:
    text = 'Ann <script>alert("1")</script> left </p></article>Mill & "Sons".'
    article = make_article(text, title="</title><script>alert(2)</script>", name="<b>.txt")
    make_claim(make_move(), article, '<script>alert("1")</script> left </p></article>Mill')
    html = html_of(client.get(f"/articles/{article.pk}/"))
    assert "<script" not in html
    assert text in words_of(html)
    assert html.count("</article>") == 1


def a_file(words: str = "Ann left Mill.", name: str = "mill.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode(), content_type="text/plain")


def test_who_may_hand_in(client: Client, stranger_client: Client, reviewer_client: Client) -> None:
    assert client.get("/articles/upload/").headers["Location"] == "/admin/login/?next=/articles/upload/"
    assert [c.get("/articles/upload/").status_code for c in (stranger_client, reviewer_client)] == [403, 200]
    assert [c.post("/articles/upload/", {"file": a_file()}).status_code for c in (client, stranger_client)] == [
        403,
        403,
    ]
    assert Article.objects.count() == 0


def test_one_file_leads_to_its_article(reviewer_client: Client) -> None:
    response = reviewer_client.post("/articles/upload/", {"file": a_file()})
    article = Article.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/articles/{article.pk}/")
    assert (article.name, article.source, article.state, str(article.submitted_by)) == (
        "mill.txt",
        "upload",
        "received",
        "rita",
    )
    again = reviewer_client.post("/articles/upload/", {"file": a_file(name="other.txt")}, follow=True)
    assert "The desk has this article already." in html_of(again)
    assert Article.objects.count() == 1


def test_several_files_lead_to_the_list(reviewer_client: Client) -> None:
    files = [a_file("One."), a_file("Two."), a_file("One."), a_file("")]
    response = reviewer_client.post("/articles/upload/", {"file": files}, follow=True)
    assert response.redirect_chain == [("/articles/", 302)]
    assert "4 files taken in: 3 new, 1 that the desk had already." in html_of(response)
    assert Article.objects.count() == 3


def test_nothing_chosen(reviewer_client: Client) -> None:
    response = reviewer_client.post("/articles/upload/", {})
    assert response.status_code == 400
    assert "Files: Choose a file first." in html_of(response)


def test_a_form_from_another_site_is_refused(reviewer_client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = reviewer_client.cookies
    response = strict.post("/articles/upload/", {"file": a_file()})
    assert (response.status_code, "The form was not sent" in html_of(response)) == (403, True)


def test_no_such_article(client: Client) -> None:
    assert [client.get(f"/articles/{pk}/").status_code for pk in (0, 999_999, 10**30)] == [404] * 3
