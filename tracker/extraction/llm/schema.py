"""The form that the model's answer is held to: every property required, none besides, as strict servers ask for it.

The quote comes first: what a model writes down first, the rest is then drawn from.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from tracker.enums import Kind, Manner, Salience, Status

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}


def _one_of(values: Iterable[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "enum": [value.value for value in values]}


MOVE_PROPERTIES: dict[str, Any] = {
    "evidence": _TEXT,
    "words_of_moving": _TEXT_OR_NULL,
    "person": _TEXT,
    "company": _TEXT_OR_NULL,
    "roles": {"type": "array", "items": _TEXT},
    "kind": _one_of(Kind),
    "manner": _one_of(Manner),
    "status": _one_of(Status),
    "effective": _TEXT_OR_NULL,
    "effective_words": _TEXT_OR_NULL,
    "announced": _TEXT_OR_NULL,
    "announced_words": _TEXT_OR_NULL,
    "other_org": _TEXT_OR_NULL,
    "counterpart": _TEXT_OR_NULL,
    "salience": _one_of(Salience),
}

ANSWER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["moves"],
    "properties": {
        "moves": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": list(MOVE_PROPERTIES),
                "properties": MOVE_PROPERTIES,
            },
        },
    },
}
