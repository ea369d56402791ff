"""What a benchmark found: a figure held against its bound, as a row of a table and as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

_HEADINGS = ("benchmark", "figure", "bound", "verdict", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: a ratio, unless `unit` says otherwise. `figure` is None where it could not be taken.

    It should be `at_least` or `at_most` the bound; with neither it is only told.
    """

    name: str
    figure: float | None
    at_least: float | None = None
    at_most: float | None = None
    unit: str = ""
    note: str = ""

    @property
    def verdict(self) -> str:
        """`ok`, `below`, `above`, or `–` where there is nothing to judge."""
        if self.figure is None or (self.at_least is None and self.at_most is None):
            return "–"
        if self.at_least is not None and self.figure < self.at_least:
            return "below"
        if self.at_most is not None and self.figure > self.at_most:
            return "above"
        return "ok"


def format_table(rows: Iterable[Row]) -> str:
    """A line of headings and a line for each row, in columns."""
    lines = [_HEADINGS, *((row.name, _figure(row), _bound(row), row.verdict, row.note) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        f"{name:{widths[0]}}  {figure:>{widths[1]}}  {bound:{widths[2]}}  {verdict:{widths[3]}}  {note}".rstrip()
        for name, figure, bound, verdict, note in lines
    )


def report_record(rows: Iterable[Row], about: Mapping[str, str]) -> dict[str, Any]:
    """The JSON object of a run: what it was run on, and each row with its verdict."""
    return {**about, "rows": [asdict(row) | {"verdict": row.verdict} for row in rows]}


def _figure(row: Row) -> str:
    return "–" if row.figure is None else f"{row.figure:.2f}{row.unit}"


def _bound(row: Row) -> str:
    if row.at_least is not None:
        return f"≥ {row.at_least:.2f}{row.unit}"
    return "" if row.at_most is None else f"≤ {row.at_most:.2f}{row.unit}"
