"""Any text, of any script and any length: moves or none, never an error, every span inside the text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.reading import PUBLISHED_ON
from tracker.extraction import ExtractedMove, extract_moves
from tracker.extraction.moves import MAX_EVIDENCE_CHARS
from tracker.extraction.passages import split_passages

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def check(text: str) -> list[ExtractedMove]:
    moves = extract_moves(text, published_on=PUBLISHED_ON)
    for found in moves:
        assert found.evidence.end <= len(text)
        assert 0 < found.evidence.end - found.evidence.start <= MAX_EVIDENCE_CHARS
        assert all(reading.span.end <= len(text) for reading in found.slots.values() if reading.span)
        json.dumps(found.as_record(text))
    return moves


WORDS = st.sampled_from(
    [
        "Marta Quill",
        "Brightwell Foods Inc.",
        "resigned",
        "appointed",
        "succeeds",
        "his successor",
        "as",
        "chief",
        "the",
        "executive",
        "of",
        "\n",
        "  ",
        ".",
        ",",
        "(",
        "“",
        "in May",
        "2019",
        "who",
        "will",
        "be",
        "徐",
        "é",
        "\ud800",
        "’s",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_gives_moves_or_none(text: str) -> None:
    check(text)


def test_every_beginning_of_the_seed() -> None:
    text = SEED.read_text(encoding="utf-8")
    sentence_ends = [passage.span.end for passage in split_passages(text)]
    first = sentence_ends[0]
    for end in [*range(0, first + 1, 3), *sentence_ends]:  # within a sentence, and after each
        check(text[:end])


HOSTILE = {
    "one letter": "a",
    "capitals": "Quill ",
    "commas": ",",
    "nested quotes": "“‘(",
    "line ends": "\n",
    "cues without people": "resigned ",
    "pronouns without a sentence's end": "he resigned! ",
    "titles": "senior vice chief executive ",
    "definitions": '(the "Company") ',
    "dates": "March 3 in May ",
}


@pytest.mark.parametrize("piece", [pytest.param(piece, id=name) for name, piece in HOSTILE.items()])
def test_a_hostile_text_of_any_length_gives_nothing(piece: str) -> None:
    for copies in (1, 2, 4):
        assert check(piece * (copies * 4000 // len(piece))) == []
