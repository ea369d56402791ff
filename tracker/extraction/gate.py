"""Lets through the texts that may state a move, so that the model reads only those."""

import re

from tracker.extraction.lexicon import load_words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def has_cue(text: str) -> bool:
    """Whether one of the words of the text is one by which moves are told."""
    words = load_words("gate", "words")
    return any(match.group().lower() in words for match in _WORD.finditer(text))
