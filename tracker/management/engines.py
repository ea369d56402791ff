"""The engines that `extract` and `evaluate` choose from by name; none needs a database, or keeps to a budget."""

from argparse import ArgumentParser
from datetime import date
from typing import Protocol

from django.conf import settings
from django.core.management.base import CommandError

from tracker import extraction
from tracker.extraction import ExtractedMove, llm
from tracker.pipeline import model_server

READER, LLM, BOTH = ENGINES = ("reader", "llm", "both")


class Engine(Protocol):
    """The one face of all engines: see `tracker.extraction.extract_moves`."""

    def __call__(self, text: str, *, published_on: date | None = None) -> list[ExtractedMove]: ...


def add_engine_argument(parser: ArgumentParser) -> None:
    """`--engine`, the same for every command that has it."""
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default=READER,
        help="who reads: the desk's own reader; llm: the model of TRACKER_LLM_URL; both: the two joined, as on a desk",
    )


def chosen_engine(name: str) -> Engine:
    """The engine of this name; raises CommandError for a language model that is not set up.

    "llm" and "both" raise LanguageModelError for a text that the model was not asked about or gave no answer to.
    """
    if name == READER:
        return extraction.extract_moves
    server = model_server()
    if server is None:
        message = f"--engine {name}: no language model is set up; set TRACKER_LLM_URL and TRACKER_LLM_MODEL"
        raise CommandError(message)
    model = llm.LanguageModel(server, max_chars=settings.TRACKER_LLM_MAX_CHARS)
    if name == LLM:
        return model.extract_moves

    def extract_moves(text: str, *, published_on: date | None = None) -> list[ExtractedMove]:
        by_model = model.extract_moves(text, published_on=published_on)
        return llm.join_readings(extraction.extract_moves(text, published_on=published_on), by_model)

    return extract_moves
