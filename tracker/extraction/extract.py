"""The engine's story: of a text, the passages worth reading, who is in them, what each did, and how sure that is."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.extraction.circumstances import find_circumstances
from tracker.extraction.confidence import move_confidence, read_slots
from tracker.extraction.dates import read_published_on
from tracker.extraction.drafts import Draft
from tracker.extraction.gate import passages_with_cues
from tracker.extraction.moves import ExtractedMove
from tracker.extraction.names import Mention, tokenize
from tracker.extraction.organisations import find_organisations
from tracker.extraction.passages import Passage, split_passages
from tracker.extraction.people import find_people, genders, without_names_inside
from tracker.extraction.reader import read_sentences
from tracker.extraction.repeats import join_repeats
from tracker.extraction.scenes import Article, build_scenes
from tracker.extraction.slots import draft_moves
from tracker.spans import Span

ENGINE_VERSION = "rules-2"


def extract_moves(text: str, *, published_on: date | None = None) -> list[ExtractedMove]:
    """The moves that a text states, in the order of their first telling; [] where it states none.

    Relative dates are resolved against `published_on`, or without it against the text's own "date YYYY-MM-DD" line.
    All spans count code points of `text`. Any text is taken; time grows with its length and no faster.
    """
    published_on = published_on or read_published_on(text)
    passages = split_passages(text)
    worth_reading = passages_with_cues(text, passages)
    sentences = read_sentences(text, [passage.span for passage in worth_reading])

    lines = [tokenize(text, passage.span) for passage in passages]
    people = find_people(lines, sentences, text)
    organisations = find_organisations(lines, sentences, text, people)
    people = without_names_inside(people, organisations.mentions)
    article = Article(text, published_on, tuple(people), genders(lines, people), organisations)

    scenes = build_scenes(article, worth_reading, sentences, passages)
    drafts = join_repeats(draft_moves(article, scenes))
    naming = _naming(passages, people)
    return [_as_move(draft, text, naming[draft.person]) for draft in drafts]


@dataclass(slots=True)
class _Naming:
    """Where the text names one person, and the passages that do, in order."""

    mentions: list[Span] = field(default_factory=list)
    passages: list[Span] = field(default_factory=list)


def _naming(passages: Sequence[Passage], people: Sequence[Mention]) -> defaultdict[str, _Naming]:
    """By the name of each person; one pass over the text."""
    naming: defaultdict[str, _Naming] = defaultdict(_Naming)
    starts = [passage.span.start for passage in passages]
    for mention in people:
        known, passage = naming[mention.name], passages[bisect_right(starts, mention.span.start) - 1].span
        known.mentions.append(mention.span)
        if passage not in known.passages[-1:]:
            known.passages.append(passage)
    return naming


def _as_move(draft: Draft, text: str, naming: _Naming) -> ExtractedMove:
    around = [passage for passage in naming.passages if not passage.overlaps(draft.evidence)]
    circumstances = find_circumstances(text, draft.evidence, around, draft.kind, naming.mentions)
    return ExtractedMove(
        person=draft.person,
        company=draft.employer.name,
        roles=tuple(role.text for role in draft.roles),
        kind=draft.kind,
        manner=draft.manner,
        status=draft.status,
        effective=draft.timing.effective.value if draft.timing.effective else None,
        announced=draft.timing.announced.value if draft.timing.announced else None,
        other_org=draft.other.name if draft.other else None,
        counterpart=draft.counterpart.name if draft.counterpart else None,
        salience=draft.salience,
        confidence=move_confidence(draft),
        evidence=draft.evidence,
        slots=read_slots(draft) | circumstances,
    )
