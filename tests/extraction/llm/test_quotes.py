"""Quotes of the model are found in the text by us."""

import pytest

from tracker.extraction.llm.quotes import QuoteFinder
from tracker.spans import Span


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        pytest.param("Ada Byron left.", "Ada Byron", "Ada Byron", id="letter for letter"),
        pytest.param("Ada  \n Byron left.", "Ada Byron", "Ada  \n Byron", id="white space aside in the text"),
        pytest.param("Ada Byron left.", " Ada\tByron\n", "Ada Byron", id="white space aside in the quote"),
        pytest.param("the “vice–chair” of Lowe’s", "\"vice-chair\" of Lowe's", "“vice–chair” of Lowe’s", id="marks made plain"),
        pytest.param("Chief Executive Bell", "chief executive", "Chief Executive", id="case aside"),
        pytest.param("a chief executive, the Chief Executive", "Chief Executive", "Chief Executive", id="but the same case first"),
        pytest.param("İzmir’de ÖZGE ÇELİK ayrıldı", "özge çeli̇k", None, id="small letters that are two characters are left alone"),
        pytest.param("İzmir’de ÖZGE ayrıldı", "özge", "ÖZGE", id="and those after them are still in their places"),
        pytest.param("Northwind (UK) plc.", "Northwind (UK)", "Northwind (UK)", id="signs are signs"),
        pytest.param("Adam left", "Ada", None, id="no part of a word at its end"),
        pytest.param("Nevada left", "ada", None, id="nor at its beginning"),
        pytest.param("Ada Byron left.", "Ada … left", None, id="shortened by the model"),
        pytest.param("Ada Byron left.", "Ada Lovelace", None, id="not there"),
        pytest.param("Ada Byron left.", "", None, id="nothing"),
        pytest.param("Ada Byron left.", " \n", None, id="nothing but white space"),
        pytest.param("", "Ada", None, id="in no text"),
    ],
)  # fmt: skip
def test_where_a_quote_stands(text: str, quote: str, found: str | None) -> None:
    span = QuoteFinder(text).find(quote)
    assert (span and span.of(text)) == found


BELLS = "Bell came. Then Bell spoke of Bell Labs. Bell left."


@pytest.mark.parametrize(
    ("near", "start"),
    [
        pytest.param(None, 0, id="the first, without a place to be near to"),
        pytest.param(Span(41, 51), 41, id="inside"),
        pytest.param(Span(21, 26), 16, id="just before"),
        pytest.param(Span(24, 29), 30, id="just after"),
        pytest.param(Span(51, 51), 41, id="the last"),
    ],
)
def test_the_nearest_of_several(near: Span | None, start: int) -> None:
    assert QuoteFinder(BELLS).find("Bell", near) == Span(start, start + 4)


def test_words_come_on_one_line() -> None:
    assert QuoteFinder("Ada \n Byron left").words_of(Span(0, 11)) == "Ada Byron"
