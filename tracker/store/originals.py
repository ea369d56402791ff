"""The bytes as we were given them, kept in the data folder under their SHA-256."""

import hashlib
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_CHUNK = 1 << 16
_INCOMING = ".incoming-"
# No article takes this long to be copied: an older copy was left by a process that was killed.
_LEFT_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Original:
    """What was given: SHA-256 and size of the bytes that were read.

    They are all there are, or, where `is_kept` is false, one more than we keep: a file may have no end.
    """

    sha256: str
    size: int
    is_kept: bool


def original_path(sha256: str) -> Path:
    """Where the bytes of an article lie, or would."""
    return _folder() / sha256[:2] / sha256


def keep_original(file: BinaryIO) -> Original:
    """Copy a file into the data folder, whole or not at all, while hashing it; memory stays at one chunk.

    Reads at most one byte more than `TRACKER_MAX_ARTICLE_BYTES`, which is enough to see that it is too much.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    limit: int = settings.TRACKER_MAX_ARTICLE_BYTES
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=_INCOMING, delete=False) as copy:
        try:
            while chunk := file.read(min(_CHUNK, limit + 1 - size)):
                digest.update(chunk)
                size += len(chunk)
                copy.write(chunk)
            original = Original(digest.hexdigest(), size, is_kept=size <= limit)
            if original.is_kept:
                copy.flush()
                os.fsync(copy.fileno())
                path = original_path(original.sha256)
                path.parent.mkdir(exist_ok=True)
                Path(copy.name).replace(path)
        finally:
            Path(copy.name).unlink(missing_ok=True)
    return original


def read_original(sha256: str) -> bytes:
    """The bytes of an article; raises FileNotFoundError where the data folder no longer holds them."""
    return original_path(sha256).read_bytes()


def drop_leftovers() -> int:
    """Delete the copies that killed processes left half made, and say how many; one under way now is left alone."""
    dropped_count = 0
    for path in _folder().glob(f"{_INCOMING}*"):
        try:
            if time.time() - path.stat().st_mtime > _LEFT_SECONDS:
                path.unlink()
                dropped_count += 1
        except FileNotFoundError:
            continue  # it was under way, and is done
    return dropped_count


def _folder() -> Path:
    return Path(settings.TRACKER_DATA_DIR) / "originals"
