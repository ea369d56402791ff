"""Every vendored browser library is the file that its version shipped."""

from pathlib import Path

import pytest

from tests.vendored import compare, hash_files, read_lock


def test_vendored_files_are_those_of_the_lock() -> None:
    assert compare(hash_files(), read_lock()) == []


@pytest.mark.parametrize(
    ("found", "locked", "expected"),
    [
        pytest.param({"a.js": "1"}, {"a.js": "1"}, [], id="the same: nothing to say"),
        pytest.param({"a.js": "2"}, {"a.js": "1"}, ["a.js: not the file of the lock"], id="changed by hand"),
        pytest.param({}, {"a.js": "1"}, ["a.js: in the lock, but not there"], id="lost"),
        pytest.param({"a.js": "1"}, {}, ["a.js: there, but not in the lock"], id="put there by hand"),
    ],
)
def test_compare_tells_what_differs(found: dict[str, str], locked: dict[str, str], expected: list[str]) -> None:
    assert compare(found, locked) == expected


def test_hashes_are_of_the_bytes_and_of_all_folders(tmp_path: Path) -> None:
    library = tmp_path / "static" / "vendor" / "thing-1.0"
    library.mkdir(parents=True)
    (library / "thing.js").write_bytes(b"abc")
    (tmp_path / "static" / "ours.js").write_bytes(b"abc")
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hash_files(tmp_path) == {"static/vendor/thing-1.0/thing.js": expected}
