"""The texts that are timed: articles with moves, streams in which they are rare, and texts made to be slow."""

import json
import random
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ONE_IN = 20  # of a stream, one article has a move
_SEED = 20
_CAPITALISED = (
    "Quill",
    "Brightwell",
    "Resigned",
    "Chief",
    "Marta",
    "Appointed",
    "Foods",
    "Officer",
    "Smith",
    "Succeeds",
)


def read_gold() -> tuple[list[str], list[str]]:
    """The articles of tests/gold that report a move, and those that report none."""
    with_moves: list[str] = []
    quiet: list[str] = []
    for path in sorted((ROOT / "tests/gold").glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        moves = json.loads(path.read_text(encoding="utf-8"))["moves"]
        (with_moves if any(move["salience"] == "news" for move in moves) else quiet).append(text)
    return with_moves, quiet


def read_other_matters() -> list[str]:
    """500 articles on markets, sport, products, weather, science, travel, courts and culture; none has a move."""
    lines = (ROOT / "benchmarks/other_matters.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def stream(with_moves: list[str], others: list[str], count: int) -> list[str]:
    """So many articles, every twentieth of them with moves and at the end of its twenty; both lists begin anew."""
    moving, rest = cycle(with_moves), cycle(others)
    return [next(moving) if place % ONE_IN == 0 else next(rest) for place in range(1, count + 1)]


def word_count(texts: list[str]) -> int:
    """Words as they stand between spaces, so that neither reader counts by its own rule."""
    return sum(len(text.split()) for text in texts)


def hostile_texts(times: int) -> dict[str, str]:
    """Texts that punish a method which looks back or ahead without a bound, so many times their usual length."""
    dice = random.Random(_SEED)
    words = (dice.choice(_CAPITALISED) for _ in range(50_000 * times))
    depth = 5_000 * times
    return {
        "100,000 times one letter": "a" * (100_000 * times),
        "50,000 capitalised words": " ".join(words),
        "10,000 commas": "," * (10_000 * times),
        "5,000 quotes, one in the other": "“" * depth + "she resigned" + "”" * depth,
        "5,000 clauses without a full stop": " ".join(islice(cycle(("who resigned,", "as chief,")), 5_000 * times)),
    }
