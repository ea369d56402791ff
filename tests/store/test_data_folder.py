"""The data folder: made by who needs it, held by one process, with one secret key for all."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import signing
from pytest_django.fixtures import Settings

from tests.environment import ROOT, desk_environment
from tracker.store.data_folder import DataFolderError, DataFolderHeldError, held_data_folder, keep_secret_key

PRINT_KEY = "import tracker.wsgi; from django.conf import settings; print(settings.SECRET_KEY)"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """A data folder that is not there yet, in an environment that gives no key."""
    folder = tmp_path / "data" / "desk"
    settings.TRACKER_DATA_DIR = folder
    settings.SECRET_KEY_FILE = folder / "secret_key"
    settings.TRACKER_SECRET_KEY = ""
    settings.SECRET_KEY = "of this process alone"
    return folder


def start_in(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=desk_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_one_process_holds_it(folder: Path) -> None:
    with held_data_folder() as held:
        assert held == folder
        with pytest.raises(DataFolderHeldError), held_data_folder():
            pass
    with held_data_folder():
        pass


@pytest.mark.parametrize("below", ["data", "data/desk", "data/desk/lock"])
def test_a_folder_that_cannot_be_is_told_in_words(folder: Path, tmp_path: Path, below: str) -> None:
    """A file where a folder should be, and a folder where the lock should be."""
    if below.endswith("lock"):
        (tmp_path / below).mkdir(parents=True)
    else:
        (tmp_path / below).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / below).touch()
    told = rf"^{folder} cannot be written to: .+\. TRACKER_DATA_DIR names"
    with pytest.raises(DataFolderError, match=told), held_data_folder():
        pass


@pytest.mark.parametrize("left", [None, "", "\n"], ids=["nothing there", "an empty file", "a blank file"])
def test_a_key_is_made_once_and_signed_with(settings: Settings, folder: Path, left: str | None) -> None:
    if left is not None:
        folder.mkdir(parents=True)
        settings.SECRET_KEY_FILE.write_text(left)
        settings.SECRET_KEY_FILE.chmod(0o600)
    keep_secret_key()
    made = settings.SECRET_KEY_FILE.read_text().strip()
    assert len(made) > 50
    assert made == settings.SECRET_KEY
    assert stat.S_IMODE(settings.SECRET_KEY_FILE.stat().st_mode) == 0o600
    signed = signing.dumps("a session")
    settings.SECRET_KEY = "of another process alone"
    keep_secret_key()
    assert signing.loads(signed) == "a session"


def test_a_key_that_is_there_is_taken(settings: Settings, folder: Path) -> None:
    folder.mkdir(parents=True)
    settings.SECRET_KEY_FILE.write_text("kept since the first day\n")
    settings.SECRET_KEY_FILE.chmod(0o400)
    keep_secret_key()
    assert settings.SECRET_KEY == "kept since the first day"


def test_the_environments_key_goes_before_it_and_is_not_written_down(settings: Settings, folder: Path) -> None:
    settings.TRACKER_SECRET_KEY = settings.SECRET_KEY = "given"
    keep_secret_key()
    assert settings.SECRET_KEY == "given"
    assert not folder.exists()


def test_a_key_that_cannot_be_read_is_told_in_words(settings: Settings, folder: Path) -> None:
    folder.mkdir(parents=True)
    settings.SECRET_KEY_FILE.write_bytes(b"schl\xc3\xbcssel")
    with pytest.raises(DataFolderError, match=r"secret_key holds no secret key: .+ Delete the file"):
        keep_secret_key()
    assert settings.SECRET_KEY_FILE.read_bytes() == b"schl\xc3\xbcssel"
    settings.SECRET_KEY_FILE.unlink()
    settings.SECRET_KEY_FILE.mkdir()
    with pytest.raises(DataFolderError, match=r"secret_key cannot be read or made: Is a directory\."):
        keep_secret_key()


@pytest.mark.worker
@pytest.mark.parametrize("is_empty", [False, True], ids=["fresh", "an empty file"])
def test_web_servers_that_start_together_have_one_key(tmp_path: Path, *, is_empty: bool) -> None:
    folder = tmp_path / "data"
    if is_empty:
        folder.mkdir()
        (folder / "secret_key").touch()
    printed = [process.communicate(timeout=60) for process in [start_in(folder, "-c", PRINT_KEY) for _ in range(3)]]
    assert {errors for _, errors in printed} == {""}
    assert {key.strip() for key, _ in printed} == {(folder / "secret_key").read_text()}


@pytest.mark.worker
def test_migrate_alone_makes_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "desk"
    process = start_in(folder, "manage.py", "migrate", "--verbosity=0")
    assert (process.communicate(timeout=60), process.returncode) == (("", ""), 0)
    assert (folder / "desk.sqlite3").exists()


def test_a_folder_that_cannot_be_made_is_an_error_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    process = start_in(tmp_path / "data" / "desk", "manage.py", "migrate")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.splitlines()[-1].startswith(
        f"django.db.utils.OperationalError: {tmp_path / 'data' / 'desk'} cannot be made: Not a directory. "
    )


@pytest.mark.worker
@pytest.mark.parametrize("command", [["extract", "-"], ["evaluate", "tests/gold"]], ids=["extract", "evaluate"])
def test_the_engine_alone_makes_nothing(tmp_path: Path, command: list[str]) -> None:
    process = start_in(tmp_path / "data", "manage.py", *command)
    process.communicate(timeout=120)
    assert process.returncode in (0, 1)  # stdin was empty, which extract tells of
    assert list(tmp_path.iterdir()) == []
