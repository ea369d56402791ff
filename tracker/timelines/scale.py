"""The scale of a chart: days to places between 0 and 1000, and the years written along it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WIDTH = 1000
YEAR = 365.25
MIN_YEARS, MAX_YEARS = 4, 60
# Room before the first day for "since at least", and after the last for "in post" and the holder's name.
BEFORE, AFTER = 0.06, 0.17
MIN_TICK_WIDTH = 48
STEPS = (1, 2, 5, 10, 20)
NOW_LABEL = (-44.0, 52.0)
LAST_LABEL_X = 968.0


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year at `x`; `text` is "" where its number would not fit."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordinals of the days at 0 and at 1000."""

    left: float
    right: float

    @classmethod
    def over(cls, days: Iterable[date], as_of: date) -> "Scale":
        """A scale for all of `days` and `as_of`, at least 4 years wide; of more than 60 years, the last 60."""
        ordinals = [day.toordinal() for day in (*days, as_of)]
        last = max(ordinals)
        first = max(min(ordinals), last - MAX_YEARS * YEAR)
        span = max(last - first, MIN_YEARS * YEAR)
        return cls(last - span * (1 + BEFORE), last + span * AFTER)

    def x(self, day: date) -> float:
        return round((day.toordinal() - self.left) / (self.right - self.left) * WIDTH, 1)

    def x_within(self, day: date) -> float | None:
        """None for a day that is not on the chart."""
        x = self.x(day)
        return x if 0 <= x <= WIDTH else None

    def ticks(self, as_of: date) -> tuple[Tick, ...]:
        """Every first of January, or of every second, fifth, tenth year; numbers keep clear of the day asked for."""
        a_year = WIDTH * YEAR / (self.right - self.left)
        step = next((step for step in STEPS if step * a_year >= MIN_TICK_WIDTH), STEPS[-1])
        first = date.fromordinal(max(int(self.left), 1)).year
        last = date.fromordinal(min(int(self.right), date.max.toordinal())).year
        now = self.x(as_of)
        ticks = []
        for year in range(first, last + 1):
            x = self.x(date(year, 1, 1))
            if year % step or not 0 <= x <= WIDTH:
                continue
            is_clear = not now + NOW_LABEL[0] < x < now + NOW_LABEL[1] and x < LAST_LABEL_X
            ticks.append(Tick(x, str(year) if is_clear else ""))
        return tuple(ticks)
