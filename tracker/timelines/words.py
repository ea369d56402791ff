"""A tenure in words: how long it lasted and from when to when, no more exactly than it is known."""

from datetime import date

from tracker.enums import Manner, Status
from tracker.timelines.events import Basis, Moment
from tracker.timelines.tenures import State, Tenure

MONTHS = 12


def duration(tenure: Tenure, as_of: date) -> str:
    """As "4 y 10 m" or "3 y 2 m to 4 y 2 m"; "" where its start or end is not known well enough.

    A tenure still running on `as_of` has lasted until then.
    """
    end = tenure.end
    if tenure.state in {State.IN_POST, State.NOT_BEGUN} and (end is None or end.when.latest > as_of):
        last = (as_of, as_of) if tenure.state is State.IN_POST else None
    else:
        last = (end.when.earliest, end.when.latest) if end is not None and end.basis is not Basis.TOLD else None
    start = tenure.start
    if last is None or start is None or start.basis is not Basis.EFFECTIVE:
        return ""
    shortest, longest = _months(start.when.latest, last[0]), _months(start.when.earliest, last[1])
    if shortest < 0:
        return f"at most {_spell(longest)}"
    return _spell(longest) if _spell(shortest) == _spell(longest) else f"{_spell(shortest)} to {_spell(longest)}"


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * MONTHS + end.month - start.month - (end.day < start.day)


def _spell(months: int) -> str:
    years, rest = divmod(max(months, 0), MONTHS)
    parts = [f"{years} y"] if years else []
    parts += [f"{rest} m"] if rest else []
    return " ".join(parts) or "under a month"


def since(tenure: Tenure) -> str:
    """When it began: "15 May 2018", "2014", "day not told, announced 21 March 2023", or that it is not told at all."""
    if tenure.start is None:
        return "not told"
    said = _written(tenure.start)
    return said if tenure.is_post_start_told else f"joined {said}, start in the post not told"


def until(tenure: Tenure) -> str:
    """When it ended, likewise; "" where no move gives an end."""
    return _written(tenure.end) if tenure.end else ""


def _written(moment: Moment) -> str:
    if moment.basis is Basis.EFFECTIVE:
        return str(moment.when)
    if moment.basis is Basis.ANNOUNCED:
        return f"day not told, announced {moment.when}"
    return f"day not told, known by {moment.when}"


def describe(tenure: Tenure) -> str:
    """All of it but whose: "since 15 May 2018; elected; in post; reviewed"."""
    parts = [f"interim since {since(tenure)}" if tenure.is_interim else f"since {since(tenure)}"]
    if tenure.start is None:
        parts = ["start not told"]
    if tenure.end is not None:
        parts[0] += f", to {until(tenure)}"
    manners = [manner.replace("_", " ") for manner in (tenure.came_by, tenure.left_by) if manner is not Manner.UNKNOWN]
    parts += [manner for manner in manners if manner != Manner.INTERIM]
    if tenure.status is not Status.CONFIRMED:
        parts.append(tenure.status.value)
    if tenure.state is State.UNKNOWN and tenure.end is None:
        parts.append(f"last told {_day(tenure.last_told)}, not known whether still in post")
    elif tenure.state is not State.ENDED:
        parts.append(
            {State.IN_POST: "in post", State.NOT_BEGUN: "not begun", State.UNKNOWN: "not known whether in post"}[
                tenure.state
            ]
        )
    if tenure.disagreements:
        parts.append("sources disagree on " + ", ".join(slot.replace("_", " ") for slot in tenure.disagreements))
    parts.append("reviewed" if tenure.is_reviewed else f"unreviewed, confidence {tenure.confidence:.2f}")
    return "; ".join(parts)


def remark(tenure: Tenure, as_of: date) -> str:
    """The few words beside the name in a chart: how long, or what is in doubt."""
    said = [duration(tenure, as_of)]
    if tenure.is_interim:
        said.insert(0, "interim")
    if tenure.status is not Status.CONFIRMED:
        said.append(tenure.status.value)
    if tenure.state is State.NOT_BEGUN and tenure.start is not None:
        said = [f"from {tenure.start.when}"]
    elif tenure.state is State.UNKNOWN and tenure.end is None:
        said = [f"last told {_day(tenure.last_told)}"]
    elif tenure.start is None or tenure.start.basis is not Basis.EFFECTIVE or not tenure.is_post_start_told:
        said.append("start not told" if tenure.is_post_start_told else "start of the post not told")
    if not tenure.is_reviewed:
        said.append("unreviewed")
    words = ", ".join(part for part in said if part)
    if tenure.disagreements:
        words += " ≠ " + ", ".join(slot.replace("_", " ") for slot in tenure.disagreements)
    return words.strip()


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
