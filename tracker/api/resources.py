"""What all resources share: who may, which parameters they know, how they page, fail and are cached."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from django_filters.rest_framework import DjangoFilterBackend, MultipleChoiceFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import mixins, serializers, viewsets
from rest_framework.authentication import SessionAuthentication
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from tracker.api.access import TokenAuthentication
from tracker.api.errors import ErrorSerializer, answer_error
from tracker.api.filters import refuse_unknown
from tracker.api.keyset import KeysetPagination
from tracker.api.pages import AnswerPage
from tracker.models import Article, Company, Executive, Move

BY_ID = OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH)
BY_ID_OR_SLUG = OpenApiParameter(
    "id_or_slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="The id, or the slug. All digits: an id."
)
EVERYWHERE = {str(api_settings.URL_FORMAT_OVERRIDE)}


class OurWays(APIView):
    """The ways of every view of the API, whether it has rows or not."""

    authentication_classes = (TokenAuthentication, SessionAuthentication)
    renderer_classes: Sequence[type[BaseRenderer]] = (JSONRenderer, AnswerPage)

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response | None]:
        return answer_error


# An ETag over what is sent: right whatever a page is made of, and a dashboard that asks again gets a 304.
@method_decorator(conditional_page, name="dispatch")
class Resource(OurWays, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A list and its single rows, read by anybody."""

    pagination_class = KeysetPagination
    filter_backends = (DjangoFilterBackend,)
    filterset_class: ClassVar[Any] = None
    orderings: ClassVar[dict[str, tuple[str, ...]]]
    orderings_description = ""
    row_name: ClassVar[str]

    @property
    def list_name(self) -> str:
        return type(self).__name__

    def get_view_name(self) -> str:
        """The list's name, Moves, or the row's with its id or slug, Move 7."""
        key = self.kwargs.get(self.lookup_url_kwarg or self.lookup_field)
        return f"{self.row_name} {key}" if self.detail else self.list_name

    def get_view_description(self, html: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002  DRF's signature
        return inspect.getdoc(self.get_serializer_class() if self.detail else type(self)) or ""

    @property
    def is_staff(self) -> bool:
        return bool(getattr(self.request.user, "is_staff", False))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        known, repeatable = set(EVERYWHERE), set[str]()
        if not self.detail:
            own = self.filterset_class.base_filters
            known |= set(own) | self.pagination_class().parameters(self)
            repeatable = {name for name, one in own.items() if isinstance(one, MultipleChoiceFilter)}
        refuse_unknown(request.query_params, known, repeatable)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "origin": self.request.build_absolute_uri("/")[:-1]}

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        finished = super().finalize_response(request, response, *args, **kwargs)
        # To be kept, but asked about each time: what a reviewer rejects is gone at once.
        patch_cache_control(finished, no_cache=True, **({"private": True} if request.user.is_authenticated else {}))
        patch_vary_headers(finished, ["Authorization"])
        return finished


Told = tuple[type[serializers.Serializer], dict[str, Any]]


def described(tag: str, row: Told, one: Told, key: OpenApiParameter) -> Callable[[type[Resource]], type[Resource]]:
    """What the schema says of a resource: a row and a single one, each with an example, what finds it, how it fails."""
    failures = {400: ErrorSerializer, 401: ErrorSerializer}
    return extend_schema_view(
        list=extend_schema(
            tags=[tag],
            responses={200: row[0](many=True), **failures},
            examples=[OpenApiExample("Page", row[1], response_only=True)],
        ),
        retrieve=extend_schema(
            tags=[tag],
            description=inspect.getdoc(one[0]),
            parameters=[key],
            responses={200: one[0], **failures, 404: ErrorSerializer},
            examples=[OpenApiExample("One", one[1], response_only=True)],
        ),
    )


@extend_schema_field(OpenApiTypes.URI)
class PageLink(serializers.Field):
    """The whole address of a row's page; `origin` in the context says where the desk is."""

    def __init__(self, **given: Any) -> None:
        super().__init__(source="*", read_only=True, **given)

    def to_representation(self, value: Article | Company | Executive | Move) -> str:
        return f"{self.context['origin']}{value.get_absolute_url()}"


class StatedField(serializers.CharField):
    """Words that may be missing: blank in the tables, null in JSON."""

    def __init__(self, **given: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **given)

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]  # DRF lets it be of any type
        return value or None
