"""Joins what one article tells twice: one person, one organisation, one kind, dates that agree."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.enums import Kind, Manner, Salience
from tracker.extraction.drafts import Draft
from tracker.extraction.timing import Timing, When
from tracker.extraction.titles import normal_title

DOUBTFUL = 0.55


def join_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a move, each slot from the telling that has it, in the order of first telling."""
    kept: list[Draft] = []
    places: dict[tuple[str, Kind, str | None], list[int]] = {}
    for draft in drafts:
        key = (draft.person, draft.kind, draft.employer.name)
        same = next((place for place in places.get(key, []) if _agree(kept[place], draft)), None)
        if same is None:
            places.setdefault(key, []).append(len(kept))
            kept.append(draft)
        else:
            kept[same] = _joined(kept[same], draft)
    kept = _without_doubtful_places(kept)
    _mirror_counterparts(kept)
    return kept


def _agree(one: Draft, other: Draft) -> bool:
    if one.salience is not other.salience and not (_undated(one) or _undated(other)):
        return False
    first, second = one.timing.effective, other.timing.effective
    return (
        not first
        or not second
        or _compatible(first.value, second.value)
        or one.salience is Salience.NEWS is other.salience
    )


def _undated(draft: Draft) -> bool:
    return draft.timing.effective is None


def _compatible(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _joined(one: Draft, other: Draft) -> Draft:
    better, worse = (one, other) if one.sureness >= other.sureness else (other, one)
    known = {normal_title(role.text) for role in better.roles}
    same_place = [role for role in worse.roles if normal_title(role.text) not in known]
    roles = better.roles or same_place
    manner = better.manner if better.manner is not Manner.UNKNOWN else worse.manner
    salience = Salience.NEWS if Salience.NEWS in {one.salience, other.salience} else Salience.BACKGROUND
    return replace(
        better,
        roles=roles,
        manner=manner,
        salience=salience,
        employer=max(better.employer, worse.employer, key=lambda employer: employer.sureness),
        timing=Timing(
            _surer(better.timing.announced, worse.timing.announced),
            _surer(better.timing.effective, worse.timing.effective),
        ),
        other=better.other or worse.other,
        counterpart=better.counterpart or worse.counterpart,
        sureness=min(0.97, 1 - (1 - one.sureness) * (1 - other.sureness * 0.5)),
    )


def _surer(one: When | None, other: When | None) -> When | None:
    if one and other:
        return one if one.sureness >= other.sureness else other
    return one or other


def _without_doubtful_places(drafts: list[Draft]) -> list[Draft]:
    """A second telling whose organisation was only inferred is the first one's move told again."""
    surest: dict[tuple[str, Kind, Salience], float] = {}
    for draft in drafts:
        key = (draft.person, draft.kind, draft.salience)
        surest[key] = max(surest.get(key, 0.0), draft.employer.sureness)
    return [
        draft
        for draft in drafts
        if draft.employer.sureness >= DOUBTFUL
        or draft.employer.sureness >= surest[(draft.person, draft.kind, draft.salience)]
    ]


def _mirror_counterparts(drafts: list[Draft]) -> None:
    """Who succeeds somebody is that one's successor."""
    by_person = {(draft.person, draft.kind): draft for draft in drafts if draft.salience is Salience.NEWS}
    opposite = {Kind.APPOINTMENT: Kind.DEPARTURE, Kind.DEPARTURE: Kind.APPOINTMENT}
    for draft in drafts:
        if draft.counterpart is None:
            continue
        other = by_person.get((draft.counterpart.name, opposite[draft.kind]))
        if other and other.counterpart is None and other.employer.name == draft.employer.name:
            other.counterpart = draft.statement.person
