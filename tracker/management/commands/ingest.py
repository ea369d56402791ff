"""`manage.py ingest`: files and folders into the queue, and a wait until they are read."""

import logging
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from tracker.enums import ArticleState, Source
from tracker.management.embedded import embedded_worker
from tracker.models import Article
from tracker.store.articles import FINISHED, register
from tracker.store.data_folder import DataFolderHeldError, held_data_folder
from tracker.store.queue import free_leases

LOOK_EVERY_SECONDS = 0.2
BATCH = 500


class Command(BaseCommand):
    help = "Register files and folders as articles, and wait until each is done or failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder: all files below it")
        parser.add_argument("--no-wait", action="store_true", help="return as soon as the articles are registered")

    def handle(self, *_: Any, paths: list[str], no_wait: bool, **__: Any) -> None:
        articles: dict[int, str] = {}
        counts: Counter[str] = Counter()
        for path in _files(paths):
            try:
                with path.open("rb") as file:
                    taken = register(path.name, file, Source.COMMAND)
            except OSError as error:
                counts["failed"] += 1
                self.stderr.write(f"{path}: cannot be read: {error.strerror}")
                continue
            counts["new" if taken.is_new else "duplicate"] += 1
            articles.setdefault(taken.article.pk, str(path))
        if not no_wait:
            self._wait(set(articles))
            counts["failed"] += self._tell_failures(articles)
        self.stdout.write(
            f"{counts['new']} new, {counts['duplicate']} duplicate, {counts['failed']} failed"
            + (", the new ones wait in the queue" if no_wait and counts["new"] else "")
        )
        if counts["failed"]:
            sys.exit(1)

    def _wait(self, waiting: set[int]) -> None:
        """Until every article is finished: by `up`, by workers behind the broker, or else by a worker of our own."""
        waiting -= _finished(waiting)
        if not waiting:
            return
        with ExitStack() as stack:
            if settings.CELERY_BROKER_URL.startswith("memory"):
                try:
                    stack.enter_context(held_data_folder())
                    logging.getLogger("tracker.tasks").setLevel(logging.WARNING)  # the bar tells it
                    free_leases()
                    stack.enter_context(embedded_worker())
                except DataFolderHeldError:
                    pass  # `up` holds the folder, and its sweep takes the rows within a second
            bar = stack.enter_context(tqdm(total=len(waiting), unit="article", file=sys.stderr, disable=None))
            while waiting:
                finished = _finished(waiting)
                waiting -= finished
                bar.update(len(finished))
                time.sleep(LOOK_EVERY_SECONDS if waiting else 0)

    def _tell_failures(self, articles: dict[int, str]) -> int:
        count = 0
        for ids in _batches(sorted(articles)):
            for article in (
                Article.objects.filter(pk__in=ids, state=ArticleState.FAILED.value).only("failure").order_by("pk")
            ):
                self.stderr.write(f"{articles[article.pk]}: {article.failure}")
                count += 1
        return count


def _finished(ids: Iterable[int]) -> set[int]:
    return {
        pk
        for batch in _batches(sorted(ids))
        for pk in Article.objects.filter(pk__in=batch, state__in=FINISHED).values_list("pk", flat=True)
    }


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _files(paths: list[str]) -> Iterator[Path]:
    """The files meant by the arguments, in their order; of a folder all below it, sorted, dotfiles left alone."""
    for given in map(Path, paths):
        if given.is_dir():
            for path in sorted(given.rglob("*")):
                if path.is_file() and not any(part.startswith(".") for part in path.relative_to(given).parts):
                    yield path
        else:
            yield given
