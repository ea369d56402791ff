"""Scores claims against gold: how many moves and slots the engine gets right, and which ones it does not."""

from tracker.evaluation.breakdown import Aspect, break_down, format_breakdown
from tracker.evaluation.compare import compare_results
from tracker.evaluation.errors import ErrorKind, MoveError, find_errors
from tracker.evaluation.gold import (
    GOLD_SUFFIX,
    GoldArticle,
    GoldError,
    load_gold,
    load_predictions,
    load_result,
    load_sets,
    predictions_of,
)
from tracker.evaluation.pairing import Record
from tracker.evaluation.report import format_errors, format_figures, result_record
from tracker.evaluation.score import Figures, Outcome, Rates, Result, Verdict, score

__all__ = [
    "GOLD_SUFFIX",
    "Aspect",
    "ErrorKind",
    "Figures",
    "GoldArticle",
    "GoldError",
    "MoveError",
    "Outcome",
    "Rates",
    "Record",
    "Result",
    "Verdict",
    "break_down",
    "compare_results",
    "find_errors",
    "format_breakdown",
    "format_errors",
    "format_figures",
    "load_gold",
    "load_predictions",
    "load_result",
    "load_sets",
    "predictions_of",
    "result_record",
    "score",
]
