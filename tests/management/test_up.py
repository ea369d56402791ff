"""`manage.py up` as a process: its first start, its second, and two at once. It runs on the embedded default."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import ROOT
from tests.live import LiveDesk, Stack, wait_until

pytestmark = pytest.mark.worker


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[LiveDesk]:
    desk = LiveDesk(tmp_path, Stack.EMBEDDED)
    try:
        desk.start()
        yield desk
    finally:
        desk.close()


def test_the_first_start_reads_the_seed_and_makes_a_login_the_second_neither(desk: LiveDesk) -> None:
    wait_until(lambda: desk.fetch("/api/v1/moves/").json()["results"], "the seed's moves")
    assert desk.username == "admin"
    assert stat.S_IMODE((desk.data_dir / "secret_key").stat().st_mode) == 0o600
    assert desk.stop("up") == 0
    desk.launch("up")
    desk.wait_ready()
    assert (desk.folder / "up.log").read_text().count("password:") == 1
    assert len(desk.fetch("/api/v1/articles/").json()["results"]) == 1


def test_a_second_desk_on_one_folder_says_so_and_ends_with_75(desk: LiveDesk) -> None:
    second = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=desk.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (second.returncode, second.stdout) == (75, "")
    assert second.stderr.startswith(f"Another desk is running on {desk.data_dir}")


def test_a_file_in_the_inbox_is_read_and_put_away(desk: LiveDesk) -> None:
    inbox = desk.data_dir / "inbox"
    (inbox / ".note.txt").write_text("date 2024-05-02 Ada Byron has resigned as chief executive of Tidewater Ltd.")
    (inbox / ".note.txt").rename(inbox / "note.txt")
    (inbox / "empty.txt").touch()
    wait_until((inbox / ".done/note.txt").exists, "the note put away")
    wait_until((inbox / ".failed/empty.txt.reason.txt").exists, "the empty file put away")
    assert (inbox / ".failed/empty.txt.reason.txt").read_text().endswith(".\n")


def test_ingest_beside_it_is_done_by_its_worker(desk: LiveDesk, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("date 2024-05-02 Ada Byron has resigned as chief executive of Tidewater Ltd.")
    ended = desk.manage("ingest", str(tmp_path / "note.txt"))
    assert (ended.returncode, ended.stdout) == (0, b"1 new, 0 duplicate, 0 failed\n")
    assert desk.fetch("/api/v1/executives/?search=byron").json()["results"][0]["name"] == "Ada Byron"


def test_ingest_alone_runs_a_worker_of_its_own(desk: LiveDesk, tmp_path: Path) -> None:
    assert desk.stop("up") == 0
    (tmp_path / "note.txt").write_text("date 2024-05-02 Ada Byron has resigned as chief executive of Tidewater Ltd.")
    (tmp_path / "empty.txt").touch()
    ended = desk.manage("ingest", str(tmp_path / "note.txt"), str(tmp_path / "empty.txt"))
    assert (ended.returncode, ended.stdout) == (1, b"2 new, 0 duplicate, 1 failed\n")
    assert f"{tmp_path / 'empty.txt'}: ".encode() in ended.stderr
