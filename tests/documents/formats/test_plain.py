"""Plain text takes whatever no other format has claimed."""

from datetime import date

import pytest

from tracker.documents import Document
from tracker.documents.formats import ALL_FORMATS
from tracker.documents.formats.plain import PLAIN


def test_plain_text_is_asked_last() -> None:
    assert [candidate.name for candidate in ALL_FORMATS] == ["HTML", "plain text"]


@pytest.mark.parametrize(
    ("data", "document"),
    [
        pytest.param(
            b"Muster names Jane Doe chief\n\ndate 2023-03-22 Jane Doe joins.\r\n",
            Document(
                "Muster names Jane Doe chief\n\ndate 2023-03-22 Jane Doe joins.\n",
                "Muster names Jane Doe chief",
                date(2023, 3, 22),
            ),
            id="headline, date, body",
        ),
        pytest.param(b"Jane Doe joins.", Document("Jane Doe joins.", "", None), id="body alone"),
        pytest.param(
            "Jane Doe dejará la compañía.".encode("latin-1"),
            Document("Jane Doe dejará la compañía.", "", None),
            id="another encoding",
        ),
    ],
)
def test_a_plain_file_gives_text_title_and_day(data: bytes, document: Document) -> None:
    assert PLAIN.read(data) == document
