"""The verbs of review: each locks one move, checks that it is the one the reviewer saw, and writes one decision."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from tracker.enums import Review, Verb
from tracker.models import Company, Decision, Executive, Move
from tracker.review.corrections import checked_note, corrected_values
from tracker.review.refusals import AlreadyDecidedError, NotUndoableError, StaleMoveError, told_decision
from tracker.store.snapshots import Values, apply_values, move_values
from tracker.store.turns import write_turn

_ACCEPTED = (Review.APPROVED.value, Review.CORRECTED.value)


def approve_move(move_id: int, reviewer: User, version: int, note: str = "") -> Decision:
    """Say that the move's values are right.

    `version` is the one the reviewer saw. Raises StaleMoveError when the move has another by now, AlreadyDecidedError
    when it is approved or corrected, Move.DoesNotExist when the engine no longer reads it.
    """
    return correct_move(move_id, reviewer, version, {}, note)


def reject_move(move_id: int, reviewer: User, version: int, note: str = "") -> Decision:
    """Say that there was no such move; it is shown to staff only from then on. Raises as `approve_move` does."""
    note = checked_note(note)
    with write_turn():
        move = _locked(move_id, version)
        before = move_values(move)
        if before["review"] == Review.REJECTED:
            raise AlreadyDecidedError(before["review"], standing_decision(move))
        return _decide(move, reviewer, Verb.REJECT, before, before | {"review": Review.REJECTED.value}, note=note)


def correct_move(move_id: int, reviewer: User, version: int, values: Mapping[str, Any], note: str = "") -> Decision:
    """Put the reviewer's slots in place of the move's; when nothing differs, it is an approval.

    `values` maps slots of the annotation guide to words, as `corrected_values` takes them. Raises as `approve_move`
    does, and InvalidSlotsError; then no executive or company was made either.
    """
    note = checked_note(note)
    with write_turn():
        move = _locked(move_id, version)
        before = move_values(move)
        after = corrected_values(move, values)
        if after != before:
            return _decide(move, reviewer, Verb.CORRECT, before, after | {"review": Review.CORRECTED.value}, note=note)
        if before["review"] in _ACCEPTED:
            raise AlreadyDecidedError(before["review"], standing_decision(move))
        return _decide(move, reviewer, Verb.APPROVE, before, before | {"review": Review.APPROVED.value}, note=note)


def undo_decision(decision_id: int, reviewer: User) -> Decision:
    """Give the move exactly the values it had before this decision, whatever the engine has read since.

    Only the latest standing decision of a move can be undone, once; an undo cannot: approve again instead. Raises
    NotUndoableError with the reason, Decision.DoesNotExist.
    """
    with write_turn():
        move_id = Decision.objects.values_list("move_id", flat=True).get(pk=decision_id)
        move = Move.objects.select_for_update().get(pk=move_id)
        decision = Decision.objects.select_related("reviewer", "undone_by__reviewer").get(pk=decision_id)
        _check_undoable(decision, move)
        return _decide(move, reviewer, Verb.UNDO, move_values(move), decision.before, undoes=decision)


def undo_latest(reviewer: User) -> Decision:
    """Undo the reviewer's own latest standing decision, on whatever move. Raises as `undo_decision` does."""
    decision = last_decision_of(reviewer)
    if decision is None:
        message = "You have no decision left to undo."
        raise NotUndoableError(message)
    return undo_decision(decision.pk, reviewer)


def last_decision_of(reviewer: User) -> Decision | None:
    """The latest decision of a reviewer that is no undo and was not undone, with its move's names; 1 query."""
    return (
        Decision.objects.filter(reviewer=reviewer, undoes=None, undone_by=None)
        .select_related("move__executive", "move__company")
        .order_by("-id")
        .first()
    )


def standing_decision(move: Move) -> Decision | None:
    """The latest decision on a move that is no undo and was not undone; 1 query."""
    return (
        Decision.objects.filter(move=move, undoes=None, undone_by=None)
        .select_related("reviewer")
        .order_by("-id")
        .first()
    )


def _locked(move_id: int, version: int) -> Move:
    # SQLite takes `select_for_update` for nothing: there the whole transaction is IMMEDIATE, so one reviewer at a time.
    move = Move.objects.select_for_update().get(pk=move_id)
    if move.version != version:
        raise StaleMoveError(move.version, _changed_by(move))
    return move


def _changed_by(move: Move) -> Decision | None:
    """The decision that gave the move the values it has; None where the engine has written them since."""
    latest = Decision.objects.filter(move=move).select_related("reviewer").order_by("-id").first()
    return latest if latest is not None and latest.after == move_values(move) else None


def _check_undoable(decision: Decision, move: Move) -> None:
    undone_by = getattr(decision, "undone_by", None)
    if decision.verb == Verb.UNDO:
        message = "An undo cannot be undone. Decide on the move again instead."
    elif undone_by is not None:
        message = f"This decision is undone already: {told_decision(undone_by)}."
    elif (standing := standing_decision(move)) is not None and standing.pk != decision.pk:
        message = f"Another decision came after this one: {told_decision(standing)}. Undo that one first."
    elif not _exists(decision.before):
        message = "An executive or a company that the move named before is no longer on the desk. Correct it instead."
    else:
        return
    raise NotUndoableError(message)


def _exists(values: Values) -> bool:
    people = {values[name] for name in ("executive", "counterpart")} - {None}
    companies = {values[name] for name in ("company", "other_company")} - {None}
    return Executive.objects.filter(pk__in=people).count() == len(people) and Company.objects.filter(
        pk__in=companies
    ).count() == len(companies)


def _decide(  # noqa: PLR0913  a decision is these: what, by whom, from what, to what, why
    move: Move,
    reviewer: User,
    verb: Verb,
    before: Values,
    after: Values,
    *,
    note: str = "",
    undoes: Decision | None = None,
) -> Decision:
    apply_values(move, after)
    return Decision.objects.create(
        move=move, verb=verb.value, reviewer=reviewer, before=before, after=after, note=note, undoes=undoes
    )
