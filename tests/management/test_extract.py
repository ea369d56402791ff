"""`manage.py extract`: files in, JSON Lines out, and not a trace of a database."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.environment import ROOT, desk_environment
from tracker.documents import parse_document
from tracker.extraction import extract_moves

[SEED] = sorted((ROOT / "seeds").glob("*.txt"))
QUIET = "The weather in Hamburg was fine.\n"


def extract(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit status, and the lines of stdout."""
    out, status = io.StringIO(), 0
    try:
        call_command("extract", *arguments, stdout=out)
    except SystemExit as stop:
        status = int(stop.code or 0)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def run_desk(*arguments: str, data_dir: Path, given: bytes = b"", **environment: str) -> tuple[int, bytes, bytes]:
    """Exit status, stdout and stderr of manage.py as a process of its own."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=desk_environment(data_dir, **environment),
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three articles, one of them unreadable, with gold, a dotfile and another folder beside them."""
    here = tmp_path / "news"
    (here / "below").mkdir(parents=True)
    (here / "b.txt").write_text(f"date 2023-03-22 {QUIET}")
    (here / "a.html").write_text("<html><body><p>Jürgen Müller spielt Schach.</p></body></html>", encoding="utf-8")
    (here / "c.txt").write_bytes(b"%PDF-1.7")
    (here / "b.gold.json").write_text('{"moves": []}')
    (here / ".draft.txt").write_text(QUIET)
    (here / "below/d.txt").write_text(QUIET)
    return here


def test_the_seed_is_one_line_with_everything_that_the_engine_reads() -> None:
    document = parse_document(SEED.name, SEED.read_bytes())
    moves = [move.as_record(document.text) for move in extract_moves(document.text, published_on=document.published_on)]
    assert moves
    assert extract(str(SEED)) == (0, [{"file": SEED.name, "published": "2023-03-22", "moves": moves}])


def test_every_quote_is_a_slice_of_the_file() -> None:
    _, [record] = extract(str(SEED))
    text = SEED.read_bytes().decode()
    spans = [span for move in record["moves"] for span in (move["evidence"], *move["slots"].values())]
    assert [
        span for span in spans if span["start"] is not None and text[span["start"] : span["end"]] != span["quote"]
    ] == []


PDF = "This is a PDF file; only plain text and HTML can be read."


def test_a_folder_is_its_files_sorted_and_a_bad_one_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "d.txt").write_text(QUIET)
    assert extract(str(folder)) == (
        1,
        [
            {"file": "a.html", "published": None, "moves": []},
            {"file": "b.txt", "published": "2023-03-22", "moves": []},
            {"file": "c.txt", "error": PDF, "moves": []},
            {"file": "d.txt", "published": None, "moves": []},
        ],
    )


def test_lines_come_in_the_order_of_the_arguments(folder: Path) -> None:
    status, records = extract(
        str(folder / "c.txt"), str(folder / "missing.txt"), str(folder / "a.html"), str(folder / "below")
    )
    assert (status, [(record["file"], record.get("error")) for record in records]) == (
        1,
        [("c.txt", PDF), ("missing.txt", "No such file or directory."), ("a.html", None), ("d.txt", None)],
    )  # fmt: skip


def test_an_empty_folder_has_no_lines(tmp_path: Path) -> None:
    assert extract(str(tmp_path)) == (0, [])


def test_a_given_day_goes_before_the_files_own(folder: Path) -> None:
    status, records = extract(str(folder / "a.html"), str(folder / "b.txt"), "--published", "2020-02-29")
    assert (status, [record["published"] for record in records]) == (0, ["2020-02-29", "2020-02-29"])


@pytest.mark.parametrize("day", ["2023-02-30", "20230322", "2023-3-22", "2023-W12-3", "yesterday", ""])
def test_a_day_that_is_none_is_a_wrong_use(folder: Path, day: str) -> None:
    with pytest.raises(CommandError, match="argument --published: not a day as YYYY-MM-DD"):
        extract(str(folder), "--published", day)


def test_no_path_is_a_wrong_use() -> None:
    with pytest.raises(CommandError, match="the following arguments are required: PATH"):
        extract()


def test_a_file_over_the_cap_is_refused_and_one_at_it_is_read(folder: Path, settings: Settings) -> None:
    settings.TRACKER_MAX_ARTICLE_BYTES = 40
    (folder / "b.txt").write_text("x" * 40)
    (folder / "a.html").write_text("x" * 41)
    status, records = extract(str(folder / "a.html"), str(folder / "b.txt"), "/dev/zero")
    too_large = "The file is too large: more than 40 bytes, the most that is allowed."
    assert (status, records) == (
        1,
        [
            {"file": "a.html", "error": too_large, "moves": []},
            {"file": "b.txt", "published": None, "moves": []},
            {"file": "zero", "error": too_large, "moves": []},
        ],
    )


def test_a_folder_that_may_not_be_listed_is_an_error_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    assert extract(str(folder)) == (1, [{"file": "news", "error": "Permission denied.", "moves": []}])


def test_a_folder_that_may_be_listed_but_not_entered_is_an_error_line_for_each_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    status, records = extract(str(folder))
    assert (status, [(record["file"], record["error"]) for record in records]) == (
        1,
        [(name, "Permission denied.") for name in ("a.html", "b.txt", "below", "c.txt")],
    )


def test_an_article_that_the_engine_stumbles_over_costs_only_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(text: str, **_: Any) -> list[Any]:
        if "Schach" in text:
            raise KeyError(text)
        return []

    monkeypatch.setattr("tracker.extraction.extract_moves", stumble)
    reason = "The text could not be read (KeyError); see the log."
    assert extract(str(folder / "a.html"), str(folder / "b.txt")) == (
        1,
        [{"file": "a.html", "error": reason, "moves": []}, {"file": "b.txt", "published": "2023-03-22", "moves": []}],
    )
    assert [record.getMessage() for record in caplog.records] == ["a.html: the engine failed"]


def test_as_a_process_it_reads_stdin_and_leaves_nothing_behind(tmp_path: Path) -> None:
    article = "date 2023-03-22 Zoë Müller, la présidente, ne dit rien.\r\n".encode()
    status, out, err = run_desk(
        "extract", "-", str(tmp_path / "Zoë.txt"), given=article, data_dir=tmp_path / "var", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING=""
    )  # fmt: skip
    assert (status, out.decode(), err) == (
        1,
        (
            '{"file": "-", "published": "2023-03-22", "moves": []}\n'
            '{"file": "Zoë.txt", "error": "No such file or directory.", "moves": []}\n'
        ),
        b"",
    )
    assert list(tmp_path.iterdir()) == []


def test_as_a_process_it_needs_no_database(tmp_path: Path) -> None:
    nowhere = "postgres://nobody@127.0.0.1:9/nothing"
    status, out, err = run_desk("extract", str(SEED), data_dir=tmp_path / "var", DATABASE_URL=nowhere)
    assert (status, json.loads(out)["file"], err) == (0, SEED.name, b"")


def test_a_wrong_use_exits_with_2(tmp_path: Path) -> None:
    status, out, err = run_desk("extract", str(SEED), "--published", "soon", data_dir=tmp_path / "var")
    assert (status, out, err.splitlines()[-1]) == (
        2,
        b"",
        b"manage.py extract: error: argument --published: not a day as YYYY-MM-DD: 'soon'",
    )


def test_a_pipe_that_nobody_reads_any_more_ends_it_quietly(folder: Path, tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as broken:
        done = subprocess.run(
            [sys.executable, "manage.py", "extract", str(folder)],
            cwd=ROOT,
            env=desk_environment(tmp_path / "var"),
            stdout=broken,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_name_that_is_no_utf_8_is_printed_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(QUIET)
    status, out, err = run_desk("extract", os.fsdecode(path), data_dir=tmp_path / "var")
    assert (status, json.loads(out)["file"], err) == (0, "caf�.txt", b"")
