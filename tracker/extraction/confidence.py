"""Turns the reader's own probabilities into one that a move is right as a whole; the curve is fitted by training."""

import json
import math
from functools import cache
from importlib.resources import files

_LEAST, _MOST = 0.01, 0.995


def calibrated(kind_chance: float, company_chance: float) -> float:
    """The probability that person, organisation and kind of a move are right, from those of the kind and the place."""
    curve = _curve()
    raw = curve["bias"] + curve["kind"] * _logit(kind_chance) + curve["company"] * _logit(company_chance)
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-raw)))), 4)


def _logit(chance: float) -> float:
    chance = min(1 - 1e-4, max(1e-4, chance))
    return math.log(chance / (1 - chance))


@cache
def _curve() -> dict[str, float]:
    path = files("tracker.extraction").joinpath("model/calibration.json")
    curve: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return curve
