"""Who followed whom: successions that a source states, and the days between them on which nobody is known in post."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.enums import Kind
from tracker.timelines.events import Basis, Event, Party
from tracker.timelines.posts import is_held_by_one
from tracker.timelines.tenures import State, Tenure


@dataclass(frozen=True, slots=True)
class Succession:
    """`after` followed `before` in a post, in the words of a source and not by the order of dates."""

    company: Party | None
    role: str
    before: Party
    after: Party


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which no holder of a post is known: from `start` to `end` (None: still so).

    `is_vacancy` where a source states that the next holder succeeded the last one, and both days are known exactly.
    """

    company: Party | None
    role: str
    start: date
    end: date | None
    is_vacancy: bool


def successions(events: Iterable[Event]) -> list[Succession]:
    """Each succession that an event states by its counterpart, once."""
    found = []
    for event in events:
        if event.counterpart is None or event.is_doubtful:
            continue
        pair = (event.counterpart, event.executive)
        before, after = pair if event.kind is Kind.APPOINTMENT else pair[::-1]
        found.append(Succession(event.company, event.role, before, after))
    return list(dict.fromkeys(found))


def gaps(found: Iterable[Tenure], stated: Sequence[Succession], as_of: date) -> list[Gap]:
    """Where a post that one person holds has no known holder, between two tenures or up to `as_of`."""
    posts: dict[tuple[Party | None, str], list[Tenure]] = defaultdict(list)
    for tenure in found:
        if is_held_by_one(tenure.role):
            posts[tenure.company, tenure.role].append(tenure)
    return [gap for holders in posts.values() for gap in _gaps_of_post(holders, stated, as_of)]


def _gaps_of_post(holders: Sequence[Tenure], stated: Sequence[Succession], as_of: date) -> Iterable[Gap]:
    for holder in holders:
        if holder.end is None or holder.end.basis is Basis.TOLD:
            continue
        left_on = holder.end.when.latest
        others = [other for other in holders if other is not holder]
        if any(
            other.first_day <= left_on and (other.end is None or other.end.when.latest > left_on) for other in others
        ):
            continue
        following = [other for other in others if other.first_day > left_on]
        after = min(following, key=lambda other: other.first_day, default=None)
        if after is None:
            if left_on < as_of:
                yield Gap(holder.company, holder.role, left_on, None, is_vacancy=False)
        elif after.start is not None and (after.first_day - left_on).days > 1:
            yield Gap(holder.company, holder.role, left_on, after.first_day, _is_vacancy(holder, after, stated))


def _is_vacancy(holder: Tenure, after: Tenure, stated: Sequence[Succession]) -> bool:
    moments = (holder.end, after.start)
    is_exact = all(m is not None and m.when.is_day and m.basis is Basis.EFFECTIVE for m in moments)
    return is_exact and any(
        (link.company, link.before, link.after) == (holder.company, holder.executive, after.executive)
        and link.role in {"", holder.role}
        for link in stated
    )


def holders_on(found: Iterable[Tenure]) -> list[Tenure]:
    """Of tenures with their state on a day: who is in post, who may be, and who comes next, by post.

    Who may still be in post is left out where somebody else is known to have it; of those to come, the next one only.
    """
    posts: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in found:
        posts[tenure.role].append(tenure)
    chosen = []
    for role, members in posts.items():
        present = [t for t in members if t.state is State.IN_POST]
        maybe = [t for t in members if t.state is State.UNKNOWN]
        if is_held_by_one(role):
            later = max((t.first_day for t in [*present, *maybe] if t.end is None), default=None)
            maybe = [t for t in maybe if not present and (later is None or t.first_day >= later)]
        to_come = sorted((t for t in members if t.state is State.NOT_BEGUN), key=lambda t: t.first_day)
        chosen += [*present, *maybe, *to_come[:1]]
    return chosen
