"""Articles in the queue of record."""

import hashlib
import io
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.models import QuerySet
from django.utils import timezone
from pytest_django.fixtures import Settings

from tracker.enums import ArticleState, Source
from tracker.models import Article
from tracker.store import articles
from tracker.store.originals import original_path

pytestmark = pytest.mark.django_db


def taken_in(data: bytes = b"some words", name: str = "a.txt") -> Article:
    return articles.register(name, io.BytesIO(data), Source.COMMAND).article


def test_register_keeps_the_bytes_under_their_hash(settings: Settings, tmp_path: Path) -> None:
    settings.TRACKER_DATA_DIR = tmp_path  # tests that crash on purpose leave half a copy in the folder that all share
    article = taken_in(b"These very bytes.")
    assert article.sha256 == hashlib.sha256(b"These very bytes.").hexdigest()
    assert original_path(article.sha256).read_bytes() == b"These very bytes."
    assert (article.state, article.size, article.source) == ("received", 17, "command")
    assert [p.name for p in original_path(article.sha256).parents[1].glob(".incoming-*")] == []


def test_the_same_bytes_twice_are_one_article_whatever_their_name() -> None:
    first = articles.register("a.txt", io.BytesIO(b"same"), Source.UPLOAD)
    second = articles.register("b.html", io.BytesIO(b"same"), Source.API)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.article == first.article
    assert Article.objects.get().name == "a.txt"


def test_a_file_too_large_fails_with_its_reason_and_is_not_kept(settings: Settings) -> None:
    settings.TRACKER_MAX_ARTICLE_BYTES = 10
    article = taken_in(b"eleven byte")
    assert article.state == ArticleState.FAILED
    assert article.failure == "The file is too large: more than 10 bytes, the most that is allowed."
    assert not original_path(article.sha256).exists()
    assert not articles.retry(article)


def test_a_file_without_an_end_is_too_large_as_well(settings: Settings) -> None:
    settings.TRACKER_MAX_ARTICLE_BYTES = 10
    with Path("/dev/zero").open("rb") as endless:
        article = articles.register("zero", endless, Source.COMMAND).article
    assert article.failure == "The file is too large: more than 10 bytes, the most that is allowed."


def test_what_was_too_large_is_queued_when_it_comes_again_under_a_higher_limit(settings: Settings) -> None:
    settings.TRACKER_MAX_ARTICLE_BYTES = 10
    taken_in(b"11 and less")
    settings.TRACKER_MAX_ARTICLE_BYTES = 20
    again = articles.register("b.txt", io.BytesIO(b"11 and less"), Source.COMMAND)
    assert (again.is_new, again.article.state, again.article.failure) == (False, "received", "")
    assert again.article.done_at is None
    assert original_path(again.article.sha256).read_bytes() == b"11 and less"


def test_what_failed_for_another_reason_stays_failed_when_it_comes_again() -> None:
    article = taken_in()
    claimed = articles.claim_lease(article.pk)
    assert claimed is not None
    articles.fail_article(article.pk, claimed[1], "The file is empty.")
    again = taken_in()
    assert (again.state, again.failure) == ("failed", "The file is empty.")


def test_what_was_too_large_and_still_is_stays_failed(settings: Settings) -> None:
    settings.TRACKER_MAX_ARTICLE_BYTES = 10
    assert taken_in(b"eleven byte") == taken_in(b"eleven byte")
    assert Article.objects.get().state == "failed"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("report.txt", "report.txt", id="a plain name stays"),
        pytest.param("../../etc/passwd", "passwd", id="a path is cut to its last part"),
        pytest.param("C:\\news\\a.txt", "a.txt", id="likewise with the other slash"),
        pytest.param("a\x00b\nc.txt", "a�b�c.txt", id="NUL and line breaks are no part of a name"),
        pytest.param("caf\udce9.txt", "caf?.txt", id="a byte that was no UTF-8"),
        pytest.param("", "unnamed", id="no name"),
        pytest.param("新闻.txt", "新闻.txt", id="any script"),
        pytest.param("x" * 300, "x" * 255, id="a long one is cut"),
    ],
)
def test_plain_name(given: str, kept: str) -> None:
    assert articles.plain_name(given) == kept


def test_a_lease_is_given_once() -> None:
    article = taken_in()
    assert articles.claim_lease(article.pk) is not None
    assert articles.claim_lease(article.pk) is None
    article.refresh_from_db()
    assert (article.state, article.attempt_count) == ("processing", 1)


def test_an_expired_lease_is_given_again_and_the_first_holder_is_told() -> None:
    article = taken_in()
    first = articles.claim_lease(article.pk)
    assert first is not None
    Article.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    second = articles.claim_lease(article.pk)
    assert second is not None
    with pytest.raises(articles.LeaseLostError):
        articles.fail_article(article.pk, first[1], "too late")
    articles.fail_article(article.pk, second[1], "in time")
    article.refresh_from_db()
    assert (article.state, article.failure, article.attempt_count) == ("failed", "in time", 2)


def test_no_lease_after_the_last_attempt() -> None:
    article = taken_in()
    Article.objects.update(attempt_count=3)
    assert articles.claim_lease(article.pk) is None


def test_finish_stores_the_text_and_lets_go() -> None:
    article = taken_in()
    claimed = articles.claim_lease(article.pk)
    assert claimed is not None
    articles.finish_article(claimed[0], claimed[1], text="some words", title="t", published_on=None, engine_version="1")
    article.refresh_from_db()
    assert (article.state, article.text, article.lease_owner, article.lease_until) == ("done", "some words", "", None)
    assert article.done_at is not None


def test_retry_queues_what_is_finished_and_leaves_alone_what_is_at_work() -> None:
    article = taken_in()
    assert not articles.retry(article)
    claimed = articles.claim_lease(article.pk)
    assert claimed is not None
    assert not articles.retry(article)
    articles.fail_article(article.pk, claimed[1], "why")
    assert articles.retry(article)
    article.refresh_from_db()
    assert (article.state, article.failure, article.attempt_count) == ("received", "", 0)


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_renewed_while_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "LEASE", timedelta(seconds=0.3))
    article = taken_in()
    claimed = articles.claim_lease(article.pk)
    assert claimed is not None
    first_until = Article.objects.get().lease_until
    with articles.kept_lease(article.pk, claimed[1]):
        for _ in range(100):
            if Article.objects.get().lease_until != first_until:
                break
            time.sleep(0.05)
    now_until = Article.objects.get().lease_until
    assert first_until
    assert now_until
    assert now_until > first_until


@pytest.mark.django_db(transaction=True)
def test_a_renewal_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "LEASE", timedelta(seconds=0.3))
    article = taken_in()
    claimed = articles.claim_lease(article.pk)
    assert claimed is not None
    first_until = Article.objects.get().lease_until
    failures: list[int] = []
    update = QuerySet.update

    def fail_twice(rows: QuerySet[Article], **values: object) -> int:
        if len(failures) < 2:
            failures.append(1)
            raise OperationalError
        return update(rows, **values)

    monkeypatch.setattr(QuerySet, "update", fail_twice)
    with articles.kept_lease(article.pk, claimed[1]):
        deadline = time.monotonic() + 10
        while Article.objects.get().lease_until == first_until and time.monotonic() < deadline:
            time.sleep(0.05)
    assert len(failures) == 2
    assert Article.objects.get().lease_until != first_until
