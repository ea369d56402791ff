"""How the admin lists records: at a cost that does not grow with the table, most of them to be looked at only."""

from typing import Any, cast

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

# A list ends here; search and filters reach what lies beyond.
MAX_LISTED = 5_000


class BoundedPaginator(Paginator):
    """Counts no further than a list goes: a count over a million rows takes longer than the page."""

    @cached_property
    def count(self) -> int:
        """The number of rows, or MAX_LISTED where there are more."""
        return cast("QuerySet[Any]", self.object_list)[:MAX_LISTED].count()


class RecordAdmin(admin.ModelAdmin):
    """A list without counts over the whole table, neither of its rows nor of its filters."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 200


class ReadOnlyAdmin(RecordAdmin):
    """What the machine or the desk writes: no adding, changing or deleting here, superusers included."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  the signature is Django's
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002  asked for by Django
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002  asked for by Django
        return False


class ReadOnlyInline(admin.TabularInline):
    """Rows below another record, to be looked at only."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002  asked for by Django
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002  asked for by Django
        return False
