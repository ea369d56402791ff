"""The form at the right of the desk: a row a slot, with its value, how sure the machine is and what speaks against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tracker.enums import APPOINTMENT_MANNERS, DEPARTURE_MANNERS, Kind, Manner, Salience, Status
from tracker.models import Claim, CompanyAlias, ExecutiveAlias, Move
from tracker.review import shown_slots

_BOTH = tuple(manner for manner in DEPARTURE_MANNERS if manner in APPOINTMENT_MANNERS)
Options = Sequence[tuple[str, Sequence[str]]]
OPTIONS: Mapping[str, Options] = {
    "kind": [("", [k.value for k in Kind])],
    "manner": [
        (Kind.DEPARTURE.value, [m.value for m in DEPARTURE_MANNERS if m not in _BOTH]),
        (Kind.APPOINTMENT.value, [m.value for m in APPOINTMENT_MANNERS if m not in _BOTH]),
        ("either", [m.value for m in _BOTH]),
    ],
    "status": [("", [s.value for s in Status])],
    "salience": [("", [s.value for s in Salience])],
}
# What a claim says by not saying: no contradiction.
_SILENT = {"", Manner.UNKNOWN.value}


@dataclass(frozen=True, slots=True)
class Against:
    """Another value of a slot, and the claim that gives it."""

    value: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Row:
    """One slot of the form; `now` is the move's own value where the reviewer typed another one that was refused."""

    name: str
    label: str
    value: str
    line_count: int
    confidence: float | None
    is_inferred: bool
    options: Options
    against: Sequence[Against]
    error: str
    now: str | None


def slot_label(name: str, kind: str) -> str:
    """What the form and the marks call a slot of the guide, for a departure and for an appointment."""
    is_departure = kind == Kind.DEPARTURE
    return {
        "roles": "role",
        "other_org": "goes to" if is_departure else "comes from",
        "counterpart": "successor" if is_departure else "replaces",
    }.get(name, name)


def as_typed(value: str | list[str]) -> str:
    """A slot's value as its field holds it: titles one to a line."""
    return "\n".join(value) if isinstance(value, list) else value


def posted_slots(data: QueryDict) -> dict[str, Any]:
    """The slots that were sent, as `review.correct_move` takes them."""
    slots: dict[str, Any] = {name: data[name] for name in _SLOT_NAMES if name in data}
    if "roles" in slots:
        slots["roles"] = slots["roles"].splitlines()
    return slots


def slot_rows(
    move: Move,
    claims: Sequence[Claim],
    chosen: Claim | None,
    typed: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
) -> list[Row]:
    """The rows of the form; `typed` are values that were refused and are kept. At most 2 queries, for aliases."""
    shown = shown_slots(move)
    names = _known_names(move)
    rows = []
    for name, own in shown.items():
        value = as_typed(typed[name] if typed is not None and name in typed else own)
        reading = chosen.slots.get(name, {}) if chosen else {}
        rows.append(
            Row(
                name=name,
                label=slot_label(name, move.kind),
                value=value,
                line_count=min(max(value.count("\n") + 1, 1), 6),
                confidence=reading.get("confidence"),
                is_inferred=name not in OPTIONS and bool(reading) and reading.get("start") is None,
                options=OPTIONS.get(name, ()),
                against=_against(name, own, names, claims),
                error=(errors or {}).get(name, ""),
                now=as_typed(own) if value != as_typed(own) else None,
            )
        )
    return rows


_SLOT_NAMES = (
    "person", "company", "roles", "kind", "manner", "status", "effective", "announced", "other_org", "counterpart",
    "salience",
)  # fmt: skip


def _against(name: str, own: str | list[str], names: Mapping[str, set[str]], claims: Iterable[Claim]) -> list[Against]:
    found: dict[str, Against] = {}
    for claim in claims:
        said = getattr(claim, name)
        if isinstance(own, list):
            is_agreed = not said or {_folded(title) for title in said} == {_folded(title) for title in own}
        else:
            is_agreed = _agrees(name, own, said, names.get(name, set()))
        if not is_agreed:
            words = as_typed(said)
            found.setdefault(words, Against(value=words.replace("\n", ", "), claim=claim))
    return list(found.values())


def _agrees(name: str, own: str, said: str, known: set[str]) -> bool:
    """Whether a claim can stand beside the move's value: it says the same, less exactly the same, or nothing."""
    if said in _SILENT:
        return True
    if name in ("effective", "announced"):
        return own.startswith(said)
    return _folded(said) == _folded(own) or _folded(said) in known


def _known_names(move: Move) -> dict[str, set[str]]:
    """For each slot that holds a name, all the names that its executive or company is written under; 2 queries."""
    executives, companies = (move.executive_id, move.counterpart_id), (move.company_id, move.other_company_id)
    people = list(ExecutiveAlias.objects.filter(executive__in=[pk for pk in executives if pk]))
    organisations = list(CompanyAlias.objects.filter(company__in=[pk for pk in companies if pk]))
    return {
        "person": {_folded(alias.name) for alias in people if alias.executive_id == move.executive_id},
        "counterpart": {_folded(alias.name) for alias in people if alias.executive_id == move.counterpart_id},
        "company": {_folded(alias.name) for alias in organisations if alias.company_id == move.company_id},
        "other_org": {_folded(alias.name) for alias in organisations if alias.company_id == move.other_company_id},
    }


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
