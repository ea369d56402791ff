"""`manage.py evaluate`: how well the engine reads articles whose moves are known."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from tracker.evaluation import (
    GoldArticle,
    GoldError,
    Record,
    compare_results,
    format_errors,
    format_figures,
    load_gold,
    load_predictions,
    load_result,
    result_record,
    score,
)
from tracker.management.commands.extract import exit_quietly, extract_bytes, extract_file


class Command(BaseCommand):
    help = "Extract the moves of articles with gold, and score them. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "gold",
            type=Path,
            metavar="GOLD",
            help="a folder of articles with NAME.gold.json beside each, or a .jsonl with id, text and moves",
        )
        parser.add_argument(
            "--errors", action="store_true", help="list each move that was missed, misplaced or spurious"
        )
        parser.add_argument("--json", action="store_true", help="print figures and moves as one JSON object only")
        parser.add_argument(
            "--compare",
            type=Path,
            metavar="OLD.json",
            help="show what has changed since a run with --json, whose output this is",
        )
        parser.add_argument(
            "--predictions",
            type=Path,
            metavar="FILE",
            help="score this output of `extract`, and extract nothing",
        )

    def handle(self, *_: Any, gold: Path, predictions: Path | None, compare: Path | None, **options: Any) -> None:
        if reconfigure := getattr(self.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            old = load_result(compare) if compare else None
            articles = load_gold(gold)
            found = load_predictions(predictions) if predictions else self._extract(articles)
            result = score({article.id: article.moves for article in articles}, found)
            if options["json"]:
                self.stdout.write(json.dumps(result_record(result), ensure_ascii=False))
                return
            if options["errors"] and (errors := format_errors(result)):
                self.stdout.write(errors)
            self.stdout.write(format_figures(result.figures))
            if old is not None:
                self.stdout.write("\n" + compare_results(old, result))
            self.stdout.flush()
        except GoldError as error:
            raise CommandError(str(error)) from error
        except BrokenPipeError:
            exit_quietly()

    def _extract(self, articles: Sequence[GoldArticle]) -> dict[str, list[Record]]:
        """The moves of each article as `extract` reads it; one that cannot be read has none, and stderr says why."""
        found: dict[str, list[Record]] = {}
        for article in tqdm(articles, unit="article", file=sys.stderr, disable=None):
            if isinstance(article.source, Path):
                record = extract_file(article.source)
            else:
                record = extract_bytes(f"{article.id}.txt", article.source, article.published_on)
            if "error" in record:
                self.stderr.write(f"{article.id}: {record['error']}")
            found[article.id] = record["moves"]
        return found
