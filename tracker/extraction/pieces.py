"""Words as the reader takes them: the word pieces of a passage, each with its place in the text and its capitals."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from tracker.spans import Span


class Case(IntEnum):
    """How a word is written, which the reader's lower-case vocabulary leaves out."""

    LOWER = 0
    CAPITALISED = 1
    CAPITALS = 2
    MIXED = 3
    DIGITS = 4


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one stretch of text: vocabulary ids, offsets into the whole text, and the case of each."""

    ids: list[int]
    starts: list[int]
    ends: list[int]
    cases: list[int]

    def __len__(self) -> int:
        return len(self.ids)

    def cut(self, first: int, last: int) -> "Pieces":
        """The pieces from place `first` up to, not including, `last`."""
        return Pieces(self.ids[first:last], self.starts[first:last], self.ends[first:last], self.cases[first:last])


def case_of(word: str) -> Case:
    """The case of one word of a text."""
    if any(letter.isdigit() for letter in word):
        return Case.DIGITS
    if word == word.lower():
        return Case.LOWER
    if len(word) > 1 and word.isupper():
        return Case.CAPITALS
    if word[0].isupper() and not any(letter.isupper() for letter in word[1:]):
        return Case.CAPITALISED
    return Case.MIXED


def as_pieces(text: str, passage: Span, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Pieces:
    """Pieces of a passage from a tokenizer's ids and its offsets, which count within the passage."""
    start = passage.start
    starts = [start + first for first, _ in offsets]
    ends = [start + last for _, last in offsets]
    cases: list[int] = []
    word_start = 0
    while word_start < len(ids):
        word_end = word_start + 1
        while word_end < len(ids) and starts[word_end] == ends[word_end - 1] and _joins(text, starts[word_end]):
            word_end += 1
        cases += [case_of(text[starts[word_start] : ends[word_end - 1]])] * (word_end - word_start)
        word_start = word_end
    return Pieces(list(ids), starts, ends, cases)


def pieces_of(pieces: Pieces, span: Span) -> tuple[int, int]:
    """The pieces `[first, last)` that touch a span of the text; none where first is last or beyond."""
    return bisect_left(pieces.ends, span.start + 1), bisect_left(pieces.starts, span.end)


def whole_words(text: str, span: Span) -> Span:
    """A span of pieces, grown to the ends of the words that they belong to."""
    start, end = span.start, span.end
    while start > 0 and _joins(text, start):
        start -= 1
    while end < len(text) and _joins(text, end):
        end += 1
    return Span(start, end)


def _joins(text: str, place: int) -> bool:
    """Whether the letters on both sides of a place belong to one word."""
    return text[place - 1 : place].isalnum() and text[place : place + 1].isalnum()
