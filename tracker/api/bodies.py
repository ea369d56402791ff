"""How the body of a request is read: JSON of a bounded depth, also where a page's form carries it."""

import io
from typing import Any, cast

from django.http import QueryDict
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import FormParser, JSONParser
from rest_framework.request import Request
from rest_framework.utils.mediatypes import media_type_matches

JSON_FIELD = "json"


class BoundedJSONParser(JSONParser):
    """JSON that is nested deeper than Python can read is refused like any other that cannot be read."""

    def parse(self, *given: Any, **more: Any) -> Any:  # noqa: ANN401  whatever was sent
        try:
            return super().parse(*given, **more)
        except RecursionError:
            message = "JSON parse error: nested too deep."
            raise ParseError(message) from None


def is_form(request: Request) -> bool:
    """Whether the body is a form without files; no more than its one field `json` is read of such a one."""
    return media_type_matches(FormParser.media_type, request.content_type or "")


def read_body(request: Request) -> Any:  # noqa: ANN401  whatever was sent
    """What was sent, and of a form the JSON in its field `json`: a browser can send that without a script.

    Not a parser's work: the CSRF token is in the form too, and is looked for in what a parser gives. Raises ParseError
    for JSON that is none, and UnsupportedMediaType for a form without that field.
    """
    if not is_form(request):
        return request.data
    form = cast("QueryDict", request.data)
    if JSON_FIELD not in form:
        raise UnsupportedMediaType(FormParser.media_type)
    return BoundedJSONParser().parse(io.BytesIO(str(form[JSON_FIELD]).encode()))
