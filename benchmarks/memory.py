"""The most memory that a process which only extracts ever held: after tests/gold, and after many articles more."""

import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.articles import read_gold, read_other_matters
from benchmarks.report import Row
from tracker.extraction import extract_moves

AT_MOST = 1.1  # of the peak after tests/gold: one long article may still raise it a little
_STATUS = Path("/proc/self/status")
_KIB_IN_MIB = 1024


def memory_rows(soak: int) -> Iterator[Row]:
    """The peak in MiB after tests/gold, and how many times that it is after `soak` articles more."""
    # A process of its own, as this one holds spaCy's pipeline as well, and a fresh one: a fork would begin with it.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        before, after = pool.submit(read_and_weigh, soak).result()
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


def read_and_weigh(soak: int) -> tuple[float, float]:
    """The peaks of this process in MiB, after reading tests/gold and after `soak` articles more."""
    with_moves, quiet = read_gold()
    for text in (*with_moves, *quiet):
        extract_moves(text)
    before = peak_mib()
    for text in islice(cycle((*read_other_matters(), *with_moves)), soak):
        extract_moves(text)
    return before, peak_mib()
