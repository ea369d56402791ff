"""The engine's story: a gate, who and what is named, who may have moved, and what each of them did."""

from datetime import date

from tracker.extraction.dates import read_published_on
from tracker.extraction.gate import has_cue
from tracker.extraction.moves import ExtractedMove
from tracker.extraction.passages import split_passages
from tracker.extraction.taught.deeds import moves_of
from tracker.extraction.taught.questions import digest_of
from tracker.extraction.taught.reader import read_digest
from tracker.extraction.taught.survey import survey_article

ENGINE_VERSION = "reader-1"


def extract_moves(text: str, *, published_on: date | None = None) -> list[ExtractedMove]:
    """The moves that a text states, in the order of their first telling; [] where it states none.

    Relative dates are resolved against `published_on`, or without it against the text's own "date YYYY-MM-DD" line.
    All spans count code points of `text`. Any text is taken; time grows with its length and no faster.
    """
    published_on = published_on or read_published_on(text)
    passages = split_passages(text)
    if not any(has_cue(passage.span.of(text)) for passage in passages):
        return []
    survey = survey_article(text, passages, published_on)
    found: list[ExtractedMove] = []
    for person in survey.movers:
        digest = digest_of(survey.article, person)
        if digest.targets:
            found += moves_of(survey.article, digest, read_digest(digest, survey.states), published_on)
    return sorted(found, key=lambda move: (move.evidence.start, move.person, move.kind.value))
