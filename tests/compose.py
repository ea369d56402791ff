"""Reads docker-compose.yml, and turns each service into the command and environment that run it without Docker."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import yaml

from tests.environment import ROOT

COMPOSE_FILE = ROOT / "docker-compose.yml"
# The two values that the file asks the operator for.
SECRETS = {"POSTGRES_PASSWORD": "abc123", "TRACKER_SECRET_KEY": "only for tests, where it protects nothing"}
VARIABLE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<name>\w+)(?:(?P<how>:[-?+])(?P<word>[^}]*))?\})")


class UnsetVariableError(Exception):
    """The compose file requires a variable that is not given; the message is the file's own."""


@dataclass(frozen=True)
class Addresses:
    """Where the things that compose puts into containers are found on this machine instead.

    `host` and `port` are the web's; `database_url` and `broker_url` whole addresses; `folder` holds the files that a
    container would keep in /tmp.
    """

    host: str
    port: int
    database_url: str
    broker_url: str
    data_dir: str
    folder: str


def interpolate(text: str, variables: Mapping[str, str]) -> str:
    """`text` with ${NAME}, ${NAME:-default}, ${NAME:?message} and ${NAME:+replacement} filled in, and $$ as $."""

    def fill(match: re.Match[str]) -> str:
        if match["dollar"]:
            return "$"
        value = variables.get(match["name"], "")
        if match["how"] == ":?" and not value:
            raise UnsetVariableError(match["word"])
        if match["how"] == ":+":
            return match["word"] if value else ""
        return value or (match["word"] if match["how"] == ":-" else "")

    return VARIABLE.sub(fill, text)


def read_compose(variables: Mapping[str, str] = SECRETS) -> dict[str, Any]:
    """The whole file with its variables filled in, as `docker compose config` shows it."""

    def filled(value: object) -> object:
        if isinstance(value, str):
            return interpolate(value, variables)
        if isinstance(value, list):
            return [filled(one) for one in value]
        if isinstance(value, dict):
            return {key: filled(one) for key, one in value.items()}
        return value

    tree = filled(yaml.safe_load(COMPOSE_FILE.read_text(encoding="utf-8")))
    assert isinstance(tree, dict)
    return tree


def start_order(services: Mapping[str, Any]) -> list[str]:
    """Names of the services, each after those that it depends on."""
    order: list[str] = []

    def place(name: str) -> None:
        for needed in services[name].get("depends_on", {}):
            place(needed)
        if name not in order:
            order.append(name)

    for name in services:
        place(name)
    return order


def rewrite(text: str, at: Addresses) -> str:
    """`text` of a command or value with the container's hosts, ports and paths replaced by this machine's."""
    text = re.sub(r"postgres://desk:[^@]*@db:5432/desk", lambda _: at.database_url, text)
    for theirs, ours in (
        ("redis://redis:6379/0", at.broker_url),
        ("0.0.0.0:8000", f"{at.host}:{at.port}"),
        ("127.0.0.1:8000", f"{at.host}:{at.port}"),
        ("--port 5432", f"--port {urlsplit(at.database_url).port}"),
        ("-p 6379", f"-p {urlsplit(at.broker_url).port}"),
    ):
        text = text.replace(theirs, ours)
    text = re.sub(r"(?<![\w/])/tmp/", lambda _: f"{at.folder}/", text)
    return at.data_dir if text == "/data" else text


def local_command(service: Mapping[str, Any], at: Addresses) -> list[str]:
    """What the service runs."""
    return [rewrite(word, at) for word in service["command"]]


def local_health_command(service: Mapping[str, Any], at: Addresses) -> list[str]:
    """What asks the service whether it is well, as words for a shell; compose names the two ways CMD and CMD-SHELL."""
    how, *words = service["healthcheck"]["test"]
    words = [rewrite(word, at) for word in words]
    return words if how == "CMD" else ["sh", "-c", *words]


def local_environment(service: Mapping[str, Any], at: Addresses) -> dict[str, str]:
    """The service's own variables, on a PATH that finds the virtual environment first, as the image's does."""
    given = {name: rewrite(str(value), at) for name, value in service["environment"].items()}
    path = os.pathsep.join([str(ROOT / ".venv" / "bin"), os.environ["PATH"]])
    return {"PATH": path, "HOME": at.folder, "LANG": "C.UTF-8"} | given
