"""`manage.py create_token`."""

from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from knox.models import AuthToken
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db


def create_token(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("create_token", *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def test_the_token_stands_alone_on_stdout_and_opens_the_api() -> None:
    reviewer = User.objects.create_user("rita")
    reviewer.groups.add(Group.objects.get(name="Reviewers"))
    out, err = create_token("rita")
    assert out.count("\n") == 1
    assert err == "A token of rita. It is not shown again:\n"
    answer = APIClient().post(
        "/api/v1/articles/", {"name": "a", "text": ""}, headers={"Authorization": f"Token {out.strip()}"}
    )
    assert answer.status_code == 400  # past 401 and 403: it is the text that is missing
    assert AuthToken.objects.get().user == reviewer


def test_each_call_makes_another_token_and_the_first_goes_on_working() -> None:
    User.objects.create_user("rita")
    tokens = {create_token("rita")[0].strip() for _ in range(2)}
    assert len(tokens) == 2
    for token in tokens:
        assert APIClient().get("/api/v1/", headers={"Authorization": f"Token {token}"}).status_code == 200


def test_create_makes_a_reviewer_who_cannot_sign_in_with_a_password() -> None:
    out, err = create_token("robot", "--create")
    user = User.objects.get(username="robot")
    assert out.strip()
    assert err.startswith("Made the user robot, in the group Reviewers.\n")
    assert (user.is_staff, user.is_superuser, user.has_usable_password()) == (True, False, False)
    assert user.has_perm("tracker.add_article")


def test_create_takes_the_user_who_is_there_as_they_are() -> None:
    User.objects.create_user("rita", password="kept-as-it-is")
    _, err = create_token("rita", "--create")
    user = User.objects.get()
    assert (user.is_staff, user.check_password("kept-as-it-is")) == (False, True)
    assert err.startswith("rita may not submit articles: they are not in the group Reviewers.\n")


def test_what_the_token_is_for_stands_in_the_history_of_the_admin() -> None:
    User.objects.create_user("rita")
    create_token("rita", "--name", "wire feed")
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.object_id, entry.user.username) == (
        "wire feed",
        AuthToken.objects.get().pk,
        "rita",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["nobody"], "There is no user 'nobody'.", id="unknown"),
        pytest.param(["gone"], "The user 'gone' is not active", id="not active"),
        pytest.param(["two words", "--create"], "Enter a valid username.", id="no name for a user"),
        pytest.param(["", "--create"], "This field cannot be blank.", id="an empty one"),
        pytest.param(["x" * 151, "--create"], "at most 150 characters", id="one too long"),
    ],
)
def test_a_token_that_nobody_could_use_is_not_made(arguments: list[str], message: str) -> None:
    User.objects.create_user("gone", is_active=False)
    with pytest.raises(CommandError, match=message):
        create_token(*arguments)
    assert not AuthToken.objects.exists()
    assert User.objects.count() == 1


def test_without_the_group_nobody_is_made() -> None:
    Group.objects.all().delete()
    with pytest.raises(CommandError, match="There is no group Reviewers"):
        create_token("robot", "--create")
    assert not User.objects.exists()
