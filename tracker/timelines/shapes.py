"""One tenure, or one rumour, as shapes on a row of a chart: bars, flags, brackets and a name."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.enums import Kind, Status
from tracker.timelines.events import Basis, Event, Moment
from tracker.timelines.scale import WIDTH, Scale
from tracker.timelines.tenures import State, Tenure
from tracker.timelines.words import describe, remark

BAR = (23.0, 9.0)  # y and height within a row
THIN_BAR = (26.0, 3.0)
ABOVE, BELOW = 16.0, 50.0  # where names stand
# Shortening dashes: distance from the end of the bar to the near edge, and width.
DASHES = ((2.0, 8.0), (13.0, 6.0), (23.0, 4.0), (32.0, 2.0))
DASHES_WIDTH = 36.0
PAST_NOW = 1.0
NO_POST, NO_COMPANY = "post not named", "an organisation not named"
PLANNED_WIDTH, RUMOUR_WIDTH, STUB_WIDTH = 90.0, 60.0, 1.0
# The name stands again after today's line where the bar is so long that a phone shows only its end.
LONG_BAR = 300.0
AGAIN_CHARS = 17
MIN_BRACKET = 3.0
BOLD_CHAR, LIGHT_CHAR = 7.6, 6.9  # mean widths at 12 px in the widest of the fonts


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Where a tenure begins or ends; a bracket from `x` to `to_x` where the day is not known, of `middle`."""

    x: float
    to_x: float | None = None

    @property
    def middle(self) -> float:
        return round((self.x + self.to_x) / 2, 1) if self.to_x is not None else self.x


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    name: str
    remark: str = ""

    @property
    def width(self) -> float:
        return len(self.name) * BOLD_CHAR + (len(self.remark) + 1) * LIGHT_CHAR


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that is drawn of one tenure or doubtful move, in a row whose top is at `top` of its lane.

    `from_x` and `to_x` bound its bars with their dashes; `sentence` says in words what the picture says.
    """

    move_id: int
    label: Label
    sentence: str
    from_x: float
    to_x: float
    bars: tuple[Rect, ...] = ()
    flag_in: Flag | None = None
    flag_out: Flag | None = None
    question_x: float | None = None
    cross_x: float | None = None
    again: Label | None = None
    top: int = 0


def draw_tenure(tenure: Tenure, name: str, scale: Scale, as_of: date) -> Drawn:
    """The bar of a tenure, named `name`; nothing is drawn that its moves do not say."""
    look = _look(tenure)
    start, end = tenure.start, tenure.end
    begins, flag_in = _edge(start, scale, is_start=True) if start else (scale.x(tenure.first_told), None)
    if end is not None:
        ends, flag_out = _edge(end, scale, is_start=False)
    else:
        ends, flag_out = _open_end(tenure, begins, scale, as_of), None
    ends = max(ends, begins + STUB_WIDTH)
    bars = [_bar(begins, ends, look)]
    bars += [_thin(flag, look) for flag in (flag_in, flag_out) if flag is not None and flag.to_x is not None]
    from_x, to_x = min([begins, *(b.x for b in bars)]), max(b.x + b.width for b in bars)
    if start is None:
        bars += [_bar(begins - gap - width, begins - gap, _dash(look)) for gap, width in DASHES]
        from_x -= DASHES_WIDTH
    question_x = again = None
    if end is None and tenure.state is not State.NOT_BEGUN:
        shift = PAST_NOW if tenure.state is State.IN_POST else 0.0
        bars += [_bar(ends + gap + shift, ends + gap + width + shift, _dash(look)) for gap, width in DASHES]
        to_x += DASHES_WIDTH
        if tenure.state is State.UNKNOWN:
            question_x = round(ends + DASHES_WIDTH + 2, 1)
            to_x += 10
        elif ends - begins > LONG_BAR:
            short = name if len(name) <= AGAIN_CHARS else name[: AGAIN_CHARS - 1].rstrip() + "…"
            again = Label(round(ends + DASHES_WIDTH + 4, 1), BAR[0] + BAR[1], short)
            to_x += again.width
    label = Label(flag_in.to_x + 4 if flag_in and flag_in.to_x else begins + 10, ABOVE, name, remark(tenure, as_of))
    # Of a tenure without a beginning the end is what is known: the name stands before it.
    label = _fitted(label if start else replace(label, x=ends - label.width))
    said = label.name + (f" {label.remark}" if label.remark else "")
    return Drawn(
        move_id=tenure.move_ids[0],
        label=label,
        sentence=f"{said}: {_whose(tenure, name)}, {describe(tenure)}",
        from_x=from_x,
        to_x=to_x,
        bars=tuple(bars),
        flag_in=flag_in,
        flag_out=flag_out,
        question_x=question_x,
        again=again,
    )


def draw_doubtful(event: Event, name: str, scale: Scale) -> Drawn:
    """A dotted outline for a rumoured move, a cross for a denied one, at the day it is told for."""
    x = scale.x(event.moment.when.earliest)
    is_denied = event.status is Status.DENIED
    what = "arrival" if event.kind is Kind.APPOINTMENT else "departure"
    words = "denied" if is_denied else "rumoured"
    label = _fitted(Label(x + (10 if is_denied else 4), ABOVE, name, words))
    post, where = event.role or NO_POST, event.company.name if event.company else NO_COMPANY
    return Drawn(
        move_id=event.id,
        label=label,
        sentence=f"{name} {words}: {what} of {event.executive.name}, {post}, {where}, {event.moment.when}",
        from_x=x - 6,
        to_x=x + (6 if is_denied else RUMOUR_WIDTH),
        bars=() if is_denied else (Rect(x, *_across(BAR, RUMOUR_WIDTH), "rum"),),
        cross_x=x if is_denied else None,
    )


def _look(tenure: Tenure) -> str:
    if tenure.state is State.NOT_BEGUN:
        return "plan"
    if tenure.status is Status.REPORTED:
        return "rep"
    if tenure.is_interim:
        return "int"
    return "" if tenure.is_reviewed else "un"


def _dash(look: str) -> str:
    """Dashes are too small for hatching or an outline of their own."""
    return {"rep": "un", "plan": "un", "int": ""}.get(look, look)


def _edge(moment: Moment, scale: Scale, *, is_start: bool) -> tuple[float, Flag | None]:
    """Where the solid bar begins or ends, and its flag: none where only the telling of an arrival is dated."""
    first, last = scale.x(moment.when.earliest), scale.x(moment.when.latest)
    solid = last if is_start else first
    if is_start and moment.basis is not Basis.EFFECTIVE:
        return first, None
    if last - first < MIN_BRACKET:
        return solid, Flag(solid)
    return solid, Flag(first, last)


def _open_end(tenure: Tenure, begins: float, scale: Scale, as_of: date) -> float:
    if tenure.state is State.NOT_BEGUN:
        return begins + PLANNED_WIDTH
    return scale.x(as_of if tenure.state is State.IN_POST else min(tenure.last_told, as_of))


def _bar(start_x: float, end_x: float, look: str) -> Rect:
    return Rect(round(start_x, 1), *_across(BAR, end_x - start_x), look)


def _thin(flag: Flag, look: str) -> Rect:
    return Rect(flag.x, *_across(THIN_BAR, (flag.to_x or flag.x) - flag.x), "half" if look != "plan" else look)


def _across(band: tuple[float, float], width: float) -> tuple[float, float, float]:
    return band[0], round(width, 1), band[1]


def _fitted(label: Label) -> Label:
    """Moved left as far as the edge of the chart asks."""
    return replace(label, x=round(max(min(label.x, WIDTH - label.width), 0), 1))


def _whose(tenure: Tenure, name: str) -> str:
    """What the name beside the bar does not say: the post at the company, or the holder of it."""
    post, where = tenure.role or NO_POST, tenure.company.name if tenure.company else NO_COMPANY
    return f"{post}, {where}" if name == tenure.executive.name else f"{tenure.executive.name}, {where}"
