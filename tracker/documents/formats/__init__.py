"""The formats a file may have, in the order in which they are asked; plain text, which takes anything, is last."""

from tracker.documents.formats.format import Format
from tracker.documents.formats.html import HTML
from tracker.documents.formats.plain import PLAIN

ALL_FORMATS: tuple[Format, ...] = (HTML, PLAIN)

__all__ = ["ALL_FORMATS", "Format"]
