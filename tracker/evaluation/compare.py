"""What a change of the engine did: the figures of two runs side by side, and the moves won and lost between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tracker.evaluation.gold import GoldError
from tracker.evaluation.report import describe_outcome, result_record
from tracker.evaluation.score import Outcome, Result, Verdict

_NAME_WIDTH = 24


def compare_results(old: Mapping[str, Any], new: Result) -> str:
    """Old figure, new figure and difference, a line each; then the moves won and lost, where `old` tells its moves.

    `old` is what `result_record` gave for an earlier run. Raises GoldError when it is something else.
    """
    lines = list(_figure_lines(old, result_record(new)))
    if "moves" in old:
        try:
            before = [_outcome_of(record) for record in old["moves"]]
        except (KeyError, TypeError, ValueError) as error:
            message = "the earlier result does not list its moves as this version does"
            raise GoldError(message) from error
        lines += _move_lines(before, new.outcomes)
    return "\n".join(lines)


def _figure_lines(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = dict(_flat(old)), dict(_flat(new))
    if not before:
        message = "the earlier result holds no figures"
        raise GoldError(message)
    for name, value in after.items():
        if name not in before:
            yield f"{name:{_NAME_WIDTH}} {'—':>7} → {_number(value)}"
            continue
        yield f"{name:{_NAME_WIDTH}} {_number(before[name])} → {_number(value)}  {value - before[name]:+7.3f}"


def _flat(record: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name} ")
        elif isinstance(value, int | float):
            yield f"{prefix}{name}", value


def _number(value: float) -> str:
    return f"{value:7d}" if isinstance(value, int) else f"{value:7.3f}"


def _outcome_of(record: Mapping[str, Any]) -> Outcome:
    return Outcome(**{**record, "verdict": Verdict(record["verdict"]), "roles": tuple(record["roles"])})


def _move_lines(before: Iterable[Outcome], after: Iterable[Outcome]) -> Iterator[str]:
    old, new = _by_verdict(before), _by_verdict(after)
    for heading, gained in (
        ("won", new[True] - old[True]),
        ("lost", old[True] - new[True]),
        ("newly spurious", new[False] - old[False]),
        ("no longer spurious", old[False] - new[False]),
    ):
        yield f"{heading}: {gained.total()}"
        yield from (f"  {description}" for description in sorted(gained.elements()))


def _by_verdict(outcomes: Iterable[Outcome]) -> dict[bool, Counter[str]]:
    """The moves that are right (True) and those that are spurious (False), described, as often as they occur."""
    described: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for outcome in outcomes:
        if outcome.verdict in {Verdict.RIGHT, Verdict.SPURIOUS}:
            described[outcome.verdict is Verdict.RIGHT][describe_outcome(outcome)] += 1
    return described
