"""Tokens."""

import pytest
from django.contrib.auth.models import User
from knox.models import AuthToken
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db

MOVES = "/api/v1/moves/"


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Token", id="no token"),
        pytest.param("Token " + "0" * 64, id="one that nobody has"),
        pytest.param("Token a b", id="two"),
        pytest.param("Token \xff\xfe", id="bytes that are no text"),
        pytest.param("Token a\0b", id="NUL"),
        pytest.param("Token zzzz", id="no hexadecimal number"),
    ],
)
def test_a_token_that_is_none_is_a_401_even_to_read(api: APIClient, header: str) -> None:
    answer = api.get(MOVES, headers={"Authorization": header})
    assert answer.status_code == 401
    assert set(answer.json()) == {"detail", "fields"}


def test_a_token_opens_and_is_kept_only_as_its_hash(api: APIClient, reviewer: User) -> None:
    entry, token = AuthToken.objects.create(user=reviewer)
    assert api.get(MOVES, headers={"Authorization": f"Token {token}"}).status_code == 200
    assert token not in (entry.digest, entry.token_key)


def test_the_token_of_somebody_who_left_opens_nothing(reviewer_api: APIClient, reviewer: User) -> None:
    User.objects.filter(pk=reviewer.pk).update(is_active=False)
    assert reviewer_api.get(MOVES).status_code == 401


def test_credentials_of_another_kind_are_no_business_of_ours(api: APIClient) -> None:
    assert api.get(MOVES, headers={"Authorization": "Basic dTpw"}).status_code == 200
