"""Files in folders that are not ours alone."""

import os
from pathlib import Path

import pytest

from tracker.sources.regular_files import Fingerprint, give_back, opened_regular_file, reserve_name

LONG_STEM = "x" * 251


def test_a_regular_file_is_opened_and_a_link_to_one_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "link.txt").symlink_to("a.txt")
    for name in ("a.txt", "link.txt"):
        with opened_regular_file(tmp_path / name) as file:
            assert file.read() == b"words"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("pipe", "it is no regular file", id="a pipe that nobody writes to"),
        pytest.param("/dev/zero", "it is no regular file", id="a device"),
        pytest.param("folder", "Is a directory", id="a folder"),
        pytest.param("missing", "No such file or directory", id="nothing"),
        pytest.param("x" * 300, "File name too long", id="a name that cannot be"),
    ],
)
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, name: str, reason: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError) as refused, opened_regular_file(tmp_path / name):  # noqa: PT011  its reason is below
        pass
    assert refused.value.strerror == reason


@pytest.mark.parametrize(
    ("name", "taken", "most", "reserved"),
    [
        pytest.param("a.txt", [], 255, "a.txt", id="a free name stays"),
        pytest.param("a.txt", ["a.txt"], 255, "a-2.txt", id="a taken one is counted on"),
        pytest.param("a.txt", ["a.txt", "a-2.txt"], 255, "a-3.txt", id="and on"),
        pytest.param("a", ["a"], 255, "a-2", id="without a suffix"),
        pytest.param("a.tar.gz", ["a.tar.gz"], 255, "a.tar-2.gz", id="of two suffixes the last"),
        pytest.param(f"{LONG_STEM}.txt", [], 255, f"{LONG_STEM}.txt", id="the longest name there is"),
        pytest.param(f"{LONG_STEM}.txt", [f"{LONG_STEM}.txt"], 255, f"{LONG_STEM[:-2]}-2.txt", id="cut for the count"),
        pytest.param(f"{LONG_STEM}.txt", [], 244, f"{LONG_STEM[:240]}.txt", id="cut for what is to follow it"),
        pytest.param("x." + "y" * 253, ["x." + "y" * 253], 255, "x." + "y" * 251 + "-2", id="a suffix that is none"),
        pytest.param("é" * 127, ["é" * 127], 255, "é" * 126 + "-2", id="a character of two bytes is not cut in two"),
    ],
)
def test_reserve_name(tmp_path: Path, name: str, taken: list[str], most: int, reserved: str) -> None:
    for other in taken:
        (tmp_path / other).write_bytes(b"other")
    assert reserve_name(tmp_path, name, most) == tmp_path / reserved
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(taken, b"other") | {
        reserved: b""
    }


def test_a_name_that_is_no_utf_8_is_reserved_as_it_is(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    assert reserve_name(tmp_path, name) == tmp_path / name


def test_give_back_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    away = tmp_path / "away/a.txt"
    away.write_bytes(b"first")
    assert give_back(away, tmp_path, "a.txt") == tmp_path / "a.txt"
    away.write_bytes(b"second")
    assert give_back(away, tmp_path, "a.txt") == tmp_path / "a-2.txt"
    assert [path.read_bytes() for path in (tmp_path / "a.txt", tmp_path / "a-2.txt")] == [b"first", b"second"]
    assert not away.exists()


def test_a_fingerprint_is_of_one_file_as_it_is(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_bytes(b"words")
    other.write_bytes(b"words")
    for each in (path, other):
        os.utime(each, (1, 1))
    first = Fingerprint.of(path.stat())
    assert first == Fingerprint.of(path.lstat())
    assert first != Fingerprint.of(other.stat())
    os.utime(path, (1, 2))
    assert first != Fingerprint.of(path.stat())
