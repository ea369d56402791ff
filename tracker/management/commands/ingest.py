"""`manage.py ingest`: files and folders into the queue, and a wait until they are read."""

import logging
import os
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

from tracker.enums import ArticleState, Source
from tracker.management.embedded import embedded_worker
from tracker.models import Article
from tracker.sources.regular_files import opened_regular_file
from tracker.store.articles import FINISHED, register
from tracker.store.data_folder import DataFolderError, DataFolderHeldError, held_data_folder
from tracker.store.queue import free_leases

LOOK_EVERY_SECONDS = 0.2
ASK_FOLDER_EVERY_SECONDS = 1.0
PREPARE_SECONDS = 30.0
BATCH = 500


class Command(BaseCommand):
    help = "Register files and folders as articles, and wait until each is done or failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder: all files below it")
        parser.add_argument("--no-wait", action="store_true", help="return as soon as the articles are registered")

    def handle(self, *_: Any, paths: list[str], no_wait: bool, **__: Any) -> None:
        try:
            _prepare_tables()
        except OperationalError as error:
            message = f"The database cannot be opened: {error}"
            raise CommandError(message) from error
        articles: dict[int, str] = {}
        counts: Counter[str] = Counter()

        def tell_unreadable(path: str | Path, error: OSError) -> None:
            counts["failed"] += 1
            self.stderr.write(f"{path}: cannot be read: {error.strerror or error}")

        for path in _files(paths, tell_unreadable):
            try:
                with opened_regular_file(path) as file:
                    taken = register(path.name, file, Source.COMMAND)
            except OSError as error:
                tell_unreadable(path, error)
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
        has_worker = not settings.CELERY_BROKER_URL.startswith("memory")
        ask_folder_at = time.monotonic()
        with ExitStack() as stack:
            bar = stack.enter_context(tqdm(total=len(waiting), unit="article", file=sys.stderr, disable=None))
            while waiting:
                if not has_worker and time.monotonic() >= ask_folder_at:
                    has_worker = _start_worker(stack)
                    ask_folder_at = time.monotonic() + ASK_FOLDER_EVERY_SECONDS
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


def _start_worker(stack: ExitStack) -> bool:
    """Run a worker until the stack is left; False while another process holds the data folder, whose sweep it is.

    That one may end before our articles are done, so it is worth asking again.
    """
    try:
        stack.enter_context(held_data_folder())
    except DataFolderHeldError:
        return False
    except DataFolderError as error:
        raise CommandError(str(error)) from error
    logging.getLogger("tracker.tasks").setLevel(logging.WARNING)  # the bar tells it
    if settings.IS_DATABASE_EMBEDDED:
        free_leases()  # elsewhere a worker of another folder may hold them, and the minute of a lease has to pass
    stack.enter_context(embedded_worker())
    return True


def _prepare_tables() -> None:
    """Make the tables of the embedded default where they are missing; raises CommandError where that is not ours."""
    gives_up_at = time.monotonic() + PREPARE_SECONDS
    while _has_unapplied_migrations():
        if connection.vendor != "sqlite":
            message = "The database is not prepared for this version: run `manage.py migrate` first."
            raise CommandError(message)
        try:
            with held_data_folder():
                call_command("migrate", verbosity=0, interactive=False)
        except DataFolderHeldError:
            # `up`, or another `ingest`, that has just started makes them right now.
            if time.monotonic() > gives_up_at:
                message = f"The desk that runs on {settings.TRACKER_DATA_DIR} is of another version: restart it first."
                raise CommandError(message) from None
            time.sleep(LOOK_EVERY_SECONDS)
        except DataFolderError as error:
            raise CommandError(str(error)) from error


def _has_unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _finished(ids: Iterable[int]) -> set[int]:
    return {
        pk
        for batch in _batches(sorted(ids))
        for pk in Article.objects.filter(pk__in=batch, state__in=FINISHED).values_list("pk", flat=True)
    }


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _files(paths: list[str], tell_unreadable: Callable[[str | Path, OSError], None]) -> Iterator[Path]:
    """The files meant by the arguments, in their order; of a folder all below it, sorted, dotfiles left alone.

    A folder that cannot be listed is told of. Whether a file can be read is seen when it is opened.
    """
    for given in paths:
        # Path.is_dir raises where a name is too long or a folder is closed; opening it tells that.
        if not os.path.isdir(given):  # noqa: PTH112  for the reason above
            yield Path(given)
            continue
        found: list[Path] = []
        for folder, below, names in os.walk(given, onerror=lambda error: tell_unreadable(error.filename, error)):
            below[:] = [name for name in below if not name.startswith(".")]
            found += [Path(folder, name) for name in names if not name.startswith(".")]
        yield from sorted(found)
