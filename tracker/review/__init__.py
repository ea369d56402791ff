"""What a person decides about a move: approve, reject, correct, undo. The whole face of the stage."""

from tracker.review.corrections import InvalidSlotsError, shown_slots
from tracker.review.queue import MAX_COUNTED, Order, count_queue, list_queue, next_move
from tracker.review.refusals import AlreadyDecidedError, NotUndoableError, RefusedError, StaleMoveError
from tracker.review.verbs import (
    approve_move,
    correct_move,
    last_decision_of,
    reject_move,
    standing_decision,
    undo_decision,
    undo_latest,
)

__all__ = [
    "MAX_COUNTED",
    "AlreadyDecidedError",
    "InvalidSlotsError",
    "NotUndoableError",
    "Order",
    "RefusedError",
    "StaleMoveError",
    "approve_move",
    "correct_move",
    "count_queue",
    "last_decision_of",
    "list_queue",
    "next_move",
    "reject_move",
    "shown_slots",
    "standing_decision",
    "undo_decision",
    "undo_latest",
]
