"""The front page: the newest moves, day by day, narrowed by what its address asks."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tracker.enums import Kind, Manner, Review, Status
from tracker.models import Move
from tracker.store.moves import REVIEWED, newest_moves
from tracker.web.forms import MoveFilterForm
from tracker.web.keyset import BadCursorError, keyset_page
from tracker.web.lines import grouped_lines
from tracker.web.views.refusals import FORGED_CURSOR, reasons_of, refuse

PAGE_SIZE = 40


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    form = MoveFilterForm(request.GET)
    if not form.is_valid():
        return refuse(request, *reasons_of(form))
    is_staff = request.user.is_staff
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    moves = newest_moves(staff=is_staff).filter(_narrowed(asked))
    try:
        page = keyset_page(moves, "told_on", request.GET.get("cursor", ""), PAGE_SIZE)
    except BadCursorError:
        return refuse(request, FORGED_CURSOR)
    lead = _lead(page.rows) if page.is_first and not asked else None
    rows = [move for move in page.rows if move is not lead]
    return render(
        request,
        "moves/front.html",
        {
            "form": form,
            "asked": asked,
            "facets": _facets(asked, is_staff=is_staff),
            "page": page,
            "lead": lead,
            "days": grouped_lines(rows, lambda move: move.told_on),
        },
    )


def _narrowed(asked: dict[str, Any]) -> Q:
    """The conditions of the filters that are set."""
    wanted = Q()
    for name in ("kind", "manner", "status"):
        if name in asked:
            wanted &= Q(**{name: asked[name]})
    if "review" in asked:
        wanted &= Q(review__in=REVIEWED) if asked["review"] == "reviewed" else Q(review=asked["review"])
    if "company" in asked:
        wanted &= Q(company__slug=asked["company"]) | Q(other_company__slug=asked["company"])
    if "executive" in asked:
        wanted &= Q(executive__slug=asked["executive"])
    if "told_from" in asked:
        wanted &= Q(told_on__gte=asked["told_from"])
    if "told_to" in asked:
        wanted &= Q(told_on__lte=asked["told_to"])
    return wanted


def _facets(asked: dict[str, Any], *, is_staff: bool) -> list[dict[str, Any]]:
    """The left rail: every word that a slot can have, and which one is chosen."""
    facets = [
        ("Kind", "kind", [(Kind.APPOINTMENT.value, "arrivals"), (Kind.DEPARTURE.value, "departures")]),
        ("Manner", "manner", [(manner.value, manner.replace("_", " ")) for manner in Manner]),
        ("Status", "status", [(status.value, status.value) for status in Status]),
    ]
    if is_staff or settings.TRACKER_PUBLISH != "reviewed":
        reviews = ["reviewed", Review.UNREVIEWED.value, *([Review.REJECTED.value] if is_staff else [])]
        facets.append(("Review", "review", [(review, review) for review in reviews]))
    return [
        {
            "title": title,
            "choices": [
                {"words": words, "is_chosen": asked.get(name) == value, "url": _address(asked, name, value)}
                for value, words in choices
            ],
        }
        for title, name, choices in facets
    ]


def _address(asked: dict[str, Any], name: str, value: str) -> str:
    """The same page with one choice more, or without it where it is the one chosen."""
    kept = {key: word for key, word in asked.items() if key != name}
    query = urlencode(kept if asked.get(name) == value else {**kept, name: value})
    return f"{reverse('front')}?{query}" if query else reverse("front")


def _lead(moves: list[Move]) -> Move | None:
    """What is set largest: of the newest day's confirmed moves the one that most articles tell, reviewed ones first."""
    sure = [move for move in moves if move.told_on == moves[0].told_on and move.status == Status.CONFIRMED]
    return max(sure, key=lambda move: (move.claim_count, move.review in REVIEWED, move.confidence), default=None)
