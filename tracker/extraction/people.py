"""Gathers the people of a text from the names that were found in it: one entity for "Jo B. Ray", "Jo Ray" and "Ray"."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tracker.extraction.entities import Entity
from tracker.extraction.lexicon import load_words
from tracker.extraction.names import NameIndex, Token, key_of, tokenize
from tracker.spans import Span

MAX_PEOPLE = 400
MIN_SURNAME_CHARS = 2
_Key = tuple[str, ...]


def gather_people(text: str, found: Iterable[Span]) -> list[Entity]:
    """The people whose names lie in the spans `found`, in order of first mention.

    Names are joined where one is a shorter form of the other. A surname alone is looked for in the whole text; one that
    two people share goes to the one who was named last. An entity's name is its fullest form, without honorifics.
    """
    names = _cleaned_names(text, found)
    full = _fullest([name for name in names if len(_stem(name)) > 1])
    stems = {name: _stem(name) for name in full}
    alone = {_stem(name) for name in names if len(_stem(name)) == 1}
    known = {word for stem in stems.values() for word in stem}
    full += [name for name in dict.fromkeys(names) if len(_stem(name)) == 1 and _stem(name)[0] not in known]
    stems |= {name: _stem(name) for name in full}
    forms = _forms(stems, {word for (word,) in alone})
    mentions = _mentions(text, forms)
    gathered = [Entity(name, tuple(mentions[name])) for name in full if mentions[name]]
    return sorted(gathered, key=lambda entity: entity.mentions[0].start)


def _without_honorifics(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a name from its first word that is no honorific on."""
    honorifics = load_words("people", "honorifics")
    first = 0
    while first < len(tokens) and (tokens[first].text.lower() in honorifics or not tokens[first].text[0].isalnum()):
        first += 1
    return list(tokens[first:])


def _cleaned_names(text: str, found: Iterable[Span]) -> list[str]:
    """The names in the spans as the text writes them, those met most often first."""
    counts: Counter[str] = Counter()
    for span in found:
        tokens = _without_honorifics(tokenize(text, span))
        while tokens and not tokens[-1].text[0].isalnum() and not (tokens[-1].text == "." and _ends_short(tokens)):
            tokens.pop()
        if tokens and tokens[0].is_capitalised:
            counts[" ".join(text[tokens[0].start : tokens[-1].end].split())] += 1
    return [name for name, _ in counts.most_common(MAX_PEOPLE)]


def _ends_short(tokens: Sequence[Token]) -> bool:
    """Whether the full stop belongs to the word before it: "Robert Downey Jr."."""
    return len(tokens) > 1 and tokens[-2].text.lower() in load_words("people", "suffixes")


def _stem(name: str) -> _Key:
    """The words of a name without suffixes, in lower case."""
    words = key_of(name)
    return tuple(word for word in words if word not in load_words("people", "suffixes")) or words


def _fullest(names: Sequence[str]) -> list[str]:
    """One name a person: "Jo Ray" and "J. Ray" go with "Jo B. Ray", "JO RAY" with "Jo Ray"."""
    kept: list[str] = []
    for name in sorted(names, key=lambda name: (-len(_stem(name)), name.isupper(), -sum(map(len, _stem(name))))):
        if not any(_is_form_of(_stem(name), _stem(other)) for other in kept):
            kept.append(name)
    return kept


def _is_form_of(short: _Key, long: _Key) -> bool:
    """Whether all words of the shorter name stand in the longer one in order, initials for words allowed."""
    rest = iter(long)
    return all(
        any(word == other or (len(word) == 1 and other[0] == word) for other in rest) for word in short
    ) and bool({word for word in short if len(word) > 1} & set(long))


def _forms(stems: dict[str, _Key], alone: set[str]) -> dict[_Key, tuple[str, ...]]:
    """What each person may be called, and by how many: a form shared by two people belongs to both.

    A surname is the last word or the last words; any other single word counts only where it was found alone.
    """
    owners: defaultdict[_Key, dict[str, int]] = defaultdict(dict)
    particles = load_words("people", "particles")
    for name, stem in stems.items():
        for start in range(len(stem)):
            for end in range(start + 1, len(stem) + 1):
                form = stem[start:end]
                is_surname = end == len(stem)
                if form[-1] in particles or (
                    len(form) == 1 and (len(form[0]) < MIN_SURNAME_CHARS or (not is_surname and form[0] not in alone))
                ):
                    continue
                owners[form][name] = 0 if is_surname else 1 if start == 0 else 2
        if len(stem) > 1:
            owners[(stem[0], stem[-1])][name] = 0
            owners[(stem[0][0], *stem[1:])][name] = owners[(stem[0][0], stem[-1])][name] = 0  # "J. Ray"
    forms = {}
    for form, ranks in owners.items():
        best = min(ranks.values())
        forms[form] = tuple(name for name, rank in ranks.items() if rank == best)
    return forms


def _mentions(text: str, forms: dict[_Key, tuple[str, ...]]) -> dict[str, list[Span]]:
    keys = {" ".join(form): names for form, names in forms.items()}
    index = NameIndex({form: " ".join(form) for form in forms})
    mentions: defaultdict[str, list[Span]] = defaultdict(list)
    last_named: dict[str, int] = {}
    for mention in index.scan(tokenize(text)):
        names = keys[mention.name]
        owner = names[0] if len(names) == 1 else max(names, key=lambda name: last_named.get(name, -1))
        mentions[owner].append(mention.span)
        last_named[owner] = mention.span.start
    return mentions
