"""Bytes to characters: says which encoding a file is in, from the firmest sign to the weakest."""

import logging
import re
from typing import Final

from charset_normalizer import from_bytes

from tracker.documents.document import UnreadableDocumentError

logger = logging.getLogger(__name__)

# The four-byte marks come first: UTF-32's little-endian one begins like UTF-16's.
BYTE_ORDER_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# What a page may declare, as browsers understand the label (https://encoding.spec.whatwg.org/#names-and-labels).
# A list of our own, because Python's codecs also answer to names such as "unicode_escape", "utf-7" or "idna".
_DECLARED: Final[dict[str, str]] = {
    **dict.fromkeys(("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("windows-1252", "cp1252"), "cp1252"),
    **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874)},
    **{f"iso-8859-{part}": f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-9": "cp1254",
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "windows-31j"), "cp932"),
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "macintosh": "mac_roman",
}

_GUESSES: Final = ["cp1252", "gb18030", "shift_jis", "euc_kr", "big5", "iso8859_15", "cp1251"]
_GUESS_WITHIN = 200_000  # bytes; the guess samples them, and more tell it nothing new
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


def decode_text(data: bytes, declared: str | None = None) -> str:
    """The characters of a file, without its byte order mark.

    Order: byte order mark, the encoding that the file declares (`declared`, a label as in HTML), strict UTF-8, a
    guess among the encodings common in news, Windows-1252. Raises UnreadableDocumentError when none fits.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if (text := _decode_strictly(data[len(mark) :], encoding)) is not None:
                return text
            break
    for known in (_DECLARED.get((declared or "").strip().lower()), "utf-8"):
        if known and (text := _decode_strictly(data, known)) is not None:
            return text
    guessed = _guess_encoding(data)
    if guessed and (text := _decode_strictly(data, guessed)) is not None:
        return text
    if (text := _decode_strictly(data, "cp1252")) is not None:
        logger.warning("The encoding of a file could not be told; it was read as Windows-1252.")
        return text
    message = "The file's character encoding could not be recognised; save it as UTF-8."
    raise UnreadableDocumentError(message)


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess_encoding(data: bytes) -> str | None:
    sample = data[:_GUESS_WITHIN]
    if _is_western(sample):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    return best.encoding if best else None


def _is_western(sample: bytes) -> bool:
    """Whether accents and quotes stand singly among ASCII letters, as in "dimisión" or "the chairman’s".

    The guess takes the first of these for Windows-1251 and would read it as "dimisiуn"; in the Asian encodings most
    bytes are high ones, in Cyrillic whole words are.
    """
    runs = _HIGH_RUN.findall(sample)
    high_count = sum(map(len, runs))
    single_count = sum(1 for run in runs if len(run) == 1)
    return single_count >= 0.75 * len(runs) and high_count <= 0.2 * len(sample)
