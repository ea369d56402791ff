"""Files in folders that are not ours alone: opened without waiting, known again, moved without overwriting another."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO, Self

# The most bytes that the usual file systems take for one name.
NAME_BYTES = 255
# What follows the last dot is kept where a name is cut, unless it is so long that it is no extension.
_SUFFIX_BYTES = 16


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells one file from another that takes its name, and from itself after it was written to again."""

    inode: int
    size: int
    modified_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Self:
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


@contextmanager
def opened_regular_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading; raises OSError, and does not wait, where it is a pipe, a device or a folder."""
    with open(path, "rb", opener=_open_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        yield file


def _open_without_waiting(path: str, flags: int) -> int:
    # A plain open() of a pipe waits until somebody writes to it.
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)


def reserve_name(folder: Path, name: str, most: int = NAME_BYTES) -> Path:
    """Make an empty file of that name, or of `name-2.txt` and so on where it is taken, to rename another onto.

    The name is cut to `most` bytes. Nobody else can take it meanwhile, so that nothing is overwritten.
    """
    for free in _names(name, most):
        try:
            (folder / free).touch(exist_ok=False)
        except FileExistsError:
            continue
        return folder / free
    raise AssertionError  # the names have no end


def give_back(path: Path, folder: Path, name: str) -> Path:
    """Move a file to a folder under its name, or `name-2.txt` and so on where others have taken that meanwhile."""
    for free in _names(name, NAME_BYTES):
        try:
            os.link(path, folder / free, follow_symlinks=False)
        except FileExistsError:
            continue
        path.unlink()
        return folder / free
    raise AssertionError  # the names have no end


def _names(name: str, most: int) -> Iterator[str]:
    suffix = Path(name).suffix
    if len(os.fsencode(suffix)) > _SUFFIX_BYTES:
        suffix = ""
    stem = name.removesuffix(suffix)
    yield name if len(os.fsencode(name)) <= most else _cut(stem, suffix, most)
    for number in count(2):
        yield _cut(stem, f"-{number}{suffix}", most)


def _cut(stem: str, ending: str, most: int) -> str:
    """Stem and ending within so many bytes; no character is cut in two."""
    room = most - len(os.fsencode(ending))
    if len(os.fsencode(stem)) > room:
        stem = os.fsencode(stem)[:room].decode("utf-8", "ignore")
    return stem + ending
