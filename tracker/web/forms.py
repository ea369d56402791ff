"""What addresses and forms may ask of the pages, checked before anything is read."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import slugify

from tracker.enums import Kind, Manner, Review, Status

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
IS_WITHIN_REACH = [
    MinValueValidator(EARLIEST, "the desk looks back to 1900."),
    MaxValueValidator(LATEST, "the desk looks ahead to 2200."),
]


class DayField(forms.DateField):
    """A day as ISO 8601 writes it, from 1900 to 2200."""

    widget = forms.DateInput(attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], validators=IS_WITHIN_REACH, required=False, **kwargs)

    def to_python(self, value: Any) -> date | None:  # noqa: ANN401  the signature is Django's
        try:
            return super().to_python(value)
        except (forms.ValidationError, ValueError) as error:
            message = f"“{str(value)[:40]}” is no day. Write it as 2023-03-24."
            raise forms.ValidationError(message, code="invalid") from error


class WordField(forms.ChoiceField):
    """One of the fixed words of a slot, or nothing."""

    def __init__(self, words: list[str], **kwargs: Any) -> None:
        super().__init__(
            choices=[("", "any"), *((word, word.replace("_", " ")) for word in words)],
            required=False,
            error_messages={"invalid_choice": f"“%(value)s” is not one of {', '.join(words)}."},
            **kwargs,
        )


class SlugField(forms.CharField):
    """A company or an executive, by the name in its address; a name as written is turned into one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=220, required=False, **kwargs)

    def clean(self, value: object) -> str:
        return slugify(super().clean(value), allow_unicode=True)


class MoveFilterForm(forms.Form):
    """What the front page may be narrowed to."""

    kind = WordField(list(Kind))
    manner = WordField(list(Manner))
    status = WordField(list(Status))
    review = WordField(["reviewed", *Review])
    company = SlugField(label="company")
    executive = SlugField(label="executive")
    told_from = DayField(label="from")
    told_to = DayField(label="to")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("told_from"), values.get("told_to")
        if first and last and last < first:
            message = f"Told between: {last.isoformat()} lies before {first.isoformat()}."
            raise forms.ValidationError(message)
        return values


class AsOfForm(forms.Form):
    """The day that a timeline is looked at from."""

    as_of = DayField(label="As of")


class NameForm(forms.Form):
    """Some letters of a name."""

    q = forms.CharField(max_length=200, required=False, label="Name")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more; each may be empty, for then its article says so."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """Articles to read."""

    file = FilesField(label="Files", error_messages={"required": "Choose a file first."})
