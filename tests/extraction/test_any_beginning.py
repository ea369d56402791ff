"""A text may end anywhere: beginnings of the seed and of the gold articles, cut without regard to words.

Every 25th beginning of the seed and sixty of the gold drawn by chance: to read all three thousand takes minutes.
"""

import random

import pytest

from tests.environment import ROOT
from tests.extraction.test_any_text import check

SEED = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
GOLD = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/gold").glob("*.txt"))}
STEP = 25
DRAWN = 60


def draw_beginnings() -> list[tuple[str, int]]:
    """An article and where it is cut, always the same ones."""
    draw = random.Random(20230322)  # noqa: S311  the same texts in each run, not a secret
    return [(name, draw.randrange(1, len(GOLD[name]))) for name in draw.choices(list(GOLD), k=DRAWN)]


@pytest.mark.parametrize("first", range(0, len(SEED) + 1, 10 * STEP))
def test_beginnings_of_the_seed(first: int) -> None:
    for end in range(first, min(first + 10 * STEP, len(SEED) + 1), STEP):
        check(SEED[:end])


@pytest.mark.parametrize("first", range(0, DRAWN, 10))
def test_beginnings_of_the_gold(first: int) -> None:
    for name, end in draw_beginnings()[first : first + 10]:
        check(GOLD[name][:end])
