"""Scores claims against gold: how many moves and slots the engine gets right, and which ones it does not."""

from tracker.evaluation.compare import compare_results
from tracker.evaluation.gold import GOLD_SUFFIX, GoldArticle, GoldError, load_gold, load_predictions, load_result
from tracker.evaluation.report import format_errors, format_figures, result_record
from tracker.evaluation.score import Figures, Outcome, Rates, Record, Result, Verdict, score

__all__ = [
    "GOLD_SUFFIX",
    "Figures",
    "GoldArticle",
    "GoldError",
    "Outcome",
    "Rates",
    "Record",
    "Result",
    "Verdict",
    "compare_results",
    "format_errors",
    "format_figures",
    "load_gold",
    "load_predictions",
    "load_result",
    "result_record",
    "score",
]
