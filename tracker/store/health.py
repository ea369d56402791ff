"""Whether the desk can do its work: the database, the broker and a worker answer."""

import logging
import threading
import time
from dataclasses import dataclass

import django.db

from tracker.celery_app import app
from tracker.models import Article

logger = logging.getLogger(__name__)

OK = "ok"
NO_DATABASE = "does not answer, or its tables have not been made"
NO_BROKER = "does not answer"
NO_WORKER = "no worker answers"
NO_WAY_TO_WORKER = "cannot be asked while the broker does not answer"

BROKER_SECONDS = 0.5
WORKER_SECONDS = 1.5
KEEP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Readiness:
    """For each part `ok`, or plain words on what does not answer."""

    database: str
    broker: str
    worker: str

    @property
    def is_ready(self) -> bool:
        return self.database == self.broker == self.worker == OK


class _Latest:
    """The last answer of this process: whoever asks a thousand times does not ask the broker a thousand times."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.answer: Readiness | None = None
        self.checked_at = 0.0

    def is_fresh(self) -> bool:
        return self.answer is not None and time.monotonic() - self.checked_at < KEEP_SECONDS


_latest = _Latest()


def check_readiness() -> Readiness:
    """Ask the database, the broker and the workers; an answer holds for `KEEP_SECONDS`.

    One thread asks at a time, for about 3 seconds at most where the broker is silent; the others are given the answer
    before, so that a dead broker does not take the web server's threads with it.
    """
    before = _latest.answer
    if not _latest.lock.acquire(blocking=before is None):
        assert before is not None  # noqa: S101  a lock that was waited for is held
        return before
    try:
        if _latest.answer is None or not _latest.is_fresh():
            _latest.answer = _ask_all()
            _latest.checked_at = time.monotonic()
        return _latest.answer
    finally:
        _latest.lock.release()


def forget_readiness() -> None:
    """Let the next question be asked anew."""
    _latest.answer = None


def _ask_all() -> Readiness:
    broker, worker = _ask_broker()
    return Readiness(database=_ask_database(), broker=broker, worker=worker)


def _ask_database() -> str:
    try:
        Article.objects.order_by().exists()
    except django.db.Error as error:
        logger.warning("the database does not answer: %s", error)
        return NO_DATABASE
    return OK


def _ask_broker() -> tuple[str, str]:
    """One connection of its own, not one of the pool, which may stem from before a restart of the broker."""
    patience = dict.fromkeys(("socket_connect_timeout", "socket_timeout"), BROKER_SECONDS)
    options = {**app.conf.broker_transport_options, **patience}
    try:
        with app.connection_for_write(connect_timeout=BROKER_SECONDS, transport_options=options) as connection:
            connection.connect()
            replies = app.control.ping(timeout=WORKER_SECONDS, limit=1, connection=connection)
    except Exception as error:  # noqa: BLE001  each kind of broker has errors of its own, and each means the same
        logger.warning("the broker does not answer: %s", type(error).__name__)
        return NO_BROKER, NO_WAY_TO_WORKER
    return OK, OK if replies else NO_WORKER
