"""Collects the names in a text that may be organisations': the model's, and those that stand where one would."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.extraction.lexicon import load_words
from tracker.extraction.names import Token, key_of
from tracker.extraction.reader import Sentence
from tracker.extraction.titles import title_words
from tracker.spans import Span

MAX_RUN_TOKENS = 9
MIN_NAME_CHARS = 3
MAX_SURNAMES = 2
_PLACE_LABELS = frozenset({"GPE", "PRODUCT", "FAC", "WORK_OF_ART", "PERSON", "NORP", "LOC"})


def candidate_names(
    lines: Sequence[Sequence[Token]], sentences: Sequence[Sentence], text: str, persons: set[tuple[str, ...]]
) -> Counter[str]:
    """How often each name is met that may be an organisation's; `persons` are the keys of people's names."""
    counts: Counter[str] = Counter()
    places = _places(sentences, text)
    surnames = {word for words in persons for word in words}
    for sentence in sentences:
        for name in sentence.names:
            if _TICKER_BEFORE.search(text, max(0, name.span.start - 40), name.span.start):
                continue
            if name.label == "ORG" or (name.label in _PLACE_LABELS and _in_slot(text, name.span)):
                cleaned = _cleaned(name.span.of(text))
                if cleaned and not _is_otherwise(key_of(cleaned), persons, surnames, places):
                    counts[cleaned] += 1
    recurring = _recurring(lines)
    for line in lines:
        for first, last in _runs(line, recurring):
            cleaned = _cleaned(text[line[first].start : line[last - 1].end])
            if cleaned and not _is_otherwise(key_of(cleaned), persons, surnames, places):
                counts[cleaned] += 1
    return counts


def _places(sentences: Sequence[Sentence], text: str) -> set[tuple[str, ...]]:
    """Names that the model takes for a country, a town or a people rather than for an organisation."""
    labels: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        for name in sentence.names:
            key = key_of(name.span.of(text))
            if name.label in {"GPE", "LOC"}:
                in_slot = _in_slot(text, name.span)
                labels[key] += -1 if in_slot else 1
            elif name.label == "NORP":
                labels[key] += 3
            elif name.label == "ORG":
                labels[key] -= 1
    return {key for key, count in labels.items() if count > 0}


def _is_otherwise(
    key: tuple[str, ...], persons: set[tuple[str, ...]], surnames: set[str], places: set[tuple[str, ...]]
) -> bool:
    """Whether a name is a person's or a place's: "Ms Ray", "Orr", "North American"."""
    if key in persons or key in places or key[0] in load_words("people", "honorifics"):
        return True
    marks = load_words("organisations", "legal_forms") | load_words("organisations", "type_words")
    return not marks & set(key) and key[-1] in surnames and len(key) <= MAX_SURNAMES


_SLOT_BEFORE = re.compile(
    r"\b(?:join(?:ed|ing|s)?|rejoin(?:ed|ing|s)?|left|leav(?:e|es|ing)|quit(?:s|ting)?|exit(?:s|ed|ing)?|at"
    r"|found(?:ed|ing)"
    r"|(?:chief executive|ceo|president|chairman|chair|director|officer|head|founder|partner|board) of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SLOT_AFTER = re.compile(
    r"[’']s\s+(?:new\s+|former\s+|board|chief|chair|president|managing|ceo|cfo|finance|director)"
    r"|\s+(?:said\b|announced\b|has named|named|appoints|names|hires|taps|ceo\b|chief executive|board\b)",
    re.IGNORECASE,
)


def _in_slot(text: str, span: Span) -> bool:
    """Whether the words beside a name are those beside an organisation: "joined X", "X's chief executive"."""
    before = text[max(0, span.start - 40) : span.start]
    return bool(_SLOT_BEFORE.search(before) or _SLOT_AFTER.match(text, span.end, span.end + 40))


def _recurring(lines: Sequence[Sequence[Token]]) -> set[tuple[str, ...]]:
    """Names that come again and again where an organisation's would: "Acme’s", "at Acme", "Acme said"."""
    counts: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        place = 0
        while place < len(line):
            token = line[place]
            if not token.is_capitalised or not token.text[0].isalpha() or len(token.text) < MIN_NAME_CHARS:
                place += 1
                continue
            end = _run_end(line, place)
            before = line[place - 1].text.lower() if place else ""
            after = line[end].text.lower() if end < len(line) else ""
            if line[end - 1].is_possessive or before in _ORG_BEFORE or after in _ORG_AFTER:
                counts[tuple(token.text for token in line[place:end])] += 1
            place = max(end, place + 1)
    return {run for run, count in counts.items() if count > 1}


_ORG_BEFORE = frozenset({"at", "joined", "join", "joining", "left", "leave", "leaving", "inside", "by", "than"})
_ORG_AFTER = frozenset({"said", "has", "had", "will", "announced", "declined", "did", "reported", "plans", "confirmed"})


def _runs(line: Sequence[Token], recurring: set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words with a legal form or a word like "Bank" in them, or in an organisation's place."""
    place = 0
    while place < len(line):
        if not line[place].is_capitalised or line[place].text.lower() in title_words():
            place += 1
            continue
        end = _run_end(line, place)
        is_recurring = tuple(token.text for token in line[place:end]) in recurring
        if is_recurring or _is_marked(line[place:end]) or _is_placed(line, place, end):
            yield place, end
        place = max(end, place + 1)


def _run_end(line: Sequence[Token], place: int) -> int:
    end = place + 1
    joiners = {"of", "and", "&", "de", "for", "the", "du", "la"}
    legal = load_words("organisations", "legal_forms")
    causes = load_words("organisations", "for_causes")
    while end < len(line) and end - place < MAX_RUN_TOKENS and not line[end - 1].is_possessive:
        token = line[end]
        following = line[end + 1] if end + 1 < len(line) else None
        if token.text.lower() in load_words("organisations", "headline_verbs"):
            break
        if token.is_capitalised and token.text.lower() not in title_words() and token.text[0] != "“":
            end += 1
        elif token.text in joiners and following and following.is_capitalised and following.text[0].isalpha():
            is_apart = token.text == "and" and following.text.lower() not in legal
            is_apart |= token.text == "for" and line[end - 1].text.lower() not in causes
            if following.text.lower() in title_words() or is_apart:
                break
            end += 2
        elif token.text == "," and following and following.text.lower() in legal:
            end += 2
        elif token.text == "." and (len(line[end - 1].text) == 1 or line[end - 1].text.lower() in legal):
            end += 1
        else:
            break
    return min(end, len(line))


def _is_marked(run: Sequence[Token]) -> bool:
    words = [token.text.lower() for token in run if token.text[0].isalnum()]
    marks = load_words("organisations", "legal_forms") | load_words("organisations", "type_words")
    return (
        len(words) > 1
        and bool(marks & set(words))
        and words[0] not in load_words("organisations", "not_names") - {"bank"}
    )


def _is_placed(line: Sequence[Token], first: int, last: int) -> bool:
    """As in "joined Acme", "chief executive of Acme", "Acme's board", "Acme appoints"."""
    before = [token.text.lower() for token in line[max(0, first - 3) : first]]
    if before and before[-1] == "the":
        before.pop()
    entering = {"joined", "joins", "joining", "join", "rejoined", "quit", "leaving", "left", "leaves", "founded"}
    if before and before[-1] in entering:
        return True
    if before[-1:] == ["of"] and len(before) > 1 and before[-2] in title_words() | {"board"}:
        return True
    after = [token.text.lower() for token in line[last : last + 2]]
    if line[last - 1].is_possessive:
        return bool(after) and (after[0] in title_words() or after[0] in {"board", "new", "former"})
    if bool(after) and after[0] in load_words("organisations", "posts_after") and (before[-1:] == ["as"] or first == 0):
        return True  # "Acme chief Jo Ray", "to retire as Acme chairman"
    naming = load_words("organisations", "headline_verbs") - {"to", "there", "this", "by", "board", "following"}
    return first == 0 and bool(after) and after[0] in naming | {":"}


_MEMBERS_OF = re.compile(
    r"(?:(?:shareholders|directors|board|members|trustees|owners|executives) of\s+)?(?:(?:the|its|a|an|our)\s+)?",
    re.IGNORECASE,
)
_TICKER_BEFORE = re.compile(r"[(\[][\w .]{1,30}:\s?$")


def _cleaned(name: str) -> str | None:
    """A name without article and possessive; None where it is no organisation's."""
    name = re.sub(r"(?:[’']s|[’'])$", "", " ".join(name.split()).strip(' ,;:"“”‘(){}[]-–—*'))
    opening = _MEMBERS_OF.match(name)
    name = name[opening.end() :] if opening else name
    name = _before_next_name(_before_headline_verb(name.split(": ", 1)[0]))
    return name if _can_be_organisation(name) else None


def _before_next_name(name: str) -> str:
    """As in "left Acme for Zenith": "for" stands inside a name only after words like "Centre"."""
    words = name.split()
    for place, word in enumerate(words):
        if place and word.endswith(".") and word[:-1].lower() in load_words("organisations", "legal_forms"):
            words = words[: place + 1]  # "of Acme Ltd. Acme is": the next sentence's name
            break
    last = words[-1].removesuffix(".") if words else ""
    if len(last) >= MIN_NAME_CHARS - 1 and last.lower() not in load_words("passages", "legal_abbreviations"):
        words[-1] = last
    name = " ".join(words)
    if "for" not in words[1:]:
        return name
    place = words.index("for", 1)
    return name if words[place - 1].lower() in load_words("organisations", "for_causes") else " ".join(words[:place])


def _can_be_organisation(name: str) -> bool:
    words = key_of(name)
    if not words or len(words) > MAX_RUN_TOKENS or not name[0].isalnum() or name.islower() or name.isdigit():
        return False
    dates = load_words("dates", "months") | load_words("dates", "weekdays")
    titles = title_words()
    is_role = words[-1] in titles or (words[0] in titles and words[0] not in {"general", "first"})
    if is_role or dates & set(words) or words[-1] in load_words("organisations", "papers"):
        return False
    idle = load_words("organisations", "not_names") | load_words("organisations", "nouns") | titles
    idle |= load_words("titles", "before") | load_words("people", "not_names")
    return " ".join(words) not in idle and not all(word in idle or word.isdigit() for word in words)


def _before_headline_verb(name: str) -> str:
    """As in "Acme Announces Retirement" is Acme: headlines write their verbs with capitals."""
    words = name.split()
    verbs = load_words("organisations", "headline_verbs")
    cut = next((place for place, word in enumerate(words) if place and word.lower() in verbs), len(words))
    return " ".join(words[:cut])
