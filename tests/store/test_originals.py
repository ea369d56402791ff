"""The bytes in the data folder."""

import hashlib
import io
import os
import time
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tracker.store.originals import Original, drop_leftovers, keep_original, original_path, read_original


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.TRACKER_DATA_DIR = tmp_path
    settings.TRACKER_MAX_ARTICLE_BYTES = 10
    return tmp_path / "originals"


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


class Endless(io.BytesIO):
    """A file like /dev/zero, which counts what was read of it."""

    read_count = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size >= 0
        self.read_count += size
        return b"0" * size


@pytest.mark.parametrize("data", [b"", b"nine byte", b"ten bytes."])
def test_what_is_within_the_limit_is_kept_whole(folder: Path, data: bytes) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    assert keep_original(io.BytesIO(data)) == Original(sha256, len(data), is_kept=True)
    assert read_original(sha256) == data
    assert files_in(folder) == [original_path(sha256)]


@pytest.mark.parametrize("data", [b"eleven byte", b"eleven bytes and more"])
def test_of_what_is_larger_one_byte_too_many_is_read_and_nothing_kept(folder: Path, data: bytes) -> None:
    file = io.BytesIO(data)
    assert keep_original(file) == Original(hashlib.sha256(b"eleven byte").hexdigest(), 11, is_kept=False)
    assert file.tell() == 11
    assert files_in(folder) == []


def test_a_file_may_have_no_end(folder: Path, settings: Settings) -> None:
    settings.TRACKER_MAX_ARTICLE_BYTES = 1_000_000
    endless = Endless()
    original = keep_original(endless)
    assert (original.size, original.is_kept, endless.read_count) == (1_000_001, False, 1_000_001)


def test_leftovers_of_killed_processes_are_dropped_and_nothing_else(folder: Path) -> None:
    kept = keep_original(io.BytesIO(b"kept"))
    old, fresh = folder / ".incoming-old", folder / ".incoming-fresh"
    old.write_bytes(b"half")
    fresh.write_bytes(b"hal")
    long_ago = time.time() - 7200
    for path in (old, original_path(kept.sha256)):
        os.utime(path, (long_ago, long_ago))
    assert drop_leftovers() == 1
    assert files_in(folder) == [fresh, original_path(kept.sha256)]


def test_without_a_folder_there_are_no_leftovers(folder: Path) -> None:
    assert drop_leftovers() == 0
    assert not folder.exists()
