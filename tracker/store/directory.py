"""Executives and companies as lists show them: only those that a visitor may see a move of, most moves first."""

import unicodedata
from typing import TypeVar

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.models import Company, CompanyAlias, Executive, ExecutiveAlias
from tracker.store.moves import visible_moves

Alias = TypeVar("Alias", ExecutiveAlias, CompanyAlias)


def count_column(*, staff: bool = False) -> str:
    """The column that counts the moves a visitor may see; lists are ordered by it."""
    return "reviewed_count" if settings.TRACKER_PUBLISH == "reviewed" and not staff else "move_count"


def listed_executives(letters: str = "", *, staff: bool = False) -> QuerySet[Executive]:
    """Executives with a move to show, one of whose names has all words of `letters` in it; unordered."""
    rows = Executive.objects.filter(**_has_moves(staff=staff))
    written = written_as(ExecutiveAlias.objects.all(), letters)
    return rows.filter(pk__in=written.values("executive")) if letters else rows


def listed_companies(letters: str = "", *, staff: bool = False) -> QuerySet[Company]:
    """Companies with a move to show, one of whose names has all words of `letters` in it; unordered."""
    rows = Company.objects.filter(**_has_moves(staff=staff))
    written = written_as(CompanyAlias.objects.all(), letters)
    return rows.filter(pk__in=written.values("company")) if letters else rows


def _has_moves(*, staff: bool) -> dict[str, int]:
    return {f"{count_column(staff=staff)}__gt": 0}


def written_as(names: QuerySet[Alias], letters: str) -> QuerySet[Alias]:
    """Aliases that hold every word of `letters`, in whatever order, case and accents aside."""
    for word in letters.split():
        # SQLite folds the case of plain letters only; the normal form of a name makes up for it on both databases.
        names = names.filter(Q(name__icontains=word) | Q(key__contains=_folded(word)))
    return names


def _folded(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", plain).casefold()


def shown_executives(*, staff: bool = False) -> QuerySet[Executive]:
    """Executives that have a page: those with a move to show, and those that such a move names as counterpart."""
    return Executive.objects.all() if staff else Executive.objects.filter(_is_told_of("counterpart"))


def shown_companies(*, staff: bool = False) -> QuerySet[Company]:
    """Companies that have a page: those with a move to show, and those that such a move names as the other one."""
    return Company.objects.all() if staff else Company.objects.filter(_is_told_of("other_company"))


def _is_told_of(named_as: str) -> Q:
    """With a move of their own to show, or named so by one."""
    named = visible_moves().filter(**{named_as: OuterRef("pk")}).order_by()
    return Q(**_has_moves(staff=False)) | Q(Exists(named))
