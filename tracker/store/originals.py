"""The bytes as we were given them, kept in the data folder under their SHA-256."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Original:
    """What was given: SHA-256 and size in bytes of all of it; `is_kept` is false when it was larger than we keep."""

    sha256: str
    size: int
    is_kept: bool


def original_path(sha256: str) -> Path:
    """Where the bytes of an article lie, or would."""
    return Path(settings.TRACKER_DATA_DIR) / "originals" / sha256[:2] / sha256


def keep_original(file: BinaryIO) -> Original:
    """Copy a file into the data folder, whole or not at all, while hashing it; memory stays at one chunk."""
    folder = Path(settings.TRACKER_DATA_DIR) / "originals"
    folder.mkdir(parents=True, exist_ok=True)
    limit = settings.TRACKER_MAX_ARTICLE_BYTES
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".incoming-", delete=False) as copy:
        try:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size <= limit:
                    copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
            original = Original(digest.hexdigest(), size, is_kept=size <= limit)
            if original.is_kept:
                path = original_path(original.sha256)
                path.parent.mkdir(exist_ok=True)
                Path(copy.name).replace(path)
        finally:
            Path(copy.name).unlink(missing_ok=True)
    return original


def read_original(sha256: str) -> bytes:
    """The bytes of an article; raises FileNotFoundError where the data folder no longer holds them."""
    return original_path(sha256).read_bytes()
