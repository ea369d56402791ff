"""What waits for a person: unreviewed moves, news before background, in the order a reviewer chose."""

from collections.abc import Collection, Iterator
from enum import StrEnum

from django.db.models import Q, QuerySet

from tracker.enums import Review, Salience
from tracker.models import Move

PAGE = 20
MAX_COUNTED = 100
_SALIENCES = (Salience.NEWS.value, Salience.BACKGROUND.value)


class Order(StrEnum):
    """LEAST puts what the machine is least sure of first, OLDEST what was told first."""

    LEAST = "least"
    OLDEST = "oldest"


_KEYS = {Order.LEAST: "confidence", Order.OLDEST: "told_on"}


def list_queue(order: Order = Order.LEAST) -> list[Move]:
    """The first moves of the queue, some 20, with the names a line tells; 2 queries at any length of the queue."""
    # One range of an index for each salience: sorting news before background in one query would read the whole queue.
    news, background = (list(_in_order(order, salience)[:PAGE]) for salience in _SALIENCES)
    return [*news, *background][:PAGE]


def count_queue() -> int:
    """How many moves wait, counted up to one more than MAX_COUNTED, so that it costs the same at any length."""
    return _waiting()[: MAX_COUNTED + 1].count()


def next_move(after: Move | None = None, order: Order = Order.LEAST, skipped: Collection[int] = ()) -> Move | None:
    """The move to review after this one, and from the start again at the end; None when all left were skipped.

    `after` need not be in the queue any more. At most 4 queries, none of which reads more than one row.
    """
    passed = {*skipped, *([after.pk] if after else [])}
    for moves in _stretches(after, order):
        found = moves.exclude(pk__in=passed).first()
        if found is not None:
            return found
    return None


def _stretches(after: Move | None, order: Order) -> Iterator[QuerySet[Move]]:
    """The queue cut where `after` stands: what follows it, then all from the start."""
    if after is not None:
        key, value = _KEYS[order], getattr(after, _KEYS[order])
        yield _in_order(order, after.salience).filter(
            # "At least", then "beyond": a mere OR of both is no range of an index to SQLite.
            Q(**{f"{key}__gt": value}) | Q(pk__gt=after.pk),
            **{f"{key}__gte": value},
        )
        if after.salience == Salience.NEWS:
            yield _in_order(order, Salience.BACKGROUND.value)
    for salience in _SALIENCES:
        yield _in_order(order, salience)


def _in_order(order: Order, salience: str) -> QuerySet[Move]:
    return _waiting().filter(salience=salience).select_related("executive", "company").order_by(_KEYS[order], "pk")


def _waiting() -> QuerySet[Move]:
    return Move.objects.filter(review=Review.UNREVIEWED.value).order_by()
