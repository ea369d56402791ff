"""The first step of an article's way: the bytes of one file become a Document, or a reason for people why not."""

from tracker.documents.binary import name_binary_kind
from tracker.documents.document import Document, UnreadableDocumentError
from tracker.documents.formats import ALL_FORMATS

MAX_TEXT_CHARS = 2_000_000  # of drawn text, some 330,000 words: the longest annual reports stay below


def parse_document(name: str, data: bytes) -> Document:
    """The text of a file with its title and date of publication.

    `name` helps to know the format (`a.html`) and may be anything; nothing is opened or fetched. The caller has
    bounded the size of `data`. Raises UnreadableDocumentError, and no other error, when no text can be drawn.
    """
    if not data:
        message = "The file is empty."
        raise UnreadableDocumentError(message)
    if kind := name_binary_kind(data):
        message = f"This is {kind}; only plain text and HTML can be read."
        raise UnreadableDocumentError(message)
    chosen = next(candidate for candidate in ALL_FORMATS if candidate.matches(name, data))
    document = chosen.read(data)
    if len(document.text) > MAX_TEXT_CHARS:
        message = f"The file holds more than {MAX_TEXT_CHARS:,} characters of text."
        raise UnreadableDocumentError(message)
    return document
