"""The group Reviewers has exactly its rights, whoever made the permission rows first."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

pytestmark = pytest.mark.django_db

reviewers = import_module("tracker.migrations.0002_reviewers")
EDITOR = SimpleNamespace(connection=connection)
RIGHTS = {
    "add_article", "retry_article", "review_move", "view_article", "view_claim", "view_company", "view_companyalias",
    "view_decision", "view_executive", "view_executivealias", "view_move", "view_moverole",
}  # fmt: skip


def rights() -> set[str]:
    found = Group.objects.get(name="Reviewers").permissions.select_related("content_type")
    assert {right.content_type.app_label for right in found} == {"tracker"}
    return {right.codename for right in found}


def test_made_with_exactly_these_rights() -> None:
    reviewers.make_group(apps, EDITOR)
    assert rights() == RIGHTS


def test_made_again_it_has_them_again_and_no_permission_twice() -> None:
    reviewers.make_group(apps, EDITOR)
    group = Group.objects.get(name="Reviewers")
    group.permissions.set([Permission.objects.get(codename="delete_move")])
    before = Permission.objects.count()
    reviewers.make_group(apps, EDITOR)
    assert (rights(), Permission.objects.count()) == (RIGHTS, before)


def test_made_before_django_makes_the_permissions() -> None:
    Permission.objects.filter(content_type__app_label="tracker").delete()
    reviewers.make_group(apps, EDITOR)
    assert rights() == RIGHTS


def test_the_names_are_those_django_gives() -> None:
    given = {p.codename: p.name for p in Permission.objects.filter(content_type__app_label="tracker")}
    assert {codename: given[codename] for codename in RIGHTS} == {
        codename: name for (_, codename), name in reviewers.RIGHTS.items()
    }


def test_reversed_it_is_gone_and_the_permissions_stay() -> None:
    reviewers.make_group(apps, EDITOR)
    reviewers.drop_group(apps, EDITOR)
    assert not Group.objects.filter(name="Reviewers").exists()
    assert Permission.objects.filter(content_type__app_label="tracker", codename__in=RIGHTS).count() == len(RIGHTS)
