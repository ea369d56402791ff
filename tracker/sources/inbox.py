"""The inbox: a file put there is taken in, and moved to `.done/` or `.failed/` once it has been read."""

import logging
import os
import stat
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from tracker.enums import ArticleState, Source
from tracker.models import Article
from tracker.sources.regular_files import NAME_BYTES, Fingerprint, give_back, opened_regular_file, reserve_name
from tracker.store.articles import register

logger = logging.getLogger(__name__)

# A file that changed within this many seconds may still be being written.
SETTLED_SECONDS = 1.0
# The most files that one look takes in, so that what they hold is on its way before the next ones are hashed.
MAX_FILES = 500
# A file that could not be read or moved is told of once, and tried again after this long.
RETRY_SECONDS = 60.0
REASON = ".reason.txt"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the inbox as it was seen at one look; another one of its name, or a changed one, is not equal."""

    path: Path
    fingerprint: Fingerprint


@dataclass(slots=True)
class _Memory:
    """What this process knows of the files in the inbox; lost with it, harmlessly."""

    # One look at a time: sweeps of several threads meet here.
    lock: threading.Lock = field(default_factory=threading.Lock)
    article_ids: dict[_File, int] = field(default_factory=dict)  # saves hashing a file again at every look
    retry_at: dict[_File, float] = field(default_factory=dict)
    told_of: set[str] = field(default_factory=set)  # names of what is no plain file

    def hold_back(self, file: _File, error: OSError) -> None:
        if file not in self.retry_at:
            logger.warning("inbox: %s cannot be taken in: %s", file.path.name, error.strerror or error)
        self.retry_at[file] = time.monotonic() + RETRY_SECONDS

    def is_held_back(self, file: _File) -> bool:
        return self.retry_at.get(file, 0.0) > time.monotonic()

    def forget_all_but(self, files: set[_File]) -> None:
        for gone in self.article_ids.keys() - files:
            del self.article_ids[gone]
        for gone in self.retry_at.keys() - files:
            del self.retry_at[gone]


_memory = _Memory()


def take_inbox() -> int:
    """One look into the inbox: register what is new, put away what is finished; returns the number of new articles.

    Any number of processes may look at once: the same bytes are the same article, and a file is moved only once.
    """
    if not _memory.lock.acquire(blocking=False):
        return 0  # another thread is looking right now
    try:
        folder = Path(settings.TRACKER_DATA_DIR) / "inbox"
        folder.mkdir(parents=True, exist_ok=True)
        files = list(_settled_files(folder))
        _memory.forget_all_but(set(files))
        new_count = _take_in(files)
        _put_away_finished([file for file in files if file in _memory.article_ids])
        return new_count
    finally:
        _memory.lock.release()


def forget_inbox() -> None:
    """Start as a fresh process does, which hashes every file once more."""
    _memory.forget_all_but(set())
    _memory.told_of.clear()


def _settled_files(folder: Path) -> Iterator[_File]:
    """Plain files of the folder by name, without those that begin with a dot and those still growing."""
    now = time.time()
    with os.scandir(folder) as entries:
        visible = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
    _memory.told_of &= {entry.name for entry in visible}
    for entry in visible:
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(status.st_mode):
            if entry.name not in _memory.told_of:
                logger.warning("inbox: %s is left alone: only plain files are taken in", entry.name)
                _memory.told_of.add(entry.name)
        elif not any(0 <= now - changed_at < SETTLED_SECONDS for changed_at in (status.st_mtime, status.st_ctime)):
            yield _File(Path(entry.path), Fingerprint.of(status))


def _take_in(files: list[_File]) -> int:
    new_count = taken_count = 0
    for file in files:
        if taken_count == MAX_FILES:
            break
        if file in _memory.article_ids or _memory.is_held_back(file):
            continue
        try:
            with opened_regular_file(file.path) as opened:
                if Fingerprint.of(os.fstat(opened.fileno())) != file.fingerprint:
                    continue  # another file has its name now; the next look will see it
                taken = register(file.path.name, opened, Source.INBOX)
        except FileNotFoundError:
            continue  # another process put it away, or its owner took it back
        except OSError as error:
            _memory.hold_back(file, error)
            continue
        _memory.article_ids[file] = taken.article.pk
        taken_count += 1
        new_count += taken.is_new
    return new_count


def _put_away_finished(files: list[_File]) -> None:
    for begin in range(0, len(files), _BATCH):
        batch = files[begin : begin + _BATCH]
        articles = Article.objects.only("state", "failure").in_bulk([_memory.article_ids[file] for file in batch])
        for file in batch:
            article = articles.get(_memory.article_ids[file])
            if article is None:
                del _memory.article_ids[file]  # deleted meanwhile; as the file is still here, it is taken in anew
                continue
            if _memory.is_held_back(file):
                continue
            try:
                if article.state == ArticleState.DONE.value:
                    _put_away(file, ".done")
                elif article.state == ArticleState.FAILED.value:
                    _put_away(file, ".failed", f"{article.failure}\n")
            except FileNotFoundError:
                continue  # another process put it away, or its owner took it back
            except OSError as error:
                _memory.hold_back(file, error)


def _put_away(file: _File, folder_name: str, reason: str = "") -> None:
    """Move a file under its own name, or one made of it, with the reason in a file beside it where there is one.

    The file that was read, and no other: one that took its name meanwhile goes back into the inbox.
    """
    folder = file.path.parent / folder_name
    folder.mkdir(exist_ok=True)
    # The reason is written first: whoever finds the file there finds it, too.
    target = reserve_name(folder, file.path.name, NAME_BYTES - len(REASON) if reason else NAME_BYTES)
    note = target.with_name(f"{target.name}{REASON}")
    try:
        if reason:
            note.write_text(reason, encoding="utf-8")
        file.path.rename(target)
    except OSError:
        target.unlink()
        note.unlink(missing_ok=True)
        raise
    if Fingerprint.of(target.lstat()) != file.fingerprint:
        give_back(target, file.path.parent, file.path.name)
        note.unlink(missing_ok=True)
