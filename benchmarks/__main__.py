"""`make bench`: what the engine takes, each figure held against another one of the same run."""

import argparse
import json
import platform
import sys
from collections.abc import Iterator

from benchmarks.cores import keep_to, usable_cores
from benchmarks.lengths import length_rows
from benchmarks.memory import memory_rows
from benchmarks.processes import process_rows
from benchmarks.report import Row, format_table, report_record
from benchmarks.speed import speed_rows
from tracker.extraction import ENGINE_VERSION

PARTS = ("speed", "processes", "lengths", "memory")


def main() -> None:
    """Run the parts, one after the other, and print a table, or with --json one JSON object."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object only")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part; may be given more than once")
    parser.add_argument("--soak", type=int, default=1000, metavar="N", help="articles to read for the memory (1000)")
    arguments = parser.parse_args()

    cores = usable_cores()
    keep_to(cores[0])
    rows: list[Row] = []
    for part in arguments.only or PARTS:
        print(f"{part} …", file=sys.stderr, flush=True)
        rows += _rows_of(part, cores, arguments.soak)
    if arguments.json:
        about = {"engine": ENGINE_VERSION, "python": platform.python_version(), "machine": platform.machine()}
        print(json.dumps(report_record(rows, about), ensure_ascii=False))
    else:
        print(format_table(rows))


def _rows_of(part: str, cores: list[int], soak: int) -> Iterator[Row]:
    if part == "speed":
        return speed_rows()
    if part == "lengths":
        return length_rows()
    return process_rows(cores) if part == "processes" else memory_rows(soak)


if __name__ == "__main__":
    main()
