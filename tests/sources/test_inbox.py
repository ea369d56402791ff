"""The inbox folder."""

import os
import time
from pathlib import Path
from typing import BinaryIO

import pytest
from pytest_django.fixtures import Settings

from tracker.enums import Source
from tracker.models import Article
from tracker.sources import inbox
from tracker.store import articles
from tracker.store.articles import Registered, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.TRACKER_DATA_DIR = tmp_path
    inbox.forget_registered()
    path = tmp_path / "inbox"
    path.mkdir()
    return path


@pytest.fixture(autouse=True)
def _no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a test are settled at once; one test below takes this back."""
    monkeypatch.setattr(inbox, "SETTLED_SECONDS", -60.0)


def finish(article: Article, failure: str = "") -> None:
    claimed = articles.claim_lease(article.pk)
    assert claimed is not None
    if failure:
        articles.fail_article(article.pk, claimed[1], failure)
    else:
        articles.finish_article(*claimed, text="t", title="", published_on=None, engine_version="1")


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_is_taken_in_and_put_away_when_done(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"words")
    assert inbox.take_inbox() == 1
    assert everything_in(folder) == ["a.txt"]
    assert Article.objects.get().source == "inbox"
    assert inbox.take_inbox() == 0
    finish(Article.objects.get())
    assert inbox.take_inbox() == 0
    assert everything_in(folder) == [".done/a.txt"]


def test_a_failed_one_has_its_reason_beside_it(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"words")
    inbox.take_inbox()
    finish(Article.objects.get(), "The file is empty.")
    inbox.take_inbox()
    assert everything_in(folder) == [".failed/a.txt", ".failed/a.txt.reason.txt"]
    assert (folder / ".failed/a.txt.reason.txt").read_text() == "The file is empty.\n"


def test_bytes_known_already_are_put_away_at_once(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"words")
    inbox.take_inbox()
    finish(Article.objects.get())
    inbox.take_inbox()
    (folder / "a.txt").write_bytes(b"words")
    assert inbox.take_inbox() == 0
    assert everything_in(folder) == [".done/a-2.txt", ".done/a.txt"]


def test_another_file_of_the_same_name_is_another_article(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"words")
    inbox.take_inbox()
    (folder / "a.txt").write_bytes(b"other words")
    assert inbox.take_inbox() == 1
    assert Article.objects.count() == 2


def test_what_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".hidden.txt").write_bytes(b"being written")
    (folder / "below").mkdir()
    (folder / "below/b.txt").write_bytes(b"in a folder")
    (folder / "link.txt").symlink_to(folder / ".hidden.txt")
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.setattr(inbox, "SETTLED_SECONDS", 5.0)
    (folder / "growing.txt").write_bytes(b"fresh")
    assert inbox.take_inbox() == 0
    monkeypatch.setattr(inbox, "SETTLED_SECONDS", 0.01)
    time.sleep(0.05)
    assert inbox.take_inbox() == 1
    assert Article.objects.get().name == "growing.txt"


def test_one_unreadable_file_does_not_stop_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_bytes(b"a")
    (folder / "b.txt").write_bytes(b"b")

    def refuse_a(name: str, file: BinaryIO, source: Source) -> Registered:
        if name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return register(name, file, source)

    monkeypatch.setattr(inbox, "register", refuse_a)
    assert inbox.take_inbox() == 1
    assert Article.objects.get().name == "b.txt"
