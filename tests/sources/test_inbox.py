"""The inbox folder."""

import os
import threading
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest
from pytest_django.fixtures import Settings

from tracker.enums import Source
from tracker.models import Article
from tracker.sources import inbox
from tracker.sources.regular_files import opened_regular_file, reserve_name
from tracker.store import articles
from tracker.store.articles import Registered, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.TRACKER_DATA_DIR = tmp_path
    inbox.forget_inbox()
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


def test_what_is_no_plain_file_is_told_of_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / ".hidden").mkdir()
    (folder / "below").mkdir()
    (folder / "link.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    told = [f"inbox: {name} is left alone: only plain files are taken in" for name in ("below", "link.txt", "pipe.txt")]
    inbox.take_inbox()
    inbox.take_inbox()
    assert caplog.messages == told
    (folder / "below").rmdir()
    inbox.take_inbox()
    (folder / "below").mkdir()
    inbox.take_inbox()
    assert caplog.messages == [*told, told[0]]


def test_a_time_that_lies_ahead_does_not_hold_a_file_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "SETTLED_SECONDS", 0.01)
    (folder / "a.txt").write_bytes(b"words")
    tomorrow = time.time() + 86_400
    os.utime(folder / "a.txt", (tomorrow, tomorrow))
    time.sleep(0.05)
    assert inbox.take_inbox() == 1


def refuse(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    """Make those names unreadable; returns the list of the names that are tried, which grows."""
    tried: list[str] = []

    def refuse_some(name: str, file: BinaryIO, source: Source) -> Registered:
        tried.append(name)
        if name in names:
            raise PermissionError(13, "Permission denied")
        return register(name, file, source)

    monkeypatch.setattr(inbox, "register", refuse_some)
    return tried


def test_one_unreadable_file_does_not_stop_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_bytes(b"a")
    (folder / "b.txt").write_bytes(b"b")
    refuse(monkeypatch, "a.txt")
    assert inbox.take_inbox() == 1
    assert Article.objects.get().name == "b.txt"


def test_unreadable_files_that_come_first_use_up_no_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MAX_FILES", 2)
    for name in "abcdef":
        (folder / name).write_bytes(name.encode())
    refuse(monkeypatch, "a", "b", "c")
    assert inbox.take_inbox() == 2
    assert inbox.take_inbox() == 1
    assert list(Article.objects.order_by("id").values_list("name", flat=True)) == ["d", "e", "f"]


def test_an_unreadable_file_is_told_of_once_and_tried_again_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "a.txt").write_bytes(b"a")
    tried = refuse(monkeypatch, "a.txt")
    inbox.take_inbox()
    inbox.take_inbox()
    assert tried == ["a.txt"]
    later = time.monotonic() + 61
    monkeypatch.setattr(time, "monotonic", lambda: later)
    inbox.take_inbox()
    inbox.take_inbox()
    assert tried == ["a.txt", "a.txt"]
    assert caplog.messages == ["inbox: a.txt cannot be taken in: Permission denied"]


def test_an_unreadable_file_that_was_changed_is_tried_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_bytes(b"a")
    tried = refuse(monkeypatch, "a.txt")
    inbox.take_inbox()
    (folder / "a.txt").write_bytes(b"longer")
    inbox.take_inbox()
    assert tried == ["a.txt", "a.txt"]


@pytest.mark.parametrize("failure", ["", "The file is empty."])
def test_a_file_put_in_the_place_of_the_one_that_was_read_is_read_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    (folder / "a.txt").write_bytes(b"words")
    inbox.take_inbox()
    finish(Article.objects.get(), failure)
    (folder / ".new.txt").write_bytes(b"other words")

    def replace_first(done: Path, name: str, most: int) -> Path:
        (folder / ".new.txt").rename(folder / "a.txt")
        return reserve_name(done, name, most)

    with monkeypatch.context() as patch:
        patch.setattr("tracker.sources.inbox.reserve_name", replace_first)
        inbox.take_inbox()
    assert {name: (folder / name).read_bytes() for name in everything_in(folder)} == {"a.txt": b"other words"}
    assert inbox.take_inbox() == 1


def test_a_file_put_in_the_place_of_the_one_being_hashed_is_read_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_bytes(b"words")
    (folder / ".new.txt").write_bytes(b"other words")

    def register_and_finish(name: str, file: BinaryIO, source: Source) -> Registered:
        taken = register(name, file, source)
        if (folder / ".new.txt").exists():
            (folder / ".new.txt").rename(folder / "a.txt")
            finish(taken.article)
        return taken

    monkeypatch.setattr(inbox, "register", register_and_finish)
    assert inbox.take_inbox() == 1
    assert {name: (folder / name).read_bytes() for name in everything_in(folder)} == {"a.txt": b"other words"}
    assert inbox.take_inbox() == 1


def test_a_file_changed_between_the_look_and_the_reading_waits_for_the_next_look(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_bytes(b"words")
    (folder / ".new.txt").write_bytes(b"other words")

    def replace_first(path: Path) -> AbstractContextManager[BinaryIO]:
        (folder / ".new.txt").rename(path)
        return opened_regular_file(path)

    with monkeypatch.context() as patch:
        patch.setattr("tracker.sources.inbox.opened_regular_file", replace_first)
        assert inbox.take_inbox() == 0
    assert inbox.take_inbox() == 1
    assert Article.objects.get().size == len(b"other words")


def test_the_longest_names_are_put_away_too(folder: Path) -> None:
    name = "x" * 251 + ".txt"
    for data, failure in ((b"words", ""), (b"words", ""), (b"other", "why")):
        (folder / name).write_bytes(data)
        inbox.take_inbox()
        for article in Article.objects.filter(state="received"):
            finish(article, failure)
        inbox.take_inbox()
    failed = ".failed/" + "x" * 240 + ".txt"
    assert everything_in(folder) == [".done/" + "x" * 249 + "-2.txt", f".done/{name}", failed, f"{failed}.reason.txt"]
    assert (folder / f"{failed}.reason.txt").read_text() == "why\n"


def test_where_the_reason_cannot_be_written_the_file_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse_text(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    (folder / "a.txt").write_bytes(b"words")
    inbox.take_inbox()
    finish(Article.objects.get(), "why")
    monkeypatch.setattr(Path, "write_text", refuse_text)
    inbox.take_inbox()
    inbox.take_inbox()
    assert everything_in(folder) == ["a.txt"]
    assert caplog.messages == ["inbox: a.txt cannot be taken in: No space left on device"]


def test_a_second_thread_leaves_the_look_to_the_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_bytes(b"words")
    counts: list[int] = []
    second = threading.Thread(target=lambda: counts.append(inbox.take_inbox()))

    def meet_the_second(name: str, file: BinaryIO, source: Source) -> Registered:
        if threading.current_thread() is not second:
            second.start()
            second.join(10)
        return register(name, file, source)

    monkeypatch.setattr(inbox, "register", meet_the_second)
    assert inbox.take_inbox() == 1
    assert counts == [0]


def test_a_file_whose_article_was_deleted_is_taken_in_anew(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"words")
    inbox.take_inbox()
    Article.objects.all().delete()
    inbox.take_inbox()
    assert inbox.take_inbox() == 1
