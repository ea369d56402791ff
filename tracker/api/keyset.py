"""Pages of a list by keyset: a cursor holds the values of the row where a page ended, so any depth costs the same."""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

from django.db.models import Model, Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

MAX_PAGE_SIZE = 100
INTEGER = re.compile(r"-?[0-9]{1,18}")
NOT_OURS = "This cursor is not one that a list of this API gave in this ordering. Start without one."

Key = tuple[date | int, ...]


class Ordered(Protocol):
    """A view whose list is paged."""

    @property
    def orderings(self) -> dict[str, tuple[str, ...]]: ...

    @property
    def orderings_description(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: after this row, or, going backwards, before it."""

    key: Key
    is_backward: bool


class KeysetPagination(CursorPagination):
    """`{"next", "previous", "results"}` over `view.orderings`: name -> columns, the last of them unique.

    DRF's own cursor holds the first column only and counts its way through ties, at most 1,000 of them; a day with more
    news than that is nothing unusual here. So this one compares all columns.
    """

    page_size = 50
    max_page_size = MAX_PAGE_SIZE
    page_size_query_param = "page_size"
    page_size_query_description = f"Results on a page, 1 to {MAX_PAGE_SIZE}."
    cursor_query_description = "From `next` or `previous` of another page."
    ordering_query_param = "ordering"

    def parameters(self, view: Ordered) -> set[str]:
        """Names of the query parameters that paging of this list knows."""
        names = {self.cursor_query_param, "page_size"}
        return names | {self.ordering_query_param} if len(view.orderings) > 1 else names

    def paginate_queryset(  # type: ignore[override]  # ours are querysets, and never without a view
        self, queryset: QuerySet[Any], request: Request, view: Ordered
    ) -> list[Any]:
        self.here = request.build_absolute_uri()
        self.ordering_name, self.columns = self._chosen_ordering(request, view)
        size = self._chosen_size(request)
        place = self._decoded(request)
        is_backward = place is not None and place.is_backward
        columns = tuple(_turned(c) for c in self.columns) if is_backward else self.columns
        rows = queryset.order_by(*columns)
        if place is not None:
            rows = rows.filter(_beyond(columns, place.key))
        found = list(rows[: size + 1])
        has_more, page = len(found) > size, found[:size]
        if is_backward:
            page.reverse()
        self.rows = page
        self.has_next = is_backward or has_more
        self.has_previous = has_more if is_backward else place is not None and bool(page)
        self.display_page_controls = self.has_next or self.has_previous
        return page

    def get_next_link(self) -> str | None:
        if not self.has_next:
            return None
        if not self.rows:
            # What came before is gone since: on to the beginning.
            return remove_query_param(self.here, self.cursor_query_param)
        return self._link(self.rows[-1], is_backward=False)

    def get_previous_link(self) -> str | None:
        return self._link(self.rows[0], is_backward=True) if self.has_previous else None

    def _chosen_ordering(self, request: Request, view: Ordered) -> tuple[str, tuple[str, ...]]:
        orderings = view.orderings
        name = request.query_params.get(self.ordering_query_param) or next(iter(orderings))
        if name not in orderings:
            raise ValidationError({self.ordering_query_param: [f"One of: {', '.join(orderings)}."]})
        return name, orderings[name]

    def _chosen_size(self, request: Request) -> int:
        given = request.query_params.get("page_size")
        if given is None:
            return self.page_size
        if not re.fullmatch("[0-9]{1,3}", given) or not 1 <= int(given) <= MAX_PAGE_SIZE:
            raise ValidationError({"page_size": [f"A whole number from 1 to {MAX_PAGE_SIZE}."]})
        return int(given)

    def _link(self, row: Model, *, is_backward: bool) -> str:
        values = [str(getattr(row, column.lstrip("-"))) for column in self.columns]
        words = ":".join([self.ordering_name, "p" if is_backward else "n", *values])
        token = urlsafe_b64encode(words.encode("ascii")).decode("ascii").rstrip("=")
        return replace_query_param(self.here, self.cursor_query_param, token)

    def _decoded(self, request: Request) -> _Place | None:
        token = request.query_params.get(self.cursor_query_param)
        if token is None:
            return None
        try:
            padded = token.encode("ascii") + b"=" * (-len(token) % 4)
            name, direction, *values = urlsafe_b64decode(padded).decode("ascii").split(":")
            key = tuple(_read_value(column, value) for column, value in zip(self.columns, values, strict=True))
        except (ValueError, binascii.Error):
            raise ValidationError({self.cursor_query_param: [NOT_OURS]}) from None
        if name != self.ordering_name or direction not in {"n", "p"}:
            raise ValidationError({self.cursor_query_param: [NOT_OURS]})
        return _Place(key, is_backward=direction == "p")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described = super().get_paginated_response_schema(schema)
        for name in ("next", "previous"):
            described["properties"][name]["example"] = None
        return described | {"required": ["next", "previous", "results"]}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        ordered = cast("Ordered", view)
        cursor, page_size = super().get_schema_operation_parameters(view)
        page_size["schema"] |= {"minimum": 1, "maximum": MAX_PAGE_SIZE, "default": self.page_size}
        if len(ordered.orderings) == 1:
            return [cursor, page_size]
        names = list(ordered.orderings)
        ordering = {
            "name": self.ordering_query_param,
            "required": False,
            "in": "query",
            "description": ordered.orderings_description,
            "schema": {"type": "string", "enum": names, "default": names[0]},
        }
        return [cursor, ordering, page_size]


def _turned(column: str) -> str:
    return column.removeprefix("-") if column.startswith("-") else f"-{column}"


def _beyond(columns: tuple[str, ...], key: Key) -> Q:
    """Rows that come after `key` in the order of `columns`, said so that an index on the first column is used."""
    (column, *others), (value, *rest) = columns, key
    name, is_falling = column.lstrip("-"), column.startswith("-")
    strictly = Q(**{f"{name}__{'lt' if is_falling else 'gt'}": value})
    if not others:
        return strictly
    or_same = Q(**{f"{name}__{'lte' if is_falling else 'gte'}": value})
    return or_same & (strictly | _beyond(tuple(others), tuple(rest)))


def _read_value(column: str, value: str) -> date | int:
    """One value of a cursor: a day where the column's name says so, else a whole number; else raises ValueError."""
    if column.endswith("_on"):
        return date.fromisoformat(value)
    if not INTEGER.fullmatch(value):
        raise ValueError(value)
    return int(value)
