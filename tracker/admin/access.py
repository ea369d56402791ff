"""Who may open the desk: signed-in staff with the right to review; others are sent to log in, or are refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


class ReviewerRequest(HttpRequest):
    """A request that `for_reviewers` let through."""

    user: User


def may_review(user: AbstractBaseUser | AnonymousUser) -> bool:
    """True for active staff with the right to decide on moves."""
    return isinstance(user, User) and user.is_active and user.is_staff and user.has_perm("tracker.review_move")


def for_reviewers(view: View) -> View:
    """The view inside Django's admin: visitors go to its login page, signed-in people without the right get a 403."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not may_review(request.user):
            raise PermissionDenied
        return admin.site.admin_view(view)(request, *args, **kwargs)

    return checked
