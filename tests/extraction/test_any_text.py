"""Any text, of any script and any length: moves or none, never an error, every span inside the text."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extraction import ExtractedMove, extract_moves

PUBLISHED_ON = date(2021, 6, 16)
MAX_EVIDENCE_CHARS = 600  # what is promised of `extract`, whatever the engine calls it


def check(text: str) -> list[ExtractedMove]:
    """The moves of a text, each of them with its words inside the text and fit to be printed."""
    moves = extract_moves(text, published_on=PUBLISHED_ON)
    for found in moves:
        assert 0 <= found.evidence.start < found.evidence.end <= len(text)
        assert found.evidence.end - found.evidence.start <= MAX_EVIDENCE_CHARS
        assert 0 <= found.confidence <= 1
        for reading in found.slots.values():
            assert 0 <= reading.confidence <= 1
            assert reading.span is None or 0 <= reading.span.start < reading.span.end <= len(text)
        record = found.as_record(text)
        assert record["evidence"]["quote"] == text[found.evidence.start : found.evidence.end]
        json.dumps(record)
    return moves


NEWS = "Marta Quill has resigned as chief executive of Brightwell Foods, the company said on Tuesday."
MARKERS = ("[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]", "[unused0]", "##ing")
PIECES = (
    *("Marta Quill", "Brightwell Foods Inc.", "resigned", "appointed", "succeeds", "his successor", "as", "chief"),
    *("the", "executive", "of", "who", "will", "be", "in May", "2019", "’s", "\n", "  ", ".", ",", "(", "“"),
    *("徐磊", "辞任", "を社長に", "최고경영자", "مدیر عامل", "מנכ״ל", "директор", "अध्यक्ष", "ประธาน", "Ὁμήρου"),
    *(
        "é",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
        "👩‍💼",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\x00",
        "\x85",
        "\u2028",
        "\U0010ffff",
    ),
)
WORDS = st.sampled_from((*PIECES, *MARKERS))


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.text(
            st.characters(exclude_categories=()), max_size=80
        ),  # lone surrogates, private and unassigned code points
        st.lists(WORDS, max_size=40).map(" ".join),
        st.lists(WORDS, max_size=40).map("".join),
    )
)
def test_any_text_gives_moves_or_none(text: str) -> None:
    check(text)
    check(f"{text} {NEWS}")  # with words that let it through to the model


def told(moves: list[ExtractedMove]) -> list[tuple[str, str | None, str]]:
    return [(found.person, found.company, found.kind.value) for found in moves]


def test_half_a_character_keeps_its_place() -> None:
    [found] = check(f"Half \ud800 a pair.\n\n{NEWS}")
    assert found.evidence.of(f"Half \ud800 a pair.\n\n{NEWS}") == NEWS


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_of_the_model_is_text(marker: str) -> None:
    text = f"The forum explained what {marker} is for.\n\n{NEWS}"
    assert told(check(text)) == [("Marta Quill", "Brightwell Foods", "departure")]
    at = text.index(NEWS)
    assert [at <= found.evidence.start for found in check(text)] == [True]  # offsets are not moved by the marker


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_may_stand_anywhere_in_a_sentence(marker: str) -> None:
    words = NEWS.split()
    for place in range(len(words) + 1):
        check(" ".join([*words[:place], marker, *words[place:]]))
    check(NEWS.replace(" ", marker))


HOSTILE = {
    "one letter": "a",
    "capitals": "Quill ",
    "commas": ",",
    "nested quotes": "“‘(",
    "line ends": "\n",
    "no spaces": "徐",
    "combining accents": "\u0301",
    "markers": "[SEP] ",
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
