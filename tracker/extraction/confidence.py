"""How sure a move is as a whole, from the reader's own probabilities; `training/calibrate.py` fits the curve."""

import json
import math
from functools import cache
from importlib.resources import files

_LEAST, _MOST = 0.01, 0.995


def calibrated(kind_chance: float, company_chance: float | None) -> float:
    """The probability that person, organisation and kind of a move are all right.

    It follows from the reader's probabilities of the kind and of the organisation, None where none is named.
    """
    raw = sum(weight * value for weight, value in zip(_weights(), features(kind_chance, company_chance), strict=True))
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-raw)))), 4)


def features(kind_chance: float, company_chance: float | None) -> list[float]:
    """What the curve weighs: a constant, the two log-odds, and whether no organisation is named."""
    unnamed = company_chance is None
    return [1.0, _log_odds(kind_chance), 0.0 if company_chance is None else _log_odds(company_chance), float(unnamed)]


def _log_odds(chance: float) -> float:
    chance = min(1 - 1e-4, max(1e-4, chance))
    return math.log(chance / (1 - chance))


@cache
def _weights() -> list[float]:
    path = files("tracker.extraction").joinpath("model/calibration.json")
    weights: list[float] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return weights
