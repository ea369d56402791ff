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
    Aspect,
    GoldArticle,
    GoldError,
    Record,
    break_down,
    compare_results,
    format_breakdown,
    format_errors,
    format_figures,
    load_predictions,
    load_result,
    load_sets,
    predictions_of,
    result_record,
    score,
)
from tracker.management.commands.extract import exit_quietly, extract_bytes, extract_file
from tracker.management.engines import Engine, add_engine_argument, chosen_engine


class Command(BaseCommand):
    help = "Extract the moves of articles with gold, and score them. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "gold",
            type=Path,
            nargs="+",
            metavar="GOLD",
            help="a folder of articles with NAME.gold.json beside each, or a .jsonl with id, text and moves; several "
            "are scored together",
        )
        parser.add_argument(
            "--by",
            action="append",
            default=[],
            choices=[aspect.value for aspect in Aspect],
            help="the figures of each GOLD, of each family of its articles or of each slot, or the mistakes by their "
            "kind with one example each; may be given more than once",
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
        add_engine_argument(parser)

    def handle(self, *_: Any, gold: list[Path], predictions: Path | None, compare: Path | None, **options: Any) -> None:
        if reconfigure := getattr(self.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            old = load_result(compare) if compare else None
            sets = load_sets(gold)
            articles = [article for group in sets.values() for article in group]
            if predictions:
                found = predictions_of(sets, load_predictions(predictions))
            else:
                found = self._extract(articles, chosen_engine(options["engine"]))
            result = score({article.id: article.moves for article in articles}, found)
            parts = {aspect: break_down(aspect, sets, found) for aspect in map(Aspect, options["by"])}
            if options["json"]:
                record = result_record(result) | ({"by": parts} if parts else {})
                self.stdout.write(json.dumps(record, ensure_ascii=False))
                return
            if options["errors"] and (errors := format_errors(result)):
                self.stdout.write(errors)
            self.stdout.write(format_figures(result.figures))
            for aspect, rows in parts.items():
                self.stdout.write("\n" + format_breakdown(aspect, rows))
            if old is not None:
                self.stdout.write("\n" + compare_results(old, result))
            self.stdout.flush()
        except GoldError as error:
            raise CommandError(str(error)) from error
        except BrokenPipeError:
            exit_quietly()

    def _extract(self, articles: Sequence[GoldArticle], engine: Engine) -> dict[str, list[Record]]:
        """The moves of each article as `extract` reads it; one that cannot be read has none, and stderr says why."""
        found: dict[str, list[Record]] = {}
        for article in tqdm(articles, unit="article", file=sys.stderr, disable=None):
            if isinstance(article.source, Path):
                record = extract_file(article.source, engine=engine)
            else:
                record = extract_bytes(f"{article.id}.txt", article.source, article.published_on, engine)
            if "error" in record:
                self.stderr.write(f"{article.id}: {record['error']}")
            found[article.id] = record["moves"]
        return found
