"""The probability of a whole move: between 0 and 1, and no smaller where a part of it is surer."""

import itertools

from tracker.extraction.confidence import calibrated

STEPS = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0]


def test_a_surer_part_never_makes_the_whole_less_sure() -> None:
    for less, more in itertools.pairwise(STEPS):
        for other in STEPS:
            assert 0 < calibrated(less, other) <= calibrated(more, other) < 1
            assert 0 < calibrated(other, less) <= calibrated(other, more) < 1


def test_without_an_organisation_the_kind_alone_decides() -> None:
    for less, more in itertools.pairwise(STEPS):
        assert 0 < calibrated(less, None) <= calibrated(more, None) < 1
