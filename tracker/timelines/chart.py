"""Tenures as a picture: lanes of rows on one scale of years, as numbers that a template only has to draw."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.timelines.events import Event, Party
from tracker.timelines.scale import WIDTH, Scale, Tick
from tracker.timelines.shapes import BELOW, LIGHT_CHAR, Drawn, draw_doubtful, draw_tenure
from tracker.timelines.successions import Gap, Succession
from tracker.timelines.tenures import STALE, Tenure

ROW_HEIGHT, TALL_ROW_HEIGHT = 46, 58
CLEAR = 6.0  # between two names in a row
SEAM = 2.0  # by which bars that follow each other may overlap
# Two bars so near each other touch, as far as the eye can tell: the ring of a succession stands between them.
TOUCHING = 12.0


@dataclass(frozen=True, slots=True)
class Content:
    """What one lane is to show: a post with its holders (`is_of_post`), or a company with the posts held there."""

    title: str
    tenures: Sequence[Tenure]
    is_of_post: bool
    note: str = ""
    party: Party | None = None
    doubtful: Sequence[Event] = ()
    links: Sequence[Succession] = ()
    gaps: Sequence[Gap] = ()


@dataclass(frozen=True, slots=True)
class GapLine:
    """A thin line from `x` to `to_x` in the row at `top`, with its words; `has_room` where they fit under it."""

    x: float
    to_x: float
    top: int
    text: str
    has_room: bool = True

    @property
    def text_x(self) -> float:
        return round((self.x + self.to_x) / 2, 1)


@dataclass(frozen=True, slots=True)
class Ring:
    """A succession that a source states: at the seam of two bars, or under the gap from `x` to `to_x`."""

    x: float
    top: int
    to_x: float | None = None

    @property
    def middle(self) -> float:
        return round((self.x + self.to_x) / 2, 1) if self.to_x is not None else self.x


@dataclass(frozen=True, slots=True)
class Lane:
    title: str
    note: str
    party: Party | None
    height: int
    drawn: tuple[Drawn, ...]
    gaps: tuple[GapLine, ...]
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`now_x` is None where the day asked for lies outside the years drawn."""

    ticks: tuple[Tick, ...]
    now_x: float | None
    as_of: date
    lanes: tuple[Lane, ...]
    width: int = WIDTH


@dataclass(slots=True)
class _Row:
    """How far a row is taken, by bars and by names above and below them; `is_tall` with anything below."""

    bars_to: float = -WIDTH
    above_to: float = -WIDTH
    below_to: float = -WIDTH
    is_tall: bool = False

    @property
    def height(self) -> int:
        return TALL_ROW_HEIGHT if self.is_tall else ROW_HEIGHT

    def take(self, shape: Drawn) -> Drawn | None:
        """The shape with its name where it fits, above the bar or else below it; None where there is no room."""
        start, end = shape.label.x, shape.label.x + shape.label.width + CLEAR
        solid_to = shape.to_x if shape.again is None else shape.to_x - shape.again.width
        if shape.from_x < self.bars_to - SEAM:
            return None
        if start >= self.above_to:
            self.above_to = end
        elif start >= self.below_to:
            self.below_to, self.is_tall = end, True
            shape = replace(shape, label=replace(shape.label, y=BELOW))
        else:
            return None
        self.bars_to = max(self.bars_to, shape.to_x if shape.question_x or shape.again else solid_to)
        return shape


def draw_chart(contents: Sequence[Content], as_of: date) -> Chart:
    """The lanes in the order given, on one scale that holds all their days and the day asked for.

    Where nothing has been told for so long that nobody is known to be in post, the scale ends with what was told last:
    years of empty paper before the day asked for would say nothing, and on a phone they would be all one sees.
    """
    tenures = [tenure for content in contents for tenure in content.tenures]
    days = [day for tenure in tenures for day in _days(tenure)]
    days += [event.moment.when.earliest for content in contents for event in content.doubtful]
    last = max((*days, *(tenure.last_told for tenure in tenures)), default=as_of)
    scale = Scale.over(days, last if as_of - last > STALE else as_of)
    lanes = tuple(_lane(content, scale, as_of) for content in contents)
    return Chart(scale.ticks(as_of), scale.x_within(as_of), as_of, lanes)


def _days(tenure: Tenure) -> list[date]:
    moments = [moment for moment in (tenure.start, tenure.end) if moment]
    return [tenure.first_day, *(day for moment in moments for day in (moment.when.earliest, moment.when.latest))]


def _lane(content: Content, scale: Scale, as_of: date) -> Lane:
    shapes: list[tuple[Drawn, Tenure | None]] = [
        (draw_tenure(tenure, _name(tenure, content), scale, as_of), tenure) for tenure in content.tenures
    ]
    shapes += [(draw_doubtful(event, _name(event, content), scale), None) for event in content.doubtful]
    shapes.sort(key=lambda pair: pair[0].from_x)
    rows: list[_Row] = []
    placed = [(_place(shape, rows), tenure) for shape, tenure in shapes]
    gaps = [(row, gap) for gap in content.gaps if (row := _row_before(gap, placed)) is not None]
    for row, _ in gaps:
        rows[row].is_tall = True
    tops = [sum(row.height for row in rows[:number]) for number in range(len(rows))]
    seated = [(number, replace(shape, top=tops[number]), tenure) for (number, shape), tenure in placed]
    return Lane(
        title=content.title,
        note=content.note,
        party=content.party,
        height=sum(row.height for row in rows) or ROW_HEIGHT,
        drawn=tuple(shape for _, shape, _ in seated),
        gaps=_gap_lines([_gap_line(gap, scale, as_of, tops[row]) for row, gap in gaps], [s for _, s, _ in seated]),
        rings=tuple(dict.fromkeys(ring for link in content.links for ring in _rings(link, seated, scale))),
    )


def _name(what: Tenure | Event, content: Content) -> str:
    return what.executive.name if content.is_of_post else what.role or "post not named"


def _place(shape: Drawn, rows: list[_Row]) -> tuple[int, Drawn]:
    """The first row that has room for the shape, a new one where none has."""
    for number, row in enumerate(rows):
        taken = row.take(shape)
        if taken is not None:
            return number, taken
    rows.append(_Row())
    return len(rows) - 1, rows[-1].take(shape) or shape


def _row_before(gap: Gap, placed: Sequence[tuple[tuple[int, Drawn], Tenure | None]]) -> int | None:
    """The row of the tenure that the gap follows."""
    for (number, _), tenure in placed:
        if tenure is not None and tenure.role == gap.role and tenure.end and tenure.end.when.latest == gap.start:
            return number
    return None


def _gap_line(gap: Gap, scale: Scale, as_of: date, top: int) -> GapLine:
    text = f"vacant {(gap.end - gap.start).days} d" if gap.is_vacancy and gap.end else "no holder known"
    return GapLine(scale.x(gap.start), min(scale.x(gap.end or as_of), float(WIDTH)), top, text)


def _gap_lines(lines: Sequence[GapLine], drawn: Sequence[Drawn]) -> tuple[GapLine, ...]:
    """The lines, with words where they touch neither each other nor a name below its bar."""
    below = [(s.top, s.label.x, s.label.x + s.label.width) for s in drawn if s.label.y == BELOW]
    result = []
    for line in sorted(lines, key=lambda line: line.x):
        half = len(line.text) * LIGHT_CHAR / 2
        taken = (line.top, line.text_x - half, line.text_x + half)
        has_room = all(top != line.top or end <= taken[1] or taken[2] <= start for top, start, end in below)
        below += [taken] if has_room else []
        result.append(replace(line, has_room=has_room))
    return tuple(result)


def _rings(link: Succession, seated: Sequence[tuple[int, Drawn, Tenure | None]], scale: Scale) -> list[Ring]:
    """Where the two tenures that a succession joins stand in one row, the ring between them."""
    tenures = [(number, shape.top, tenure) for number, shape, tenure in seated if tenure is not None]
    rings = []
    for row, top, before in tenures:
        for other_row, _, after in tenures:
            is_link = (before.executive, after.executive) == (link.before, link.after)
            if not is_link or row != other_row or before.end is None or after.start is None:
                continue
            if after.first_day < before.first_day:
                continue
            left, came = scale.x(before.end.when.latest), scale.x(after.start.when.earliest)
            rings.append(Ring(came, top) if came - left < TOUCHING else Ring(left, top, came))
    return rings
