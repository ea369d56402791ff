"""The day and the headline that stand at the head of an article."""

from datetime import date

import pytest

from tracker.documents.masthead import headline_of, published_on_of

LONG = "Jia Yangqing, vice-president of Chinese e-commerce giant Alibaba Group Holding, has resigned from the company, reportedly to start his own artificial intelligence (AI) venture, he said."


@pytest.mark.parametrize(
    ("text", "published_on"),
    [
        pytest.param(f" date 2023-03-22 {LONG}", date(2023, 3, 22), id="on the line of the body"),
        pytest.param("date 2023-03-22\nBody.", date(2023, 3, 22), id="a line of its own"),
        pytest.param("\n\nDate: 2023-03-22\n\nBody.", date(2023, 3, 22), id="after empty lines, with a colon"),
        pytest.param(
            "Muster names Jane Doe chief\n\ndate 2023-03-22 Body.", date(2023, 3, 22), id="below the headline"
        ),
        pytest.param("Body without a date.", None, id="none given"),
        pytest.param("date 2023-02-30 Body.", None, id="no such day"),
        pytest.param("date 2023-03 Body.", None, id="only a month"),
        pytest.param("The date 2023-03-22 was set by the board.", None, id="in a sentence"),
        pytest.param("One\ntwo\nthree\ndate 2023-03-22 four", None, id="further down it is body"),
        pytest.param("update 2023-03-22 Body.", None, id="part of another word"),
    ],
)
def test_published_on_is_read_from_the_head_only(text: str, published_on: date | None) -> None:
    assert published_on_of(text) == published_on


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        pytest.param("Muster names Jane Doe chief\n\nBody.", "Muster names Jane Doe chief", id="first line"),
        pytest.param("date 2023-03-22 Muster names Jane Doe\nBody.", "Muster names Jane Doe", id="after the date"),
        pytest.param("date 2023-03-22\n  Muster  names Jane Doe \nBody.", "Muster names Jane Doe", id="below the date"),
        pytest.param("Muster names Jane Doe", "Muster names Jane Doe", id="a headline is all there is"),
        pytest.param(f" date 2023-03-22 {LONG}", "", id="a long line is body"),
        pytest.param("Jane Doe has left.\nBody.", "", id="a sentence is body"),
        pytest.param("UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION", "", id="a word or two is none"),
        pytest.param("The following people have moved:\nJane Doe", "", id="a line that leads on"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_headline_is_the_first_line_that_reads_like_one(text: str, headline: str) -> None:
    assert headline_of(text) == headline
