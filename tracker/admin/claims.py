"""Claims in the admin: what each article states, as the machine read it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from tracker.admin.records import ReadOnlyAdmin
from tracker.models import Claim


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("person", "kind", "manner", "company", "status", "confidence", "salience", "is_current", "article")
    list_filter = ("kind", "manner", "status", "salience", "is_current")
    search_fields = ("person", "company")
    list_select_related = ("article",)
    fields = ("move", "article", "person", "company", "roles", "kind", "manner", "status", "effective", "announced",
              "other_org", "counterpart", "salience", "confidence", "quote", "evidence_start", "evidence_end", "slots",
              "engine_version", "is_current", "position", "created_at")  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """With the names a move is called by, without the texts of the articles."""
        return (
            super().get_queryset(request)
            .select_related("article", "move__executive", "move__company")
            .defer("article__text")
        )  # fmt: skip
