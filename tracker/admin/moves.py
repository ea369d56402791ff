"""Moves in the admin: all of them, rejected ones too, with approve and reject as actions; slots change at the desk."""

from collections.abc import Callable
from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.admin.records import ReadOnlyAdmin, ReadOnlyInline
from tracker.enums import Review
from tracker.models import Claim, Decision, Move, MoveRole
from tracker.review import RefusedError, approve_move, reject_move

Verb = Callable[[int, User, int], Decision]


class MoveRoleInline(ReadOnlyInline):
    model = MoveRole
    fields = readonly_fields = ("title", "role")


class ClaimInline(ReadOnlyInline):
    model = Claim
    fields = readonly_fields = ("article", "quote", "confidence", "is_current")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """With their articles, without the texts."""
        return super().get_queryset(request).select_related("article").defer("article__text")


@admin.register(Move)
class MoveAdmin(ReadOnlyAdmin):
    list_display = ("executive", "kind", "company", "manner", "status", "review", "confidence", "told_on", "desk")
    list_display_links = ("executive", "kind")
    list_filter = ("review", "kind", "manner", "status", "salience")
    search_fields = ("executive__name", "company__name", "roles__title")
    list_select_related = ("executive", "company")
    inlines = (MoveRoleInline, ClaimInline)
    fields = ("desk", "executive", "company", "kind", "manner", "status", "effective", "announced", "other_company",
              "counterpart", "salience", "confidence", "review", "version", "happened_on", "told_on", "claim_count",
              "disagreements", "created_at", "updated_at")  # fmt: skip
    readonly_fields = ("desk",)
    actions = ("approve_selected", "reject_selected")

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("tracker.review_move")

    @admin.action(description="Approve selected moves", permissions=["review"])
    def approve_selected(self, request: HttpRequest, chosen: QuerySet[Move]) -> None:
        """Each by itself; those that cannot be are named, with the reason, and left alone."""
        _decide(request, chosen, approve_move, "approved")

    @admin.action(description="Reject selected moves", permissions=["review"])
    def reject_selected(self, request: HttpRequest, chosen: QuerySet[Move]) -> None:
        """Likewise."""
        _decide(request, chosen, reject_move, "rejected")

    @admin.display(description="review desk")
    def desk(self, move: Move) -> SafeString:
        return format_html('<a href="{}">Open in the review desk</a>', reverse("review_move", args=[move.pk]))


def _decide(request: HttpRequest, chosen: QuerySet[Move], verb: Verb, done: str) -> None:
    reviewer = cast("User", request.user)  # the admin lets nobody else in
    decided = 0
    for move in chosen:
        if move.review != Review.UNREVIEWED:
            # The list shows what was decided; an action on many rows must not turn that round in passing.
            messages.warning(request, f"{move}: is {move.review} already; open it in the review desk to decide anew.")
            continue
        try:
            verb(move.pk, reviewer, move.version)
        except RefusedError as refused:
            messages.warning(request, f"{move}: {refused}")
        except Move.DoesNotExist:
            messages.warning(request, f"{move}: is no longer on the desk.")
        else:
            decided += 1
    if decided:
        messages.success(request, f"{decided} {done}.")
