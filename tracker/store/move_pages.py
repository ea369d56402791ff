"""One move with all that is said of it: its claims side by side, slot by slot, and the other side of its event."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from tracker.enums import Kind
from tracker.models import Claim, Move
from tracker.store.marks import Run, claim_marks, marked_segments, slot_name
from tracker.store.moves import listed_moves

# More columns than these could not be read side by side; the API serves every claim.
MAX_CLAIMS = 8
LABELS = {
    Kind.APPOINTMENT.value: {"counterpart": "replaces", "other_org": "comes from"},
    Kind.DEPARTURE.value: {"counterpart": "successor", "other_org": "goes to"},
    "": {"person": "executive", "roles": "posts"},
}
SLOTS = (
    "person",
    "company",
    "roles",
    "kind",
    "manner",
    "status",
    "effective",
    "announced",
    "counterpart",
    "other_org",
    "confidence",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim, or the move itself, says in one slot ("" for nothing); `differs` from what the move says."""

    value: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class SlotRow:
    slot: str
    label: str
    claims: tuple[Said, ...]
    move: Said


@dataclass(frozen=True, slots=True)
class Quoted:
    """The evidence of one claim with the words of its slots marked, and those that stand elsewhere in the article."""

    claim: Claim
    runs: tuple[Run, ...]
    elsewhere: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`disagreed` and `agreed` are rows for the same `claims`; `is_cut` when there are more claims than shown."""

    claims: tuple[Claim, ...]
    disagreed: tuple[SlotRow, ...]
    agreed: tuple[SlotRow, ...]
    quoted: tuple[Quoted, ...]
    is_cut: bool


def compare_claims(move: Move) -> Comparison:
    """The claims of a move side by side, those that the newest readings still find first; 1 query."""
    rows = move.claims.select_related("article").defer("article__text").order_by("-is_current", "-confidence", "id")
    found = list(rows[: MAX_CLAIMS + 1])
    claims = found[:MAX_CLAIMS]
    disagreed = set(move.disagreements)
    slots = [_slot_row(slot, move, claims, is_disputed=slot in disagreed) for slot in SLOTS]
    return Comparison(
        claims=tuple(claims),
        disagreed=tuple(row for row in slots if row.slot in disagreed),
        agreed=tuple(row for row in slots if row.slot not in disagreed),
        quoted=tuple(_quoted(claim, disagreed) for claim in claims),
        is_cut=len(found) > MAX_CLAIMS,
    )


def _slot_row(slot: str, move: Move, claims: Sequence[Claim], *, is_disputed: bool) -> SlotRow:
    final = _of_move(slot, move)
    said = [_of_claim(slot, claim) for claim in claims]
    return SlotRow(
        slot,
        LABELS[move.kind].get(slot) or LABELS[""].get(slot, slot),
        tuple(
            Said(value, differs=is_disputed and value not in {"", "unknown"} and not _agree(value, final))
            for value in said
        ),
        Said(final),
    )


def _agree(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _of_claim(slot: str, claim: Claim) -> str:
    if slot == "roles":
        return ", ".join(claim.roles)
    return f"{claim.confidence:.2f}" if slot == "confidence" else str(getattr(claim, slot))


def _of_move(slot: str, move: Move) -> str:
    entities = {
        "person": move.executive,
        "company": move.company,
        "counterpart": move.counterpart,
        "other_org": move.other_company,
    }
    if slot in entities:
        entity = entities[slot]
        return entity.name if entity else ""
    if slot == "roles":
        return ", ".join(role.title for role in move.roles.all())
    return f"{move.confidence:.2f}" if slot == "confidence" else str(getattr(move, slot))


def _quoted(claim: Claim, disagreed: set[str]) -> Quoted:
    start, end = claim.evidence_start, claim.evidence_end
    runs = marked_segments(claim.quote, claim_marks(claim, 1, disagreed), is_numbered=False, offset=start)
    elsewhere = tuple(
        (slot_name(slot, claim.kind), reading["quote"])
        for slot, reading in claim.slots.items()
        if reading.get("start") is not None and (reading["end"] <= start or reading["start"] >= end)
    )
    return Quoted(claim, tuple(runs), tuple(dict.fromkeys(elsewhere)))


def other_side(move: Move, *, staff: bool = False) -> Move | None:
    """The move of the counterpart that belongs to the same event, the nearest in time of them; at most 2 queries."""
    opposite = Kind.DEPARTURE if move.kind == Kind.APPOINTMENT else Kind.APPOINTMENT
    names_each_other = Q(executive_id=move.counterpart_id or 0) | Q(counterpart_id=move.executive_id)
    sides = listed_moves(staff=staff).filter(names_each_other, company_id=move.company_id or 0, kind=opposite.value)
    near = list(sides.order_by("-happened_on", "-id")[:20])
    return min(near, key=lambda side: abs((side.happened_on - move.happened_on).days), default=None)
