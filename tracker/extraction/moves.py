"""What the engine says of a text: moves, each slot with the words it was read from and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.enums import Kind, Manner, Salience, Status
from tracker.spans import Span

MAX_EVIDENCE_CHARS = 600


@dataclass(frozen=True, slots=True)
class SlotReading:
    """How one filled slot was read: a probability of 0 to 1 and its words; no span where it was inferred."""

    confidence: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ExtractedMove:
    """One person taking up or giving up roles at one organisation, as one text states it.

    Dates are ISO 8601, cut to the precision that the text allows. `evidence` is at most 600 characters.
    `slots` has an entry for every slot that is filled, by its name; the entry of `roles` spans all of them.
    """

    person: str
    company: str | None
    roles: tuple[str, ...]
    kind: Kind
    manner: Manner
    status: Status
    effective: str | None
    announced: str | None
    other_org: str | None
    counterpart: str | None
    salience: Salience
    confidence: float
    evidence: Span
    slots: Mapping[str, SlotReading] = field(default_factory=dict)

    def as_record(self, text: str) -> dict[str, Any]:
        """The JSON object that `extract` prints for this move; `text` is the text it was read from."""
        return {
            "person": self.person,
            "company": self.company,
            "roles": list(self.roles),
            "kind": self.kind.value,
            "manner": self.manner.value,
            "status": self.status.value,
            "effective": self.effective,
            "announced": self.announced,
            "other_org": self.other_org,
            "counterpart": self.counterpart,
            "salience": self.salience.value,
            "confidence": round(self.confidence, 4),
            "evidence": _span_record(self.evidence, text),
            "slots": {
                name: {"confidence": round(slot.confidence, 4), **_span_record(slot.span, text)}
                for name, slot in self.slots.items()
            },
        }


def _span_record(span: Span | None, text: str) -> dict[str, Any]:
    if span is None:
        return {"start": None, "end": None, "quote": None}
    return {"start": span.start, "end": span.end, "quote": span.of(text)}
