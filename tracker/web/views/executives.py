"""Executives: the list, and one with the career that the moves tell."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tracker.store.directory import listed_executives, shown_executives
from tracker.store.timelines import executive_timeline
from tracker.web.views.entity_pages import list_page, timeline_page


@require_safe
def executives(request: HttpRequest) -> HttpResponse:
    return list_page(request, listed_executives, "executives/list.html")


@require_safe
def executive(request: HttpRequest, slug: str) -> HttpResponse:
    is_staff = request.user.is_staff
    found = get_object_or_404(shown_executives(staff=is_staff).prefetch_related("aliases"), slug=slug)
    return timeline_page(
        request,
        "executives/executive.html",
        {"executive": found},
        lambda as_of: executive_timeline(found, as_of, staff=is_staff),
        {"executive": found, "other_names": [a.name for a in found.aliases.all() if a.name != found.name]},
    )
