"""Looks over a text before anybody is asked about: who and what is named, who may have moved, which dates there are."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tracker.extraction.answers import TAGS
from tracker.extraction.dates import find_dates
from tracker.extraction.organisations import gather_organisations
from tracker.extraction.people import gather_people
from tracker.extraction.pieces import Pieces, whole_words
from tracker.extraction.questions import Article, cut_windows
from tracker.extraction.reader import Floats, WindowAnswer, cut_into_pieces, read_windows
from tracker.extraction.titles import find_titles
from tracker.spans import Span

# Below even odds: a name too many costs little, since the second question chooses; a missing one cannot be chosen
PERSON_FLOOR = 0.4
ORGANISATION_FLOOR = 0.25
MOVER_FLOOR = 0.1
MAX_MOVERS = 60
_PERSON = [TAGS.index("B-PERSON"), TAGS.index("I-PERSON")]
_ORGANISATION = [TAGS.index("B-ORGANISATION"), TAGS.index("I-ORGANISATION")]


@dataclass(frozen=True, slots=True)
class Survey:
    """The article with all that is named in it, and the numbers of the people who may have moved.

    `states` is what the encoder made of the article, where it was read in one window.
    """

    article: Article
    movers: list[int]
    states: Floats | None


def survey_article(text: str, passages: Sequence[Span], published_on: date | None) -> Survey:
    """Who and what is named in the text, and who of them may have moved."""
    pieces = cut_into_pieces(text, passages)
    windows = cut_windows(pieces)
    openings = {passage.starts[0] for passage in pieces if len(passage)}
    states = None
    names: tuple[list[Span], list[Span]] = ([], [])
    signs: list[tuple[Span, float]] = []
    for window, answer in zip(windows, read_windows(windows), strict=True):
        states = answer.states if len(windows) == 1 else None
        for span, is_person, sign in _names(text, window, answer, openings):
            names[0 if is_person else 1].append(span)
            signs.append((span, sign))
    of_their_sort = (_of_their_sort(text, *names), _of_their_sort(text, *reversed(names)))
    article = gather_article(text, passages, pieces, of_their_sort, published_on)
    return Survey(article, _movers(article, signs), states)


def gather_article(
    text: str,
    passages: Sequence[Span],
    pieces: Sequence[Pieces],
    names: tuple[Sequence[Span], Sequence[Span]],
    published_on: date | None,
) -> Article:
    """The article with what is named in it, where `names` are those found of people and of organisations."""
    people = gather_people(text, names[0])
    organisations = gather_organisations(text, names[1], people)
    dates = [found for passage in passages for found in find_dates(text, passage, published_on)]
    titles = [title for passage in passages for title in find_titles(text, passage)]
    return Article(text, passages, pieces, people, organisations, dates, titles)


def _of_their_sort(text: str, mine: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The names that were not oftener taken for names of the other sort: a firm may be called like its founder."""
    counts = Counter(span.of(text).lower() for span in mine)
    counts.subtract(span.of(text).lower() for span in others)
    return [span for span in mine if counts[span.of(text).lower()] >= 0]


def _names(
    text: str, window: Pieces, answer: WindowAnswer, openings: Collection[int]
) -> Iterator[tuple[Span, bool, float]]:
    """The names of people (true) and organisations (false) in a window, with the chance that the person moves.

    A person's name goes on as long as its pieces do, and no name runs on into another passage, from a headline into the
    text; `openings` are where passages begin.
    """
    people = answer.tags[:, _PERSON].sum(-1)
    firms = answer.tags[:, _ORGANISATION].sum(-1)
    begins = answer.tags[:, [_PERSON[0], _ORGANISATION[0]]].sum(-1)
    goes_on = answer.tags[:, [_PERSON[1], _ORGANISATION[1]]].sum(-1)
    is_named = (people >= PERSON_FLOOR) | (firms >= ORGANISATION_FLOOR)
    starts, ends = window.starts, window.ends
    place = 0
    while place < len(is_named):
        if not is_named[place]:
            place += 1
            continue
        last = place + 1
        while last < len(is_named) and is_named[last] and starts[last] not in openings:
            starts_word = starts[last] > ends[last - 1] or not text[starts[last] - 1].isalnum()
            are_people = people[last - 1] > firms[last - 1] and people[last] > firms[last]
            if starts_word and begins[last] > goes_on[last] and not are_people:
                break
            last += 1
        is_person = bool(people[place:last].sum() >= firms[place:last].sum())
        yield whole_words(text, Span(starts[place], ends[last - 1])), is_person, float(answer.movers[place:last].max())
        place = last


def _movers(article: Article, signs: Sequence[tuple[Span, float]]) -> list[int]:
    """The people one of whose mentions the reader marked as a mover's, most likely first cut, in order of the text."""
    by_start = sorted(signs)
    chances: dict[int, float] = {}
    starts = [span.start for span, _ in by_start]
    for number, person in enumerate(article.people):
        for mention in person.mentions:
            place = int(np.searchsorted(starts, mention.start, side="right")) - 1
            for span, chance in by_start[max(0, place) : place + 2]:
                if span.overlaps(mention):
                    chances[number] = max(chances.get(number, 0.0), chance)
    likely = sorted(
        (number for number in chances if chances[number] >= MOVER_FLOOR), key=lambda number: -chances[number]
    )
    return sorted(likely[:MAX_MOVERS])
