"""What was decided on a move, line by line: who, when, and which values became which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tracker.admin.slots import slot_label
from tracker.models import Company, Decision, Executive

_SLOT_OF = {"executive": "person", "other_company": "other_org"}
_PEOPLE = ("executive", "counterpart")
_ORGANISATIONS = ("company", "other_company")
# PostgreSQL keeps the keys of JSON in an order of its own.
_ORDER = (
    "executive", "company", "roles", "kind", "manner", "status", "effective", "announced", "other_company",
    "counterpart", "salience",
)  # fmt: skip
_VERBS = {"approve": "approved", "reject": "rejected", "correct": "corrected"}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a decision changed, as words; "" where it was not stated."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A decision, what it is called in the list, and its changes."""

    decision: Decision
    did: str
    changes: Sequence[Change]


def history_lines(decisions: Sequence[Decision]) -> list[Line]:
    """The lines of these decisions, in their order, read with `undoes`; 2 queries for the names they speak of."""
    values = [values for decision in decisions for values in (decision.before, decision.after)]
    names = {
        **dict.fromkeys(_PEOPLE, _names(Executive.objects.all(), values, _PEOPLE)),
        **dict.fromkeys(_ORGANISATIONS, _names(Company.objects.all(), values, _ORGANISATIONS)),
    }
    return [Line(d, _did(d), [_change(key, d, names) for key in _changed(d)]) for d in decisions]


def _did(decision: Decision) -> str:
    return f"undid: {_VERBS[decision.undoes.verb]}" if decision.undoes else _VERBS[decision.verb]


def _changed(decision: Decision) -> Iterable[str]:
    before, after = decision.before, decision.after
    return [key for key in _ORDER if before.get(key) != after.get(key)]


def _change(key: str, decision: Decision, names: Mapping[str, Mapping[int, str]]) -> Change:
    before, after = (_words(key, values.get(key), names) for values in (decision.before, decision.after))
    return Change(slot_label(_SLOT_OF.get(key, key), decision.after["kind"]), before, after)


def _words(key: str, value: str | int | list[str] | None, names: Mapping[str, Mapping[int, str]]) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return names[key].get(value, "one no longer on the desk")
    if isinstance(value, list):
        return ", ".join(value)
    return value.replace("_", " ") if key == "manner" else value


def _names(
    entities: QuerySet[Executive] | QuerySet[Company], values: Iterable[Mapping[str, Any]], keys: Iterable[str]
) -> dict[int, str]:
    ids = {one[key] for one in values for key in keys} - {None}
    return dict(entities.filter(pk__in=ids or [0]).values_list("pk", "name"))
