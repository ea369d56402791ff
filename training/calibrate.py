"""Fits how sure a move is: the curve from the reader's own probabilities to the share of moves that are right.

`python -m training.calibrate GOLD...` reads articles that the reader was not taught on, writes the curve beside the
model, and prints how far it can be trusted, each article judged by a curve that was fitted without it.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tracker.documents import parse_document
from tracker.evaluation import GoldArticle, load_sets
from tracker.evaluation.match import company_matches
from tracker.evaluation.pairing import Record, pair_article
from tracker.extraction import extract_moves
from tracker.extraction.confidence import features
from tracker.extraction.reader import MODEL_FOLDER

FOLDS = 5
RIDGE = 0.05
BANDS = 10
Floats = NDArray[np.float64]


def judged_moves(articles: Sequence[GoldArticle]) -> Iterator[tuple[int, list[float], bool]]:
    """Of each move that the reader shows: the number of its article, its features, and whether it is right."""
    for number, article in enumerate(articles):
        text = text_of(article.source)
        moves = extract_moves(text, published_on=article.published_on)
        records: list[Record] = [move.as_record(text) for move in moves]
        pairing = pair_article(article.moves, records)
        wanted = {claim: pairing.news[place] for place, claim in pairing.claim_of_news.items()}
        for place in pairing.shown:
            slots = moves[place].slots
            company = slots["company"].confidence if "company" in slots else None
            gold = wanted.get(place)
            right = gold is not None and company_matches(gold["company"], moves[place].company)
            yield number, features(slots["kind"].confidence, company), right


def text_of(source: Path | bytes) -> str:
    """The text of a labelled article, drawn from its file as the desk does it."""
    name, data = (source.name, source.read_bytes()) if isinstance(source, Path) else ("article.txt", source)
    return parse_document(name, data).text


def fit(inputs: Floats, right: Floats) -> Floats:
    """Weights of a logistic regression (features,), by Newton's method, drawn a little towards 0."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chances - right) + RIDGE * weights
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def held_out(articles: NDArray[np.int64], inputs: Floats, right: Floats) -> Floats:
    """The probability of each move by a curve fitted on the other articles."""
    numbers = sorted(set(articles.tolist()))
    random.Random(7).shuffle(numbers)
    fold = {number: place % FOLDS for place, number in enumerate(numbers)}
    folds = np.array([fold[number] for number in articles.tolist()])
    chances = np.zeros(len(right))
    for one in range(FOLDS):
        weights = fit(inputs[folds != one], right[folds != one])
        chances[folds == one] = 1 / (1 + np.exp(-inputs[folds == one] @ weights))
    return chances


def bands(chances: Floats, right: Floats) -> Iterator[tuple[float, float, int]]:
    """Of each band of probability: the mean probability, the share that is right, and how many there are."""
    for low in np.arange(BANDS) / BANDS:
        inside = (chances >= low) & (chances < low + 1 / BANDS)
        if inside.any():
            yield float(chances[inside].mean()), float(right[inside].mean()), int(inside.sum())


def calibration_error(chances: Floats, right: Floats) -> float:
    """The expected calibration error over bands of equal width."""
    return sum(count * abs(said - was) for said, was, count in bands(chances, right)) / len(right)


def approvable(chances: Floats, right: Floats, precision: float = 0.98) -> float:
    """The largest share of the moves, the surest first, of which `precision` are right."""
    order = np.argsort(-chances)
    so_far = np.cumsum(right[order]) / np.arange(1, len(right) + 1)
    good = np.nonzero(so_far >= precision)[0]
    return float(good[-1] + 1) / len(right) if len(good) else 0.0


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m training.calibrate")
    parser.add_argument("gold", type=Path, nargs="+", help="as for `manage.py evaluate`")
    articles = [article for group in load_sets(parser.parse_args().gold).values() for article in group]
    judged = list(judged_moves(articles))
    numbers = np.array([number for number, _, _ in judged])
    inputs = np.array([values for _, values, _ in judged])
    right = np.array([float(is_right) for _, _, is_right in judged])
    chances = held_out(numbers, inputs, right)
    print(f"{len(articles)} articles, {len(right)} moves, {right.mean():.2f} right")
    for said, was, count in bands(chances, right):
        print(f"said {said:.2f}  was {was:.2f}  {count:4}  {'#' * round(was * 40)}")
    print(f"expected calibration error {calibration_error(chances, right):.3f}")
    print(f"could be approved unread at 98 % precision: {approvable(chances, right):.2f} of the moves")
    weights = fit(inputs, right).round(4).tolist()
    (MODEL_FOLDER / "calibration.json").write_text(json.dumps({"weights": weights}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
