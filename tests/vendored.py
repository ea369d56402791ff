"""Holds the vendored browser libraries to the hashes of tests/vendored.lock; `--write` records a change that was meant."""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "tests" / "vendored.lock"
FOLDERS = ("static/vendor", "tests/browser/vendor")


def hash_files(root: Path = ROOT) -> dict[str, str]:
    """SHA-256 of every vendored file by its path below `root`."""
    files = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def read_lock(lock: Path = LOCK) -> dict[str, str]:
    """What the lock says, by path. It is in the format of sha256sum."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def compare(found: dict[str, str], locked: dict[str, str]) -> list[str]:
    """A line for each file that is missing, not in the lock, or other than it was; none when all is well."""
    lines = [f"{path}: in the lock, but not there" for path in sorted(locked.keys() - found.keys())]
    lines += [f"{path}: there, but not in the lock" for path in sorted(found.keys() - locked.keys())]
    both = sorted(found.keys() & locked.keys())
    return lines + [f"{path}: not the file of the lock" for path in both if found[path] != locked[path]]


def main(arguments: list[str]) -> int:
    found = hash_files()
    if arguments == ["--write"]:
        LOCK.write_text("".join(f"{digest}  {path}\n" for path, digest in found.items()), encoding="utf-8")
        return 0
    problems = compare(found, read_lock())
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
