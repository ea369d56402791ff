"""The contract of a file format: how it is told, and how its text is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.documents.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    `matches(name, data)` says whether a file is of this kind; `read(data)` gives its Document, with at least one
    character of text that is not white space, or raises UnreadableDocumentError.
    """

    name: str
    matches: Callable[[str, bytes], bool]
    read: Callable[[bytes], Document]
