"""How sure the engine is of a slot and of a whole move, as probabilities that differ by the grounds of each."""

from tracker.enums import Manner, Salience, Status
from tracker.extraction.drafts import Draft
from tracker.extraction.moves import SlotReading
from tracker.extraction.roles import role_span

_STATED = 0.8
_INFERRED = 0.55
# What a move loses when its person is read from a pronoun, and at most when its organisation was only inferred
_BY_PRONOUN = 0.95
_PLACE_WEIGHT = 0.25


def read_slots(draft: Draft) -> dict[str, SlotReading]:
    """A reading for every filled slot of a move, with its words where it has some of its own."""
    statement = draft.statement
    cue = statement.cue_span
    slots = {
        "person": SlotReading(_INFERRED if statement.person.is_generic else 0.88, statement.person.span),
        "kind": SlotReading(0.9, cue),
        "manner": SlotReading(_STATED if draft.manner is not Manner.UNKNOWN else 0.5, cue),
        "status": SlotReading(0.85 if draft.status is Status.CONFIRMED else 0.6, draft.marks.get("status")),
        "salience": SlotReading(0.8 if draft.salience is Salience.NEWS else 0.7, draft.marks.get("salience")),
    }
    if draft.employer.name is not None:
        slots["company"] = SlotReading(draft.employer.sureness, draft.employer.span)
    return slots | _optional_slots(draft)


def _optional_slots(draft: Draft) -> dict[str, SlotReading]:
    slots: dict[str, SlotReading] = {}
    if draft.roles:
        in_sentence = draft.statement.scene.sentence.span.covers(draft.roles[0].span)
        slots["roles"] = SlotReading(_STATED if in_sentence else _INFERRED, role_span(draft.roles))
    if draft.timing.effective:
        slots["effective"] = SlotReading(draft.timing.effective.sureness, draft.timing.effective.span)
    if draft.timing.announced:
        slots["announced"] = SlotReading(draft.timing.announced.sureness, draft.timing.announced.span)
    if draft.other:
        slots["other_org"] = SlotReading(draft.other.sureness, draft.other.span)
    if draft.counterpart:
        slots["counterpart"] = SlotReading(0.7, draft.counterpart.span)
    return slots


def move_confidence(draft: Draft) -> float:
    """The probability that person, organisation and kind are right: the rule's, cut by how well the place is known."""
    person = _BY_PRONOUN if draft.statement.person.is_generic else 1.0
    place = 1.0 - _PLACE_WEIGHT * (1.0 - draft.employer.sureness)
    return round(draft.sureness * person * place, 4)
