"""What the reader is asked: the windows of a text (who and what is named here?), and of one person what they did.

A question about a person is put to a digest of the whole article: the passages that name the person, their neighbours,
the opening, and where the organisation that the text is most about is first named.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from tracker.extraction.answers import SINGLE_SLOTS
from tracker.extraction.dates import DateMention
from tracker.extraction.entities import Entity
from tracker.extraction.pieces import Pieces, pieces_of
from tracker.spans import Span

# All that the encoder takes at once but for its two end pieces and a few to spare
MAX_PIECES = 500
MAX_CANDIDATES = 128
_LEAD_PASSAGES = 2
_FIRST_MENTIONS = 4


class Sort(IntEnum):
    """What a candidate is."""

    PERSON = 0
    ORGANISATION = 1
    DATE = 2


_SORTS = [Sort.ORGANISATION] * 4 + [Sort.PERSON] * 2 + [Sort.DATE] * 4
# What may fill each single-choice slot
SORT_OF_SLOT = dict(zip(SINGLE_SLOTS, _SORTS, strict=True))


@dataclass(frozen=True, slots=True)
class Article:
    """A text with all that was found in it before any person is asked about."""

    text: str
    passages: Sequence[Span]
    pieces: Sequence[Pieces]
    people: Sequence[Entity]
    organisations: Sequence[Entity]
    dates: Sequence[DateMention]
    titles: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention in a digest that may fill a slot: entity or date number `which` of its sort, pieces `[first, last)`."""

    sort: Sort
    which: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The question about one person: what to read, candidates, the pieces `[first, last)` of names and titles."""

    person: int
    pieces: Pieces
    candidates: list[Candidate]
    targets: list[tuple[int, int]]
    titles: list[tuple[int, int]]


def cut_windows(pieces: Sequence[Pieces]) -> list[Pieces]:
    """All passages in windows of at most `MAX_PIECES`, in order; a passage longer than a window is cut."""
    windows: list[Pieces] = []
    held = Pieces([], [], [], [])
    for passage in pieces:
        for first in range(0, len(passage), MAX_PIECES):
            part = passage.cut(first, first + MAX_PIECES)
            if len(held) + len(part) > MAX_PIECES:
                windows.append(held)
                held = Pieces([], [], [], [])
            held = _joined([held, part])
    return [*windows, held] if len(held) else windows


def passages_naming(article: Article, mentions: Sequence[Span]) -> list[int]:
    """The numbers of the passages that hold the mentions, each once, in order of the mentions."""
    starts = [passage.start for passage in article.passages]
    return list(dict.fromkeys(max(0, bisect_right(starts, span.start) - 1) for span in mentions))


def digest_of(article: Article, person: int) -> Digest:
    """The digest that is read to learn what person number `person` did."""
    pieces = _joined(_chosen(article, article.people[person].mentions))
    candidates: list[Candidate] = []
    targets: list[tuple[int, int]] = []
    sorts: tuple[tuple[Sort, Sequence[Sequence[Span]]], ...] = (
        (Sort.DATE, [(date.span,) for date in article.dates]),
        (Sort.ORGANISATION, [entity.mentions for entity in article.organisations]),
        (Sort.PERSON, [entity.mentions for entity in article.people]),
    )
    for sort, things in sorts:
        for which, spans in enumerate(things):
            for span in spans:
                first, last = pieces_of(pieces, span)
                if first >= last:
                    continue
                if sort is Sort.PERSON and which == person:
                    targets.append((first, last))
                else:
                    candidates.append(Candidate(sort, which, first, last))
    candidates = sorted(candidates, key=lambda candidate: candidate.first)[:MAX_CANDIDATES]
    titles = [place for place in (pieces_of(pieces, span) for span in article.titles) if place[0] < place[1]]
    return Digest(person, pieces, candidates, targets, titles)


def _chosen(article: Article, mentions: Sequence[Span]) -> list[Pieces]:
    """The passages of a digest in order of the text, the most telling ones taken first while there is room."""
    naming = passages_naming(article, mentions)
    wanted = [*naming[:_FIRST_MENTIONS], *range(_LEAD_PASSAGES), *(number + 1 for number in naming)]
    wanted += [*_first_naming(article), *(number - 1 for number in naming), *naming[_FIRST_MENTIONS:]]
    wanted += [number + 2 for number in naming]
    if sum(map(len, article.pieces)) <= MAX_PIECES:
        wanted = list(range(len(article.pieces)))
    room = MAX_PIECES
    taken: dict[int, Pieces] = {}
    for number in dict.fromkeys(wanted):
        if not 0 <= number < len(article.pieces):
            continue
        pieces = article.pieces[number]
        if len(pieces) > room:
            if number not in naming[:_FIRST_MENTIONS] or not room:
                continue
            pieces = _around(pieces, mentions, room)
        taken[number] = pieces
        room -= len(pieces)
    return [taken[number] for number in sorted(taken)]


def _around(pieces: Pieces, mentions: Sequence[Span], room: int) -> Pieces:
    """A part of a long passage that holds the person's first mention in it."""
    inside = [span for span in mentions if pieces.starts[0] <= span.start < pieces.ends[-1]]
    place = bisect_left(pieces.starts, inside[0].start) if inside else 0
    first = max(0, min(place - room // 3, len(pieces) - room))
    return pieces.cut(first, first + room)


def _first_naming(article: Article) -> list[int]:
    """The passage that first names the organisation named most often."""
    if not article.organisations:
        return []
    main = max(article.organisations, key=lambda entity: len(entity.mentions))
    return passages_naming(article, main.mentions[:1])


def _joined(parts: Sequence[Pieces]) -> Pieces:
    return Pieces(
        [number for part in parts for number in part.ids],
        [start for part in parts for start in part.starts],
        [end for part in parts for end in part.ends],
        [case for part in parts for case in part.cases],
    )
