"""Articles in the admin: where each stands in the queue, why it failed, and trying it again."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.admin.records import ReadOnlyAdmin
from tracker.enums import ArticleState
from tracker.models import Article
from tracker.store import articles


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    """Articles come in by upload, inbox, API or command, never by hand: each has the bytes it was given."""

    list_display = ("name", "title", "published_on", "source", "state", "failure", "attempt_count", "move_count",
                    "received_at")  # fmt: skip
    list_filter = ("state", "source")
    search_fields = ("name", "title", "sha256")
    search_help_text = "A file name, a title or the whole SHA-256."
    fields = ("page", "name", "title", "published_on", "sha256", "size", "source", "submitted_by", "received_at",
              "state", "failure", "attempt_count", "lease_owner", "lease_until", "hinted_at", "done_at",
              "engine_version", "move_count")  # fmt: skip
    readonly_fields = ("page",)
    list_select_related = ("submitted_by",)
    actions = ("retry_failed",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Without the texts: a list of fifty articles would read fifty of them."""
        return super().get_queryset(request).defer("text")

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("tracker.retry_article")

    @admin.action(description="Try selected failed articles again", permissions=["retry"])
    def retry_failed(self, request: HttpRequest, chosen: QuerySet[Article]) -> None:
        """Each by itself; those that did not fail, or whose bytes are gone, are named and left alone."""
        queued = 0
        for article in chosen:
            if article.state != ArticleState.FAILED:
                messages.warning(request, f"{article}: is {article.state}, not failed. Left alone.")
            elif articles.retry(article):
                queued += 1
            else:
                messages.error(request, f"{article}: its original is no longer in the data folder.")
        if queued:
            messages.success(request, f"{queued} put back in the queue.")

    @admin.display(description="on the desk")
    def page(self, article: Article) -> SafeString:
        return format_html('<a href="{}">The article with its evidence</a>', article.get_absolute_url())
