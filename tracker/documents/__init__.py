"""Bytes become clean text. The whole face: one function, what it gives, and the one error it raises."""

from tracker.documents.document import Document, UnreadableDocumentError
from tracker.documents.parse import parse_document

__all__ = ["Document", "UnreadableDocumentError", "parse_document"]
