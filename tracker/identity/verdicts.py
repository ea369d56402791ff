"""The three answers of identity; each carries its reasons, in words for people, and how likely the two are one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Same:
    """It is the known one with this id. `score` is the probability that the two are one, 0 to 1."""

    id: int
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class New:
    """It is none of those known. `score` is the probability that it is one of them all the same, 0 to 1."""

    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may be any of the known ones with these ids, at least two, in ascending order; a person has to say."""

    ids: tuple[int, ...]
    reasons: tuple[str, ...]
    score: float
