"""Executives and companies in the admin: the name each is shown under, and the names it is written under."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.admin.records import ReadOnlyInline, RecordAdmin
from tracker.models import Company, CompanyAlias, Executive, ExecutiveAlias


class ExecutiveAliasInline(ReadOnlyInline):
    model = ExecutiveAlias
    fields = readonly_fields = ("name", "key")


class CompanyAliasInline(ReadOnlyInline):
    model = CompanyAlias
    fields = readonly_fields = ("name", "key")


class EntityAdmin(RecordAdmin):
    """They are made from the names in articles and corrections; here only the name shown can be changed."""

    list_display = ("name", "slug", "is_unsure", "move_count", "reviewed_count", "created_at")
    list_filter = ("is_unsure",)
    search_fields = ("name", "aliases__name")
    ordering = ("-move_count", "id")
    fields = ("page", "name", "slug", "is_unsure", "move_count", "reviewed_count", "created_at")
    readonly_fields = ("page", "slug", "is_unsure", "move_count", "reviewed_count", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  the signature is Django's
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002  asked for by Django
        # Decisions speak of them by id: an undo must find them again.
        return False

    @admin.display(description="on the desk")
    def page(self, entity: Executive | Company) -> SafeString:
        return format_html('<a href="{}">The timeline</a>', entity.get_absolute_url())


@admin.register(Executive)
class ExecutiveAdmin(EntityAdmin):
    inlines = (ExecutiveAliasInline,)


@admin.register(Company)
class CompanyAdmin(EntityAdmin):
    inlines = (CompanyAliasInline,)
