"""docker-compose.yml keeps its promises, and its commands, in its order and environment, bring an article to done."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from tests.compose import (
    SECRETS,
    Addresses,
    UnsetVariableError,
    interpolate,
    local_health_command,
    read_compose,
    start_order,
)
from tests.environment import ROOT
from tests.live import LiveDesk, free_port, wait_until

OURS = ("migrate", "web", "worker", "sweep")
SEED = next((ROOT / "seeds").iterdir())


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return read_compose()


@pytest.mark.parametrize(
    ("text", "variables", "expected"),
    [
        pytest.param("plain", {}, "plain", id="nothing to fill in"),
        pytest.param("${A}", {"A": "1"}, "1", id="given"),
        pytest.param("${A:-2}", {}, "2", id="default"),
        pytest.param("${A:-2}", {"A": ""}, "2", id="default also for an empty value"),
        pytest.param("x${A:+,}${A:-}", {"A": "y"}, "x,y", id="a comma only where something follows"),
        pytest.param("x${A:+,}${A:-}", {}, "x", id="no comma where nothing follows"),
        pytest.param("$$(hostname) $${A}", {"A": "1"}, "$(hostname) ${A}", id="two dollars are one dollar"),
    ],
)
def test_interpolate_is_as_compose_does_it(text: str, variables: dict[str, str], expected: str) -> None:
    assert interpolate(text, variables) == expected


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_has_a_default(secret: str) -> None:
    with pytest.raises(UnsetVariableError, match=f"set {secret} in .env"):
        read_compose(SECRETS | {secret: ""})


def test_no_secret_stands_in_the_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    given = re.findall(r"^\s*(?:\w*(?:PASSWORD|SECRET_KEY)): (.*)$", text, re.MULTILINE)
    assert [value for value in given if not value.startswith("${")] == []


def test_only_the_web_is_published_and_on_loopback(compose: dict[str, Any]) -> None:
    published = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_order_is_servers_then_migrations_then_the_desk(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert start_order(services) == ["db", "redis", "migrate", "web", "worker", "sweep"]
    waits = {name: {on: how["condition"] for on, how in services[name].get("depends_on", {}).items()} for name in OURS}
    everything = {"migrate": "service_completed_successfully", "redis": "service_healthy"}
    assert waits == {
        "migrate": {"db": "service_healthy"},
        "web": everything,
        "worker": everything,
        "sweep": everything,
    }


def test_what_must_outlive_a_container_is_on_a_named_volume(compose: dict[str, Any]) -> None:
    volumes = {name: service["volumes"] for name, service in compose["services"].items()}
    assert volumes == {
        "db": ["db:/var/lib/postgresql/data"],
        "redis": ["redis:/data"],
        **{name: ["data:/data"] for name in OURS},
    }
    assert set(compose["volumes"]) == {"db", "redis", "data"}


def test_servers_web_and_worker_say_whether_they_are_well(compose: dict[str, Any]) -> None:
    checked = {name for name, service in compose["services"].items() if "healthcheck" in service}
    assert checked == {"db", "redis", "web", "worker"}


def test_redis_keeps_an_append_only_file(compose: dict[str, Any]) -> None:
    assert compose["services"]["redis"]["command"] == ["redis-server", "--appendonly", "yes"]


def test_our_services_have_the_least_rights_and_one_environment(compose: dict[str, Any]) -> None:
    services = [compose["services"][name] for name in OURS]
    assert [service["cap_drop"] for service in services] == [["ALL"]] * len(OURS)
    assert [service["environment"] for service in services] == [services[0]["environment"]] * len(OURS)
    assert re.search(r"^USER desk$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)


def test_a_name_of_the_operators_joins_those_that_the_health_check_uses() -> None:
    services = read_compose(SECRETS | {"TRACKER_ALLOWED_HOSTS": "moves.example.org"})["services"]
    assert services["web"]["environment"]["TRACKER_ALLOWED_HOSTS"] == "127.0.0.1,localhost,moves.example.org"


@pytest.mark.services
def test_the_commands_bring_an_article_to_done(live_desk: LiveDesk, tmp_path: Path) -> None:
    """LiveDesk runs migrate, then web, worker and sweep, each with the file's own command and environment."""
    assert list(live_desk.processes) == ["web", "worker", "sweep"]
    article = tmp_path / "article.txt"
    article.write_bytes(SEED.read_bytes())
    taken = live_desk.manage("ingest", str(article))
    assert (taken.returncode, taken.stdout.decode().strip()) == (0, "1 new, 0 duplicate, 0 failed")
    articles = live_desk.fetch("/api/v1/articles/").json()["results"]
    assert [(one["name"], one["state"]) for one in articles] == [("article.txt", "done")]


@pytest.mark.services
def test_the_health_command_of_the_database_passes(live_desk: LiveDesk, compose: dict[str, Any]) -> None:
    words = local_health_command(compose["services"]["db"], live_desk.addresses)
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.mark.services
def test_health_commands_tell_the_well_from_the_gone_and_stops_are_clean(
    start_desk: Callable[..., LiveDesk], compose: dict[str, Any]
) -> None:
    desk = start_desk()

    def is_well(name: str) -> bool:
        words = local_health_command(compose["services"][name], desk.addresses)
        done = subprocess.run(words, cwd=ROOT, env=desk.environment(name), capture_output=True, check=False)
        return done.returncode == 0

    assert [is_well(name) for name in ("web", "worker")] == [True, True]
    assert {name: desk.stop(name) for name in list(desk.processes)} == {"web": 0, "worker": 0, "sweep": 0}
    assert [is_well(name) for name in ("web", "worker")] == [False, False]


@pytest.mark.services
def test_redis_by_its_own_command_keeps_a_hint_over_a_kill(compose: dict[str, Any], tmp_path: Path) -> None:
    service = compose["services"]["redis"]
    port = free_port()
    at = Addresses("127.0.0.1", 0, "", f"redis://127.0.0.1:{port}", "", "")
    here = ["--port", str(port), "--dir", str(tmp_path), "--bind", "127.0.0.1", "--daemonize", "no"]

    def is_well() -> bool:
        return subprocess.run(local_health_command(service, at), capture_output=True, check=False).returncode == 0

    for hints in ([], [b"1"]):
        assert not is_well()
        server = subprocess.Popen([*service["command"], *here], stdout=subprocess.DEVNULL)
        try:
            wait_until(is_well, "a well Redis")
            with Redis(port=port) as client:
                assert client.lrange("hints", 0, -1) == hints
                client.rpush("hints", 1)
        finally:
            server.kill()
            server.wait()
