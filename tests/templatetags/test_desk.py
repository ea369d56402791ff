from datetime import date

import pytest

from tracker.models import Move
from tracker.templatetags.desk import dated, day, slot_label, slot_value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2023-03-21", '<time datetime="2023-03-21">21 March 2023</time>', id="a day"),
        pytest.param("2023-03-01", '<time datetime="2023-03-01">1 March 2023</time>', id="no leading nought"),
        pytest.param("2022-12", '<time datetime="2022-12">December 2022</time>', id="a month"),
        pytest.param("2019", '<time datetime="2019">2019</time>', id="a year"),
        pytest.param("", "", id="not stated"),
        pytest.param("2023-13", "2023-13", id="no such month: as it stands"),
        pytest.param("<b>", "<b>", id="no date: as it stands, to be escaped"),
        pytest.param("٢٠٢٣", "٢٠٢٣", id="other digits: as they stand"),
    ],
)
def test_day(value: str, expected: str) -> None:
    assert day(value) == expected
    assert hasattr(day(value), "__html__") == (value != expected)


@pytest.mark.parametrize(
    ("announced", "effective", "expected"),
    [
        ("2023-03-21", "", 'announced <time datetime="2023-03-21">21 March 2023</time>'),
        ("", "2022-12", 'effective <time datetime="2022-12">December 2022</time>'),
        (
            "2023-03-21",
            "2023",
            'announced <time datetime="2023-03-21">21 March 2023</time>, effective <time datetime="2023">2023</time>',
        ),
        ("", "", 'told <time datetime="2023-03-22">22 March 2023</time>'),
    ],
)
def test_dates_say_what_they_date(announced: str, effective: str, expected: str) -> None:
    assert dated(Move(announced=announced, effective=effective, told_on=date(2023, 3, 22))) == expected


def test_slots_as_people_read_them() -> None:
    assert [slot_label(name) for name in ("other_org", "roles", "manner")] == ["other organisation", "posts", "manner"]
    assert [slot_value("stepped_down", "manner"), slot_value("a_b", "person")] == ["stepped down", "a_b"]
