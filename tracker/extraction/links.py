"""Says what one move tells of another: the post left, the successor, the organisation shared, the day."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.enums import Kind, Manner, Salience, Status
from tracker.extraction.drafts import Draft
from tracker.extraction.employers import SHARED, Employer
from tracker.extraction.roles import held_roles
from tracker.extraction.scenes import Scene
from tracker.extraction.timing import Timing, When, announcement_date
from tracker.extraction.titles import normal_title


def second_place(draft: Draft) -> list[Draft]:
    """As in "treasurer of the Company and the Bank": one post at each of two organisations is two moves."""
    places = draft.statement.scene.organisations
    for one, other in pairwise(places):
        gap = [word.lower for word in draft.statement.scene.words[one.last : other.first]]
        if one.span == draft.employer.span and "and" in gap and set(gap) <= _BOTH_WORDS and other.name != one.name:
            return [replace(draft, employer=Employer(other.name, other.span, SHARED))] if draft.roles else []
    return []


_BOTH_WORDS = frozenset({"and", "the", "its", "of", "both", "subsidiary", "our"})


def post_taken(draft: Draft) -> list[Draft]:
    """As in "left Acme for Zenith": who leaves the one for the other has joined the other."""
    if draft.kind is not Kind.DEPARTURE or draft.other is None or draft.status is not Status.CONFIRMED:
        return []
    statement = replace(draft.statement, kind=Kind.APPOINTMENT, manner=Manner.HIRED, counterpart=None, sureness=0.5)
    taken = replace(draft, statement=statement, manner=Manner.HIRED, employer=draft.other, other=draft.employer)
    return [replace(taken, roles=[], counterpart=None, sureness=0.5)]


def post_left(draft: Draft) -> list[Draft]:
    """As in "finance director K. will succeed him": taking a new post inside one organisation gives up the old one."""
    if draft.kind is not Kind.APPOINTMENT or draft.manner not in {Manner.PROMOTED, Manner.TRANSFERRED}:
        return []
    if draft.salience is not Salience.NEWS or draft.status in {Status.RUMOURED, Status.DENIED} or not draft.roles:
        return []
    held, _ = held_roles(draft.statement.scene, draft.statement.person)
    if not held or {normal_title(role.text) for role in held} & {normal_title(role.text) for role in draft.roles}:
        return []
    if any(normal_title(role.text) == "director" for role in held):
        return []
    if any(role.first == taken.first for role in held for taken in draft.roles):
        return []
    statement = replace(draft.statement, kind=Kind.DEPARTURE, manner=Manner.TRANSFERRED, counterpart=None, sureness=0.5)
    return [
        replace(
            draft,
            statement=statement,
            manner=Manner.TRANSFERRED,
            roles=held,
            other=None,
            counterpart=None,
            sureness=0.5,
        )
    ]


def share_employer(drafts: list[Draft]) -> None:
    """As in "Jo Ray took charge of the unit, Al Orr stepped down as chief": the first clause's place is the next's."""
    for one, other in pairwise(drafts):
        if (
            other.employer.sureness < SHARED <= one.employer.sureness
            and one.employer.name
            and one.person != other.person
        ):
            other.employer = replace(one.employer, sureness=SHARED)


def share_roles(drafts: list[Draft]) -> None:
    """Who succeeds somebody takes that one's post, where only one of the two is told with it.

    Who takes charge of a unit beside the own post takes no title.
    """
    told = {(draft.person, draft.kind): draft.roles for draft in reversed(drafts) if draft.roles}
    opposite = {Kind.APPOINTMENT: Kind.DEPARTURE, Kind.DEPARTURE: Kind.APPOINTMENT}
    for draft in drafts:
        takes_charge = draft.kind is Kind.APPOINTMENT and draft.manner is Manner.TRANSFERRED
        if not draft.roles and draft.counterpart and not takes_charge:
            draft.roles = told.get((draft.counterpart.name, opposite[draft.kind]), [])


def link_employers(drafts: list[Draft]) -> None:
    """Who leaves one organisation and joins another in the same news comes from the one and goes to the other."""
    news = [draft for draft in drafts if draft.salience is Salience.NEWS]
    leaving = {draft.person: draft for draft in reversed(news) if draft.kind is Kind.DEPARTURE}
    for draft in news:
        left = leaving.get(draft.person)
        if draft.kind is Kind.DEPARTURE or left is None or left.employer.name == draft.employer.name:
            continue
        draft.other = draft.other or left.employer
        if draft.status is Status.CONFIRMED and draft.employer.name:
            left.other = left.other or draft.employer


def pair_counterparts(drafts: list[Draft]) -> None:
    """One sentence with one who comes and one who goes at one organisation: they are each other's counterpart."""
    comers = {draft.person: draft for draft in drafts if draft.kind is Kind.APPOINTMENT}
    goers = {draft.person: draft for draft in drafts if draft.kind is Kind.DEPARTURE}
    if len(comers) != 1 or len(goers) != 1 or set(comers) == set(goers):
        return
    comer, goer = next(iter(comers.values())), next(iter(goers.values()))
    if comer.employer.name == goer.employer.name and not comer.counterpart and not goer.counterpart:
        comer.counterpart = goer.statement.person
        goer.counterpart = comer.statement.person


def date_announcements(scenes: Sequence[Scene], drafts: list[Draft]) -> None:
    """The first day on which something was said dates the news that has no day of its own, past moves apart."""
    days = [when for when in (announcement_date(scene) for scene in scenes) if when]
    if not days:
        return
    starts = [when.span.start for when in days if when.span]
    for draft in drafts:
        if draft.timing.announced or draft.salience is Salience.BACKGROUND:
            continue
        start = draft.statement.scene.sentence.span.start
        day = days[max(0, bisect_left(starts, start) - 1)]
        effective = draft.timing.effective
        if effective and effective.value < day.value[: len(effective.value)]:
            continue
        draft.timing = Timing(When(day.value, day.span, 0.5), effective)
