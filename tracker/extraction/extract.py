"""The engine's story: a gate, who and what is named, who may have moved, and what each of them did and why."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from tracker.extraction.circumstances import find_circumstances
from tracker.extraction.dates import read_published_on
from tracker.extraction.deeds import moves_of
from tracker.extraction.gate import has_cue
from tracker.extraction.moves import ExtractedMove
from tracker.extraction.passages import split_passages
from tracker.extraction.questions import Article, digest_of, passages_naming
from tracker.extraction.reader import read_digest
from tracker.extraction.survey import survey_article

ENGINE_VERSION = "reader-1"


def extract_moves(text: str, *, published_on: date | None = None) -> list[ExtractedMove]:
    """The moves that a text states, in the order of their first telling; [] where it states none.

    Relative dates are resolved against `published_on`, or without it against the text's own "date YYYY-MM-DD" line.
    All spans count code points of `text`. Any text is taken; time grows with its length and no faster.
    """
    if not has_cue(text):
        return []
    published_on = published_on or read_published_on(text)
    survey = survey_article(text, split_passages(text), published_on)
    found: list[ExtractedMove] = []
    for person in survey.movers:
        digest = digest_of(survey.article, person)
        if digest.targets:
            moves = moves_of(survey.article, digest, read_digest(digest, survey.states), published_on)
            found += _with_circumstances(survey.article, person, moves)
    return sorted(found, key=lambda move: (move.evidence.start, move.person, move.kind.value))


def _with_circumstances(article: Article, person: int, moves: Iterable[ExtractedMove]) -> Iterator[ExtractedMove]:
    """The moves of one person with why and how each comes about, as far as the passages that name the person say it."""
    mentions = article.people[person].mentions
    naming = [article.passages[number] for number in passages_naming(article, mentions)]
    for move in moves:
        around = [passage for passage in naming if not passage.overlaps(move.evidence)]
        told = find_circumstances(article.text, move.evidence, around, move.kind, mentions)
        yield replace(move, slots={**move.slots, **told})
