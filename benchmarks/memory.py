"""The most memory that a process which only extracts ever held: after tests/gold, and after many articles more."""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.articles import ROOT, read_gold, read_other_matters
from benchmarks.report import Row

AT_MOST = 1.1  # of the peak after tests/gold: one long article may still raise it a little
_STATUS = Path("/proc/self/status")
_KIB_IN_MIB = 1024


def memory_rows(soak: int) -> Iterator[Row]:
    """The peak in MiB after tests/gold, and how many times that it is after `soak` articles more."""
    command = [sys.executable, "-m", "benchmarks.memory", str(soak)]
    # A process of its own, as this one holds spaCy as well.
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)  # noqa: S603  our own command
    before, after = json.loads(done.stdout)
    yield Row("peak memory after tests/gold", before, unit=" MiB")
    if soak:
        note = f"{after:.0f} MiB"
        yield Row(f"peak memory after {soak:,} articles more", after / before, at_most=AT_MOST, note=note)


def peak_mib() -> float:
    """The most memory this process has held, in MiB."""
    if _STATUS.exists():
        # Not getrusage, which on Linux begins with what the parent held at the fork.
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / _KIB_IN_MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_IN_MIB**2  # bytes, on macOS


def main() -> None:
    """Read, and print the two peaks as a JSON list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("soak", type=int)
    soak = parser.parse_args().soak
    from tracker.extraction import extract_moves  # noqa: PLC0415  the process that asks needs no engine

    with_moves, quiet = read_gold()
    for text in (*with_moves, *quiet):
        extract_moves(text)
    before = peak_mib()
    for text in islice(cycle((*read_other_matters(), *with_moves)), soak):
        extract_moves(text)
    print(json.dumps([before, peak_mib()]))


if __name__ == "__main__":
    main()
