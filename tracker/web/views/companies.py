"""Companies: the list, and one with who held which post, and who holds it on a day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tracker.store.directory import listed_companies, shown_companies
from tracker.store.timelines import company_timeline
from tracker.web.views.entity_pages import list_page, timeline_page


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    return list_page(request, listed_companies, "companies/list.html")


@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    is_staff = request.user.is_staff
    found = get_object_or_404(shown_companies(staff=is_staff).prefetch_related("aliases"), slug=slug)
    return timeline_page(
        request,
        "companies/company.html",
        {"company": found},
        lambda as_of: company_timeline(found, as_of, staff=is_staff),
        {"company": found, "other_names": [a.name for a in found.aliases.all() if a.name != found.name]},
    )
