"""What is not to be had, said in a plain sentence on a page of the desk."""

from collections.abc import Iterable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FORGED_CURSOR = "The address of this page of the list is not one that the desk gave out. Start from the newest."


def refuse(request: HttpRequest, *reasons: str) -> HttpResponse:
    """The page of a bad request, with its reasons."""
    return render(request, "400.html", {"reasons": reasons}, status=400)


def reasons_of(form: Form) -> Iterable[str]:
    """What a form finds wrong, each with the name of its field."""
    for name, errors in form.errors.items():
        for error in errors:
            label = str(form.fields[name].label or name) if name in form.fields else ""
            yield f"{label[:1].upper()}{label[1:]}: {error}" if label else str(error)
