"""What the desk's one screen shows: the queue, one move with its claims and their words, its slots, its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from tracker import review
from tracker.admin.history import Line, history_lines
from tracker.admin.passages import Passage, read_passages
from tracker.admin.slots import Row, slot_label, slot_rows
from tracker.enums import Review
from tracker.models import Article, Claim, Decision, Move
from tracker.review import Order, RefusedError
from tracker.spans import Span
from tracker.store.moves import decisions_on

# A move told by hundreds of articles is reviewed by the first of them; the move's own page lists all.
MAX_CLAIMS = 20
MAX_DECISIONS = 50
# Slots whose value is not a stretch of words: they would only repeat the mark of the manner.
_UNMARKED = frozenset({"kind", "status", "salience"})


@dataclass(frozen=True, slots=True)
class Rail:
    """The queue at the left, and the reviewer's last decision, which Undo takes back; 4 queries."""

    order: Order
    moves: Sequence[Move]
    count: str
    last: Decision | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One move to decide on: its claims, the chosen one's words, the slots and what was decided so far."""

    move: Move
    claims: Sequence[Claim]
    chosen: Claim | None
    passages: Sequence[Passage]
    rows: Sequence[Row]
    history: Sequence[Line]
    standing: Decision | None
    is_decided: bool
    is_rejected: bool
    differing_count: int
    note: str = ""
    note_error: str = ""


def open_moves() -> QuerySet[Move]:
    """Moves with all that the sheet names; 2 queries."""
    return Move.objects.select_related("executive", "company", "other_company", "counterpart").prefetch_related("roles")


def rail_of(reviewer: User, order: Order) -> Rail:
    """The rail for this reviewer; 4 queries at any length of the queue."""
    count = review.count_queue()
    return Rail(
        order=order,
        moves=review.list_queue(order),
        count=f"{review.MAX_COUNTED}+" if count > review.MAX_COUNTED else str(count),
        last=review.last_decision_of(reviewer),
    )


def sheet_of(
    move: Move, claim_id: int | None, typed: Mapping[str, Any] | None = None, refused: RefusedError | None = None
) -> Sheet:
    """The sheet of a move as `open_moves` reads it; `claim_id` chooses among its claims, else the leading one.

    `typed` is what a reviewer sent and `refused` why it was not taken. 7 queries.
    """
    claims = list(
        move.claims.select_related("article").defer("article__text").order_by("-is_current", "id")[:MAX_CLAIMS]
    )
    chosen = next((c for c in claims if c.pk == claim_id), None) or next(
        (c for c in claims if c.pk == move.lead_claim_id), claims[0] if claims else None
    )
    errors = getattr(refused, "errors", {})
    rows = slot_rows(move, claims, chosen, typed, errors)
    decisions = list(decisions_on(move)[:MAX_DECISIONS])
    return Sheet(
        move=move,
        claims=claims,
        chosen=chosen,
        passages=_passages_of(chosen, move.kind),
        rows=rows,
        history=history_lines(decisions),
        standing=_standing(decisions),
        is_decided=move.review in (Review.APPROVED, Review.CORRECTED),
        is_rejected=move.review == Review.REJECTED,
        differing_count=sum(1 for row in rows if row.against),
        note=(typed or {}).get("note", ""),
        note_error=errors.get("note", ""),
    )


def _passages_of(claim: Claim | None, kind: str) -> list[Passage]:
    """The chosen claim's words in its article; 1 query, whether there is one or not."""
    text = Article.objects.filter(pk=claim.article_id if claim else 0).values_list("text", flat=True).first() or ""
    if claim is None:
        return []
    slots = {
        slot_label(name, kind): Span(reading["start"], reading["end"])
        for name, reading in claim.slots.items()
        if name not in _UNMARKED and reading.get("start") is not None
    }
    return read_passages(text, Span(claim.evidence_start, claim.evidence_end), slots)


def _standing(decisions: Sequence[Decision]) -> Decision | None:
    """Of decisions, the latest first, the one that can be undone."""
    return next((d for d in decisions if d.undoes_id is None and not hasattr(d, "undone_by")), None)
