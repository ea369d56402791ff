"""What the API says when it says no: one shape for every error, in words that a caller can act on."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

WHOLE = ("non_field_errors", "__all__", "detail")


class TooLargeError(exceptions.APIException):
    """A body that is larger than an article may be."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"

    def __init__(self, limit: int) -> None:
        super().__init__(f"Too large: an article may have {limit:,} bytes.")


class ErrorSerializer(serializers.Serializer):
    """The body of every answer that is not a success."""

    detail = serializers.CharField(help_text="What is wrong, in a sentence.")
    fields = serializers.DictField(  # type: ignore[assignment]  # the name in JSON; DRF's own is not needed here
        child=serializers.ListField(child=serializers.CharField()),
        help_text="What is wrong with each parameter or field, by its name; empty where it is none of them.",
    )


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler with our one shape, `{"detail", "fields"}`; None (a 500) for what is no fault of the caller."""
    if isinstance(error, SuspiciousOperation):
        # Django's own limits: too many fields, too many files, a header that is none.
        error = exceptions.ParseError("The request is not one that can be read.")
    response = exception_handler(error, context)
    if response is not None:
        response.data = _one_shape(response.data)
    return response


def _one_shape(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        return {"detail": " ".join(_sentences(data)), "fields": {}}
    fields = {str(name): list(_sentences(value)) for name, value in data.items() if name not in WHOLE}
    general = [sentence for name in WHOLE if name in data for sentence in _sentences(data[name])]
    named = [f"{name}: {sentence}" for name, sentences in fields.items() for sentence in sentences]
    return {"detail": " ".join(general + named), "fields": fields}


def _sentences(value: object) -> Iterator[str]:
    """Every sentence in an error of whatever depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (f"{name}: {sentence}" for sentence in _sentences(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _sentences(inner)
    else:
        yield str(value)
