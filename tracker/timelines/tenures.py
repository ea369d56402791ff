"""Moves become tenures: who held which post from when to when, as far as the moves say and no further."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from tracker.enums import Kind, Manner, Status
from tracker.timelines.events import Basis, Event, Moment, Party
from tracker.timelines.posts import is_held_by_one

# Nobody told of the holder for so long: whether they are still in post is not known.
STALE = timedelta(days=730)
# A second departure within so long of the first is the same one, told again.
SAME_DEPARTURE = timedelta(days=366)


class State(StrEnum):
    """Where a tenure stands on a day."""

    NOT_BEGUN = "not begun"
    IN_POST = "in post"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Tenure:
    """An executive in a post at a company.

    `start` is None where only the end is known: the holder was there when the end came (`first_told`). `end` is None
    where no move gives one. `is_post_start_told` is false where the start is that of joining the company, in a post
    not named, and only the departure names the post. `state` holds on the day asked for.
    """

    executive: Party
    company: Party | None
    role: str
    start: Moment | None
    end: Moment | None
    first_told: date
    last_told: date
    state: State
    status: Status
    is_interim: bool
    is_reviewed: bool
    confidence: float
    move_ids: tuple[int, ...]
    came_by: Manner = Manner.UNKNOWN
    left_by: Manner = Manner.UNKNOWN
    is_post_start_told: bool = True
    disagreements: tuple[str, ...] = ()

    @property
    def first_day(self) -> date:
        """The earliest day that the tenure may have begun, or was known to run."""
        return self.start.when.earliest if self.start else self.first_told


@dataclass(slots=True)
class _Held:
    """A tenure while its events are gathered."""

    role: str
    start: Event | None = None
    end: Event | None = None
    events: list[Event] = field(default_factory=list)
    is_post_start_told: bool = True

    @property
    def is_open(self) -> bool:
        return self.end is None

    def close(self, event: Event, *, told: bool = True) -> None:
        self.end = event
        if told:
            self.events.append(event)


def tenures(events: Iterable[Event], as_of: date) -> list[Tenure]:
    """The tenures that the events make, by their first day, each with its state on `as_of`.

    Rumoured and denied events make none. Two organisations without a name are never taken for the same one.
    """
    groups: dict[tuple[int, int, int], list[Event]] = defaultdict(list)
    for event in events:
        if not event.is_doubtful:
            unnamed = event.id if event.company is None else 0
            groups[event.executive.id, event.company.id if event.company else 0, unnamed].append(event)
    found = [_tenure(held, as_of) for group in groups.values() for held in _gathered(group)]
    found.sort(key=lambda tenure: (tenure.first_day, tenure.role, tenure.executive.id))
    return _superseded(found, as_of)


def _gathered(events: Sequence[Event]) -> list[_Held]:
    """What one executive held at one organisation."""
    ordered = sorted(events, key=lambda e: (e.sort_day, e.kind is Kind.APPOINTMENT, e.id, e.role))
    held: list[_Held] = []
    for event in ordered:
        if event.kind is Kind.APPOINTMENT:
            _arrive(held, event)
        else:
            _depart(held, event)
    return held


def _arrive(held: list[_Held], event: Event) -> None:
    current = next((h for h in held if h.is_open and h.role == event.role), None)
    if current is not None and current.start is not None and current.start.is_interim and not event.is_interim:
        # "An interim chief made permanent": no source tells of a departure from the interim post.
        current.close(event, told=False)
    elif current is not None:
        current.events.append(event)
        return
    held.append(_Held(event.role, start=event, events=[event]))


def _depart(held: list[_Held], event: Event) -> None:
    still_held = [h for h in held if h.is_open]
    if event.role and event.manner is not Manner.DIED:
        same_post = [h for h in still_held if h.role == event.role]
        if not same_post and not _told_again(held, event):
            # "Jia … vice-president … has resigned" after "joining Alibaba in 2019": the post is named at its end only.
            same_post = [h for h in still_held if not h.role][:1]
            for unnamed in same_post:
                unnamed.role, unnamed.is_post_start_told = event.role, False
        still_held = same_post
    for ending in still_held:
        ending.close(event)
    if still_held:
        return
    same = _told_again(held, event)
    if same is not None:
        same.events.append(event)
    else:
        held.append(_Held(event.role, end=event, events=[event]))


def _told_again(held: list[_Held], event: Event) -> _Held | None:
    """The tenure whose end this departure tells a second time."""
    for earlier in reversed(held):
        if earlier.end is None or (earlier.role and event.role and earlier.role != event.role):
            continue
        apart = event.moment.when.earliest - earlier.end.moment.when.latest
        return earlier if apart <= SAME_DEPARTURE else None
    return None


def _tenure(held: _Held, as_of: date) -> Tenure:
    first, start, end = held.events[0], held.start, held.end
    starts, ends = (start.moment if start else None), (end.moment if end else None)
    told = [event.told_on for event in held.events]
    first_told = starts.when.earliest if starts else first.moment.when.earliest
    unreviewed = [event.confidence for event in held.events if not event.is_reviewed]
    tenure = Tenure(
        executive=first.executive,
        company=first.company,
        role=held.role,
        start=starts,
        end=ends,
        first_told=first_told,
        last_told=max(told),
        state=State.UNKNOWN,
        status=(start or first).status,
        is_interim=bool(start and start.is_interim),
        is_reviewed=not unreviewed,
        confidence=min(unreviewed or [event.confidence for event in held.events]),
        move_ids=tuple(dict.fromkeys(event.id for event in held.events)),
        came_by=start.manner if start else Manner.UNKNOWN,
        left_by=end.manner if end and end.kind is Kind.DEPARTURE else Manner.UNKNOWN,
        is_post_start_told=held.is_post_start_told,
        disagreements=tuple(dict.fromkeys(slot for event in held.events for slot in event.disagreements)),
    )
    return replace(tenure, state=_state(tenure, as_of))


def _state(tenure: Tenure, as_of: date) -> State:
    start, end = tenure.start, tenure.end
    if as_of < tenure.first_day:
        return State.UNKNOWN if start is None or start.basis is Basis.TOLD else State.NOT_BEGUN
    if end is not None:
        if end.when.latest <= as_of:
            return State.ENDED
        return State.UNKNOWN if end.when.earliest <= as_of else State.IN_POST
    is_stale = as_of - tenure.last_told > STALE
    is_begun = start is not None and start.when.latest <= as_of
    return State.IN_POST if is_begun and not is_stale else State.UNKNOWN


def _superseded(found: list[Tenure], as_of: date) -> list[Tenure]:
    """Where somebody else has taken a post that one person holds, it is not known whether the first still has it."""
    result = []
    for tenure in found:
        is_followed = (
            tenure.state is State.IN_POST
            and tenure.end is None
            and is_held_by_one(tenure.role)
            and any(
                other.executive != tenure.executive
                and (other.company, other.role) == (tenure.company, tenure.role)
                and not other.is_interim
                and tenure.first_day < other.first_day <= as_of
                for other in found
            )
        )
        result.append(replace(tenure, state=State.UNKNOWN) if is_followed else tenure)
    return result
