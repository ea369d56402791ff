"""Executives and companies: who is known to the desk, with the names they are written under."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers
from rest_framework.generics import get_object_or_404

from tracker.api import examples
from tracker.api.filters import is_named
from tracker.api.resources import BY_ID_OR_SLUG, PageLink, Resource, described
from tracker.models import Company, CompanyAlias, Executive, ExecutiveAlias
from tracker.store.directory import count_column, shown_companies, shown_executives, written_as

MAX_SEARCH = 100


class NamedSerializer(serializers.Serializer):
    """An executive or a company, as another row speaks of it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    url = PageLink(help_text="The page of it.")


class EntitySerializer(NamedSerializer):
    aliases = serializers.SerializerMethodField(help_text="Every name it is written under.")
    move_count = serializers.SerializerMethodField(help_text="Moves of its own that you may see.")
    is_unsure = serializers.BooleanField(help_text="Identity could not tell it from another; a reviewer should.")

    def get_aliases(self, row: Executive | Company) -> list[str]:
        return [alias.name for alias in row.aliases.all()]

    def get_move_count(self, row: Executive | Company) -> int:
        count: int = getattr(row, self.context["counted_in"])
        return count


class ExecutiveSerializer(EntitySerializer):
    """An identified person."""


class CompanySerializer(EntitySerializer):
    """An identified organisation of any kind."""


_EXECUTIVE = (ExecutiveSerializer, examples.EXECUTIVE)
_COMPANY = (CompanySerializer, examples.COMPANY)


class _Search(filters.CharFilter):
    """Each word stands in one and the same name, in whatever order, case and accents aside."""

    def __init__(self, names: QuerySet[Any], owner: str) -> None:
        super().__init__(max_length=MAX_SEARCH, label="Words or parts of words of any of its names.")
        self.names, self.owner = names, owner

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs.filter(pk__in=written_as(self.names, value).values(f"{self.owner}_id")) if value else qs


class ExecutiveFilters(filters.FilterSet):
    search = _Search(ExecutiveAlias.objects.order_by(), "executive")


class CompanyFilters(filters.FilterSet):
    search = _Search(CompanyAlias.objects.order_by(), "company")


class EntityResource(Resource):
    """A list with the most moves first, and a row by its id or its slug."""

    lookup_url_kwarg = "id_or_slug"
    lookup_value_regex = r"[^/\x00]+"  # PostgreSQL takes no NUL
    aliases: ClassVar[QuerySet[Any]]
    shown: ClassVar[Callable[..., QuerySet[Any]]]

    @property
    def orderings(self) -> dict[str, tuple[str, ...]]:  # type: ignore[override]  # here it depends on the visitor
        return {"moves": (f"-{count_column(staff=self.is_staff)}", "-id")}

    def get_queryset(self) -> QuerySet[Any]:
        """Those with a move that this visitor may see, their own or one that names them; aliases are 1 query more."""
        return self.shown(staff=self.is_staff).prefetch_related(Prefetch("aliases", self.aliases.all()))

    def get_object(self) -> Executive | Company:
        row: Executive | Company = get_object_or_404(self.get_queryset(), is_named(self.kwargs["id_or_slug"]))
        return row

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "counted_in": count_column(staff=self.is_staff)}


@described("executives", _EXECUTIVE, _EXECUTIVE, BY_ID_OR_SLUG)
class Executives(EntityResource):
    """People whose moves the desk knows, those with the most moves first."""

    row_name = "Executive"
    queryset = Executive.objects.all()
    aliases = ExecutiveAlias.objects.order_by("id")
    shown = staticmethod(shown_executives)
    serializer_class = ExecutiveSerializer
    filterset_class = ExecutiveFilters


@described("companies", _COMPANY, _COMPANY, BY_ID_OR_SLUG)
class Companies(EntityResource):
    """Organisations that executives come to and leave, those with the most moves first."""

    row_name = "Company"
    queryset = Company.objects.all()
    aliases = CompanyAlias.objects.order_by("id")
    shown = staticmethod(shown_companies)
    serializer_class = CompanySerializer
    filterset_class = CompanyFilters
