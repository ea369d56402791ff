"""Hints to workers. The article's row is the queue; a message only saves the wait for the next sweep."""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from tracker.celery_app import app
from tracker.enums import ArticleState
from tracker.models import Article

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
LEASE = timedelta(seconds=60)
HINT_AGAIN = timedelta(seconds=60)
GAVE_UP = f"Given up after {MAX_ATTEMPTS} attempts: each time the worker stopped before it was done."
_PAUSE_SECONDS = 5.0


class _Broker:
    """What this process knows of the broker: whether a message can reach a worker, and since when it cannot."""

    has_embedded_worker = False
    is_down_until = 0.0

    def is_worth_a_try(self) -> bool:
        """In-memory messages reach only a worker of this very process; a broker that is down is left alone a while."""
        if settings.CELERY_BROKER_URL.startswith("memory") and not self.has_embedded_worker:
            return False
        return time.monotonic() >= self.is_down_until


broker = _Broker()


def hint(article_id: int) -> bool:
    """Tell a worker that an article waits; False when no message was sent, and the sweep will see to it."""
    if not broker.is_worth_a_try():
        return False
    Article.objects.filter(pk=article_id).update(hinted_at=timezone.now())
    try:
        app.send_task(
            "tracker.tasks.ingest_article", args=[article_id], retry=False, expires=HINT_AGAIN.total_seconds()
        )
    except (OperationalError, OSError) as error:
        broker.is_down_until = time.monotonic() + _PAUSE_SECONDS
        Article.objects.filter(pk=article_id).update(hinted_at=None)
        logger.warning("the broker does not answer, article %s waits for the sweep: %s", article_id, error)
        return False
    return True


def _unfinished() -> Q:
    """Articles that nobody is at work on and that are not done."""
    now = timezone.now()
    return Q(state=ArticleState.RECEIVED.value) | Q(state=ArticleState.PROCESSING.value, lease_until__lt=now)


def hint_waiting(limit: int = 500) -> int:
    """One sweep: give up on what was tried too often, hint at what waits unhinted; returns the number of hints.

    At most `limit` hints are under way at once: a backlog waits in its rows, not a second time in the broker.
    """
    Article.objects.filter(_unfinished(), attempt_count__gte=MAX_ATTEMPTS).update(
        state=ArticleState.FAILED.value, failure=GAVE_UP, lease_owner="", lease_until=None, done_at=timezone.now()
    )
    stale = timezone.now() - HINT_AGAIN
    limit -= Article.objects.filter(_unfinished(), hinted_at__gte=stale).count()
    waiting = (
        Article.objects.filter(_unfinished(), Q(hinted_at=None) | Q(hinted_at__lt=stale))
        .order_by(F("hinted_at").asc(nulls_first=True), "id")
        .values_list("id", flat=True)[: max(limit, 0)]
    )
    return sum(1 for article_id in list(waiting) if hint(article_id))


def free_leases() -> int:
    """Take back every lease and hint: only for the one process that holds the data folder, at its start."""
    return Article.objects.filter(state__in=[ArticleState.RECEIVED.value, ArticleState.PROCESSING.value]).update(
        state=ArticleState.RECEIVED.value, lease_owner="", lease_until=None, hinted_at=None
    )
