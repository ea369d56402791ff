"""Whether the desk is ready."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import django.db
import pytest
from celery.worker import WorkController

from tests.live import free_port
from tracker.celery_app import app
from tracker.models import Article
from tracker.store import health
from tracker.store.health import Readiness, check_readiness


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    health.forget_readiness()
    yield
    health.forget_readiness()


@pytest.fixture
def broker_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELERY_BROKER_URL", "memory://localhost")
    monkeypatch.setitem(app.conf, "broker_transport_options", {"polling_interval": 0.05})


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Lets every broker connect and one worker answer; returns what the workers were asked."""
    calls: list[dict[str, Any]] = []

    def ping(**given: Any) -> list[dict[str, Any]]:
        calls.append(given)
        return [{"worker@here": {"ok": "pong"}}]

    monkeypatch.setattr(app.control, "ping", ping)
    return calls


@pytest.mark.django_db
@pytest.mark.usefixtures("broker_in_memory")
def test_all_answer(asked: list[dict[str, Any]]) -> None:
    readiness = check_readiness()
    assert readiness == Readiness(database="ok", broker="ok", worker="ok")
    assert readiness.is_ready
    assert [(call["limit"], call["timeout"]) for call in asked] == [(1, health.WORKER_SECONDS)]


@pytest.mark.django_db
@pytest.mark.usefixtures("broker_in_memory")
def test_without_a_worker_the_desk_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "WORKER_SECONDS", 0.1)
    readiness = check_readiness()
    assert readiness == Readiness(database="ok", broker="ok", worker="no worker answers")
    assert not readiness.is_ready


@pytest.mark.django_db
def test_a_broker_that_is_down_is_said_so_soon_and_without_its_password(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("CELERY_BROKER_URL", f"redis://:secret@127.0.0.1:{free_port()}/0")
    begun = time.monotonic()
    readiness = check_readiness()
    assert time.monotonic() - begun < 3
    assert readiness == Readiness("ok", "does not answer", "cannot be asked while the broker does not answer")
    assert "the broker does not answer" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.django_db
def test_a_broker_that_takes_the_call_and_stays_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("CELERY_BROKER_URL", f"redis://127.0.0.1:{listener.getsockname()[1]}/0")
        begun = time.monotonic()
        assert check_readiness().broker == "does not answer"
        assert time.monotonic() - begun < 6


@pytest.mark.django_db
@pytest.mark.usefixtures("broker_in_memory", "asked")
@pytest.mark.parametrize(
    "error", [django.db.OperationalError("host db.secret"), django.db.ProgrammingError("no table")]
)
def test_a_database_that_does_not_answer_is_said_so(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(*_: Any) -> None:
        raise error

    monkeypatch.setattr(Article.objects.none().__class__, "exists", refuse)
    readiness = check_readiness()
    assert readiness == Readiness("does not answer, or its tables have not been made", "ok", "ok")


@pytest.mark.django_db
@pytest.mark.usefixtures("broker_in_memory")
def test_who_asks_often_is_given_the_answer_before(
    asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(20):
        check_readiness()
    assert len(asked) == 1
    monkeypatch.setattr(health, "KEEP_SECONDS", 0.0)
    check_readiness()
    assert len(asked) == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("broker_in_memory", "asked")
def test_while_one_thread_asks_the_others_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    before = check_readiness()
    monkeypatch.setattr(health, "KEEP_SECONDS", 0.0)
    asking, go_on = threading.Event(), threading.Event()

    def ask_slowly() -> Readiness:
        asking.set()
        assert go_on.wait(10)
        return Readiness("ok", "does not answer", "x")

    monkeypatch.setattr(health, "_ask_all", ask_slowly)
    answers: list[Readiness] = []
    thread = threading.Thread(target=lambda: answers.append(check_readiness()))
    thread.start()
    assert asking.wait(10)
    assert check_readiness() is before
    go_on.set()
    thread.join(10)
    assert [answer.broker for answer in answers] == ["does not answer"]


@pytest.mark.usefixtures("broker_in_memory")
def test_a_worker_in_this_very_process_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As under `manage.py up`. A starting worker closes this thread's connection, so no database is asked here."""
    monkeypatch.setattr(health, "_ask_database", lambda: health.OK)
    monkeypatch.setattr(health, "WORKER_SECONDS", 0.3)
    worker = WorkController(
        app=app, pool_cls="threads", concurrency=1, without_gossip=True, without_mingle=True, without_heartbeat=True
    )
    thread = threading.Thread(target=worker.start, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while not check_readiness().is_ready and time.monotonic() < deadline:
            health.forget_readiness()
        assert check_readiness() == Readiness("ok", "ok", "ok")
    finally:
        worker.stop()
        thread.join(20)
    health.forget_readiness()
    assert check_readiness().worker == "no worker answers"
