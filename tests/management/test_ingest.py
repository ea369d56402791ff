"""`manage.py ingest`, in this process and with a worker of its own."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from tracker.models import Article


def ingest(*arguments: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "below").mkdir(parents=True)
    (folder / "b.txt").write_text("Second.")
    (folder / "a.txt").write_text("First.")
    (folder / "below/c.txt").write_text("First.")
    (folder / ".draft").write_text("Hidden.")
    return folder


@pytest.mark.django_db
def test_no_wait_registers_in_order_and_says_what_is_new(files: Path) -> None:
    assert ingest(str(files), "--no-wait") == (0, "2 new, 1 duplicate, 0 failed, the new ones wait in the queue\n", "")
    assert list(Article.objects.order_by("id").values_list("name", "state")) == [
        ("a.txt", "received"),
        ("b.txt", "received"),
    ]


@pytest.mark.django_db
def test_a_path_that_is_not_there_fails_and_the_rest_goes_on(files: Path) -> None:
    missing = files / "missing.txt"
    assert ingest(str(missing), str(files / "a.txt"), "--no-wait") == (
        1,
        "1 new, 0 duplicate, 1 failed, the new ones wait in the queue\n",
        f"{missing}: cannot be read: No such file or directory\n",
    )
