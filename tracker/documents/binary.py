"""Tells files that hold no text to read from those that do, so that the reason names what the file is."""

from tracker.documents.encodings import BYTE_ORDER_MARKS

# The first bytes of the kinds people most often take for an article, and what we call them.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\x00", "a database"),
)
_ZIP_SIGNATURE = b"PK\x03\x04"
# Members of a ZIP archive that tell an office file; their names stand near its beginning.
_ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word file (DOCX)"),
    (b"xl/", "an Excel file (XLSX)"),
    (b"ppt/", "a PowerPoint file (PPTX)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an e-book (EPUB)"),
)
_MEMBERS_WITHIN = 65_536

# Control characters that no text has use for; tab, line feed, form feed, carriage return and escape are left out.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
# A text may carry a stray NUL or two (they are dropped later); random bytes hold one control in ten.
_CONTROL_SHARE_OF_UTF_8 = 0.2
_CONTROL_SHARE_OF_OTHERS = 0.02


def name_binary_kind(data: bytes) -> str | None:
    """What a file is that holds no text, with its article ("a PDF file"); None for a file that may be text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(_ZIP_SIGNATURE):
        beginning = data[:_MEMBERS_WITHIN]
        return next((kind for member, kind in _ZIP_MEMBERS if member in beginning), "a ZIP archive")
    if data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        return None
    controls = len(data) - len(data.translate(None, delete=_CONTROLS))
    if not controls:
        return None
    allowed = _CONTROL_SHARE_OF_UTF_8 if _is_utf_8(data) else _CONTROL_SHARE_OF_OTHERS
    return "a binary file" if controls > allowed * len(data) else None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
