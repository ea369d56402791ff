"""`manage.py extract`: files in, claims out as JSON Lines; the engine alone, without a database."""

import json
import logging
import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker.documents import UnreadableDocumentError, parse_document
from tracker.evaluation import GOLD_SUFFIX
from tracker.extraction import extract_moves
from tracker.extraction.llm import LanguageModelError
from tracker.management.engines import Engine, add_engine_argument, chosen_engine

logger = logging.getLogger(__name__)

STDIN = "-"
# As a shell tells it of a program that wrote to a pipe nobody reads any more (`extract … | head -1`): 128 + SIGPIPE.
EXIT_BROKEN_PIPE = 141
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Command(BaseCommand):
    help = "Print the executive moves that files tell of, as JSON Lines, one line a file. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file; a folder: its files, sorted; -: stdin")
        parser.add_argument(
            "--published",
            type=_day,
            metavar="DATE",
            help="the day of publication, YYYY-MM-DD; without it, the one that each file gives",
        )
        add_engine_argument(parser)

    def handle(self, *_: Any, paths: list[str], published: date | None, engine: str, **__: Any) -> None:
        read = chosen_engine(engine)
        if reconfigure := getattr(self.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        has_failed = False
        try:
            for path in _files(paths):
                record = extract_file(path, published, read)
                has_failed |= "error" in record
                self.stdout.write(json.dumps(record, ensure_ascii=False))
                self.stdout.flush()
        except BrokenPipeError:
            exit_quietly()
        if has_failed:
            sys.exit(1)


def exit_quietly() -> NoReturn:
    """The end of a command whose output nobody reads any more."""
    # Python flushes stdout once more at its end, and would complain there.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(EXIT_BROKEN_PIPE)


def extract_file(path: str | Path, published_on: date | None = None, engine: Engine = extract_moves) -> dict[str, Any]:
    """The line of one file, or of stdin for `-`: `file`, `published` and `moves`; `error` when it cannot be read.

    A given `published_on` goes before the file's own.
    """
    name = Path(path).name
    try:
        data = _read_bytes(path)
    except OSError as error:
        return _error_record(name, f"{error.strerror or 'It cannot be read'}.")
    return extract_bytes(name, data, published_on, engine)


def extract_bytes(
    name: str, data: bytes, published_on: date | None = None, engine: Engine = extract_moves
) -> dict[str, Any]:
    """The same for bytes that were read already, at most one more than an article may have."""
    limit: int = settings.TRACKER_MAX_ARTICLE_BYTES
    if len(data) > limit:
        return _error_record(name, f"The file is too large: more than {limit:,} bytes, the most that is allowed.")
    try:
        document = parse_document(name, data)
        day = published_on or document.published_on
        moves = [move.as_record(document.text) for move in engine(document.text, published_on=day)]
    except UnreadableDocumentError as reason:
        return _error_record(name, str(reason))
    except LanguageModelError as reason:
        return _error_record(name, f"The language model did not read it: {reason}.")
    except Exception as error:  # one text that the engine stumbles over must not cost the rest of the batch
        logger.exception("%s: the engine failed", name)
        return _error_record(name, f"The text could not be read ({type(error).__name__}); see the log.")
    return {"file": _printable(name), "published": day.isoformat() if day else None, "moves": moves}


def _files(paths: list[str]) -> Iterator[str | Path]:
    """The files meant by the arguments, in their order; gold and dotfiles of a folder are no articles."""
    for given in paths:
        try:
            listed = None if given == STDIN else sorted(Path(given).iterdir())
        except OSError:  # a file, or what can be neither read nor listed; reading it tells why
            listed = None
        if listed is None:
            yield given
            continue
        for path in listed:
            if not path.name.startswith(".") and not path.name.endswith(GOLD_SUFFIX) and _may_be_file(path):
                yield path


def _may_be_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its folder may be listed, but not entered; reading it tells why
        return True


def _read_bytes(path: str | Path) -> bytes:
    """One byte more than is allowed at most, which is enough to see that it is too much (`/dev/zero` has no end)."""
    most: int = settings.TRACKER_MAX_ARTICLE_BYTES + 1
    if path == STDIN:
        return sys.stdin.buffer.read(most)
    with Path(path).open("rb") as file:
        return file.read(most)


def _error_record(name: str, reason: str) -> dict[str, Any]:
    return {"file": _printable(name), "error": reason, "moves": []}


def _printable(name: str) -> str:
    """A file name may be bytes that are no UTF-8; those are shown as "?"."""
    return os.fsencode(name).decode("utf-8", "replace")


def _day(value: str) -> date:
    if _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    message = f"not a day as YYYY-MM-DD: {value!r}"
    raise ArgumentTypeError(message)
