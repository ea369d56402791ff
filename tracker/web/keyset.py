"""Pages of a list that cost the same at any depth: each is found by the last row of the one before it."""

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)

DATES = frozenset({"told_on", "happened_on"})
LARGEST_ID = 2**63 - 1
LARGEST_COUNT = 2**31 - 1
MAX_CURSOR_CHARS = 200


class BadCursorError(Exception):
    """A cursor that no page of ours gave out."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and the cursor of those after them ("" where these are the last)."""

    rows: list[Row]
    older: str
    is_first: bool


def keyset_page(rows: QuerySet[Row], column: str, cursor: str, size: int) -> Page[Row]:
    """The `size` rows after `cursor` ("" for the first ones), by falling `column` and then falling id; 1 query.

    `column` is a date or a count that is never null, or "id". Raises BadCursorError for a cursor that was made up.
    """
    if cursor:
        value, last_id = _read(cursor, column)
        after = Q(**{f"{column}__lt": value}) | Q(id__lt=last_id)
        rows = rows.filter(after, **{f"{column}__lte": value})
    found = list(rows.order_by(f"-{column}", *([] if column == "id" else ["-id"]))[: size + 1])
    older = _write(found[size - 1], column) if len(found) > size else ""
    return Page(found[:size], older, is_first=not cursor)


def _write(row: Model, column: str) -> str:
    plain = f"{getattr(row, column)},{row.pk}"
    return base64.urlsafe_b64encode(plain.encode("ascii")).decode("ascii").rstrip("=")


def _read(cursor: str, column: str) -> tuple[date | int, int]:
    try:
        if len(cursor) > MAX_CURSOR_CHARS:
            raise BadCursorError
        padded = cursor + "=" * (-len(cursor) % 4)
        plain = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode("ascii")
        written, last_id = plain.split(",")
        value = date.fromisoformat(written) if column in DATES else int(written)
        largest = LARGEST_ID if column == "id" else LARGEST_COUNT
        is_ours = last_id.isdecimal() and int(last_id) <= LARGEST_ID
        is_ours = is_ours and (isinstance(value, date) or 0 <= value <= largest)
    except (ValueError, binascii.Error) as error:
        raise BadCursorError from error
    if not is_ours:
        raise BadCursorError
    return value, int(last_id)
