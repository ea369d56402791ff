"""Keeps a process to one core, so that a comparison is not one of threads."""

import os


def usable_cores() -> list[int]:
    """The cores that this process may use; where the system does not say, as many as there are."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def keep_to(core: int) -> None:
    """Run this process on one core; its threads that run already would not be moved, and the package sees to it that
    libraries start none.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
