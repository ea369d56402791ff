"""What a list can be asked for: filters that refuse what they do not know, by name."""

import re
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.forms import CheckboxSelectMultiple, DateInput, Form
from django.http import QueryDict
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError

ID = re.compile("[0-9]{1,18}")
DAY: dict[str, Any] = {
    "input_formats": ["%Y-%m-%d"],
    "error_messages": {"invalid": "A day as YYYY-MM-DD."},
    "widget": DateInput(attrs={"type": "date"}),
}

_Row = TypeVar("_Row", bound=Model)


def is_named(value: str, prefix: str = "") -> Q:
    """Rows with this id, where `value` is all digits, or this slug."""
    return Q(**{f"{prefix}id": int(value)}) if ID.fullmatch(value) else Q(**{f"{prefix}slug": value})


class IdOrSlugFilter(filters.CharFilter):
    """The one executive or company with this id or slug; none at all where there is no such one."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=220, **given)

    def filter(self, qs: QuerySet[_Row], value: str) -> QuerySet[_Row]:
        return qs.filter(is_named(value, f"{self.field_name}__")) if value else qs


def one_of(choices: list[tuple[str, str]], label: str) -> filters.MultipleChoiceFilter:
    """A filter by a fixed word; given several times, any of them."""
    return filters.MultipleChoiceFilter(
        choices=choices, label=f"{label} Given several times: any of them.", widget=CheckboxSelectMultiple
    )


class RangesForm(Form):
    """Refuses a range of days that ends before it begins."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in [name for name in self.fields if name.endswith("_from")]:
            start, end_name = cleaned.get(name), f"{name.removesuffix('_from')}_to"
            end = cleaned.get(end_name)
            if start and end and end < start:
                self.add_error(end_name, f"This day is before {name}.")
        return cleaned


def refuse_unknown(given: QueryDict, known: set[str], repeatable: set[str]) -> None:
    """Raise a 400 that names each parameter that is not known, or that is given twice and should not be."""
    refused: dict[str, list[str]] = {}
    for name, values in given.lists():
        if name not in known:
            there_are = ", ".join(sorted(known)) or "none"
            refused[_shown(name)] = [f"There is no such parameter here. There are: {there_are}."]
        elif len(values) > 1 and name not in repeatable:
            refused[name] = ["Given more than once."]
    if refused:
        raise ValidationError(refused)


def _shown(name: str) -> str:
    """A name from the address, short enough to say back."""
    return name if len(name) <= 50 else f"{name[:50]}…"  # noqa: PLR2004  a line's width, used once
