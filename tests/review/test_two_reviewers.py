"""Two reviewers at one moment, each on a connection of their own: one decides, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection

from tests.review.world import make_executive, make_move, make_reviewer
from tracker.models import Decision, Executive, Move
from tracker.review import (
    NotUndoableError,
    RefusedError,
    StaleMoveError,
    approve_move,
    correct_move,
    reject_move,
    undo_decision,
)

pytestmark = pytest.mark.django_db(transaction=True)

Decide = Callable[[User], Decision]


def at_once(*calls: Callable[[], Decision]) -> list[Decision | RefusedError]:
    """What each call gave, all begun together on connections of their own."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Decision]) -> Decision | RefusedError:
        try:
            connection.ensure_connection()
            barrier.wait(10)
            return call()
        except RefusedError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.mark.parametrize("attempt", range(5))
def test_one_decides_and_the_other_is_told(attempt: int) -> None:
    move, one, other = make_move(), make_reviewer("rk"), make_reviewer("mo")
    outcomes = at_once(
        lambda: approve_move(move.pk, one, 1),
        lambda: correct_move(move.pk, other, 1, {"person": f"Bo Haddou {attempt}"}),
        lambda: reject_move(move.pk, other, 1),
    )
    (decision,) = [outcome for outcome in outcomes if isinstance(outcome, Decision)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, StaleMoveError)]
    assert [r.decision for r in refused] == [decision, decision]
    assert list(Decision.objects.all()) == [decision]
    assert Move.objects.get(pk=move.pk).version == 2
    assert Executive.objects.count() == (2 if decision.verb == "correct" else 1)


def test_two_undos_at_once_undo_once() -> None:
    move, one, other = make_move(), make_reviewer("rk"), make_reviewer("mo")
    decision = approve_move(move.pk, one, 1)
    outcomes = at_once(lambda: undo_decision(decision.pk, one), lambda: undo_decision(decision.pk, other))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decision", NotUndoableError.__name__]
    assert Decision.objects.count() == 2
    assert Move.objects.get(pk=move.pk).review == "unreviewed"


def test_two_moves_of_one_executive_are_decided_at_once_and_counted() -> None:
    executive, reviewer = make_executive("Ada Lindqvist"), make_reviewer()
    moves = [make_move(executive=executive, company=None) for _ in range(4)]
    at_once(*(lambda move=move: approve_move(move.pk, reviewer, 1) for move in moves))
    counted = Executive.objects.get(pk=executive.pk)
    assert (counted.move_count, counted.reviewed_count) == (4, 4)
