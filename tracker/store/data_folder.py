"""The data folder: who makes it, who holds it, and the secret key in it."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from django.conf import settings


class DataFolderError(Exception):
    """The data folder, or the key in it, cannot be used; the message says why in words."""


class DataFolderHeldError(DataFolderError):
    """Another process holds the data folder."""


@contextmanager
def held_data_folder() -> Iterator[Path]:
    """Hold the data folder for this process alone; the kernel lets go of it however the process ends.

    Raises DataFolderHeldError at once where another process holds it, DataFolderError where it cannot be written to.
    """
    folder = Path(settings.TRACKER_DATA_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("a+", encoding="ascii")
    except OSError as error:
        raise DataFolderError(_cannot("written to", folder, error)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"Another process is at work on {folder}."
            raise DataFolderHeldError(message) from None
        yield folder


class FolderMakingConnection(sqlite3.Connection):
    """A connection to the database of the data folder, which makes the folder: so any command may be the first."""

    def __init__(self, database: str | Path, *args: Any, **kwargs: Any) -> None:
        folder = Path(database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite3.OperationalError(_cannot("made", folder, error)) from error
        super().__init__(database, *args, **kwargs)


def keep_secret_key() -> None:
    """Sign with the environment's secret key, else with the data folder's, which is made where it is missing or empty.

    Processes that start together end with one and the same key. Raises DataFolderError where there can be none.
    """
    if settings.TRACKER_SECRET_KEY:
        return
    path = Path(settings.SECRET_KEY_FILE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        settings.SECRET_KEY = _read_key(path) or _make_key(path)
    except OSError as error:
        raise DataFolderError(_cannot("read or made", path, error)) from error


def _read_key(path: Path) -> str:
    """The key in the file; empty where there is none."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        message = f"{path} holds no secret key: a key is of ASCII characters. Delete the file, and a new key is made."
        raise DataFolderError(message) from error


def _make_key(path: Path) -> str:
    """Write a new key, unless another process was quicker, whose key it then is."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        # Held by one process at a time: a link or a rename could not tell an empty file from a key just written.
        fcntl.flock(file, fcntl.LOCK_EX)
        key = _read_key(path)
        if not key:
            key = token_urlsafe(50)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    return key


def _cannot(be_done: str, path: Path, error: OSError) -> str:
    return f"{path} cannot be {be_done}: {error.strerror}. TRACKER_DATA_DIR names the data folder."
