"""A token for a program that hands articles in: shown once here, and kept only as its hash."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from knox.models import AuthToken

REVIEWERS = "Reviewers"


class Command(BaseCommand):
    help = "Print a new token for the API, to be sent as `Authorization: Token …`; it is shown only this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--create", action="store_true", help="make the user, a reviewer without a password, if there is none"
        )
        parser.add_argument(
            "--name", default="", metavar="LABEL", help="what it is for; kept in the admin's history of the token"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """The token alone goes to stdout, so that a script can keep it; everything else to stderr."""
        with transaction.atomic():
            user = self._user(options["username"], may_create=options["create"])
            entry, token = AuthToken.objects.create(user=user)
            LogEntry.objects.create(
                user=user,
                content_type=ContentType.objects.get_for_model(AuthToken),
                object_id=entry.pk,
                object_repr=(options["name"] or f"Token of {user.username}")[:200],
                action_flag=ADDITION,
                change_message="Made with create_token.",
            )
        if not user.has_perm("tracker.add_article"):
            self.stderr.write(f"{user.username} may not submit articles: they are not in the group {REVIEWERS}.")
        self.stderr.write(f"A token of {user.username}. It is not shown again:")
        self.stdout.write(token)

    def _user(self, username: str, *, may_create: bool) -> User:
        user = get_user_model().objects.filter(username=username).first()
        if user is None and may_create:
            return self._made_user(username)
        if user is None:
            message = f"There is no user {username!r}. To make one, a reviewer without a password, add --create."
            raise CommandError(message)
        if not user.is_active:
            message = f"The user {username!r} is not active, and a token of theirs would not be taken."
            raise CommandError(message)
        return user

    def _made_user(self, username: str) -> User:
        group = Group.objects.filter(name=REVIEWERS).first()
        if group is None:
            message = f"There is no group {REVIEWERS}: run `manage.py migrate` first."
            raise CommandError(message)
        user = get_user_model()(username=username, is_staff=True)
        user.set_unusable_password()
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None
        user.save()
        user.groups.add(group)
        self.stderr.write(f"Made the user {username}, in the group {REVIEWERS}.")
        return user
