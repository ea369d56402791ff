"""What a worker runs: ids in, one call, a log line."""

import logging
from typing import Any

from celery.signals import task_prerun
from django.db import close_old_connections

from tracker import pipeline
from tracker.celery_app import app
from tracker.sources import inbox
from tracker.store import queue

logger = logging.getLogger(__name__)


@task_prerun.connect
def close_dropped_connections(**_: Any) -> None:
    """Open a connection anew that the database has dropped; Celery does so for its own command, not when embedded."""
    close_old_connections()


@app.task
def ingest_article(article_id: int) -> None:
    """Read one article."""
    outcome = pipeline.ingest_article(article_id)
    logger.info("article %s: %s", article_id, outcome or "nothing to do")


@app.task
def sweep() -> None:
    """Take in the inbox and bring to workers what waits; every few seconds, anywhere, any number at once."""
    taken = inbox.take_inbox()
    hinted = queue.hint_waiting()
    if taken or hinted:
        logger.info("sweep: %s files taken from the inbox, %s articles on their way", taken, hinted)
