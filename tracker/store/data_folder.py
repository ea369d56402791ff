"""The data folder: who holds it, and the secret key in it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


class DataFolderHeldError(Exception):
    """Another process holds the data folder."""


@contextmanager
def held_data_folder() -> Iterator[Path]:
    """Hold the data folder for this process alone; the kernel lets go of it however the process ends.

    Raises DataFolderHeldError at once where another process holds it.
    """
    folder = Path(settings.TRACKER_DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataFolderHeldError from None
        yield folder


def keep_secret_key() -> None:
    """Write this process's secret key into the data folder unless one is there or the environment gives it."""
    if os.environ.get("TRACKER_SECRET_KEY"):
        return
    path = Path(settings.SECRET_KEY_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(settings.SECRET_KEY)
