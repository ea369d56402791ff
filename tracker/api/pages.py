"""The page on which a browser sees an answer of the API: the request, the JSON, and what else can be asked of it."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.renderers import BrowsableAPIRenderer, HTMLFormRenderer, JSONRenderer
from rest_framework.request import Request, override_method
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import APIRootView
from rest_framework.utils.urls import replace_query_param

from tracker.api.bodies import JSON_FIELD, is_form
from tracker.api.keyset import MAX_PAGE_SIZE, KeysetPagination

HEADERS = ("Allow", "Cache-Control", "Location", "WWW-Authenticate")
READING = {"GET", "HEAD"}

View = Any  # one of DRF's: with rows or without, with a serializer or without


class PagingForm(forms.Form):
    """What every list can be asked for besides its filters."""

    ordering = forms.ChoiceField(label="The latest first, by the day it was told or it happened.")
    page_size = forms.IntegerField(
        label=KeysetPagination.page_size_query_description, min_value=1, max_value=MAX_PAGE_SIZE
    )

    def __init__(self, orderings: list[str], given: QueryDict) -> None:
        super().__init__(initial={"page_size": KeysetPagination.page_size, **given.dict()}, auto_id="ask-%s")
        if len(orderings) == 1:
            del self.fields["ordering"]
        else:
            self["ordering"].field.widget.choices = [(name, name) for name in orderings]


class AnswerPage(BrowsableAPIRenderer):
    """An answer as a page in the desk's own look, without a script.

    It is made of the answer itself; it asks the database only who is signed in, and whether they may submit.
    """

    template = "api/answer.html"

    def get_context(
        self,
        data: Any,  # noqa: ANN401  whatever is answered
        accepted_media_type: str | None,  # noqa: ARG002  DRF's signature
        renderer_context: Mapping[str, Any],
    ) -> dict[str, Any]:
        view, request, response = (renderer_context[name] for name in ("view", "request", "response"))
        has_failed = response.status_code >= status.HTTP_400_BAD_REQUEST
        is_list = isinstance(data, dict) and "results" in data
        content = JSONRenderer().render(data, "application/json; indent=2", {**renderer_context, "indent": 2})
        return {
            "name": view.get_view_name(),
            "description": "" if has_failed else view.get_view_description(),
            "error": data["detail"] if has_failed else "",
            "crumbs": _crumbs(view, request),
            "request": request,
            "response": response,
            "user": request.user,
            "headers": [(name, response[name]) for name in HEADERS if name in response],
            "content": content.decode(),
            "is_read": request.method in READING,
            "json_url": replace_query_param(request.get_full_path(), "format", "json"),
            "pages": {name: data[name] for name in ("previous", "next") if data[name]} if is_list else {},
            "questions": _questions(view, request, response),
            "submission": self._submission(view, request, response),
            "json_field": JSON_FIELD,
        }

    def _submission(self, view: View, request: Request, response: Response) -> dict[str, str] | None:
        """The two forms of a list that this visitor may add to; after a refusal, with what was sent and is wrong."""
        is_refused = request.method == "POST" and response.status_code == status.HTTP_400_BAD_REQUEST
        if not (is_refused or request.method in READING) or not hasattr(view, "get_serializer"):
            return None
        with override_method(view, request, "POST") as post:
            if not self.show_form_for_method(view, "POST", post, None):
                return None
            empty = view.get_serializer()
            text = json.dumps(empty.data, indent=2)
            if not is_refused:
                return {"fields": _form(empty), "json": text}
            sent = _sent(request)
            if is_form(request):
                return {"fields": _form(empty), "json": sent.get(JSON_FIELD, "")}
            return {"fields": _form(view.get_serializer(data=sent)), "json": text}


def _crumbs(view: View, request: Request) -> list[tuple[str, str]]:
    """What stands above this page: the API; of a single row, its list too."""
    if isinstance(view, APIRootView):
        return []
    crumbs = [("API", reverse("api-root", request=request))]
    if getattr(view, "detail", False):
        crumbs.append((view.list_name, reverse(f"{view.basename}-list", request=request)))
    return crumbs


def _questions(view: View, request: Request, response: Response) -> dict[str, Any] | None:
    """The filters and the paging of a list, as it was asked for; `is_asked` where it was asked for any of them."""
    is_list = getattr(view, "filterset_class", None) is not None and not view.detail
    if not (is_list and request.method in READING and response.status_code in {200, 400}):
        return None
    given = request.query_params
    filters = view.filterset_class(data=given, queryset=view.queryset).form
    filters.auto_id = "ask-%s"
    paging = PagingForm(list(view.orderings), given)
    fields = [*filters, *paging]
    return {"fields": fields, "is_asked": any(given.get(field.name) for field in fields)}


def _form(serializer: serializers.Serializer) -> str:
    if hasattr(serializer, "initial_data"):
        serializer.is_valid()
    form: str = HTMLFormRenderer().render(serializer.data, None, {"style": {"template_pack": "api/fields"}})
    return form


def _sent(request: Request) -> Any:  # noqa: ANN401  whatever was sent
    """The body, also a second time after it could not be read."""
    try:
        return request.data
    except (APIException, SuspiciousOperation):
        return {}
