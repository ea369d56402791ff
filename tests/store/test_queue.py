"""Hints and the sweep: messages may get lost, rows do not."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django.fixtures import Settings

from tracker.celery_app import app
from tracker.enums import ArticleState, Source
from tracker.models import Article
from tracker.store import articles, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids that were sent to workers; the broker itself is not asked."""
    ids: list[int] = []
    monkeypatch.setattr(queue.broker, "has_embedded_worker", True)
    monkeypatch.setattr(queue.broker, "is_down_until", 0.0)
    monkeypatch.setattr(app, "send_task", lambda _name, args, **_: ids.append(args[0]))
    return ids


def taken_in(data: bytes) -> Article:
    return articles.register("a.txt", io.BytesIO(data), Source.COMMAND).article


def test_registering_hints_once_the_row_is_there(
    sent: list[int], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        article = taken_in(b"1")
        assert sent == []
    assert sent == [article.pk]
    assert Article.objects.get().hinted_at is not None


def test_no_message_into_a_memory_that_nobody_reads(
    sent: list[int], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CELERY_BROKER_URL = "memory://"
    monkeypatch.setattr(queue.broker, "has_embedded_worker", False)
    article = taken_in(b"1")
    assert queue.hint(article.pk) is False
    assert sent == []
    assert Article.objects.get().hinted_at is None


def test_a_broker_that_is_down_fails_nothing_and_is_left_alone_for_a_while(
    sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def refuse(_name: str, args: list[int], **_: object) -> None:
        calls.append(args[0])
        raise OperationalError

    monkeypatch.setattr(app, "send_task", refuse)
    first, second = taken_in(b"1"), taken_in(b"2")
    assert (queue.hint(first.pk), queue.hint(second.pk)) == (False, False)
    assert calls == [first.pk]
    assert list(Article.objects.values_list("hinted_at", flat=True)) == [None, None]


def test_the_sweep_hints_what_waits_and_leaves_the_rest_alone(sent: list[int]) -> None:
    now = timezone.now()
    waiting, hinted, stale, at_work, stranded, done, failed = (taken_in(str(n).encode()) for n in range(7))
    rows = Article.objects
    rows.filter(pk=hinted.pk).update(hinted_at=now)
    rows.filter(pk=stale.pk).update(hinted_at=now - timedelta(minutes=2))
    rows.filter(pk=at_work.pk).update(state=ArticleState.PROCESSING, lease_until=now + timedelta(seconds=50))
    rows.filter(pk=stranded.pk).update(state=ArticleState.PROCESSING, lease_until=now - timedelta(seconds=1))
    rows.filter(pk=done.pk).update(state=ArticleState.DONE)
    rows.filter(pk=failed.pk).update(state=ArticleState.FAILED)
    assert queue.hint_waiting() == 3
    assert sent == [waiting.pk, stranded.pk, stale.pk]
    assert queue.hint_waiting() == 0


def test_the_sweep_gives_up_after_the_last_attempt(sent: list[int]) -> None:
    poison = taken_in(b"1")
    Article.objects.update(
        state=ArticleState.PROCESSING, lease_until=timezone.now() - timedelta(seconds=1), attempt_count=3
    )
    assert queue.hint_waiting() == 0
    poison.refresh_from_db()
    assert (poison.state, poison.failure) == ("failed", queue.GAVE_UP)


def test_free_leases_takes_back_what_a_dead_process_held() -> None:
    article, done = taken_in(b"1"), taken_in(b"2")
    assert articles.claim_lease(article.pk) is not None
    Article.objects.filter(pk=done.pk).update(state=ArticleState.DONE)
    assert queue.free_leases() == 1
    assert articles.claim_lease(article.pk) is not None
    assert articles.claim_lease(done.pk) is None


def test_a_backlog_waits_in_its_rows_not_twice_in_the_broker(sent: list[int]) -> None:
    first, second, third = (taken_in(str(number).encode()) for number in range(3))
    assert queue.hint_waiting(limit=2) == 2
    assert queue.hint_waiting(limit=2) == 0
    Article.objects.filter(pk=first.pk).update(state=ArticleState.DONE)
    assert queue.hint_waiting(limit=2) == 1
    assert sent == [first.pk, second.pk, third.pk]
