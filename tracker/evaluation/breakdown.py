"""Takes a run apart: the same figures for each set or family of articles, for each slot, and mistakes by their kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from tracker.evaluation.errors import find_errors
from tracker.evaluation.gold import GoldArticle
from tracker.evaluation.pairing import Record
from tracker.evaluation.score import Result, score

NO_FAMILY = "–"
POOLED = "all"

_RATES = ("precision", "recall", "f1")
_SHARES = ("salience", "background_recall", "quiet", "evidence")
_GROUP_COLUMNS = ("articles", "moves", "P", "R", "F1", "slot F1", "salience", "backgr.", "quiet", "evidence")


class Aspect(StrEnum):
    """What a run is taken apart by."""

    SET = "set"
    FAMILY = "family"
    SLOT = "slot"
    ERROR = "error"


def break_down(
    aspect: Aspect, sets: Mapping[str, Sequence[GoldArticle]], predictions: Mapping[str, Sequence[Record]]
) -> dict[str, Any]:
    """The rows of a breakdown by their names, as JSON has them; `predictions` are by the ids of the articles.

    A set or a family has its Figures, and a last row "all" those of all articles together. A slot has its Rates on the
    moves that were found. A kind of mistake has its `count` and one `example`, the most frequent kind first.
    """
    articles = [article for group in sets.values() for article in group]
    if aspect is Aspect.SLOT:
        return {slot: asdict(rates) for slot, rates in _score(articles, predictions).slots.items()}
    if aspect is Aspect.ERROR:
        return _count_errors(articles, predictions)
    groups = {**(sets if aspect is Aspect.SET else _families(articles)), POOLED: articles}
    return {name: asdict(_score(group, predictions).figures) for name, group in groups.items()}


def format_breakdown(aspect: Aspect, rows: Mapping[str, Any]) -> str:
    """The rows of `break_down` as a table with a line of headings."""
    if aspect is Aspect.ERROR:
        return _table(
            aspect, ("count", "example"), {kind: (f"{row['count']:5d}", row["example"]) for kind, row in rows.items()}
        )
    if aspect is Aspect.SLOT:
        return _table(
            aspect, ("P", "R", "F1"), {slot: [_share(row[rate]) for rate in _RATES] for slot, row in rows.items()}
        )
    return _table(aspect, _GROUP_COLUMNS, {name: _group_cells(row) for name, row in rows.items()})


def _score(articles: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Record]]) -> Result:
    return score({article.id: article.moves for article in articles}, predictions)


def _families(articles: Iterable[GoldArticle]) -> dict[str, list[GoldArticle]]:
    families: defaultdict[str, list[GoldArticle]] = defaultdict(list)
    for article in articles:
        families[article.family or NO_FAMILY].append(article)
    return dict(sorted(families.items()))


def _count_errors(
    articles: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Record]]
) -> dict[str, dict[str, Any]]:
    counted: dict[str, dict[str, Any]] = {}
    for error in find_errors({article.id: article.moves for article in articles}, predictions):
        row = counted.setdefault(error.kind.value, {"count": 0, "example": error.told})
        row["count"] += 1
    return dict(sorted(counted.items(), key=lambda item: -item[1]["count"]))


def _group_cells(row: Mapping[str, Any]) -> list[str]:
    rates = (*(row["move"][rate] for rate in _RATES), row["slot"]["f1"], *(row[share] for share in _SHARES))
    return [str(row["articles"]), str(row["news_moves"]), *(_share(rate) for rate in rates)]


def _share(value: float) -> str:
    return f"{value:.3f}"


def _table(heading: str, columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> str:
    """Names at the left, cells at the right of columns as wide as their headings; a last column of text runs free."""
    first = max(len(name) for name in (heading, *rows))
    widths = [max(len(column), len("0.000")) for column in columns]
    return "\n".join(
        "  ".join([f"{name:{first}}", *(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))])
        for name, cells in ((heading, columns), *rows.items())
    )
