"""The inbox: a file put there is taken in, and moved to `.done/` or `.failed/` once it has been read."""

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tracker.enums import ArticleState, Source
from tracker.models import Article
from tracker.store.articles import register

logger = logging.getLogger(__name__)

# A file that changed within this many seconds may still be being written.
SETTLED_SECONDS = 1.0
MAX_FILES = 500

_Fingerprint = tuple[str, int, int, int]
_registered: dict[
    _Fingerprint, int
] = {}  # saves hashing the same file at every sweep; lost with the process, harmlessly


def take_inbox() -> int:
    """One look into the inbox: register what is new, put away what is finished; returns the number of new articles.

    Any number of processes may look at once: the same bytes are the same article, and a file is moved only once.
    """
    folder = Path(settings.TRACKER_DATA_DIR) / "inbox"
    folder.mkdir(parents=True, exist_ok=True)
    new_count = 0
    here: set[_Fingerprint] = set()
    for path, fingerprint in _settled_files(folder):
        here.add(fingerprint)
        try:
            if fingerprint not in _registered:
                with path.open("rb") as file:
                    taken = register(path.name, file, Source.INBOX)
                _registered[fingerprint] = taken.article.pk
                new_count += taken.is_new
            _put_away(path, _registered[fingerprint])
        except FileNotFoundError:
            continue  # another process put it away, or its owner took it back
        except OSError as error:
            logger.warning("inbox: %s cannot be read: %s", path.name, error.strerror)
    for gone in _registered.keys() - here:
        del _registered[gone]
    return new_count


def _settled_files(folder: Path) -> Iterator[tuple[Path, _Fingerprint]]:
    """Plain files of the folder by name, without those that begin with a dot, links, and those still growing."""
    now = time.time()
    with os.scandir(folder) as entries:
        names = sorted(e.name for e in entries if not e.name.startswith(".") and e.is_file(follow_symlinks=False))
    for name in names[:MAX_FILES]:
        path = folder / name
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        if now - max(stat.st_mtime, stat.st_ctime) >= SETTLED_SECONDS:
            yield path, (name, stat.st_ino, stat.st_size, stat.st_mtime_ns)


def forget_registered() -> None:
    """Start as a fresh process does, which hashes every file once more."""
    _registered.clear()


def _put_away(path: Path, article_id: int) -> None:
    article = Article.objects.only("state", "failure").filter(pk=article_id).first()
    if article is None:
        return
    if article.state == ArticleState.DONE.value:
        _move_to(path, path.parent / ".done")
    elif article.state == ArticleState.FAILED.value:
        moved = _move_to(path, path.parent / ".failed")
        moved.with_name(f"{moved.name}.reason.txt").write_text(f"{article.failure}\n", encoding="utf-8")


def _move_to(path: Path, folder: Path) -> Path:
    """Move a file under its own name, or under `name-2.txt` where that is taken."""
    folder.mkdir(exist_ok=True)
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    path.rename(target)
    return target
