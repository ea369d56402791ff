"""Decisions are neither changed nor deleted: the model refuses, and the database refuses those who go round it."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from tests.review.world import make_move, make_reviewer
from tracker.models import AppendOnlyError, Decision
from tracker.review import approve_move

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision() -> Decision:
    return approve_move(make_move().pk, make_reviewer(), 1)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda d: d.save(), id="save"),
        pytest.param(lambda d: d.delete(), id="delete"),
        pytest.param(lambda _: Decision.objects.update(note="x"), id="update of a queryset"),
        pytest.param(lambda _: Decision.objects.all().delete(), id="delete of a queryset"),
        pytest.param(lambda d: Decision.objects.bulk_update([d], ["note"]), id="bulk update"),
    ],
)
def test_the_model_refuses(decision: Decision, change: Callable[[Decision], object]) -> None:
    with pytest.raises(AppendOnlyError), transaction.atomic():
        change(decision)
    assert Decision.objects.get().note == ""


def test_what_decisions_point_at_is_protected(decision: Decision) -> None:
    with pytest.raises(ProtectedError):
        decision.move.delete()
    with pytest.raises(ProtectedError):
        decision.reviewer.delete()


# SQLite empties a table for `flush` row by row, which a guard against deleting would stop: there the model alone refuses.
GUARDED = {
    "sqlite": ["UPDATE tracker_decision SET note = 'x'"],
    "postgresql": ["UPDATE tracker_decision SET note = 'x'", "DELETE FROM tracker_decision"],
}


@pytest.mark.parametrize("statement", GUARDED[connection.vendor])
def test_the_database_refuses(decision: Decision, statement: str) -> None:
    with (
        pytest.raises(IntegrityError, match="decisions are append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Decision.objects.get() == decision
