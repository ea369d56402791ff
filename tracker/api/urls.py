"""Addresses of the API: `v1/` with its schema, `docs/` which tells of it."""

from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.routers import APIRootView, DefaultRouter

from tracker.api.articles import Articles
from tracker.api.docs import Docs
from tracker.api.entities import Companies, Executives
from tracker.api.moves import Moves
from tracker.api.resources import OurWays


class Root(OurWays, APIRootView):
    """Departures and appointments of executives, each tied to the words that state it."""

    def get_view_name(self) -> str:
        return "API"


class Schema(OurWays, SpectacularAPIView):
    """This API in the words of OpenAPI 3; YAML, or JSON where that is asked for."""

    renderer_classes = SpectacularAPIView.renderer_classes


class NowhereView(OurWays):
    """Every other address: an error in the shape of all others."""

    permission_classes = ()

    def get_view_name(self) -> str:
        return "No such address"

    @extend_schema(exclude=True)
    def get(self, *_: Any, **__: Any) -> Response:
        raise NotFound

    post = put = patch = delete = get


@csrf_exempt
def add_slash(request: HttpRequest, *_: str) -> HttpResponsePermanentRedirect:
    """To the address with its slash, with the same method and body: a 301 would turn a submission into a reading."""
    return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True), preserve_request=True)


class _Router(DefaultRouter):
    APIRootView = Root
    include_format_suffixes = False


router = _Router()
router.register("moves", Moves, basename="api-move")
router.register("executives", Executives, basename="api-executive")
router.register("companies", Companies, basename="api-company")
router.register("articles", Articles, basename="api-article")

urlpatterns = [
    path("v1/schema/", Schema.as_view(), name="api-schema"),
    path("v1/", include(router.urls)),
    path("docs/", Docs.as_view(), name="api-docs"),
    re_path(r"^(?:v1|docs)(?:/[\s\S]*[^/])?\Z", add_slash),
    re_path(r"^v1/[\s\S]*/\Z", NowhereView.as_view()),
]
