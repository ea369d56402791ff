"""Articles in the queue of record: taken in, claimed by lease, finished or failed, each exactly once."""

import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from tracker.enums import ArticleState, Source
from tracker.models import Article
from tracker.store.originals import keep_original, original_path
from tracker.store.queue import LEASE, MAX_ATTEMPTS, hint

logger = logging.getLogger(__name__)

FINISHED = (ArticleState.DONE.value, ArticleState.FAILED.value)


class LeaseLostError(Exception):
    """Somebody else holds the article now; what this worker computed is thrown away."""


@dataclass(frozen=True, slots=True)
class Registered:
    """An article we were given, and whether these bytes are new to us."""

    article: Article
    is_new: bool


def register(name: str, file: BinaryIO, source: Source, user: User | None = None) -> Registered:
    """Take a file in: keep its bytes, make its row, hint at a worker once the row is there.

    The same bytes twice are the same article, whatever their name. A file larger than
    `TRACKER_MAX_ARTICLE_BYTES` becomes an article that has failed, with the reason; it is known by what was read of
    it, and is queued when it comes again under a limit that has been raised.
    """
    original = keep_original(file)
    article, is_new = Article.objects.get_or_create(
        sha256=original.sha256,
        defaults={
            "name": plain_name(name),
            "size": original.size,
            "source": source.value,
            "submitted_by": user,
            **({} if original.is_kept else _too_large()),
        },
    )
    if is_new and original.is_kept:
        transaction.on_commit(lambda: hint(article.pk), robust=True)
    # What failed without an attempt was too large; now its bytes are here.
    elif original.is_kept and article.state == ArticleState.FAILED.value and not article.attempt_count:
        retry(article)
        article.refresh_from_db()
    return Registered(article, is_new)


def _too_large() -> dict[str, object]:
    limit = settings.TRACKER_MAX_ARTICLE_BYTES
    return {
        "state": ArticleState.FAILED.value,
        "failure": f"The file is too large: more than {limit:,} bytes, the most that is allowed.",
        "done_at": timezone.now(),
    }


def plain_name(name: str) -> str:
    """The last part of a path as one line of text; names come from strangers, and PostgreSQL refuses NUL."""
    last = PurePosixPath(name.replace("\\", "/")).name
    # Bytes of a file name that are no UTF-8 arrive as lone surrogates, which no database can store.
    shown = last.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown).strip()[:255] or "unnamed"


def claim_lease(article_id: int) -> tuple[Article, str] | None:
    """Take an article to work on it; None where it is finished, taken by another, or was tried too often.

    The attempt is counted here, before the work: a document that kills its worker cannot do so for ever.
    """
    owner, now = uuid.uuid4().hex, timezone.now()
    is_free = Q(state=ArticleState.RECEIVED.value) | Q(state=ArticleState.PROCESSING.value, lease_until__lt=now)
    taken = Article.objects.filter(is_free, pk=article_id, attempt_count__lt=MAX_ATTEMPTS).update(
        state=ArticleState.PROCESSING.value,
        lease_owner=owner,
        lease_until=now + LEASE,
        attempt_count=F("attempt_count") + 1,
    )
    return (Article.objects.get(pk=article_id), owner) if taken else None


@contextmanager
def kept_lease(article_id: int, owner: str) -> Iterator[None]:
    """Renew a lease from a thread of its own for as long as the block runs, six times in its length."""
    stop = threading.Event()

    def renew() -> None:
        while not stop.wait(LEASE.total_seconds() / 6):
            try:
                kept = Article.objects.filter(pk=article_id, lease_owner=owner)
                if not kept.update(lease_until=timezone.now() + LEASE):
                    break  # another has it now; the write will find out
            except DatabaseError:
                logger.warning("article %s: the lease could not be renewed this time", article_id, exc_info=True)
                connection.close()
        connection.close()

    thread = threading.Thread(target=renew, name=f"lease-{article_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def finish_article(
    article: Article, owner: str, *, text: str, title: str, published_on: date | None, engine_version: str
) -> None:
    """Mark an article as done and store its text; raises LeaseLostError where the lease is no longer ours."""
    values: dict[str, object] = {
        "state": ArticleState.DONE.value,
        "failure": "",
        "text": text,
        "title": title[:300],
        "published_on": published_on,
        "engine_version": engine_version,
    }
    _leave(article.pk, owner, values)
    for name, value in values.items():
        setattr(article, name, value)


def fail_article(article_id: int, owner: str, reason: str) -> None:
    """Mark an article as failed for a reason that people can read; raises LeaseLostError like `finish_article`."""
    _leave(article_id, owner, {"state": ArticleState.FAILED.value, "failure": reason[:500]})


def put_back(article_id: int, owner: str) -> None:
    """Return an article to the queue after an error that another attempt may not meet; the next sweep takes it."""
    Article.objects.filter(pk=article_id, lease_owner=owner).update(
        state=ArticleState.RECEIVED.value, lease_owner="", lease_until=None, hinted_at=None
    )


def _leave(article_id: int, owner: str, values: dict[str, object]) -> None:
    left = Article.objects.filter(pk=article_id, lease_owner=owner, state=ArticleState.PROCESSING.value).update(
        lease_owner="", lease_until=None, done_at=timezone.now(), **values
    )
    if not left:
        raise LeaseLostError


def retry(article: Article) -> bool:
    """Put a finished article back in the queue, to be read again; False where its bytes are gone or it is at work."""
    if not original_path(article.sha256).exists():
        return False
    queued = Article.objects.filter(pk=article.pk, state__in=FINISHED).update(
        state=ArticleState.RECEIVED.value, failure="", attempt_count=0, hinted_at=None, done_at=None
    )
    if queued:
        transaction.on_commit(lambda: hint(article.pk), robust=True)
    return bool(queued)
