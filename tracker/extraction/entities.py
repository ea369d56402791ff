"""The people and organisations of a text: one entity for all spellings, with every place where it is named."""

from dataclasses import dataclass

from tracker.spans import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or organisation: `name` is its fullest form in the text, `mentions` are in order of the text."""

    name: str
    mentions: tuple[Span, ...]
