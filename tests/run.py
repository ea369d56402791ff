"""`make test`: the whole suite in parts, each on what it needs, and a table of what ran on what.

Arguments go to pytest: `make test ARGS="-k inbox"`.
"""

import os
import platform
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.environment import ROOT, TEST_BROKER_URL, TEST_DATABASE_URL
from tests.services import (
    ServiceError,
    find_chromium,
    find_postgres,
    find_redis,
    install,
    open_folder,
    private_postgres,
    private_redis,
    version_of,
)

PART_SECONDS = 600.0
PATIENCE_SECONDS = 30.0
NOTHING_CHOSEN = 5
EMBEDDED = f"SQLite {sqlite3.sqlite_version}, embedded worker"
SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile")


@dataclass(frozen=True)
class Part:
    """One run of pytest over the tests that `marks` chooses; `needs` are names of PROVIDERS."""

    name: str
    marks: str
    needs: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def uses_services(self) -> bool:
        return "PostgreSQL" in self.needs


SERVICES = ("PostgreSQL", "Redis")
PARTS = (
    Part("engine and embedded desk", "not browser and not faults", options=SIDE_BY_SIDE),
    Part("services", "(database or worker or services) and not browser and not faults", SERVICES, SIDE_BY_SIDE),
    Part("browser", "browser", ("Chromium",)),
    Part("faults, embedded desk", "faults"),
    Part("faults, services", "faults", SERVICES),
)


@dataclass(frozen=True)
class Provider:
    """How a program that a part needs is found, and which Debian package brings it."""

    find: Callable[[], Path | None]
    package: str


PROVIDERS = {
    "PostgreSQL": Provider(find_postgres, "postgresql"),
    "Redis": Provider(find_redis, "redis-server"),
    "Chromium": Provider(find_chromium, "chromium"),
}


@dataclass(frozen=True)
class Result:
    """What came of one part: `verdict` is passed, FAILED or "not run"; `reason` says why it is not "passed"."""

    part: Part
    ran_on: str
    verdict: str
    counts: str = ""
    seconds: float = 0.0
    reason: str = ""


class Programs:
    """The programs of this run, each looked for once, installed if missing and possible."""

    def __init__(self) -> None:
        self._found: dict[str, Path | str] = {}

    def get(self, name: str) -> Path | str:
        """The path of a program, or why there is none."""
        if name not in self._found:
            provider = PROVIDERS[name]
            path = provider.find()
            reason = "" if path else install(provider.package)
            self._found[name] = path or provider.find() or f"{name} is missing; {reason or 'its package has no server'}"
        return self._found[name]

    def version(self, name: str) -> str:
        path = self.get(name)
        if isinstance(path, str):
            return f"{name} missing"
        return f"{name} {version_of(path / 'postgres' if name == 'PostgreSQL' else path)}"


def run_part(part: Part, services: dict[str, str], ran_on: str, folder: Path, arguments: list[str]) -> Result:
    """Run pytest for one part, its output going through; a part that hangs is ended and fails."""
    report = folder / f"{part.name.replace(' ', '-')}.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-m",
        part.marks,
        f"--junitxml={report}",
        *part.options,
        *arguments,
    ]
    environment = {
        name: value for name, value in os.environ.items() if name not in (TEST_DATABASE_URL, TEST_BROKER_URL)
    }
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=environment | services)
    reason = ""
    try:
        status = process.wait(PART_SECONDS)
    except subprocess.TimeoutExpired:
        reason = f"took over {PART_SECONDS:g} s"
        status = _end(process)
    except BaseException:
        _end(process)
        raise
    seconds = time.monotonic() - began
    if status == NOTHING_CHOSEN:
        verdict = "passed" if arguments else "FAILED"
        return Result(part, ran_on, verdict, "0 tests", seconds, "no test was chosen")
    counts, skipped_count = _read_report(report)
    if skipped_count and not reason:
        reason = f"{skipped_count} skipped: a part that could not run"
    is_failed = bool(status) or (bool(skipped_count) and _is_strict())
    return Result(part, ran_on, "FAILED" if is_failed else "passed", counts, seconds, reason)


def _end(process: subprocess.Popen[bytes]) -> int:
    """Ask pytest to stop as Ctrl-C does, so that it stops the desks it started; kill it where it does not."""
    process.send_signal(signal.SIGINT)
    try:
        return process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _read_report(report: Path) -> tuple[str, int]:
    """How many tests passed, failed and were skipped, in words; and the number of the skipped."""
    if not report.exists():
        return "no report", 0
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314  pytest wrote it a moment ago
    if suite is None:
        return "no report", 0
    total, failed, errors, skipped = (int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped"))
    words = [f"{total - failed - errors - skipped} passed"]
    words += [f"{count} {name}" for count, name in ((failed + errors, "failed"), (skipped, "skipped")) if count]
    return ", ".join(words), skipped


def _is_strict() -> bool:
    """With CI=true what could not run is a failure."""
    return os.environ.get("CI") == "true"


def run_parts(arguments: list[str]) -> list[Result]:
    """Run every part, on private services that stand from the first part that needs them to the end."""
    programs = Programs()
    results: list[Result] = []
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        services: dict[str, str] = {}
        for part in PARTS:
            ran_on = ", ".join(map(programs.version, part.needs)) if part.uses_services else EMBEDDED
            if "Chromium" in part.needs:
                ran_on = f"{programs.version('Chromium')}, {EMBEDDED}"
            missing = [found for found in map(programs.get, part.needs) if isinstance(found, str)]
            if not missing and part.uses_services and not services:
                try:
                    services = _start_services(programs, folder, stack)
                except (ServiceError, OSError) as error:
                    missing = [str(error)]
            if missing:
                results.append(Result(part, ran_on, "not run", reason="; ".join(missing)))
                continue
            print(f"\n=== {part.name}: {ran_on}", flush=True)
            results.append(run_part(part, services if part.uses_services else {}, ran_on, folder, arguments))
    return results


def _start_services(programs: Programs, folder: Path, stack: ExitStack) -> dict[str, str]:
    """Start PostgreSQL and Redis until the stack closes; the variables that tell the tests of them."""
    postgres, redis = (Path(programs.get(name)) for name in SERVICES)
    return {
        TEST_DATABASE_URL: stack.enter_context(private_postgres(postgres, folder)),
        TEST_BROKER_URL: stack.enter_context(private_redis(redis, folder)),
    }


def print_table(results: list[Result]) -> None:
    """What ran, on what, how long, and what came of it."""
    print(f"\nPython {platform.python_version()} on {platform.system()} {platform.machine()}")
    rows = [
        (result.part.name, result.verdict, f"{result.seconds:.0f} s", result.counts, result.ran_on)
        for result in results
    ]
    heads = ("part", "verdict", "time", "tests", "on")
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        print("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip())
    for result in results:
        if result.reason:
            print(f"{result.part.name}: {result.reason}")


def main(arguments: list[str]) -> int:
    # Both must stop the servers and the desks, also where a shell started us in the background with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        results = run_parts(arguments)
    except KeyboardInterrupt:
        print("\nStopped; so are the servers that were started.")
        return 130
    print_table(results)
    if any(result.verdict == "FAILED" for result in results):
        return 1
    return 1 if _is_strict() and any(result.verdict == "not run" for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
