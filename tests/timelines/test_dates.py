from datetime import date

import pytest

from tracker.timelines.dates import PartialDate, earliest_day


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "written"),
    [
        pytest.param("2023-03-21", date(2023, 3, 21), date(2023, 3, 21), "21 March 2023", id="a day is one day"),
        pytest.param(
            "2022-12", date(2022, 12, 1), date(2022, 12, 31), "December 2022", id="a month is all of its days"
        ),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024", id="a leap year's month"),
        pytest.param("2019", date(2019, 1, 1), date(2019, 12, 31), "2019", id="a year is all of its days"),
    ],
)
def test_partial_date(text: str, earliest: date, latest: date, written: str) -> None:
    found = PartialDate.parse(text)
    assert found == PartialDate(earliest, latest)
    assert str(found) == written
    assert earliest_day(text) == earliest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="not stated"),
        pytest.param("2023-13", id="no such month"),
        pytest.param("2023-02-30", id="no such day"),
        pytest.param("2023-03-21-00", id="four parts"),
        pytest.param("0", id="no such year"),
        pytest.param("soon", id="no date at all"),
    ],
)
def test_no_date(text: str) -> None:
    assert PartialDate.parse(text) is None
    assert earliest_day(text) is None
