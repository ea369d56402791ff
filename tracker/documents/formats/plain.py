"""Plain text: the text is the file's own, character for character."""

from tracker.documents.document import Document, UnreadableDocumentError
from tracker.documents.encodings import decode_text
from tracker.documents.formats.format import Format
from tracker.documents.masthead import headline_of, published_on_of


def _matches(name: str, data: bytes) -> bool:
    """Anything that no other format has claimed."""
    del name, data
    return True


def _read(data: bytes) -> Document:
    """Only NUL is dropped, which PostgreSQL refuses, and CR LF or a lone CR becomes LF: offsets count what is left."""
    text = decode_text(data).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        message = "The file holds nothing but white space."
        raise UnreadableDocumentError(message)
    return Document(text=text, title=headline_of(text), published_on=published_on_of(text))


PLAIN = Format(name="plain text", matches=_matches, read=_read)
