"""Gathers the organisations of a text from the names that were found in it, their short forms and defined terms."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tracker.extraction.entities import Entity
from tracker.extraction.lexicon import load_words
from tracker.extraction.names import NameIndex, key_of, tokenize
from tracker.spans import Span

MAX_ORGANISATIONS = 120
MAX_DEFINITION_GAP = 40
_Key = tuple[str, ...]
_EDGES = " \n\t,;:\"“”‘’'(){}[]-–—*•"
_OPENING = re.compile(r"(?:the|its|a|an|our)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
# `Harbour View Bank, N.A. (the "Bank")`, "Tidal Research Council (TRC)"
_DEFINED = re.compile(r"\(\s*(?:the\s+|each,?\s+|collectively,?\s+)?[\"“]([A-Z][\w&.-]{1,30})[,.]?[\"”]")
_BRACKETED = re.compile(r"\(\s*([A-Z][A-Za-z&]{1,9})\s*\)")


def gather_organisations(text: str, found: Iterable[Span], people: Sequence[Entity]) -> list[Entity]:
    """The organisations whose names lie in the spans `found`, in order of first mention.

    Spellings that differ by legal forms, initials in brackets and terms like `(the "Bank")` are one. Words that lie
    inside a longer name of a person belong to the person.
    """
    owners = _owners(_cleaned_names(text, found))
    forms = {form: name for name, group in owners.items() for form in _forms([name, *group])}
    mentions = _mentions(text, NameIndex(forms), people)
    terms = _terms(text, mentions)
    if terms:
        mentions = _mentions(text, NameIndex(terms | forms), people)
    gathered = [Entity(name, tuple(spans)) for name, spans in mentions.items()]
    return sorted(gathered, key=lambda entity: entity.mentions[0].start)


def key_of_organisation(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: legal forms, "Group" and "Holding" left out."""
    words = key_of(name.replace(".", ""))
    idle = load_words("organisations", "legal_forms") | load_words("organisations", "droppable")
    return tuple(word for word in words if word not in idle) or words


def _cleaned_names(text: str, found: Iterable[Span]) -> list[str]:
    counts: Counter[str] = Counter()
    for span in found:
        name = " ".join(span.of(text).split()).strip(_EDGES)
        opening = _OPENING.match(name)
        name = name[opening.end() :] if opening else name
        name = _POSSESSIVE.sub("", name) if name.endswith(("'s", "’s")) else name
        if _can_be_organisation(name):
            counts[name] += 1
    return [name for name, _ in counts.most_common(MAX_ORGANISATIONS)]


def _can_be_organisation(name: str) -> bool:
    words = key_of(name)
    return (
        bool(words)
        and not name.islower()
        and not name.isdigit()
        and " ".join(words) not in load_words("organisations", "not_names")
        and not set(words) <= load_words("organisations", "legal_forms") | load_words("organisations", "droppable")
    )


def _owners(names: Sequence[str]) -> dict[str, list[str]]:
    """Fullest name -> its other spellings."""
    by_key: defaultdict[_Key, list[str]] = defaultdict(list)
    for name in names:
        by_key[key_of_organisation(name)].append(name)
    groups = {max(group, key=lambda name: (not name.isupper(), len(name))): group for group in by_key.values()}
    initials: dict[str, str] = {}
    for fullest in groups:
        words = key_of(fullest)
        if len(words) > 1:
            initials.setdefault("".join(word[0] for word in words), fullest)
            initials.setdefault(
                "".join(word[0] for word in words if word not in {"of", "and", "the", "for", "&"}), fullest
            )
    joined = dict(groups)
    for fullest, group in groups.items():
        words = key_of(fullest)
        longer = (
            initials.get(words[0].replace("&", ""))
            if len(words) == 1 and len(words[0]) > 1 and fullest.isupper()
            else None
        )
        if longer and longer in joined and longer != fullest:
            joined[longer] = [*joined[longer], *group]
            del joined[fullest]
    return joined


def _forms(names: Sequence[str]) -> list[_Key]:
    """What an organisation may be called: each spelling, and each without its legal form."""
    legal = load_words("organisations", "legal_forms")
    barred = load_words("organisations", "not_names")
    forms: list[_Key] = []
    for name in names:
        words = key_of(name)
        bare = words
        while len(bare) > 1 and bare[-1] in legal:
            bare = bare[:-1]
        forms += [
            form for form in (words, bare, key_of(name.replace(".", ""))) if form and " ".join(form) not in barred
        ]
    return forms


def _mentions(text: str, index: NameIndex, people: Sequence[Entity]) -> dict[str, list[Span]]:
    covered = sorted(span for person in people for span in person.mentions)
    mentions: defaultdict[str, list[Span]] = defaultdict(list)
    place = 0
    for mention in index.scan(tokenize(text)):
        while place < len(covered) and covered[place].end <= mention.span.start:
            place += 1
        person = covered[place] if place < len(covered) and covered[place].overlaps(mention.span) else None
        if person and len(person.of(text)) >= len(mention.span.of(text)):
            continue
        mentions[mention.name].append(mention.span)
    return mentions


def _terms(text: str, mentions: dict[str, list[Span]]) -> dict[_Key, str]:
    """Words that the text gives an organisation for later use, with the organisation before the bracket."""
    ends = sorted((span.end, name) for name, spans in mentions.items() for span in spans)
    terms: dict[_Key, str] = {}
    place = -1
    for match in sorted([*_DEFINED.finditer(text), *_BRACKETED.finditer(text)], key=lambda match: match.start()):
        while place + 1 < len(ends) and ends[place + 1][0] <= match.start() + 1:
            place += 1
        if place >= 0 and 0 <= match.start() - ends[place][0] <= MAX_DEFINITION_GAP:
            key = key_of(match.group(1))
            if key and (match.re is _DEFINED or _abbreviates(key[0], ends[place][1])):
                terms.setdefault(key, ends[place][1])
    return terms


def _abbreviates(short: str, name: str) -> bool:
    return bool(key_of(name)) and short[0] == key_of(name)[0][0] and short not in key_of(name)
