"""Articles for the tests of the engine's steps, made without its model: pieces are words, and names are given."""

import re
from collections.abc import Sequence
from datetime import date

from tracker.extraction.passages import split_passages
from tracker.extraction.pieces import Pieces, as_pieces
from tracker.extraction.questions import Article
from tracker.extraction.survey import gather_article
from tracker.spans import Span


def spans_of(text: str, *names: str) -> list[Span]:
    """Where each name stands first."""
    return [Span(text.index(name), text.index(name) + len(name)) for name in names]


def article_of(text: str, people: Sequence[str], firms: Sequence[str], today: date | None = None) -> Article:
    """An article whose pieces are its words, and whose names are the given ones."""
    passages = split_passages(text)
    pieces = []
    for passage in passages:
        offsets = [match.span() for match in re.finditer(r"\w+|[^\w\s]", passage.of(text))]
        pieces.append(as_pieces(text, passage, [7] * len(offsets), offsets))
    return gather_article(text, passages, pieces, (spans_of(text, *people), spans_of(text, *firms)), today)


def words_of(text: str, pieces: Pieces, first: int, last: int) -> str:
    """The text from piece `first` up to, not including, piece `last`."""
    return text[pieces.starts[first] : pieces.ends[last - 1]]
