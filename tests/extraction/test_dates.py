"""Dates: each row is the words, the day of publication, and the (past, future) values of every date in them."""

from datetime import date

import pytest

from tracker.extraction.dates import find_dates, read_published_on
from tracker.spans import Span

WEDNESDAY = date(2021, 6, 16)


def read(text: str, published_on: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    found = find_dates(text, Span(0, len(text)), published_on)
    return [(mention.span.of(text), mention.past, mention.future) for mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("on 2021-03-05", [("2021-03-05", "2021-03-05", "2021-03-05")], id="an ISO date"),
        pytest.param("on March 5, 2019", [("March 5, 2019", "2019-03-05", "2019-03-05")], id="month, day, year"),
        pytest.param("on 5 March 2019", [("5 March 2019", "2019-03-05", "2019-03-05")], id="day, month, year"),
        pytest.param("on July 1", [("July 1", "2020-07-01", "2021-07-01")], id="a day without its year, either way"),
        pytest.param("on June 16", [("June 16", "2021-06-16", "2021-06-16")], id="the day of publication itself"),
        pytest.param("on Tuesday", [("Tuesday", "2021-06-15", "2021-06-22")], id="the last and the next Tuesday"),
        pytest.param("on Wednesday", [("Wednesday", "2021-06-16", "2021-06-16")], id="a weekday that is today"),
        pytest.param("last month", [("last month", "2021-05", "2021-05")], id="the month before"),
        pytest.param("next year", [("next year", "2022", "2022")], id="the year after"),
        pytest.param("last week", [("last week", "2021-06", "2021-06")], id="a week is known to its month"),
        pytest.param("this autumn", [("this autumn", "2021", "2021")], id="a season is known to its year"),
        pytest.param("three months ago", [("three months ago", "2021-03", "2021-03")], id="months ago"),
        pytest.param("at the end of July", [("end of July", "2020-07-31", "2021-07-31")], id="the last day of a month"),
        pytest.param(
            "at the end of the year", [("end of the year", "2021-12-31", "2021-12-31")], id="the last day of the year"
        ),
        pytest.param(
            "at the start of 2023", [("start of 2023", "2023-01-01", "2023-01-01")], id="the first day of a year"
        ),
        pytest.param("in December", [("in December", "2020-12", "2021-12")], id="a month alone"),
        pytest.param("in March 2018", [("March 2018", "2018-03", "2018-03")], id="a month of a year"),
        pytest.param("joined in 2012", [("2012", "2012", "2012")], id="a year alone"),
        pytest.param(
            "today and tomorrow",
            [("today", "2021-06-16", "2021-06-16"), ("tomorrow", "2021-06-17", "2021-06-17")],
            id="two words for days",
        ),
        pytest.param("by Christmas", [("Christmas", "2020-12", "2021-12")], id="Christmas is its month"),
        pytest.param("on Sept. 4, 2020", [("Sept. 4, 2020", "2020-09-04", "2020-09-04")], id="an abbreviated month"),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("she may leave", id="may is a verb"),
        pytest.param("they may, in may, decide", id="a month is written with a capital"),
        pytest.param("on February 30, 2020", id="no such day"),
        pytest.param("sold 2020 shares", id="a number of shares"),
        pytest.param("call (414) 421-8200", id="a telephone number"),
        pytest.param("room 1812", id="a number outside the years of careers"),
        pytest.param("the march on the bank", id="march is a walk"),
        pytest.param("the second quarter", id="a quarter is not read"),
        pytest.param("Monde, Friedrich and Sung", id="beginnings of names of days"),
        pytest.param("a decade of growth", id="a stretch of time"),
        pytest.param("December", id="a month without a word that sets it in time"),
        pytest.param("the winter sale", id="a season that is not a date"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("on Tuesday, last month and in July", [], id="relative ones need the day of publication"),
        pytest.param("on July 1, 2020", [("July 1, 2020", "2020-07-01", "2020-07-01")], id="a full date does not"),
    ],
)
def test_without_the_day_of_publication(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" date 2023-03-22 Marta Quill has left.", date(2023, 3, 22), id="first, after a space"),
        pytest.param(
            "Quill leaves Brightwell\n\ndate 2022-12-02 LONDON - Marta Quill", date(2022, 12, 2), id="after a headline"
        ),
        pytest.param("Marta Quill left on 2023-03-22.", None, id="a date without the word"),
        pytest.param("date 2023-13-22 Marta Quill left.", None, id="no such month"),
        pytest.param("The date 2023-03-22 was set.", None, id="the word inside a sentence"),
        pytest.param("", None, id="nothing at all"),
        pytest.param("x" * 2000 + "\ndate 2023-03-22 ", None, id="too far down to be the article's own"),
    ],
)
def test_reads_the_date_line(text: str, expected: date | None) -> None:
    assert read_published_on(text) == expected
