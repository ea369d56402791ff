"""The clean text of a file, and why a file has none."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says: `text` is stored once and all offsets count its code points; it holds no NUL and no CR.

    `title` is "" where the file names none; `published_on` is None where it does not say.
    """

    text: str
    title: str
    published_on: date | None


class UnreadableDocumentError(Exception):
    """No text can be drawn from the bytes; the message is one plain sentence for people."""
