"""Finds the organisations a text names, their short forms, and the one the whole text is about."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tracker.extraction.lexicon import load_words
from tracker.extraction.names import Mention, NameIndex, Token, key_of
from tracker.extraction.organisation_names import candidate_names
from tracker.extraction.reader import Sentence

MAX_ORGANISATIONS = 80
MIN_SHORT_FORM_CHARS = 5
MAX_REGISTRANT_GAP = 60
MAX_DEFINITION_GAP = 40
_LEAD_BONUS = 2.0
_REGISTRANT_BONUS = 6.0
_REGISTRANT = re.compile(r"\(\s*exact\s+name", re.IGNORECASE)
_DEFINED = re.compile(r"\(\s*(?:the\s+|each,?\s+|collectively,?\s+)?[\"“]([A-Z][A-Za-z]{2,30})[,.]?[\"”]")


@dataclass(frozen=True, slots=True)
class Organisations:
    """All mentions in order of the text; `main` names the one it is about; `defined` are names like "the Bank"."""

    mentions: tuple[Mention, ...]
    main: str | None
    defined: dict[str, str]


def find_organisations(
    lines: Sequence[Sequence[Token]], sentences: Sequence[Sentence], text: str, people: Sequence[Mention]
) -> Organisations:
    """The organisations named in the text; `people` are the mentions that belong to persons."""
    persons = {key_of(mention.span.of(text)) for mention in people} | {key_of(mention.name) for mention in people}
    counts = candidate_names(lines, sentences, text, persons)
    names = [name for name, _ in counts.most_common(MAX_ORGANISATIONS)]
    fullest = _fullest_forms(names, text)
    index = NameIndex({key: fullest.get(key, name) for key, name in _keys(names).items()})
    taken = {mention.span.start: mention.span.end for mention in people}
    mentions = tuple(
        mention
        for line in lines
        for mention in index.scan(line)
        if taken.get(mention.span.start, -1) < mention.span.end
    )
    defined = _defined(mentions, text)
    return Organisations(mentions, defined.get("company") or _main(mentions, lines, text), defined)


def key_of_organisation(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: legal forms, "Group" and "Holding" left out."""
    words = key_of(name.replace(".", ""))
    idle = load_words("organisations", "legal_forms") | load_words("organisations", "droppable")
    return tuple(word for word in words if word not in idle) or words


def _keys(names: Sequence[str]) -> dict[tuple[str, ...], str]:
    keys: dict[tuple[str, ...], str] = {}
    for name in names:
        words = key_of(name)
        short = key_of_organisation(name)
        for key in (words, short):
            if key and "".join(key) not in load_words("organisations", "not_names"):
                keys.setdefault(key, name)
        # "Harbour View Bancorp, Inc." is "Harbour View Bancorp" before it is "Harbour View"
        legal = load_words("organisations", "legal_forms")
        bare = words
        while len(bare) > 1 and bare[-1] in legal:
            bare = bare[:-1]
        keys.setdefault(bare, name)
    for first, owners in _first_words(names).items():
        if len(owners) == 1 and len(first) >= MIN_SHORT_FORM_CHARS and first not in _common_words():
            keys.setdefault((first,), next(iter(owners)))
    return keys


def _first_words(names: Sequence[str]) -> dict[str, set[str]]:
    """The names that begin with each word."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        words = key_of(name)
        if len(words) > 1:
            owners[words[0]].add(name)
    return owners


@cache
def _common_words() -> frozenset[str]:
    """Words that begin names and are none by themselves: "General", "National", "March"."""
    organisations = ("type_words", "nouns", "not_names", "droppable", "legal_forms")
    return (
        frozenset().union(*(load_words("organisations", key) for key in organisations))
        | load_words("people", "not_names")
        | load_words("titles", "before")
        | load_words("dates", "months")
        | load_words("dates", "weekdays")
    )


def _fullest_forms(names: Sequence[str], text: str) -> dict[tuple[str, ...], str]:
    """For each spelling the fullest name of the same organisation: "Acme" is "Acme Group Holding"."""
    by_key: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        by_key.setdefault(key_of_organisation(name), []).append(name)
    best = {key: max(group, key=lambda name: (not name.isupper(), len(name))) for key, group in by_key.items()}
    fullest: dict[tuple[str, ...], str] = {}
    for name, key in ((name, key_of_organisation(name)) for name in names):
        chosen = best[key]
        if len(key_of(chosen)) == len(key):  # no fuller spelling of the same words: look for a longer name
            longer = [other for other in best if len(other) > len(key) and _holds(other, key)]
            if longer and len(key_of(name)) == len(key):
                chosen = best[min(longer, key=lambda other: text.find(best[other]))]
        for spelling in (key_of(name), key):
            fullest[spelling] = chosen
    return fullest


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether the longer name begins or ends with the shorter one, or the shorter one is its initials."""
    if (
        len(short) == 1
        and len(long) > 1
        and short[0].replace("&", "") == "".join(word[0] for word in long if word != "&")
    ):
        return True
    return long[: len(short)] == short or long[-len(short) :] == short


def _main(mentions: Sequence[Mention], lines: Sequence[Sequence[Token]], text: str) -> str | None:
    """The organisation named most often, early mentions and a filing's registrant counting more."""
    lead = lines[min(1, len(lines) - 1)][-1].end if lines and lines[min(1, len(lines) - 1)] else 0
    weights: defaultdict[str, float] = defaultdict(float)
    registrant = _REGISTRANT.search(text)
    for mention in mentions:
        weights[mention.name] += 1.0 + _LEAD_BONUS * (mention.span.start < lead)
        if registrant and 0 <= registrant.start() - mention.span.end < MAX_REGISTRANT_GAP:
            weights[mention.name] += _REGISTRANT_BONUS
    return max(weights, key=lambda name: weights[name]) if weights else None


def _defined(mentions: Sequence[Mention], text: str) -> dict[str, str]:
    """Names that the text gives for later use: `Harbour View Bank, N.A. (the "Bank")`."""
    defined: dict[str, str] = {}
    place = 0
    for match in _DEFINED.finditer(text):
        while place + 1 < len(mentions) and mentions[place + 1].span.end <= match.start() + 1:
            place += 1
        if mentions and 0 <= match.start() - mentions[place].span.end <= MAX_DEFINITION_GAP:
            defined.setdefault(match.group(1).lower(), mentions[place].name)
    return defined
