"""Normal forms of names: what is left when spelling, order and legal form are taken away; equal keys, equal names."""

import unicodedata
from hashlib import blake2b
from typing import Final

MAX_KEY_CHARS: Final = 200
_DIGEST_BYTES: Final = 16

_HONORIFICS: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "messrs"},
)
# Behind a name: "Kestrel Ridge Bancorp, Inc.", "Alibaba Group Holding Ltd", "Astra Agro Tbk".
_FORMS_BEHIND: Final = frozenset(
    {"inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "llp", "lp", "ag"}
    | {"sa", "se", "nv", "bv", "gmbh", "kgaa", "kg", "kk", "ab", "asa", "as", "oyj", "oy", "spa", "srl", "sarl", "sas"}
    | {"pty", "pte", "bhd", "berhad", "sdn", "tbk", "publ", "pjsc", "ojsc", "jsc", "holding", "holdings", "group"},
)
# Before a name: "The Walt Disney Company", "PT Astra International", "AB Volvo".
_FORMS_BEFORE: Final = frozenset({"the", "pt", "ab", "kk", "pjsc", "ojsc", "jsc"})

# Letters of Latin alphabets that Unicode does not take apart into a plain letter and an accent.
_LATIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"},
)
_APOSTROPHES: Final = frozenset("’'‘ʼ`´")


def executive_key(name: str) -> str:
    """The normal form of a person's name: case, accents, punctuation, honorifics and the order of its parts apart.

    "Dr. Jürgen Müller", "MÜLLER, Jürgen" and "Jurgen Muller" have the same. At most MAX_KEY_CHARS characters, and not
    empty unless the name is.
    """
    words = _plain_words(name.replace(".", " "))
    while len(words) > 1 and words[0] in _HONORIFICS:
        del words[0]
    return _bounded(" ".join(sorted(words)) or _verbatim(name))


def company_key(name: str) -> str:
    """The normal form of an organisation's name: case, accents, punctuation and legal form apart; "&" is "and".

    "Alibaba Group Holding Ltd." and "ALIBABA" have the same. A name of nothing but legal forms keeps its last word. At
    most MAX_KEY_CHARS characters, and not empty unless the name is.
    """
    words = _joined_letters(_plain_words(name.replace(".", "").replace("&", " and ")))
    while len(words) > 1 and words[0] in _FORMS_BEFORE:
        del words[0]
    while len(words) > 1 and words[-1] in _FORMS_BEHIND:
        del words[-1]
        if len(words) > 1 and words[-1] == "and":  # "Farrow & Co"
            del words[-1]
    return _bounded(" ".join(words) or _verbatim(name))


def _plain_words(name: str) -> list[str]:
    bare = "".join(map(_in_word, unicodedata.normalize("NFKC", name).casefold()))
    return [_without_accents(word) for word in unicodedata.normalize("NFC", bare).split()]


def _in_word(char: str) -> str:
    """Letters, digits and the marks upon them, as they are; nothing for what joins letters, else a space."""
    category = unicodedata.category(char)
    if char.isalnum() or category.startswith("M"):
        return char
    return "" if char in _APOSTROPHES or category == "Cf" else " "


def _without_accents(word: str) -> str:
    """Latin words only: taken apart, "ガ" would become "カ" and "й" "и", which are other letters."""
    if not any(unicodedata.name(char, "").startswith("LATIN") for char in word):
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LATIN_LETTERS)


def _joined_letters(words: list[str]) -> list[str]:
    """Single letters in a row as one word, so that "S. A." is "S.A." and "J. P. Morgan" "J.P. Morgan"."""
    joined: list[str] = []
    was_letter = False
    for word in words:
        is_letter = len(word) == 1
        if is_letter and was_letter:
            joined[-1] += word
        else:
            joined.append(word)
        was_letter = is_letter
    return joined


def _verbatim(name: str) -> str:
    """For a name without a letter or a digit, such as "!!!"."""
    return " ".join(name.casefold().split())


def _bounded(key: str) -> str:
    """A key that fits its column; of a longer one the end is replaced by a digest, so that it stays apart."""
    if len(key) <= MAX_KEY_CHARS:
        return key
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{key[: MAX_KEY_CHARS - len(digest) - 1]} {digest}"
