"""Writers of identities take turns, so that two workers never make one new person twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_TURN = 7_236_201  # any number, the same in every process: the key of PostgreSQL's advisory lock


@contextmanager
def write_turn() -> Iterator[None]:
    """One short transaction in which nobody else makes executives, companies or moves.

    SQLite begins every transaction IMMEDIATE, which is such a turn already; PostgreSQL waits for an advisory lock that
    ends with the transaction. Take the turn before any row, so that no two writers wait for each other.
    """
    with transaction.atomic():
        take_turn()
        yield


def take_turn() -> None:
    """Wait for the turn within a transaction that is open already; taking it twice is harmless."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
