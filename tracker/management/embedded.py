"""A real Celery worker and the periodic sweep as threads of one process: what `up` and a lone `ingest` run on."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from celery.worker import WorkController
from django.conf import settings
from django.db import close_old_connections, connection

from tracker import tasks
from tracker.celery_app import app
from tracker.store.queue import broker

logger = logging.getLogger(__name__)

SWEEP_EVERY_SECONDS = 0.5
STOP_SECONDS = 30.0


@contextmanager
def embedded_worker() -> Iterator[None]:
    """Run a worker and the sweep for as long as the block lasts; on the way out what is at work is finished first."""
    app.set_current()
    app.loader.import_default_modules()
    worker = WorkController(
        app=app,
        pool_cls="threads",
        concurrency=settings.TRACKER_WORKERS,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        quiet=True,
    )
    stop = threading.Event()
    broker.has_embedded_worker = True
    threads = [
        threading.Thread(target=worker.start, name="worker", daemon=True),
        threading.Thread(target=_sweep_until, args=[stop], name="sweep", daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        threads[1].join(STOP_SECONDS)
        broker.has_embedded_worker = False
        worker.stop()
        threads[0].join(STOP_SECONDS)


def _sweep_until(stop: threading.Event) -> None:
    while not stop.is_set():
        close_old_connections()  # one that the database has dropped is opened anew, as before a request
        try:
            tasks.sweep.run()
        except Exception:
            # A full disk or a database that is away for a moment must not end the sweep for good.
            logger.exception("a sweep failed; the next one follows")
        stop.wait(SWEEP_EVERY_SECONDS)
    connection.close()
