"""Dates as exactly as they are known: a day, a month or a year, and the days that each may mean."""

import calendar
from dataclasses import dataclass
from datetime import date

DATE_PARTS = 3


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Some day between `earliest` and `latest`, both included; the two are equal where the day itself is known."""

    earliest: date
    latest: date

    @classmethod
    def parse(cls, text: str) -> "PartialDate | None":
        """What "2023-03-21", "2023-03" or "2023" may mean; None for "" and for what is no date."""
        bounds = day_bounds(text)
        return cls(*bounds) if bounds else None

    @classmethod
    def of_day(cls, day: date) -> "PartialDate":
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest

    def __str__(self) -> str:
        """As pages write it: "21 March 2023", "March 2023", "2023"."""
        if self.is_day:
            return f"{self.latest.day} {calendar.month_name[self.latest.month]} {self.latest.year}"
        if self.earliest.month == self.latest.month:
            return f"{calendar.month_name[self.latest.month]} {self.latest.year}"
        return str(self.latest.year)


def day_bounds(text: str) -> tuple[date, date] | None:
    """First and last day that "2023-03-21", "2023-03" or "2023" may mean; None for "" and for what is no date."""
    parts = text.split("-")
    try:
        year, month, day = (*map(int, parts), None, None)[:3]
        if year is None or len(parts) > DATE_PARTS:
            return None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def earliest_day(text: str) -> date | None:
    """The first day that a partial date may mean; None where there is none."""
    bounds = day_bounds(text)
    return bounds[0] if bounds else None
