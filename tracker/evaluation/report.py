"""How a result is told: as a table for people, as one JSON object for scripts, and as the list of what went wrong."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tracker.evaluation.score import Figures, Outcome, Result, Verdict

_QUOTE_CHARS = 120


def format_figures(figures: Figures) -> str:
    """The figures as a table of four lines."""
    lines = [
        f"{name:10} P {rates.precision:.3f}  R {rates.recall:.3f}  F1 {rates.f1:.3f}"
        for name, rates in (("move", figures.move), ("slot", figures.slot))
    ]
    lines.append("slots      " + "  ".join(f"{slot} {value:.2f}" for slot, value in figures.per_slot_f1.items()))
    lines.append(
        f"articles {figures.articles}  news moves {figures.news_moves}  salience {figures.salience:.2f}  "
        f"background {figures.background_recall:.2f}  quiet {figures.quiet:.2f}  evidence {figures.evidence:.2f}",
    )
    return "\n".join(lines)


def result_record(result: Result) -> dict[str, Any]:
    """The JSON object of a result: its figures, and under `moves` each outcome; `compare_results` reads it again."""
    return {**asdict(result.figures), "moves": [_outcome_record(outcome) for outcome in result.outcomes]}


def format_errors(result: Result) -> str:
    """A line for every move that was missed, misplaced or spurious; "" when there is none."""
    return "\n".join(_error_lines(result))


def describe_outcome(outcome: Outcome) -> str:
    """A move in a line: article, person, kind, organisation, roles and the words that state it."""
    roles = f" ({', '.join(outcome.roles)})" if outcome.roles else ""
    quote = " ".join(outcome.quote.split())[:_QUOTE_CHARS]
    return f"{outcome.article}: {outcome.person}, {outcome.kind}, {outcome.company or 'no name'}{roles} «{quote}»"


def _error_lines(result: Result) -> Iterator[str]:
    for outcome in result.outcomes:
        if outcome.verdict is Verdict.MISPLACED:
            yield f"misplaced at {outcome.given or 'no name'}  {describe_outcome(outcome)}"
        elif outcome.verdict is not Verdict.RIGHT:
            yield f"{outcome.verdict}  {describe_outcome(outcome)}"


def _outcome_record(outcome: Outcome) -> dict[str, Any]:
    return {**asdict(outcome), "verdict": outcome.verdict.value, "roles": list(outcome.roles)}
