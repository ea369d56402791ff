"""Moves as a list shows them: two sides of one event one after the other, days and years as headings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from tracker.enums import Kind
from tracker.models import Move


@dataclass(frozen=True, slots=True)
class Line:
    """One move of a list; `is_first_of_pair` when the next line is the other side of its event."""

    move: Move
    is_first_of_pair: bool = False


@dataclass(slots=True)
class Group:
    """The lines under one heading, a day or a year."""

    heading: date
    lines: list[Line] = field(default_factory=list)


def paired_lines(moves: Iterable[Move]) -> list[Line]:
    """Lines in the order of `moves`, but who leaves stands right before who succeeds them."""
    left = {move.pk: move for move in moves}
    lines: list[Line] = []
    while left:
        first = left.pop(next(iter(left)))
        other = next((move for move in left.values() if are_two_sides(first, move)), None)
        if other is None:
            lines.append(Line(first))
            continue
        del left[other.pk]
        leaving, coming = (first, other) if first.kind == Kind.DEPARTURE else (other, first)
        lines += [Line(leaving, is_first_of_pair=True), Line(coming)]
    return lines


def are_two_sides(one: Move, other: Move) -> bool:
    """Whether a source names the person of one move as the counterpart of the other, at the same organisation."""
    if one.kind == other.kind or one.company_id is None or one.company_id != other.company_id:
        return False
    return one.executive_id == other.counterpart_id or other.executive_id == one.counterpart_id


def grouped_lines(moves: Iterable[Move], heading: Callable[[Move], date]) -> list[Group]:
    """Moves in their order, cut where the heading changes; pairs are made within a group only."""
    groups: list[tuple[date, list[Move]]] = []
    for move in moves:
        if not groups or groups[-1][0] != heading(move):
            groups.append((heading(move), []))
        groups[-1][1].append(move)
    return [Group(day, paired_lines(members)) for day, members in groups]
