"""A text may end anywhere: every beginning of the seed, and many of the gold articles, cut without regard to words.

In a file of its own, so that it runs beside the others: it reads three thousand texts.
"""

import numpy as np
import pytest

from tests.environment import ROOT
from tests.extraction.test_any_text import check

SEED = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
GOLD = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/gold").glob("*.txt"))}
CHUNK = 100  # a test in the time that a slow machine allows one
DRAWN = 500


def draw_beginnings() -> list[tuple[str, int]]:
    """An article and where it is cut, always the same ones."""
    draw = np.random.default_rng(20230322)
    names = [list(GOLD)[number] for number in draw.integers(len(GOLD), size=DRAWN)]
    return [(name, int(draw.integers(1, len(GOLD[name])))) for name in names]


@pytest.mark.parametrize("start", range(0, len(SEED) + 1, CHUNK))
def test_every_beginning_of_the_seed(start: int) -> None:
    for end in range(start, min(start + CHUNK, len(SEED) + 1)):
        check(SEED[:end])


@pytest.mark.parametrize("start", range(0, DRAWN, CHUNK))
def test_beginnings_of_the_gold(start: int) -> None:
    for name, end in draw_beginnings()[start : start + CHUNK]:
        check(GOLD[name][:end])
