"""What `manage.py up` answers where it cannot start as it was told to, or must not touch what is another's."""

import os
import socket
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.environment import ROOT, desk_environment
from tests.factories import make_article
from tests.live import LiveDesk, Stack, wait_until
from tracker.enums import ArticleState
from tracker.management.commands import up


def run_up(folder: Path, *arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", "up", *arguments],
        cwd=ROOT,
        env=desk_environment(folder, **changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999", "http", "٨٠"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match="not a port, which is a number from 1 to 65535"):
        call_command("up", f"--port={port}")


def test_a_file_is_no_data_folder(settings: Settings, tmp_path: Path) -> None:
    settings.TRACKER_DATA_DIR = tmp_path / "file"
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match=r"file cannot be written to: File exists\. TRACKER_DATA_DIR names"):
        call_command("up")


@pytest.mark.worker
@pytest.mark.parametrize(
    ("arguments", "changes", "expected"),
    [
        pytest.param(
            ["--host=nosuch.invalid"],
            {},
            "Cannot listen on nosuch.invalid, port 8000: no such address. Set another TRACKER_HOST or TRACKER_PORT.",
            id="a host that is nowhere",
        ),
        pytest.param(
            ["--host=192.0.2.1"],
            {},
            "Cannot listen on 192.0.2.1, port 8000: ",
            id="a host that is elsewhere",
        ),
        pytest.param(
            [],
            {"DATABASE_URL": "postgres://127.0.0.1:1/desk"},
            "The database cannot be used: ",
            id="a database that does not answer",
        ),
    ],
)
def test_a_start_that_cannot_be_is_told_in_words(
    tmp_path: Path, arguments: list[str], changes: dict[str, str], expected: str
) -> None:
    ended = run_up(tmp_path / "data", *arguments, **changes)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"CommandError: {expected}")
    assert "Traceback" not in ended.stderr


@pytest.mark.worker
def test_a_key_that_is_none_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_bytes(b"\xff")
    ended = run_up(tmp_path)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"CommandError: {tmp_path / 'secret_key'} holds no secret key")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        pytest.param([], "admin", id="its own name"),
        pytest.param(["admin"], "admin2", id="somebody has it"),
        pytest.param(["admin", "admin2", "admin4"], "admin3", id="the first that is free"),
    ],
)
def test_the_administrator_gets_a_name_that_is_free(taken: list[str], expected: str) -> None:
    for username in taken:
        User.objects.create_user(username)
    told = StringIO()
    up.Command(stdout=told).make_administrator()
    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == [expected]
    assert f"username: {expected}  password: " in told.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_embedded", "expected"),
    [
        pytest.param(True, ArticleState.RECEIVED, id="the folder's own: whoever held it is dead"),
        pytest.param(False, ArticleState.PROCESSING, id="a server's: somebody elsewhere may be at work"),
    ],
)
def test_leases_are_taken_back_only_from_the_dead(
    settings: Settings, tmp_path: Path, *, is_embedded: bool, expected: ArticleState
) -> None:
    settings.IS_DATABASE_EMBEDDED = is_embedded
    settings.TRACKER_DATA_DIR = tmp_path
    leased_until = timezone.now() + timedelta(seconds=50)
    article = make_article(state=ArticleState.PROCESSING.value, lease_owner="another", lease_until=leased_until)
    up.prepare_start()
    article.refresh_from_db()
    assert article.state == expected
    assert bool(article.lease_owner) is not is_embedded


@pytest.mark.django_db
def test_copies_left_half_made_are_dropped(settings: Settings, tmp_path: Path) -> None:
    settings.TRACKER_DATA_DIR = tmp_path
    left = tmp_path / "originals" / ".incoming-left"
    left.parent.mkdir()
    left.touch()
    os.utime(left, (0, 0))
    up.prepare_start()
    assert not left.exists()


@pytest.mark.worker
def test_on_every_address_it_answers_to_the_machines_names_and_to_no_other(tmp_path: Path) -> None:
    desk = LiveDesk(tmp_path, Stack.EMBEDDED, TRACKER_HOST="0.0.0.0")  # noqa: S104  for as long as the test
    log = tmp_path / "up.log"
    try:
        desk.start()
        wait_until(lambda: "TRACKER_ALLOWED_HOSTS" in log.read_text(), "the addresses")
        assert f"The Moves Desk is at http://localhost:{desk.port}/  (Ctrl-C ends it)\n" in log.read_text()
        name = socket.gethostname()
        assert f"\n  http://{name}:{desk.port}/\n" in log.read_text()
        assert desk.fetch("/healthz", host=f"{name}:{desk.port}").status == 200
        assert desk.fetch("/", host="elsewhere.example.org").status == 400
        wait_until(lambda: "elsewhere.example.org" in log.read_text(), "the refusal in the log")
        assert "Traceback" not in log.read_text()
    finally:
        desk.close()
