"""`/healthz` and `/readyz`."""

from typing import Any

import pytest
from django.test import Client

from tracker.store.health import Readiness
from tracker.web.views import health


@pytest.fixture
def readiness(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    said = {"database": "ok", "broker": "ok", "worker": "ok"}
    monkeypatch.setattr(health, "check_readiness", lambda: Readiness(**said))
    return said


def test_alive_asks_nobody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a database at all: this test has none."""

    def refuse(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(health, "check_readiness", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready(client: Client, readiness: dict[str, str]) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "broker": "ok", "worker": "ok"})


def test_not_ready_says_what_does_not_answer(client: Client, readiness: dict[str, str]) -> None:
    readiness["worker"] = "no worker answers"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, readiness)


@pytest.mark.usefixtures("readiness")
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nobody_keeps_the_answer_and_nobody_posts(client: Client, address: str) -> None:
    assert "no-store" in client.get(address).headers["Cache-Control"]
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
