"""What the pages of executives and of companies have in common: a list by name, and a timeline looked at from a day."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracker.models import Move
from tracker.store.directory import count_column
from tracker.store.moves import listed_moves
from tracker.web.forms import AsOfForm, NameForm
from tracker.web.keyset import BadCursorError, keyset_page
from tracker.web.lines import grouped_lines
from tracker.web.views.refusals import FORGED_CURSOR, reasons_of, refuse

LIST_SIZE = 100
MOVES_SIZE = 25


def list_page(request: HttpRequest, listed: Callable[..., QuerySet[Any]], template: str) -> HttpResponse:
    """Most moves first, narrowed to names with the letters of `?q=`; 1 query."""
    form = NameForm(request.GET)
    if not form.is_valid():
        return refuse(request, *reasons_of(form))
    is_staff = request.user.is_staff
    letters = form.cleaned_data["q"]
    column = count_column(staff=is_staff)
    try:
        page = keyset_page(listed(letters, staff=is_staff), column, request.GET.get("cursor", ""), LIST_SIZE)
    except BadCursorError:
        return refuse(request, FORGED_CURSOR)
    rows = [(row, getattr(row, column)) for row in page.rows]
    return render(request, template, {"page": page, "rows": rows, "letters": letters})


def timeline_page(
    request: HttpRequest, template: str, moves: dict[str, Any], draw: Callable[[date], Any], context: dict[str, Any]
) -> HttpResponse:
    """A timeline as of `?as_of=` (today without it), and its moves, newest first; what `draw` takes and 2 queries."""
    form = AsOfForm(request.GET)
    if not form.is_valid():
        return refuse(request, *reasons_of(form))
    as_of = form.cleaned_data["as_of"] or timezone.localdate()
    try:
        page = keyset_page(_moves(request, moves), "happened_on", request.GET.get("cursor", ""), MOVES_SIZE)
    except BadCursorError:
        return refuse(request, FORGED_CURSOR)
    years = grouped_lines(page.rows, lambda move: move.happened_on.replace(month=1, day=1))
    asked = form.cleaned_data["as_of"]
    return render(
        request,
        template,
        {**context, "timeline": draw(as_of), "as_of": as_of, "asked_as_of": asked, "page": page, "years": years},
    )


def _moves(request: HttpRequest, wanted: dict[str, Any]) -> QuerySet[Move]:
    return listed_moves(staff=request.user.is_staff).filter(**wanted)
