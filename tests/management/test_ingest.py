"""`manage.py ingest`, in this process and with a worker of its own."""

import fcntl
import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django.fixtures import Settings

from tests.environment import ROOT
from tests.live import LiveDesk, Stack, wait_until
from tracker.management.commands import ingest as ingest_module
from tracker.models import Article
from tracker.store.data_folder import DataFolderError

NOTE = "date 2024-05-02 Ada Byron has resigned as chief executive of Tidewater Ltd."


def ingest(*arguments: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "below").mkdir(parents=True)
    (folder / "b.txt").write_text("Second.")
    (folder / "a.txt").write_text("First.")
    (folder / "below/c.txt").write_text("First.")
    (folder / ".draft").write_text("Hidden.")
    return folder


@pytest.mark.django_db
def test_no_wait_registers_in_order_and_says_what_is_new(files: Path) -> None:
    assert ingest(str(files), "--no-wait") == (0, "2 new, 1 duplicate, 0 failed, the new ones wait in the queue\n", "")
    assert list(Article.objects.order_by("id").values_list("name", "state")) == [
        ("a.txt", "received"),
        ("b.txt", "received"),
    ]


@pytest.mark.django_db
def test_a_path_that_is_not_there_fails_and_the_rest_goes_on(files: Path) -> None:
    missing = files / "missing.txt"
    assert ingest(str(missing), str(files / "a.txt"), "--no-wait") == (
        1,
        "1 new, 0 duplicate, 1 failed, the new ones wait in the queue\n",
        f"{missing}: cannot be read: No such file or directory\n",
    )


@pytest.mark.django_db
def test_odd_paths_cost_only_themselves(files: Path) -> None:
    too_long, pipe = files / ("x" * 300), files / "below/pipe"
    os.mkfifo(pipe)
    (files / "below/nowhere.txt").symlink_to("missing")
    (files / "z.txt").write_text("Third.")
    assert ingest(str(too_long), "/dev/zero", str(files), "--no-wait") == (
        1,
        "3 new, 1 duplicate, 4 failed, the new ones wait in the queue\n",
        (
            f"{too_long}: cannot be read: File name too long\n"
            "/dev/zero: cannot be read: it is no regular file\n"
            f"{files / 'below/nowhere.txt'}: cannot be read: No such file or directory\n"
            f"{pipe}: cannot be read: it is no regular file\n"
        ),
    )
    assert list(Article.objects.order_by("id").values_list("name", flat=True)) == ["a.txt", "b.txt", "z.txt"]


@pytest.mark.django_db
@pytest.mark.parametrize("closed", ["below", "."])
def test_a_folder_that_may_not_be_listed_is_told_and_the_rest_goes_on(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    (tmp_path / "after.txt").write_text("After.")
    scandir, refused = os.scandir, files / closed

    def refuse_one(path: str | os.PathLike[str]) -> object:
        if Path(path) == refused:
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse_one)
    new_count = 1 if closed == "." else 3
    assert ingest(str(files), str(tmp_path / "after.txt"), "--no-wait") == (
        1,
        f"{new_count} new, 0 duplicate, 1 failed, the new ones wait in the queue\n",
        f"{refused}: cannot be read: Permission denied\n",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vendor", "reason"),
    [
        pytest.param("postgresql", "The database is not prepared for this version: run `manage.py migrate` first.", id="a server"),
        pytest.param("sqlite", "The desk that runs on {folder} is of another version: restart it first.", id="embedded, held by another"),
    ],
)  # fmt: skip
def test_tables_that_are_not_its_own_to_make_are_told_of_in_a_line(
    files: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vendor: str, reason: str
) -> None:
    settings.TRACKER_DATA_DIR = tmp_path / "data"
    settings.TRACKER_DATA_DIR.mkdir()
    monkeypatch.setattr(ingest_module, "_has_unapplied_migrations", lambda: True)
    monkeypatch.setattr(ingest_module, "PREPARE_SECONDS", 0.0)
    monkeypatch.setattr("django.db.connection.vendor", vendor)
    with held(settings.TRACKER_DATA_DIR), pytest.raises(CommandError) as told:
        ingest(str(files), "--no-wait")
    assert str(told.value) == reason.format(folder=settings.TRACKER_DATA_DIR)


def test_a_database_that_cannot_be_opened_is_told_of_in_a_line(
    files: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> bool:
        reason = "unable to open database file"
        raise OperationalError(reason)

    monkeypatch.setattr(ingest_module, "_has_unapplied_migrations", refuse)
    with pytest.raises(CommandError, match=r"^The database cannot be opened: unable to open database file$"):
        ingest(str(files), "--no-wait")


@contextmanager
def held(data_dir: Path) -> Iterator[None]:
    """Hold the data folder, as another process of the desk does."""
    with (data_dir / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[LiveDesk]:
    """A desk on the embedded default that nobody has started."""
    desk = LiveDesk(tmp_path, Stack.EMBEDDED)
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def ingesting(desk: LiveDesk, file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`ingest` as a process of its own, from when its article is registered on."""
    with subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(file)],
        cwd=ROOT,
        env=desk.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            wait_until(lambda: state_of(desk, file.name) or process.poll() is not None, "the article registered")
            yield process
        finally:
            process.kill()


def state_of(desk: LiveDesk, name: str) -> str:
    with closing(sqlite3.connect(desk.data_dir / "desk.sqlite3", timeout=20)) as database:
        row = database.execute("SELECT state FROM tracker_article WHERE name = ?", [name]).fetchone()
    return row[0] if row else ""


@pytest.mark.worker
def test_on_a_fresh_folder_it_makes_the_tables_and_does_all_by_itself(desk: LiveDesk, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    ended = desk.manage("ingest", str(tmp_path / "note.txt"))
    assert (ended.returncode, ended.stdout) == (0, b"1 new, 0 duplicate, 0 failed\n")
    assert state_of(desk, "note.txt") == "done"


@pytest.mark.worker
def test_it_takes_over_when_the_one_that_held_the_folder_ends(desk: LiveDesk, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    (tmp_path / "early.txt").write_text("The weather in Hamburg was fine.")
    assert desk.manage("ingest", "--no-wait", str(tmp_path / "early.txt")).returncode == 0
    with ExitStack() as other:
        other.enter_context(held(desk.data_dir))
        with ingesting(desk, tmp_path / "note.txt") as process:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(1.5)
            assert state_of(desk, "note.txt") == "received"
            other.close()
            assert process.wait(30) == 0
    assert state_of(desk, "note.txt") == "done"


@pytest.mark.worker
def test_it_takes_over_when_up_is_killed(desk: LiveDesk, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    desk.start()
    os.kill(desk.processes["up"].pid, signal.SIGSTOP)  # it holds the folder, and gets nothing done
    with ingesting(desk, tmp_path / "note.txt") as process:
        assert state_of(desk, "note.txt") == "received"
        desk.kill("up")
        assert process.wait(30) == 0
    assert state_of(desk, "note.txt") == "done"


@pytest.mark.django_db
def test_a_data_folder_that_cannot_be_used_is_told_in_words(
    files: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        message = "/data cannot be written to: Read-only file system."
        raise DataFolderError(message)

    settings.CELERY_BROKER_URL = "memory://localhost"
    monkeypatch.setattr(ingest_module, "held_data_folder", refuse)
    with pytest.raises(CommandError, match="Read-only file system"):
        ingest(str(files))
