"""The locks hold every requirement by version and hash, agree with each other, and name no address."""

import re

import pytest

from tests.environment import ROOT

PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?P<rest>[^\\\n]*)\\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)
LOCKS = ("requirements.lock", "requirements-dev.lock")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def read_pins(lock: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Version and hashes by name and by the Pythons it is for: numpy has one version for 3.11 and another after it."""
    return {
        (match["name"], match["rest"].strip()): (match["version"], match["hashes"])
        for match in PIN.finditer(read(lock))
    }


def names_asked_for(requirements: str) -> set[str]:
    return set(re.findall(r"^([a-z][\w-]*)", read(requirements).lower(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_with_hashes_or_a_comment(lock: str) -> None:
    left = PIN.sub("", read(lock)).splitlines()
    assert [line for line in left if line and not line.lstrip().startswith("#")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_path(lock: str) -> None:
    assert re.findall(r"\S*(?:://|file:|index-url|find-links|@ )\S*", read(lock)) == []


@pytest.mark.parametrize(("requirements", "lock"), [("requirements.in", LOCKS[0]), ("requirements-dev.in", LOCKS[1])])
def test_all_that_is_asked_for_is_locked(requirements: str, lock: str) -> None:
    locked = {name for name, _ in read_pins(lock)}
    assert names_asked_for(requirements) - locked == set()


def test_the_development_lock_holds_the_other_one_as_it_is() -> None:
    locked = read_pins("requirements-dev.lock")
    assert {key: locked.get(key) for key in read_pins("requirements.lock")} == read_pins("requirements.lock")
