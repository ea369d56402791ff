"""Articles: the list with where each one stands, one with all its evidence marked, and the form that takes new ones."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tracker.enums import ArticleState, Source
from tracker.models import Article
from tracker.store.article_pages import headline, listed_articles, noted_paragraphs, shown_claims
from tracker.store.articles import register
from tracker.web.forms import UploadForm
from tracker.web.keyset import BadCursorError, keyset_page
from tracker.web.views.refusals import FORGED_CURSOR, reasons_of, refuse

PAGE_SIZE = 50
WAITING = (ArticleState.RECEIVED.value, ArticleState.PROCESSING.value)


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    try:
        page = keyset_page(listed_articles(), "id", request.GET.get("cursor", ""), PAGE_SIZE)
    except BadCursorError:
        return refuse(request, FORGED_CURSOR)
    return render(
        request,
        "articles/list.html",
        {"page": page, "shows_counts": request.user.is_staff or settings.TRACKER_PUBLISH != "reviewed"},
    )


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Article, pk=pk)
    claims = list(shown_claims(found, staff=request.user.is_staff))
    return render(
        request,
        "articles/article.html",
        {
            "article": found,
            "headline": headline(found),
            "is_waiting": found.state in WAITING,
            "claims": claims,
            "paragraphs": noted_paragraphs(found, claims),
            "has_own_paragraphs": "\n" in found.text.strip(),
            "character_count": len(found.text),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        if request.method == "POST":
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())
    if not request.user.has_perm("tracker.add_article"):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "articles/upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "articles/upload.html", {"form": form, "reasons": list(reasons_of(form))}, status=400)
    return _take_in(request, form)


def _take_in(request: HttpRequest, form: UploadForm) -> HttpResponseRedirect:
    """Register the files, each by itself, and lead to where their moves will appear."""
    user = request.user if request.user.is_authenticated else None
    taken = [register(file.name or "", file, Source.UPLOAD, user) for file in form.cleaned_data["file"]]
    known = sum(not one.is_new for one in taken)
    if len(taken) == 1:
        if known:
            messages.info(request, "The desk has this article already.")
        return redirect(taken[0].article)
    new = len(taken) - known
    messages.info(request, f"{len(taken)} files taken in: {new} new, {known} that the desk had already.")
    return redirect(reverse("articles"))
