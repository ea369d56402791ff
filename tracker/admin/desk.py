"""The review desk: one move at a time out of the queue, decided by key or button; the next one opens by itself."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import review
from tracker.admin.access import ReviewerRequest, for_reviewers
from tracker.admin.page import open_moves, rail_of, sheet_of
from tracker.admin.slots import posted_slots
from tracker.enums import Verb
from tracker.models import Decision, Move
from tracker.review import InvalidSlotsError, NotUndoableError, Order, RefusedError, StaleMoveError

_SKIPPED = "review_skipped"
MAX_SKIPPED = 200
GONE = "That move is no longer on the desk: its article was read anew, and nobody had decided on it."


@for_reviewers
@require_safe
def review_queue(request: ReviewerRequest) -> HttpResponse:
    """The first move of the queue, opened; or that there is none, and what to do next."""
    order, skipped = _order(request), _skipped(request)
    first = review.next_move(None, order, skipped)
    if first is not None:
        return _sheet_page(request, first.pk)
    context = _frame(request)
    return render(
        request, "admin/review/empty.html", {**context, "skipped_count": len(skipped) if context["rail"].moves else 0}
    )


@for_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def review_move(request: ReviewerRequest, pk: int) -> HttpResponse:
    """One move with its words; a POST decides on it, or skips it, and goes on to the next."""
    if request.method != "POST":
        return _sheet_page(request, pk)
    action = _ACTIONS.get(request.POST.get("action", ""))
    version = _number(request.POST.get("version", ""))
    if action is None or version is None:
        return HttpResponse("An action and the version of the move are needed.", status=400, content_type="text/plain")
    move = Move.objects.filter(pk=pk).first()
    try:
        if move is not None:
            action(request, move, version)
    except Move.DoesNotExist:
        move = None
    except InvalidSlotsError as refused:
        return _sheet_page(request, pk, refused, status=422)
    except RefusedError as refused:
        return _sheet_page(request, pk, refused, status=409)
    if move is None:
        messages.warning(request, GONE)
    return _to_next(request, move)


@for_reviewers
@require_POST
def review_undo(request: ReviewerRequest) -> HttpResponse:
    """Take a decision back and open its move; without an id, the reviewer's own latest."""
    decision_id = _number(request.POST.get("decision", ""))
    try:
        if decision_id is None:
            undo = review.undo_latest(request.user)
        else:
            undo = review.undo_decision(decision_id, request.user)
    except Decision.DoesNotExist:
        raise Http404 from None
    except NotUndoableError as refused:
        messages.warning(request, str(refused))
        return HttpResponseRedirect(_address("review_queue", order=_order(request)))
    messages.success(request, f"Undone: {_told(undo.move_id)}.")
    return HttpResponseRedirect(_address("review_move", undo.move_id, order=_order(request)))


@for_reviewers
@require_POST
def review_skipped(request: ReviewerRequest) -> HttpResponse:
    """Take up again what this reviewer skipped."""
    request.session.pop(_SKIPPED, None)
    return HttpResponseRedirect(_address("review_queue", order=_order(request)))


def _approve(request: ReviewerRequest, move: Move, version: int) -> None:
    """The slots as sent; those that differ from the move's make it a correction."""
    note = request.POST.get("note", "")
    decision = review.correct_move(move.pk, request.user, version, posted_slots(request.POST), note)
    _say_decided(request, "Corrected" if decision.verb == Verb.CORRECT else "Approved", move.pk)


def _reject(request: ReviewerRequest, move: Move, version: int) -> None:
    review.reject_move(move.pk, request.user, version, request.POST.get("note", ""))
    _say_decided(request, "Rejected", move.pk)


def _say_decided(request: ReviewerRequest, did: str, move_id: int) -> None:
    messages.success(request, f"{did}: {_told(move_id)}.", extra_tags="decided")


def _skip(request: ReviewerRequest, move: Move, _version: int) -> None:
    # The latest of them: a session is read and written whole at every request.
    kept = [pk for pk in _skipped(request) if pk != move.pk]
    request.session[_SKIPPED] = [*kept, move.pk][-MAX_SKIPPED:]


_ACTIONS = {"approve": _approve, "reject": _reject, "skip": _skip}


def _sheet_page(
    request: ReviewerRequest, pk: int, refused: RefusedError | None = None, *, status: int = 200
) -> HttpResponse:
    move = open_moves().filter(pk=pk).first()
    if move is None:
        raise Http404
    typed: dict[str, Any] | None = None
    if refused is not None:
        typed = {**posted_slots(request.POST), "note": request.POST.get("note", "")}
    context = {
        **_frame(request),
        "sheet": sheet_of(move, _number(request.GET.get("claim", "")), typed, refused),
        "refused": refused,
        "is_stale": isinstance(refused, StaleMoveError),
    }
    return render(request, "admin/review/desk.html", context, status=status)


def _frame(request: ReviewerRequest) -> dict[str, Any]:
    """What every page of the desk shows. Its messages are a status line with Undo beside it, not the site's notices."""
    return {
        "rail": rail_of(request.user, _order(request)),
        "notices": messages.get_messages(request),
        "messages": [],
    }


def _to_next(request: ReviewerRequest, after: Move | None) -> HttpResponse:
    order = _order(request)
    following = review.next_move(after, order, _skipped(request))
    if following is None:
        return HttpResponseRedirect(_address("review_queue", order=order))
    return HttpResponseRedirect(_address("review_move", following.pk, order=order))


def _address(name: str, *args: int, order: Order) -> str:
    query = {} if order == Order.LEAST else {"order": order.value}
    return reverse(name, args=args) + (f"?{urlencode(query)}" if query else "")


def _number(given: str) -> int | None:
    """An id or a version as sent, else None; no database has more than 18 digits of them."""
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 18 else None  # noqa: PLR2004  what a bigint surely holds


def _order(request: HttpRequest) -> Order:
    given = request.GET.get("order", "")
    return Order(given) if given in set(Order) else Order.LEAST


def _skipped(request: HttpRequest) -> list[int]:
    skipped: list[int] = request.session.get(_SKIPPED, [])
    return skipped


def _told(move_id: int) -> str:
    """The move's sentence, as plain words: what shows them escapes them."""
    return render_to_string("admin/review/told.txt", {"move": open_moves().get(pk=move_id)}).strip()
