"""Keeps the passages that may hold a move, so that the language model reads only those."""

import re
from collections.abc import Sequence

from tracker.extraction.cues import gate_words
from tracker.extraction.passages import Passage

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def has_cue(passage: str) -> bool:
    """Whether a wording of the lexicon may begin at one of the words of the passage."""
    words = gate_words()
    return any(match.group().lower() in words for match in _WORD.finditer(passage))


def passages_with_cues(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages of `text` that are worth reading, in order."""
    return [passage for passage in passages if has_cue(passage.span.of(text))]
