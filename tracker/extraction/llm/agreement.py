"""Joins what the reader and the model read in one text: what both state is surer, what one alone states stands too."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tracker.enums import Manner
from tracker.extraction.llm.confidence import raise_by_agreement
from tracker.extraction.moves import ExtractedMove, SlotReading

_WORD = re.compile(r"\w+")
_LEAST_NAME_WORDS = 2
_FILLED_FROM_MODEL = ("company", "roles", "effective", "announced", "other_org", "counterpart")
_Words = tuple[str, ...]


def join_readings(by_reader: Sequence[ExtractedMove], by_model: Sequence[ExtractedMove]) -> list[ExtractedMove]:
    """The moves of both, those that both state joined, in the order of their evidence.

    A joined move is the reader's: its confidence and that of the slots they agree on rise, and what the reader left
    empty is filled by the model. Where the two name different organisations both moves are kept, for a person to see.
    """
    theirs_of = _paired(by_reader, by_model)
    joined = [
        _join(move, by_model[theirs_of[place]]) if place in theirs_of else move for place, move in enumerate(by_reader)
    ]
    alone = [move for place, move in enumerate(by_model) if place not in theirs_of.values()]
    return sorted([*joined, *alone], key=lambda move: move.evidence.start)


def _paired(by_reader: Sequence[ExtractedMove], by_model: Sequence[ExtractedMove]) -> dict[int, int]:
    """For places in the reader's list the place of the same move in the model's; the likest find each other first."""
    same = [(i, j) for i, ours in enumerate(by_reader) for j, theirs in enumerate(by_model) if _is_same(ours, theirs)]
    pairs: dict[int, int] = {}
    for i, j in sorted(same, key=lambda pair: _likeness(by_reader[pair[0]], by_model[pair[1]]), reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _is_same(ours: ExtractedMove, theirs: ExtractedMove) -> bool:
    if ours.kind is not theirs.kind or not _is_same_person(ours.person, theirs.person):
        return False
    is_told_together = ours.evidence.overlaps(theirs.evidence)
    if ours.company is None or theirs.company is None:
        return is_told_together
    # Somebody who joined in 2004 and comes back now joins twice.
    return _is_same_company(ours.company, theirs.company) and (is_told_together or ours.salience is theirs.salience)


def _likeness(ours: ExtractedMove, theirs: ExtractedMove) -> tuple[bool, ...]:
    """What decides where several are the same by their names: one who held two posts at one company in turn."""
    is_same_name = (ours.company is None) is (theirs.company is None) and _words(ours.company) == _words(theirs.company)
    return ours.evidence.overlaps(theirs.evidence), is_same_name, ours.salience is theirs.salience


def _join(ours: ExtractedMove, theirs: ExtractedMove) -> ExtractedMove:
    filled: dict[str, Any] = {
        name: getattr(theirs, name) for name in _FILLED_FROM_MODEL if not getattr(ours, name) and getattr(theirs, name)
    }
    if ours.manner is Manner.UNKNOWN is not theirs.manner:
        filled["manner"] = theirs.manner
    slots = {name: _raised(slot) if _agree(ours, theirs, name) else slot for name, slot in ours.slots.items()}
    slots |= {name: theirs.slots[name] for name in filled if name in theirs.slots}
    has_same_company = "company" not in filled and _agree(ours, theirs, "company")
    confidence = raise_by_agreement(ours.confidence) if has_same_company else ours.confidence
    return replace(ours, confidence=confidence, slots=slots, **filled)


def _raised(slot: SlotReading) -> SlotReading:
    return replace(slot, confidence=raise_by_agreement(slot.confidence))


def _agree(ours: ExtractedMove, theirs: ExtractedMove, slot: str) -> bool:
    one, other = getattr(ours, slot), getattr(theirs, slot)
    if slot == "roles":
        return {_words(role) for role in one} == {_words(role) for role in other}
    if one is None or other is None:
        return one is other
    if slot in {"person", "counterpart"}:
        return _is_same_person(one, other)
    if slot in {"company", "other_org"}:
        return _is_same_company(one, other)
    return bool(one == other)


def _is_same_person(one: str, other: str) -> bool:
    """Whether two names of one text are one person's: "Jia Yangqing" and "Yangqing Jia", "Jo Ray" and "Jo B. Ray"."""
    ours, theirs = set(_words(one)), set(_words(other))
    return ours == theirs or (min(len(ours), len(theirs)) >= _LEAST_NAME_WORDS and (ours <= theirs or theirs <= ours))


def _is_same_company(one: str, other: str) -> bool:
    """Whether one name begins the other, as "Alibaba" does "Alibaba Group Holding"."""
    ours, theirs = _words(one), _words(other)
    shorter = min(len(ours), len(theirs))
    return shorter > 0 and ours[:shorter] == theirs[:shorter]


def _words(name: str | None) -> _Words:
    return tuple(_WORD.findall(name.casefold())) if name else ()
