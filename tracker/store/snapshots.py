"""A move's values as plain JSON, as decisions keep them, and back again."""

from datetime import date
from typing import Any

from tracker.extraction.titles import normal_title
from tracker.models import Move, MoveRole
from tracker.store.entities import MAX_NAME, recount
from tracker.timelines.dates import earliest_day

PLAIN_VALUES = ("kind", "manner", "status", "effective", "announced", "salience", "review")
IDENTITIES = ("executive", "company", "other_company", "counterpart")

Values = dict[str, Any]


def move_values(move: Move) -> Values:
    """Every value a person may decide on: ids of executives and companies (or None), titles, and the plain slots."""
    return {
        **{name: getattr(move, f"{name}_id") for name in IDENTITIES},
        "roles": [role.title for role in move.roles.all()],
        **{name: getattr(move, name) for name in PLAIN_VALUES},
    }


def apply_values(move: Move, values: Values) -> None:
    """Write `values` (as `move_values` gives them) to a move whose row the caller holds; its version goes up by one."""
    touched = [move.executive_id, values["executive"]], [move.company_id, values["company"]]
    for name in IDENTITIES:
        setattr(move, f"{name}_id", values[name])
    for name in PLAIN_VALUES:
        setattr(move, name, values[name])
    move.happened_on = happened_on(move.effective, move.announced, move.told_on)
    move.version += 1
    move.save()
    write_roles(move, values["roles"])
    recount(touched[0], [pk for pk in touched[1] if pk is not None])


def write_roles(move: Move, titles: list[str]) -> None:
    """Make `titles` the posts of a move, each with its role in normal form; no write where they are."""
    titles = [title[:MAX_NAME] for title in titles]
    if [role.title for role in move.roles.all()] == titles:
        return
    MoveRole.objects.filter(move=move).delete()
    MoveRole.objects.bulk_create(
        MoveRole(move=move, position=position, title=title, role=normal_title(title)[:MAX_NAME])
        for position, title in enumerate(titles)
    )
    getattr(move, "_prefetched_objects_cache", {}).pop("roles", None)


def happened_on(effective: str, announced: str, told_on: date) -> date:
    """The day a timeline sorts a move by: the earliest its date allows, else the day it was told."""
    return earliest_day(effective) or earliest_day(announced) or told_on
