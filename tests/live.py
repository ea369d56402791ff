"""A desk running in processes of its own, for the tests that talk to it as people and scripts do."""

import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPException
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import psycopg

from tests.compose import SECRETS, Addresses, local_command, local_environment, read_compose
from tests.environment import ROOT, TEST_BROKER_URL, TEST_DATABASE_URL, desk_environment

START_SECONDS = 60.0
STOP_SECONDS = 20.0
PAUSE_SECONDS = 0.05
LOG_CHARACTERS = 4000
# Desks of one run share one Redis: each takes a database of its own in it, and each process of the tests has a hundred.
BROKER_NUMBERS_EACH = 100
BROKER_NUMBERS = itertools.count(1)
LOGIN = re.compile(
    r"user(?:name)?\W+(?P<username>[\w.@+-]+)\W.*?password\W+(?P<password>\S+)", re.IGNORECASE | re.DOTALL
)

Answer = TypeVar("Answer")


class Stack(Enum):
    """What a desk stands on: `manage.py up` in one process, or compose's processes on PostgreSQL and Redis."""

    EMBEDDED = "SQLite and the embedded worker"
    SERVICES = "PostgreSQL, Redis and a Celery worker"


class DeskError(Exception):
    """The desk did not do what a test waited for; the message ends with what its processes wrote."""


@dataclass(frozen=True)
class Response:
    """What the desk answered over HTTP, whatever the status."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """The object that the body holds: every JSON answer of the desk is one."""
        record: dict[str, Any] = json.loads(self.body)
        return record


def free_port() -> int:
    """A port of loopback that nothing listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_until(ask: Callable[[], Answer | None], what: str, seconds: float = START_SECONDS) -> Answer:
    """The first answer of `ask` that is true; asks every 50 ms. Raises DeskError with `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            message = f"{what}: not within {seconds:g} s"
            raise DeskError(message)
        time.sleep(PAUSE_SECONDS)


class LiveDesk:
    """One desk: `address`, `data_dir`, the administrator's `username` and `password`, and its processes by name.

    On Stack.EMBEDDED there is one process, "up"; on Stack.SERVICES there are compose's "web", "worker" and "sweep",
    on a database and a Redis number of their own. Only "up" takes in the seed by itself. `changes` are variables of
    the environment.
    """

    def __init__(self, folder: Path, stack: Stack, **changes: str) -> None:
        self.folder = folder
        self.stack = stack
        self.data_dir = folder / "data"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.username = ""
        self.password = ""
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._database_name = f"desk_{token_hex(6)}"
        self._changes = changes
        self._services: dict[str, Any] = {}
        self.addresses = self._find_addresses()

    def start(self) -> None:
        """Start all there is and wait until the desk is ready; the administrator's login is known then."""
        self.data_dir.mkdir(exist_ok=True)
        if self.stack is Stack.EMBEDDED:
            self.launch("up")
        else:
            self._services = read_compose(SECRETS | self._changes)["services"]
            self._administrate(f'CREATE DATABASE "{self._database_name}"')
            self.launch("migrate")
            if self.processes.pop("migrate").wait(START_SECONDS):
                raise DeskError(self._with_log("migrate failed"))
            self._make_administrator()
            for name in ("web", "worker", "sweep"):
                self.launch(name)
        self.wait_ready()
        if self.stack is Stack.EMBEDDED:
            self._read_login()

    def launch(self, name: str) -> None:
        """Start one process by name, again after `kill` or `stop`; does not wait until it is ready."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self.command(name),
                cwd=ROOT,
                env=self.environment(name),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that a kill reaches the children of a prefork worker
            )

    def command(self, name: str) -> list[str]:
        if self.stack is Stack.EMBEDDED:
            return [sys.executable, "manage.py", name]
        return local_command(self._services[name], self.addresses)

    def environment(self, name: str = "web") -> dict[str, str]:
        """The variables that the process runs with."""
        if self.stack is Stack.EMBEDDED:
            return desk_environment(self.data_dir, TRACKER_PORT=str(self.port), **self._changes)
        return local_environment(self._services[name], self.addresses)

    def manage(self, *arguments: str, stdin: bytes = b"", **changes: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command of manage.py beside the desk, with its environment; output and exit status are kept."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment() | changes,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=START_SECONDS * 2,
        )

    def fetch(self, path: str, data: bytes | None = None, **headers: str) -> Response:
        """Ask for a page or an endpoint (POST when there is `data`); redirects are followed, errors are answers.

        A header is named with underscores: `content_type="application/json"`.
        """
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(self.address + path, data=data, headers=named)  # noqa: S310  the scheme is ours
        try:
            with urlopen(request, timeout=STOP_SECONDS) as answer:  # noqa: S310  the scheme is ours: the desk of this test, over http
                return Response(answer.status, dict(answer.headers), answer.read())
        except HTTPError as error:
            with error:
                return Response(error.code, dict(error.headers), error.read())

    def wait_ready(self, seconds: float = START_SECONDS) -> None:
        """Wait until /readyz answers 200. Raises DeskError when a process ends meanwhile, or time does."""

        def is_ready() -> bool:
            for name, process in self.processes.items():
                if process.poll() is not None:
                    message = f"{name} ended with {process.returncode}"
                    raise DeskError(self._with_log(message))
            try:
                return self.fetch("/readyz").status == 200
            except (OSError, HTTPException):
                return False

        try:
            wait_until(is_ready, "ready", seconds)
        except DeskError as error:
            raise DeskError(self._with_log(str(error))) from None

    def kill(self, name: str) -> None:
        """SIGKILL, as by kill -9, to the process and its children."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOP_SECONDS)

    def stop(self, name: str) -> int:
        """Ask the process to end as Docker does, by its own signal or SIGTERM; its status, or -9 where it had to be killed."""
        process = self.processes.pop(name)
        process.send_signal(signal.Signals[self._services.get(name, {}).get("stop_signal", "SIGTERM")])
        try:
            return process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return process.wait(STOP_SECONDS)

    def close(self) -> None:
        """Stop whatever runs, last started first, and give the database back."""
        for name in reversed(list(self.processes)):
            self.stop(name)
        if self.stack is Stack.SERVICES:
            self._administrate(f'DROP DATABASE IF EXISTS "{self._database_name}" WITH (FORCE)')

    def log(self) -> str:
        """The end of what each process wrote."""
        texts = [
            f"--- {path.name}\n{path.read_text(encoding='utf-8', errors='replace')[-LOG_CHARACTERS:]}"
            for path in sorted(self.folder.glob("*.log"))
        ]
        return "\n".join(texts)

    def _with_log(self, message: str) -> str:
        return f"{message}\n{self.log()}"

    def _read_login(self) -> None:
        """`up` prints the login it made on the first run."""

        def printed() -> re.Match[str] | None:
            return LOGIN.search((self.folder / "up.log").read_text(encoding="utf-8"))

        try:
            found = wait_until(printed, "a login printed by up", STOP_SECONDS)
        except DeskError as error:
            raise DeskError(self._with_log(str(error))) from None
        self.username, self.password = found["username"], found["password"]

    def _make_administrator(self) -> None:
        self.username, self.password = "admin", token_hex(8)
        made = self.manage(
            *("createsuperuser", "--noinput", "--username", self.username, "--email", ""),
            DJANGO_SUPERUSER_PASSWORD=self.password,
        )
        if made.returncode:
            raise DeskError(made.stderr.decode())

    def _find_addresses(self) -> Addresses:
        """Where this desk is; with services, on a database and a Redis number of its own."""
        if self.stack is Stack.EMBEDDED:
            return Addresses("127.0.0.1", self.port, "", "", str(self.data_dir), str(self.folder))
        database = urlsplit(os.environ[TEST_DATABASE_URL])
        broker = urlsplit(os.environ[TEST_BROKER_URL])
        process_number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        broker_number = process_number * BROKER_NUMBERS_EACH + next(BROKER_NUMBERS)
        return Addresses(
            host="127.0.0.1",
            port=self.port,
            database_url=database._replace(path=f"/{self._database_name}").geturl(),
            broker_url=broker._replace(path=f"/{broker_number}").geturl(),
            data_dir=str(self.data_dir),
            folder=str(self.folder),
        )

    def _administrate(self, statement: str) -> None:
        """Run one statement on the server's own database, outside any transaction."""
        server = urlsplit(os.environ[TEST_DATABASE_URL])._replace(path="/postgres").geturl()
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement.encode())
