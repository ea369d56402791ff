"""What waits, in which order, and what comes next."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.review.world import make_company, make_executive, make_move
from tracker.models import Move
from tracker.review import Order, count_queue, list_queue, next_move
from tracker.review import queue as review_queue

pytestmark = pytest.mark.django_db

Make = Callable[..., Move]


@pytest.fixture
def make() -> Make:
    executive, company = make_executive("Ada Lindqvist"), make_company("Orrin Freight")

    def make_one(confidence: float, day: int = 1, **given: Any) -> Move:
        return make_move(
            executive=executive, company=company, confidence=confidence, told_on=date(2024, 5, day), **given
        )

    return make_one


def test_news_before_background_then_least_certain_or_oldest(make: Make) -> None:
    background = make(0.1, 1, salience="background")
    sure, unsure, tied = make(0.9, 2), make(0.3, 4), make(0.3, 3)
    decided = [make(0.2, review=review) for review in ("approved", "rejected", "corrected", "auto")]
    assert list_queue(Order.LEAST) == [unsure, tied, sure, background]
    assert list_queue(Order.OLDEST) == [sure, tied, unsure, background]
    assert not set(decided) & set(list_queue())


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_two_queries(make: Make, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(count):
        make(0.5)
    with django_assert_num_queries(2):
        assert [str(move) for move in list_queue()] == ["Ada Lindqvist: departure from Orrin Freight"] * count
    with django_assert_num_queries(1):
        assert count_queue() == count


def test_a_long_queue_is_cut_and_counted_up_to_a_bound(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue, "PAGE", 2)
    monkeypatch.setattr(review_queue, "MAX_COUNTED", 3)
    moves = [make(0.1 * n, salience="news" if n < 5 else "background") for n in range(1, 7)]
    assert list_queue() == moves[:2]
    assert count_queue() == 4


@pytest.mark.parametrize("order", list(Order))
def test_next_goes_through_the_whole_queue_and_round(
    make: Make, order: Order, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make(0.5, 1, salience="background"), make(0.5, 2, salience="background")
    make(0.7, 3), make(0.5, 3), make(0.5, 4)
    waiting = list_queue(order)
    assert next_move(None, order) == waiting[0]
    with django_assert_max_num_queries(20):
        assert [next_move(move, order) for move in waiting] == [*waiting[1:], waiting[0]]


def test_next_after_a_move_that_was_decided_is_the_one_that_followed_it(make: Make) -> None:
    make(0.2)
    decided, following = make(0.4), make(0.6)
    Move.objects.filter(pk=decided.pk).update(review="approved")
    assert next_move(decided) == following


def test_skipped_ones_are_passed_over_and_all_skipped_is_the_end(make: Make) -> None:
    first, second, third = make(0.2), make(0.4), make(0.6)
    assert next_move(first, skipped=[second.pk]) == third
    assert next_move(third, skipped=[first.pk]) == second
    assert next_move(first, skipped=[first.pk, second.pk, third.pk]) is None
    assert next_move(None, skipped=[first.pk]) == second


def test_an_empty_queue(make: Make) -> None:
    assert (list_queue(), count_queue(), next_move()) == ([], 0, None)
    only = make(0.5)
    assert next_move(only) is None
