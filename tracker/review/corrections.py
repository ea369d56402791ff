"""What a reviewer typed becomes a move's values: checked slot by slot, names resolved to executives and companies."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tracker.enums import APPOINTMENT_MANNERS, DEPARTURE_MANNERS, Kind, Manner, Salience, Status
from tracker.models import Company, Executive, Move
from tracker.review.refusals import RefusedError
from tracker.store.entities import MAX_NAME, company_named, executive_named
from tracker.store.snapshots import move_values

MAX_ROLES = 20
MAX_NOTE = 500
# The slots that hold a name, and the value of a move each resolves to.
EXECUTIVES = {"person": "executive", "counterpart": "counterpart"}
COMPANIES = {"company": "company", "other_org": "other_company"}
WORDS = {"kind": Kind, "manner": Manner, "status": Status, "salience": Salience}
DATES = ("effective", "announced")
SLOTS = (
    "person", "company", "roles", "kind", "manner", "status", "effective", "announced", "other_org", "counterpart",
    "salience",
)  # fmt: skip
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class InvalidSlotsError(RefusedError):
    """Slots that cannot stand; `errors` maps the name of each to a sentence for people."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__(" ".join(f"{name}: {error}" for name, error in self.errors.items()))


def shown_slots(move: Move) -> dict[str, Any]:
    """The values of a move under the guide's slot names, names as words, "" where not stated; `roles` is a list."""
    names: dict[str, Executive | Company | None] = {
        "person": move.executive,
        "company": move.company,
        "other_org": move.other_company,
        "counterpart": move.counterpart,
    }
    shown: dict[str, Any] = {slot: named.name if named else "" for slot, named in names.items()}
    shown["roles"] = [role.title for role in move.roles.all()]
    for slot in (*WORDS, *DATES):
        shown[slot] = getattr(move, slot)
    return {slot: shown[slot] for slot in SLOTS}


def corrected_values(move: Move, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `move` with the `given` slots put in; slots not given, or given as they are, stay untouched.

    `given` maps slot names of the guide to words ("" or None: not stated), `roles` to a list of titles. A name that is
    new to the desk makes an executive or a company, so this needs an open transaction. Raises InvalidSlotsError.
    """
    shown = shown_slots(move)
    errors = {slot: "There is no such slot." for slot in given if slot not in SLOTS}
    changed: dict[str, Any] = {}
    for slot in SLOTS:
        words = _given_words(slot, given[slot] if slot in given else shown[slot])
        if words == _given_words(slot, shown[slot]):
            continue
        try:
            changed[slot] = _checked_roles(words) if isinstance(words, list) else _checked(slot, words)
        except ValueError as error:
            errors[slot] = str(error)
    merged = shown | changed
    if not {"kind", "manner"} & errors.keys():
        fits = DEPARTURE_MANNERS if merged["kind"] == Kind.DEPARTURE else APPOINTMENT_MANNERS
        if merged["manner"] not in fits:
            errors["manner"] = f"“{merged['manner'].replace('_', ' ')}” does not go with a{_n(merged['kind'])}."
    if errors:
        raise InvalidSlotsError(errors)
    return _resolved(move_values(move), changed)


def checked_note(note: str) -> str:
    """The note as it is kept: no control characters, trimmed. Raises InvalidSlotsError when it is too long."""
    note = _CONTROLS.sub("", note).strip()
    if len(note) > MAX_NOTE:
        raise InvalidSlotsError({"note": f"At most {MAX_NOTE} characters, this has {len(note)}."})
    return note


def _given_words(slot: str, given: str | Sequence[str] | None) -> str | list[str]:
    """A slot's words, or titles, without superfluous blanks."""
    if slot == "roles":
        return [title for title in map(_squeezed, given or []) if title]
    return _squeezed(str(given or ""))


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _checked(slot: str, words: str) -> str:
    if slot in WORDS:
        if words not in set(WORDS[slot]):
            message = f"One of: {', '.join(value.replace('_', ' ') for value in WORDS[slot])}."
            raise ValueError(message)
        return words
    if slot in DATES:
        return _checked_date(words)
    if not words and slot == "person":
        message = "A move needs a person."
        raise ValueError(message)
    return _checked_name(words) if words else ""


def _checked_name(words: str) -> str:
    if len(words) > MAX_NAME:
        message = f"At most {MAX_NAME} characters, this has {len(words)}."
        raise ValueError(message)
    if _CONTROLS.search(words) or not any(c.isalnum() for c in words):
        message = "A name has letters or digits, and no control characters."
        raise ValueError(message)
    return words


def _checked_roles(given: Sequence[str]) -> list[str]:
    titles = list(dict.fromkeys(_checked_name(title) for title in given))
    if len(titles) > MAX_ROLES:
        message = f"At most {MAX_ROLES} titles, this has {len(titles)}."
        raise ValueError(message)
    return titles


def _checked_date(words: str) -> str:
    """A day, month or year that the calendar has (`2023-02-30` is refused), or nothing."""
    if not words:
        return ""
    parts = _PARTIAL_DATE.fullmatch(words)
    try:
        if parts is None:
            raise ValueError  # noqa: TRY301  the calendar's refusal and ours are one sentence to the reviewer
        year, month, day = (int(part or 1) for part in parts.groups())
        date(year, month, day)
    except ValueError:
        message = "A real day, month or year: 2023-03-21, 2023-03 or 2023."
        raise ValueError(message) from None
    return words


def _resolved(values: dict[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """Put changed slots into a move's values; people before organisations, in the order of the slots."""
    values = dict(values)
    for slot, words in changed.items():
        if slot in EXECUTIVES:
            values[EXECUTIVES[slot]] = executive_named(words).pk if words else None
        elif slot in COMPANIES:
            values[COMPANIES[slot]] = company_named(words).pk if words else None
        else:
            values[slot] = words
    if values["counterpart"] == values["executive"]:
        raise InvalidSlotsError({"counterpart": "Nobody is their own successor or predecessor."})
    return values


def _n(kind: str) -> str:
    return f"n {kind}" if kind == Kind.APPOINTMENT else f" {kind}"
