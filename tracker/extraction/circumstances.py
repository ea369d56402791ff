"""Reads what is asked beside the guide's slots: why somebody moves and, of a departure, how the seat goes on."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from tracker.enums import Kind
from tracker.extraction.lexicon import load_table
from tracker.extraction.moves import SlotReading
from tracker.spans import Span

IN_EVIDENCE = 0.8
ELSEWHERE = 0.5
SLOTS = {Kind.DEPARTURE: ("reason", "effective_immediately", "succession", "stays_as"), Kind.APPOINTMENT: ("reason",)}
# These belong to the move told nearest before them; the other slots are told with words of another move
_BELONGS_TO_MOVE = frozenset({"reason", "effective_immediately"})
# How far, in words, a wording runs at most; how soon what it needs must come; how far back it may be denied
MAX_WORDS = 25
MAX_AROUND = 12
SOON_WORDS = 6
BACK_WORDS = 2
MAX_BACK_CHARS = 40

_WORD = re.compile(r"\S+")
_MARKS = ".,;:!?()[]–—-"
_QUOTES = "\"“”‘’'"
_ABBREVIATION = re.compile(r"(?:mr|mrs|ms|dr|st|no|\w|u\.s|u\.k)\.", re.IGNORECASE)
# Every repetition is bounded or gives nothing back, so that no text makes a pattern slow
_CAPITALISED = r"[A-ZÀ-Þ][\w'’.-]{0,30}"
_WILDCARDS = {"…": r"\S++(?:\s++\S++){0,4}?", "NAME": rf"(?-i:{_CAPITALISED}(?:\s++{_CAPITALISED}){{0,5}})"}


@dataclass(frozen=True, slots=True)
class _Wording:
    """One entry of the lexicon, the head of which says what each field means."""

    say: Sequence[str]
    needs: Sequence[str] = ()
    unless: Sequence[str] = ()
    kind: str = ""
    keeps: bool = False
    whole: bool = False
    last: bool = False
    behind: bool = False
    unnamed: bool = False
    elsewhere: bool = False


def find_circumstances(
    text: str, evidence: Span, around: Sequence[Span], kind: Kind, person: Collection[Span] = ()
) -> dict[str, SlotReading]:
    """The slots that a move's words fill, by name: `reason`, of a departure `effective_immediately` (the words that
    say so), `succession` (how the seat is filled) and `stays_as` (the post kept); {} where none is told.

    `evidence` is the sentence that states the move, `around` the passages that name the person, in order of the text:
    those after the evidence are asked before those ahead of it, the nearest `MAX_AROUND` only, and less is believed of
    them. `person` is where the person is named: "will be succeeded by Orr" tells of no succession to Orr.
    """
    nearest = sorted((span for span in around if span != evidence), key=lambda span: abs(span.start - evidence.start))
    others = sorted(nearest[:MAX_AROUND], key=lambda span: (span < evidence, span))
    found = {}
    for slot in SLOTS[kind]:
        readings = (_read(text, place, slot, kind, is_evidence=place == evidence) for place in (evidence, *others))
        reading = next(filter(None, readings), None)
        if reading and not (slot == "succession" and _is_named_in(reading.span, person)):
            found[slot] = reading
    return found


def _is_named_in(words: Span | None, person: Collection[Span]) -> bool:
    return words is not None and any(words.overlaps(mention) for mention in person)


def _read(text: str, place: Span, slot: str, kind: Kind, *, is_evidence: bool) -> SlotReading | None:
    """The first words of a passage that fill the slot."""
    wordings, pattern = _wordings(slot)
    tellings = list(_tellings().finditer(text, place.start, place.end)) if slot in _BELONGS_TO_MOVE else []
    for match in pattern.finditer(text, place.start, place.end):
        wording = wordings[(match.lastindex or 1) - 1]
        if not (is_evidence or wording.elsewhere) or wording.kind not in {"", kind}:
            continue
        is_first = not tellings or tellings[0].start() > match.start()
        if _told_nearest(tellings, match.start()) not in {None, kind} or (wording.behind and is_first):
            continue
        before = text[max(place.start, match.start() - MAX_BACK_CHARS) : match.start()].lower().split()
        if not _list("never_after").isdisjoint(before[-BACK_WORDS:]):
            continue
        words = _words_of(text, Span(match.start(), match.end()), place.end, wording)
        if words and slot == "stays_as":
            words = _post(text, words)
        if words:
            return SlotReading(IN_EVIDENCE if is_evidence else ELSEWHERE, words)
    return None


def _told_nearest(tellings: Sequence[re.Match[str]], start: int) -> Kind | None:
    """The kind of move told last before a place, or else first after it."""
    number = max(0, bisect_left(tellings, start, key=re.Match.start) - 1)
    return tuple(Kind)[(tellings[number].lastindex or 1) - 1] if tellings else None


def _words_of(text: str, opening: Span, limit: int, wording: _Wording) -> Span | None:
    """The opening with what follows it, as far as the wording wants either; None where it has not what it needs."""
    following = list(_run(text, opening.end, limit))
    soon = _bare([*islice(_WORD.finditer(text, opening.end, limit), 1), *following[:SOON_WORDS]])
    if (wording.needs and not _has_any(soon, wording.needs)) or _has_any(soon, wording.unless):
        return None
    if wording.whole or (not following and (wording.last or wording.keeps)):
        return opening
    if wording.last or not following or (wording.unnamed and _is_name(following[0])):
        return None
    return _trimmed(text, Span(opening.start if wording.keeps else following[0].start(), following[-1].end()))


def _run(text: str, start: int, limit: int) -> Iterator[re.Match[str]]:
    """The words from `start` to the end of the clause, `MAX_WORDS` at most."""
    words = list(islice(_WORD.finditer(text, start, limit), MAX_WORDS + SOON_WORDS))
    bare = _bare(words)
    for number, word in enumerate(words[:MAX_WORDS]):
        after = bare[number + 1 : number + 5]
        is_end = not bare[number] or bare[number] in _list("ends") or word.group().startswith("(")
        opens_clause = "".join(after[:1]).endswith("ed") or _has_any(after, ["verbs"])
        if is_end or (bare[number] == "and" and opens_clause) or _is_time(bare[number], after):
            return
        yield word
        if word.group().rstrip(_QUOTES).endswith(tuple(_MARKS)) and not _ABBREVIATION.fullmatch(word.group()):
            return


def _is_time(word: str, after: Sequence[str]) -> bool:
    """Whether a word opens a time: "on" of "on 3 May", "at" of "at the end of the year", "Friday"."""
    dates = load_table("dates")
    first = next((one for one in after if one not in _list("within_times")), "")
    is_time = first[:1].isdigit() or first in _list("times_of_effect") or first in dates["months"] + dates["weekdays"]
    return word in dates["weekdays"] or (word in _list("before_times") and is_time)


def _post(text: str, words: Span) -> Span | None:
    """The post alone, of words like "an adviser to the board"; None where it is only kept until somebody comes."""
    run = list(_WORD.finditer(text, words.start, words.end))
    bare = _bare(run)
    first = next((number for number, word in enumerate(bare) if word not in _list("articles")), len(run))
    size = first
    while size < len(run) and (size == first or not _ends_post(run[size], run[size + 1 : size + 4])):
        size += 1
    if not _has_any(bare[first:size], ["posts", "boards"]):
        return None
    post = _trimmed(text, Span(run[first].start(), run[size - 1].end()))
    is_until = text[post.end : post.end + 6].lstrip().lower().startswith(("until", "till"))
    return None if is_until and not _has_any(bare[first:size], ["advisory"]) else post


def _ends_post(word: re.Match[str], after: Sequence[re.Match[str]]) -> bool:
    """Whether a post is told in full: "director" before "of Brightwell", but "member" not before "of the board"."""
    if word.group() != "of" or _has_any(_bare(after), ["boards"]):
        return word.group() in _list("post_ends")
    return _has_any(_bare(after[:2]), ["owners"]) or any(map(_is_name, after[:1]))


def _trimmed(text: str, span: Span) -> Span:
    """The span without marks at its end, and without quotation marks around all of it."""
    told = span.of(text)
    words = told.rstrip(_MARKS + _QUOTES)
    kept = words.lstrip(_QUOTES)
    if not set(kept).isdisjoint('"“”'):
        # a pair lies inside: “differences” with the board, to pursue "other projects"
        is_open = words.count('"') % 2 == 1 or words.count("“") > words.count("”")
        closing = next((place for place in range(len(words), len(told)) if told[place] in '"”'), None)
        words = kept = told[: closing + 1] if is_open and closing is not None else words
    return Span(span.start + len(words) - len(kept), span.start + len(words))


def _is_name(word: re.Match[str]) -> bool:
    return word.group().lstrip(_QUOTES)[:1].isupper()


def _bare(words: Sequence[re.Match[str]]) -> list[str]:
    return [word.group().strip(_MARKS + _QUOTES).lower() for word in words]


def _has_any(words: Iterable[str], lists: Iterable[str]) -> bool:
    return any(not _list(name).isdisjoint(words) for name in lists)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_table("circumstances")["words"][name])


@cache
def _wordings(slot: str) -> tuple[tuple[_Wording, ...], re.Pattern[str]]:
    """The wordings of a slot, and what finds their openings: the number of its group is the wording's, from 1."""
    wordings = tuple(_Wording(**entry) for entry in load_table("circumstances")[slot])
    return wordings, _any_of([wording.say for wording in wordings])


@cache
def _tellings() -> re.Pattern[str]:
    return _any_of([sorted(_list(kind)) for kind in Kind])


def _any_of(groups: Sequence[Sequence[str]]) -> re.Pattern[str]:
    """Finds what each group says, a longer wording before a shorter one, as the regular expression's own group."""
    written = []
    for group in groups:
        says = [[_WILDCARDS.get(word) or re.escape(word) for word in say.split()] for say in sorted(group, key=len)]
        written.append("(" + "|".join(r"\s++".join(words) for words in reversed(says)) + ")")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(written)})(?![\w-])", re.IGNORECASE)
