"""Says which move a claim tells of: several articles about one event are several claims of one move."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracker.enums import Kind
from tracker.identity.verdicts import New, Same, Unsure

# One event is told with another date by each article: "said on Tuesday", "will leave in December", or none, when only
# the day it was told is known. A year spans an announcement and its taking effect; and that somebody takes up or leaves
# the same organisation twice within one is rare.
_WINDOW: Final = timedelta(days=366)
# Two organisations without a name ("a new start-up") are hardly the same one, but for reports of the same weeks.
_UNNAMED_WINDOW: Final = timedelta(days=31)
# "Head of cloud" and "cloud business chief" are one post in two newspapers of one week; a finance chief who is named
# chief executive in the same year has been appointed twice.
_OTHER_ROLES_WINDOW: Final = timedelta(days=31)

_SCORE_OF_SAME_DATES: Final = 0.95
_SCORE_OF_NEAR_DATES: Final = 0.85
_SCORE_OF_NEW: Final = 0.05
_SCORE_OF_UNSURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class ClaimedEvent:
    """What of a claim tells its event: identified person and organisation, kind, dates.

    `effective` and `announced` are ISO 8601, cut to their precision (`2023-03-21`, `2022-12`, `2019`). `told_on` is the
    day the article was published, or came in. `company_id` is None where the organisation has no name. `roles` are the
    posts in normal form, empty where none is stated.
    """

    executive_id: int
    company_id: int | None
    kind: Kind
    effective: str | None
    announced: str | None
    told_on: date
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownMove:
    """A move that is known, with the fields of a ClaimedEvent; `told_on` is the day it was first told.

    One move may stand among the known ones several times under its id, in the words of each of its claims.
    """

    id: int
    executive_id: int
    company_id: int | None
    kind: Kind
    effective: str | None
    announced: str | None
    told_on: date
    roles: frozenset[str] = frozenset()


def match_event(claim: ClaimedEvent, known_moves: Iterable[KnownMove]) -> Same | New | Unsure:
    """Which of the known moves the claim tells of: person, organisation and kind are the same, and the dates agree.

    Of several, one that shares a stated date goes before those that are only near, and of those the nearest. Raises
    ValueError when a date is not ISO 8601.
    """
    found: dict[int, _Agreement] = {}
    for move in known_moves:
        agreement = _agreement(claim, move)
        if agreement is not None:
            found[move.id] = max(found.get(move.id, agreement), agreement)
    if not found:
        return New(
            reasons=("no known move of this person, organisation and kind has agreeing dates",), score=_SCORE_OF_NEW
        )
    best = max(agreement.strength for agreement in found.values())
    closest = [move_id for move_id, agreement in found.items() if agreement.strength == best]
    if len(closest) == 1:
        agreement = found[closest[0]]
        return Same(id=closest[0], reasons=agreement.reasons, score=agreement.score)
    return Unsure(
        ids=tuple(sorted(closest)),
        reasons=(f"{len(closest)} known moves of this person, organisation and kind have agreeing dates",),
        score=_SCORE_OF_UNSURE,
    )


@dataclass(frozen=True, order=True, slots=True)
class _Agreement:
    """Why two are the same event; the larger, the better: a shared date first, then the fewer days between them."""

    score: float
    days_nearer: int
    reasons: tuple[str, ...]

    @property
    def strength(self) -> tuple[float, int]:
        return self.score, self.days_nearer


def _agreement(claim: ClaimedEvent, move: KnownMove) -> _Agreement | None:
    """How far the two agree when they are the same event, else None."""
    if (claim.executive_id, claim.company_id, claim.kind) != (move.executive_id, move.company_id, move.kind):
        return None
    if claim.company_id is None and abs(claim.told_on - move.told_on) > _UNNAMED_WINDOW:
        return None
    organisation = "unnamed organisation" if claim.company_id is None else "organisation"
    reason = f"the same person, {organisation} and kind"
    gap = _gap(_best_date(claim), _best_date(move))
    for name, ours, theirs in (
        ("effective", claim.effective, move.effective),
        ("announced", claim.announced, move.announced),
    ):
        if ours is not None and theirs is not None:
            if not _is_prefix(ours, theirs):
                return None
            why = f"the {name} dates agree: {min(ours, theirs, key=len)}"
            return _Agreement(_SCORE_OF_SAME_DATES, -gap.days, (reason, why))
    is_other_post = bool(claim.roles and move.roles) and claim.roles.isdisjoint(move.roles)
    if gap > (_OTHER_ROLES_WINDOW if is_other_post else _WINDOW):
        return None
    return _Agreement(_SCORE_OF_NEAR_DATES, -gap.days, (reason, f"no date of the same sort, and {gap.days} days apart"))


def _is_prefix(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _best_date(event: ClaimedEvent | KnownMove) -> str:
    return event.effective or event.announced or event.told_on.isoformat()


def _gap(a: str, b: str) -> timedelta:
    """The time between two dates, each as long as its precision: none between `2023` and `2023-03-21`."""
    (a_first, a_last), (b_first, b_last) = _bounds(a), _bounds(b)
    return max(a_first - b_last, b_first - a_last, timedelta(0))


def _bounds(value: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day."""
    numbers = [int(part) for part in value.split("-")]
    match numbers:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case _:
            day = date.fromisoformat(value)
            return day, day
