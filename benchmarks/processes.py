"""How much more two processes read than one, each on a core of its own: what a second worker is worth."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import median
from typing import NamedTuple

from benchmarks.articles import read_gold
from benchmarks.cores import keep_to
from benchmarks.report import Row
from tracker.extraction import extract_moves

AT_LEAST = 1.7
ROUNDS = 3
_NAME = "two processes against one"


class _Seconds(NamedTuple):
    """By the clock on the wall, and those in which the workers had a processor, added up."""

    wall: float
    busy: float


def process_rows(cores: Sequence[int]) -> Iterator[Row]:
    """Articles a second of two processes, over those of one; no figure where there is one core only."""
    if len(cores) == 1:
        yield Row(_NAME, None, at_least=AT_LEAST, note="needs two cores")
        return
    with _worker(cores[0]) as one, _worker(cores[1]) as other:
        rounds = [(_read(one), _read(one, other)) for _ in range(ROUNDS)]
    ratio = median(2 * alone.wall / both.wall for alone, both in rounds)
    # Whatever else runs on the machine takes from the two more than from the one: say how far this can be trusted.
    share = sum(both.busy for _, both in rounds) / sum(2 * both.wall for _, both in rounds)
    yield Row(
        _NAME, ratio, at_least=AT_LEAST, note=f"median of {ROUNDS} rounds; both cores were theirs for {share:.0%}"
    )


@contextmanager
def _worker(core: int) -> Iterator[Connection]:
    """A process that has read everything once and reads it again on each message, until it gets None."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_read_on_demand, args=(core, theirs), daemon=True)
    process.start()
    theirs.close()  # so that a worker that dies is an EOFError here, and not a wait without end
    ours.recv()
    try:
        yield ours
    finally:
        ours.send(None)
        process.join()


def _read(*workers: Connection) -> _Seconds:
    """Until the last of the workers has read everything."""
    began = time.perf_counter()
    for worker in workers:
        worker.send("again")
    busy = sum(worker.recv() for worker in workers)
    return _Seconds(time.perf_counter() - began, busy)


def _read_on_demand(core: int, connection: Connection) -> None:
    keep_to(core)
    with_moves, quiet = read_gold()
    message: str | None = "for the first time"
    while message:
        began = time.process_time()
        for text in (*with_moves, *quiet):
            extract_moves(text)
        connection.send(time.process_time() - began)
        message = connection.recv()
