"""Decisions in the admin: the log of what reviewers did, for everybody to read and nobody to change."""

from django.contrib import admin

from tracker.admin.records import ReadOnlyAdmin
from tracker.models import Decision


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("id", "decided_at", "reviewer", "verb", "move", "note", "undoes")
    list_filter = ("verb", "decided_at")
    search_fields = ("reviewer__username", "move__executive__name", "note")
    list_select_related = (
        "reviewer", "move__executive", "move__company", "undoes__reviewer", "undoes__move",
    )  # fmt: skip
    fields = ("move", "verb", "reviewer", "decided_at", "note", "undoes", "before", "after")
