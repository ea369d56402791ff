"""Passages: about a sentence each, cut where a sentence ends and nowhere else, offsets kept."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.passages import MAX_PASSAGE_CHARS, split_passages


def cut(text: str) -> list[str]:
    return [passage.of(text) for passage in split_passages(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Sales rose. Quill left.", ["Sales rose.", "Quill left."], id="two sentences"),
        pytest.param("“I quit.” She left.", ["“I quit.”", "She left."], id="a quotation ends"),
        pytest.param("Did she go? Yes!", ["Did she go?", "Yes!"], id="a question"),
        pytest.param(
            "Brightwell cuts jobs\nSales rose.", ["Brightwell cuts jobs", "Sales rose."], id="a headline stands apart"
        ),
        pytest.param(
            "It hired Dunmore Inc. The firm is small.",
            ["It hired Dunmore Inc.", "The firm is small."],
            id="a legal form at the end",
        ),
        pytest.param("date 2021-06-16 Quill left.", ["Quill left."], id="the date line is no part of the sentence"),
        pytest.param("LEEDS, June 16 (Newswire) - Quill left.", ["Quill left."], id="nor where it was sent from"),
        pytest.param("(b) Quill left.\n(c) Reyle came.", ["(b) Quill left.", "(c) Reyle came."], id="numbered items"),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. Quill left Dr. Reyle.", id="honorifics"),
        pytest.param("Dunmore Inc. Chairman Jo Reyle left.", id="a legal form inside"),
        pytest.param("Dunmore Corp. (the “Company”) hired her.", id="a definition after it"),
        pytest.param("Marta B. Quill left.", id="an initial"),
        pytest.param("Sales rose 2.3 per cent.", id="a decimal point"),
        pytest.param(
            "The board of directors of Brightwell Foods and of its\nsubsidiary met.",
            id="a line that runs on in lower case",
        ),
        pytest.param("She joined the company from a rival,\nHarlow Bank.", id="a line that ends in a comma"),
        pytest.param("She left on Sept. 4 of that year.", id="an abbreviated month"),
    ],
)
def test_leaves_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize("length", [MAX_PASSAGE_CHARS, 4 * MAX_PASSAGE_CHARS, 16 * MAX_PASSAGE_CHARS])
def test_one_endless_word_is_cut_into_no_more_pieces_than_it_must(length: int) -> None:
    assert len(split_passages("x" * length)) == length // MAX_PASSAGE_CHARS


@given(st.text())
def test_any_text_is_cut_in_order_and_nothing_but_space_and_openings_is_left_out(text: str) -> None:
    passages = split_passages(text)
    assert all(0 < passage.end - passage.start <= MAX_PASSAGE_CHARS for passage in passages)
    assert all(one.end <= other.start for one, other in pairwise(passages))
