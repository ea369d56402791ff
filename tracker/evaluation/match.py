"""When an answer is right: names, companies, roles, dates and quotes of a claim held against those of the gold."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness"},
)
NAME_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "el", "bin", "bint", "zu"}
    | {"jr", "sr", "ii", "iii", "iv"},
)
LEGAL_FORMS = frozenset(
    {"inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "llp", "lp"}
    | {"ag", "sa", "se", "nv", "bv", "gmbh", "kk", "ab", "asa", "oyj", "spa", "pty", "bhd", "berhad", "pt", "tbk"}
    | {"the", "group", "holding", "holdings", "and"},
)
TITLE_WORDS = {
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
    "coo": "chief operating officer",
    "cto": "chief technology officer",
    "cmo": "chief marketing officer",
    "cio": "chief information officer",
    "cro": "chief risk officer",
    "cso": "chief strategy officer",
    "cpo": "chief product officer",
    "chro": "chief human resources officer",
    "vp": "vice president",
    "svp": "senior vice president",
    "evp": "executive vice president",
    "md": "managing director",
    "gm": "general manager",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
}
MAX_EVIDENCE_CHARS = 600  # a longer quote shows nobody where the words are

_FULL_NAME_PARTS = 2  # a shorter form of a name is complete with two parts
_ROLE_PARTLY_RIGHT = 0.4  # F1 of the words of two wordings of a role
_ROLE_RIGHT = 0.67
_QUOTE_COVERED = 0.5


def plain_words(text: str) -> list[str]:
    """Lower-case words of a text, without accents, punctuation and the genitive."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).lower().replace("’", "'")
    bare = re.sub(r"'s\b", "", bare).replace(".", "").replace("&", " and ")
    return re.findall(r"\w+", bare)


def person_parts(name: str) -> list[frozenset[str]]:
    """The parts of a name set apart by space, each as its words: "Descombes-Leroy" is one part of two words."""
    parts = (frozenset(plain_words(part)) - HONORIFICS for part in name.split())
    return [part for part in parts if part]


def person_matches(accepted: Sequence[str], name: str | None) -> bool:
    """Whether a name is one of the accepted ones, or a form of one that still has two of its parts."""
    if not name:
        return False
    return any(_same_person(person_parts(variant), person_parts(name)) for variant in accepted)


def _same_person(wanted_parts: list[frozenset[str]], got_parts: list[frozenset[str]]) -> bool:
    wanted: frozenset[str] = frozenset().union(*wanted_parts)
    got: frozenset[str] = frozenset().union(*got_parts)
    if got and got == wanted:
        return True  # "Jean Pierre" is "Jean-Pierre"
    if not (got <= wanted or wanted <= got):
        return False
    # Particles and suffixes apart, so that a double surname alone is no full name.
    common = (got & wanted) - NAME_PARTICLES
    return min(sum(bool(part & common) for part in parts) for parts in (got_parts, wanted_parts)) >= _FULL_NAME_PARTS


def company_words(name: str) -> tuple[str, ...]:
    """The words of an organisation's name without legal forms, or all of them where there are no others."""
    words = plain_words(name)
    return tuple(word for word in words if word not in LEGAL_FORMS) or tuple(words)


def company_matches(accepted: Sequence[str] | None, name: str | None) -> bool:
    """Whether an organisation is one of the accepted ones; both null is a match."""
    if accepted is None or name is None:
        return accepted is None and name is None
    return company_words(name) in {company_words(variant) for variant in accepted}


def role_words(title: str) -> tuple[str, ...]:
    """The words of a title with the usual abbreviations written out."""
    words: list[str] = []
    for word in plain_words(title):
        words += TITLE_WORDS.get(word, word).split()
    text = re.sub(r"\bchief executive\b(?! officer)", "chief executive officer", " ".join(words))
    text = re.sub(r"\b(finance chief|chief finance officer|finance director)\b", "chief financial officer", text)
    return tuple(word for word in text.split() if word not in {"the", "its", "a", "an"})


def role_credit(gold: Sequence[Sequence[str]], predicted: Sequence[str]) -> float:
    """How many of the gold roles were given: 1 each, 0.5 where the wording agrees in part only."""
    left, credit = list(predicted), 0.0
    for wordings in gold:
        fits = [max((_word_f1(role, wording) for wording in wordings), default=0.0) for role in left]
        best = max(fits, default=0.0)
        if best >= _ROLE_PARTLY_RIGHT:
            del left[fits.index(best)]
            credit += 1.0 if best >= _ROLE_RIGHT else 0.5
    return credit


def _word_f1(role: str, wording: str) -> float:
    got, wanted = Counter(role_words(role)), Counter(role_words(wording))
    common = (got & wanted).total()
    return 2 * common / (got.total() + wanted.total()) if common else 0.0


def date_credit(gold: str, predicted: str) -> float:
    """1 for the same date, 0.5 where one is the other at another precision (`2023-03`, `2023-03-21`)."""
    if gold == predicted:
        return 1.0
    return 0.5 if gold.startswith(predicted) or predicted.startswith(gold) else 0.0


def quote_covered(gold: str, predicted: str) -> bool:
    """Whether a quote of at most MAX_EVIDENCE_CHARS has half of the words of the gold quote."""
    if len(predicted) > MAX_EVIDENCE_CHARS:
        return False
    wanted, got = Counter(plain_words(gold)), Counter(plain_words(predicted))
    return (wanted & got).total() >= _QUOTE_COVERED * wanted.total()
