"""The model's answer becomes moves: what it says is believed only as far as the words of the text carry it."""

import json
import re
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from tracker.enums import APPOINTMENT_MANNERS, DEPARTURE_MANNERS, Kind, Manner, Salience, Status
from tracker.extraction.llm.confidence import CHOSEN_SLOT, MOVE_ALONE, QUOTED_SLOT
from tracker.extraction.llm.failure import LanguageModelError
from tracker.extraction.llm.quotes import QuoteFinder
from tracker.extraction.moves import MAX_EVIDENCE_CHARS, ExtractedMove, SlotReading
from tracker.spans import Span

MAX_MOVES = 100
MAX_ROLES = 10
MAX_NAME_CHARS = 100
MAX_TITLE_CHARS = 200
# "Doe resigned today" is about the shortest sentence to state a move; two words may be a name alone.
MIN_EVIDENCE_WORDS = 3
_MANNERS = {Kind.DEPARTURE: DEPARTURE_MANNERS, Kind.APPOINTMENT: APPOINTMENT_MANNERS}
_PARTIAL_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2}")
_FIRST_DAY = "-01-01"

_Choice = TypeVar("_Choice", bound=StrEnum)
_Told = dict[str, Any]


def read_answer(answer: str, text: str) -> list[ExtractedMove]:
    """The moves of an answer to `text`, in the order of their evidence; raises LanguageModelError for no such answer.

    A move without a person and evidence that stand in the text, or with a word that the schema does not have, is left
    out; so is a slot whose words do not stand there. Names and roles are the text's own words, not the answer's.
    """
    try:
        moves = json.loads(answer)["moves"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        message = "the model's answer is not what the schema asks for"
        raise LanguageModelError(message) from error
    if not isinstance(moves, list):
        message = "the model's answer has no list of moves"
        raise LanguageModelError(message)
    finder = QuoteFinder(text)
    told = [move for one in moves[:MAX_MOVES] if isinstance(one, dict) and (move := _read_move(one, finder))]
    first_of_each = {(m.person, m.company, m.kind, m.roles, m.effective): m for m in reversed(told)}
    return sorted(first_of_each.values(), key=lambda move: move.evidence)


def _read_move(told: _Told, finder: QuoteFinder) -> ExtractedMove | None:
    kind, manner = _choice(Kind, told.get("kind")), _choice(Manner, told.get("manner"))
    status, salience = _choice(Status, told.get("status")), _choice(Salience, told.get("salience"))
    evidence = _evidence(told, finder)
    person = _name(told, "person", finder, evidence) if evidence else None
    if kind is None or manner is None or status is None or salience is None or evidence is None or person is None:
        return None
    moving = _quote(told, "words_of_moving", finder, evidence)
    moving = moving if moving and evidence.covers(moving) else None
    names = {name: _name(told, name, finder, evidence) for name in ("company", "other_org", "counterpart")}
    dates = {name: _date(told, name, finder, evidence) for name in ("effective", "announced")}
    roles = _roles(told, finder, evidence)
    quoted = {
        "person": person,
        "roles": _stretch(roles),
        **names,
        **{name: words for name, (_, words) in dates.items()},
    }
    slots = {name: SlotReading(QUOTED_SLOT, span) for name, span in quoted.items() if span}
    slots |= {"kind": SlotReading(CHOSEN_SLOT, moving), "manner": SlotReading(CHOSEN_SLOT, moving)}
    slots |= {"status": SlotReading(CHOSEN_SLOT), "salience": SlotReading(CHOSEN_SLOT)}
    return ExtractedMove(
        person=finder.words_of(person),
        company=finder.words_of(names["company"]) if names["company"] else None,
        roles=tuple(finder.words_of(role) for role in roles),
        kind=kind,
        manner=manner if manner in _MANNERS[kind] else Manner.UNKNOWN,
        status=status,
        effective=dates["effective"][0],
        announced=dates["announced"][0],
        other_org=finder.words_of(names["other_org"]) if names["other_org"] else None,
        counterpart=finder.words_of(names["counterpart"]) if names["counterpart"] else None,
        salience=salience,
        confidence=MOVE_ALONE,
        evidence=evidence,
        slots=slots,
    )


def _choice(choices: type[_Choice], value: object) -> _Choice | None:
    return next((choice for choice in choices if choice.value == value), None)


def _quote(told: _Told, name: str, finder: QuoteFinder, near: Span | None = None) -> Span | None:
    """Where the words that an answer gives under `name` stand in the text; None for nowhere, or where it gives none."""
    words = told.get(name)
    return finder.find(words, near) if isinstance(words, str) else None


def _evidence(told: _Told, finder: QuoteFinder) -> Span | None:
    span = _quote(told, "evidence", finder)
    if span is None or span.end - span.start > MAX_EVIDENCE_CHARS:
        return None
    return span if len(finder.words_of(span).split()) >= MIN_EVIDENCE_WORDS else None


def _name(told: _Told, name: str, finder: QuoteFinder, evidence: Span) -> Span | None:
    """Where a person or an organisation is named; not what no name can be: small letters only, or half a page."""
    span = _quote(told, name, finder, evidence)
    if span is None or span.end - span.start > MAX_NAME_CHARS:
        return None
    return span if any(c.isalpha() and not c.islower() for c in finder.words_of(span)) else None


def _roles(told: _Told, finder: QuoteFinder, evidence: Span) -> list[Span]:
    """Where the titles stand, in the order of the answer, each once."""
    titles = told.get("roles")
    if not isinstance(titles, list):
        return []
    found = [finder.find(title, evidence) for title in titles[:MAX_ROLES] if isinstance(title, str)]
    return [
        span
        for span in dict.fromkeys(found)
        if span and span.end - span.start <= MAX_TITLE_CHARS and any(map(str.isalpha, finder.words_of(span)))
    ]


def _stretch(roles: list[Span]) -> Span | None:
    """The stretch that holds all titles, or the first alone where they stand too far apart to be read as one."""
    if not roles:
        return None
    whole = Span(min(role.start for role in roles), max(role.end for role in roles))
    return whole if whole.end - whole.start <= MAX_EVIDENCE_CHARS else roles[0]


def _date(told: _Told, name: str, finder: QuoteFinder, evidence: Span) -> tuple[str, Span] | tuple[None, None]:
    """A day, month or year that there is, with the words it was read from."""
    value, words = told.get(name), _quote(told, f"{name}_words", finder, evidence)
    if words is None or not isinstance(value, str) or not _PARTIAL_DATE.fullmatch(value):
        return None, None
    try:
        date.fromisoformat(value + _FIRST_DAY[len(value) - len("2023") :])
    except ValueError:
        return None, None
    return value, words
