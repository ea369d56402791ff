"""`make check`: the checks that need no service, side by side, each with its own time and verdict."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.environment import ROOT, desk_environment

PYTHON = sys.executable
# mypy first: it takes longest, and the others fit beside it on two cores.
CHECKS = {
    "mypy": [PYTHON, "-m", "mypy"],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "ruff check": [PYTHON, "-m", "ruff", "check", "."],
    "import-linter": [str(Path(PYTHON).with_name("lint-imports"))],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "vendored files": [PYTHON, "tests/vendored.py"],
}


@dataclass(frozen=True)
class Verdict:
    name: str
    has_passed: bool
    seconds: float
    output: str


def run_check(name: str, command: list[str], environment: dict[str, str]) -> Verdict:
    """Run one tool over the tree and keep what it says."""
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return Verdict(name, done.returncode == 0, time.monotonic() - began, done.stdout.strip())


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="desk-check-") as folder, ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        environment = desk_environment(Path(folder))
        running = [pool.submit(run_check, name, command, environment) for name, command in CHECKS.items()]
        verdicts = [future.result() for future in running]
    for verdict in verdicts:
        if not verdict.has_passed:
            print(f"--- {verdict.name}\n{verdict.output}\n")
    for verdict in verdicts:
        print(f"{'passed' if verdict.has_passed else 'FAILED'}  {verdict.name:<16} {verdict.seconds:5.1f} s")
    return 0 if all(verdict.has_passed for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
