"""Reads the dates of a passage, the relative ones against the day of publication, each as precise as its words."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tracker.extraction.lexicon import load_table
from tracker.spans import Span

_DATE_LINE = re.compile(r"^[ \t]*date (\d{4}-\d{2}-\d{2})\b", re.MULTILINE)
MAX_DATE_LINE_OFFSET = 1000
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text: `past` and `future` are its ISO values as told of something gone or something to come."""

    span: Span
    past: str
    future: str

    @property
    def is_relative(self) -> bool:
        return self.past != self.future


def read_published_on(text: str) -> date | None:
    """The day in the text's own "date YYYY-MM-DD" line, which stands first or after a headline; None without one."""
    match = _DATE_LINE.search(text, 0, MAX_DATE_LINE_OFFSET)
    try:
        return date.fromisoformat(match.group(1)) if match else None
    except ValueError:
        return None


def find_dates(text: str, span: Span, published_on: date | None) -> list[DateMention]:
    """The dates inside `span` of `text` in order, none overlapping; relative ones only where the day is known."""
    found: list[DateMention] = []
    taken = span.start
    for match in _pattern().finditer(text, span.start, span.end):
        values = _resolve(match, published_on) if match.start() >= taken else None
        if values:
            found.append(DateMention(Span(match.start(), match.end()), *values))
            taken = match.end()
    return found


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("dates")
    names = [*table["months"], *(f"{name}\\b\\.?" for name in table["month_abbreviations"])]
    month = "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"
    weekday = "(?:" + "|".join(table["weekdays"]) + ")"
    count = "(?:" + "|".join(table["counts"]) + r"|\d{1,2})"
    season = "(?:" + "|".join(table["seasons"]) + ")"
    return re.compile(
        rf"""\b(?:
        (?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b
        |(?P<mdy>{month})\s+(?P<mdy_day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<mdy_year>(?:19|20)\d\d))?\b
        |(?P<dmy_day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dmy>{month})(?:,?\s+(?P<dmy_year>(?:19|20)\d\d))?\b
        |(?P<edge>end|start|beginning|close)\s+of\s+(?:(?P<edge_month>{month})(?:,?\s+(?P<edge_year>(?:19|20)\d\d))?
            |(?P<edge_period>the\s+month|the\s+year|this\s+month|this\s+year|next\s+month|next\s+year|(?:19|20)\d\d))\b
        |(?P<my>{month})(?:,?\s+(?:of\s+)?(?P<my_year>(?:19|20)\d\d)|(?P<my_next>\s+next\s+year)|(?P<my_last>\s+last\s+year))\b
        |(?P<day_word>today|yesterday|tomorrow)\b
        |(?P<which>last|next|this)\s+(?P<unit>week|month|year|{weekday}|{month}|{season})\b
        |(?P<ago_count>{count})\s+(?P<ago_unit>days?|weeks?|months?|years?)\s+ago\b
        |(?P<weekday>{weekday})\b
        |(?P<season>{season})\s+(?:of\s+)?(?P<season_year>(?:19|20)\d\d)\b
        |(?P<alone>(?:\bin|\bsince|\bby|\bfrom|\buntil|\blate|\bearly|\bmid|\bof|\bthe|\bits|\bon)[\s-]+(?:late\s+|early\s+|mid-?)?)
            (?P<alone_month>{month})\b(?!\.?,?\s+\d)
        |(?P<christmas>christmas)\b
        |(?<=\s)(?P<year>(?:19[5-9]|20[0-4])\d)\b(?!\s*(?:%|shares|employees|people|staff))
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def _resolve(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    """The past and the future value of a matched date; None where its words give no day that exists."""
    for group, reading in _READINGS.items():
        if match.group(group):
            try:
                return reading(match, today)
            except (ValueError, OverflowError):
                return None  # "February 30", or a day before the year 1
    return None


def _same(value: str) -> tuple[str, str]:
    return value, value


def _read_iso(match: re.Match[str], _: date | None) -> tuple[str, str]:
    return _same(date.fromisoformat(match["iso"]).isoformat())


def _read_day(month: str, day: str, year: str | None, today: date | None) -> tuple[str, str] | None:
    number = _month_number(month)
    if year:
        return _same(date(int(year), number, int(day)).isoformat())
    if today is None:
        return None
    here = date(today.year, number, int(day))
    past = here if here <= today else here.replace(year=today.year - 1)
    future = here if here >= today else here.replace(year=today.year + 1)
    return past.isoformat(), future.isoformat()


def _read_month_day(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    return _read_day(match["mdy"], match["mdy_day"], match["mdy_year"], today)


def _read_day_month(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    return _read_day(match["dmy"], match["dmy_day"], match["dmy_year"], today)


def _read_edge(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    is_end = match["edge"].lower() in {"end", "close"}
    if match["edge_month"]:
        months = _read_month(match["edge_month"], match["edge_year"], today)
        if months is None:
            return None
        past, future = (_edge_of(int(value[:4]), int(value[5:7]), is_end=is_end) for value in months)
        return past, future
    period = match["edge_period"].lower().split()
    if period[-1].isdigit():
        return _same(f"{period[-1]}-12-31" if is_end else f"{period[-1]}-01-01")
    if today is None:
        return None
    step = int(period[0] == "next")
    if period[-1] == "year":
        return _same(f"{today.year + step}-12-31" if is_end else f"{today.year + step}-01-01")
    year, month = _shift(today, step)
    return _same(_edge_of(year, month, is_end=is_end))


def _read_month(month: str, year: str | None, today: date | None) -> tuple[str, str] | None:
    number = _month_number(month)
    if year:
        return _same(f"{year}-{number:02}")
    if today is None:
        return None
    past = today.year - (number > today.month)
    future = today.year + (number < today.month)
    return f"{past}-{number:02}", f"{future}-{number:02}"


def _read_month_year(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    year = match["my_year"]
    if not year and today:
        year = str(today.year + (1 if match["my_next"] else -1))
    return _read_month(match["my"], year, today) if year else None


def _read_day_word(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    if today is None:
        return None
    step = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["day_word"].lower()]
    return _same((today + timedelta(days=step)).isoformat())


def _read_which(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    if today is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    unit = match["unit"].lower()
    table = load_table("dates")
    if unit in table["weekdays"]:
        past, future = _weekday(unit, today)
        return _same(past if step <= 0 else future)
    if unit in table["seasons"] or unit == "year":
        return _same(str(today.year + step))
    if unit == "week":
        return _same((today + timedelta(weeks=step)).isoformat()[:7])
    if unit == "month":
        year, month = _shift(today, step)
        return _same(f"{year}-{month:02}")
    months = _read_month(match["unit"], None, today)
    return _same(months[0 if step < 0 else 1]) if months else None


def _read_ago(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    if today is None:
        return None
    word = match["ago_count"].lower()
    count = int(word) if word.isdigit() else load_table("dates")["counts"][word]
    unit = match["ago_unit"].lower().rstrip("s")
    if unit == "day":
        return _same((today - timedelta(days=count)).isoformat())
    if unit == "week":
        return _same((today - timedelta(weeks=count)).isoformat()[:7])
    if unit == "month":
        year, month = _shift(today, -count)
        return _same(f"{year}-{month:02}")
    return _same(str(today.year - count))


def _read_weekday(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    return _weekday(match["weekday"].lower(), today) if today else None


def _read_alone(match: re.Match[str], today: date | None) -> tuple[str, str] | None:
    # "may" is a verb far more often than a month, unless it is written as a name
    return None if match["alone_month"].islower() else _read_month(match["alone_month"], None, today)


def _read_christmas(_: re.Match[str], today: date | None) -> tuple[str, str] | None:
    return _read_month("december", None, today)


def _read_season(match: re.Match[str], _: date | None) -> tuple[str, str]:
    return _same(match["season_year"])


def _read_year(match: re.Match[str], _: date | None) -> tuple[str, str]:
    return _same(match["year"])


_READINGS: dict[str, Callable[[re.Match[str], date | None], tuple[str, str] | None]] = {
    "iso": _read_iso,
    "mdy": _read_month_day,
    "dmy": _read_day_month,
    "edge": _read_edge,
    "my": _read_month_year,
    "day_word": _read_day_word,
    "which": _read_which,
    "ago_count": _read_ago,
    "weekday": _read_weekday,
    "season": _read_season,
    "alone": _read_alone,
    "christmas": _read_christmas,
    "year": _read_year,
}


def _month_number(name: str) -> int:
    table = load_table("dates")
    word = name.lower().rstrip(".")
    if word in table["months"]:
        return int(table["months"].index(word)) + 1
    return int(table["month_abbreviations"][word])


def _weekday(name: str, today: date) -> tuple[str, str]:
    number = load_table("dates")["weekdays"].index(name)
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    return (today - timedelta(days=back)).isoformat(), (today + timedelta(days=ahead)).isoformat()


def _shift(today: date, months: int) -> tuple[int, int]:
    count = today.year * _MONTHS_IN_YEAR + today.month - 1 + months
    return count // _MONTHS_IN_YEAR, count % _MONTHS_IN_YEAR + 1


def _edge_of(year: int, month: int, *, is_end: bool) -> str:
    return date(year, month, calendar.monthrange(year, month)[1] if is_end else 1).isoformat()
