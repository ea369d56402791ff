"""Who looks at the pages: a visitor (pytest-django's `client`), a reviewer, somebody who may nothing."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


@pytest.fixture
def reviewer(db: None) -> User:
    user = User.objects.create_user("rita", password="secret", is_staff=True)
    user.groups.add(Group.objects.get(name="Reviewers"))
    return user


@pytest.fixture
def reviewer_client(reviewer: User) -> Client:
    client = Client()
    client.force_login(reviewer)
    return client


@pytest.fixture
def stranger_client(db: None) -> Client:
    """Somebody with an account and no rights."""
    client = Client()
    client.force_login(User.objects.create_user("sam"))
    return client
