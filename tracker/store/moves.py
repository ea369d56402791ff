"""Reads of moves that pages and the API share: which are shown to whom, with all that a line of a list needs."""

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from tracker.enums import Review, Salience
from tracker.models import Claim, Decision, Move

REVIEWED = (Review.APPROVED.value, Review.CORRECTED.value, Review.AUTO.value)


def visible_moves(*, staff: bool = False) -> QuerySet[Move]:
    """Moves that a visitor may see: rejected ones only for staff, unreviewed ones unless `TRACKER_PUBLISH=reviewed`."""
    moves = Move.objects.all()
    if staff:
        return moves
    if settings.TRACKER_PUBLISH == "reviewed":
        return moves.filter(review__in=REVIEWED)
    return moves.exclude(review=Review.REJECTED.value)


def listed_moves(*, staff: bool = False) -> QuerySet[Move]:
    """Visible moves with what one line of a list tells: names, posts and the words of the leading claim; 2 queries."""
    return (
        visible_moves(staff=staff)
        .select_related("executive", "company", "other_company", "counterpart", "lead_claim__article")
        .defer("lead_claim__article__text")
        .prefetch_related("roles")
    )


def newest_moves(*, staff: bool = False) -> QuerySet[Move]:
    """What the front page lists: news, the latest told first."""
    return listed_moves(staff=staff).filter(salience=Salience.NEWS.value).order_by("-told_on", "-id")


def told_moves(*, staff: bool = False) -> QuerySet[Move]:
    """Visible moves with every claim and its article (without the text), as the API serves them; 3 queries."""
    claims = Claim.objects.select_related("article").defer("article__text").order_by("id")
    return listed_moves(staff=staff).prefetch_related(Prefetch("claims", claims))


def decisions_on(move: Move) -> QuerySet[Decision]:
    """The decisions on one move, the latest first, with who made them; 1 query."""
    return move.decisions.select_related("reviewer", "undone_by", "undoes").order_by("-id")
