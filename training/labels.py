"""Turns labelled articles into what the reader is taught: windows with tagged pieces, digests with their answers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.evaluation.match import company_words, person_matches
from tracker.extraction.answers import (
    FRAMES,
    MANNERS,
    STATUSES,
    TAGS,
    TOKEN_LABELS,
    CandidateLabel,
)
from tracker.extraction.dates import read_published_on
from tracker.extraction.entities import Entity
from tracker.extraction.passages import split_passages
from tracker.extraction.pieces import Pieces
from tracker.extraction.questions import Article, Digest, Sort, cut_windows, digest_of
from tracker.extraction.reader import cut_into_pieces
from tracker.extraction.survey import gather_article
from tracker.spans import Span

# Values of a slot's target beside the numbers of candidates
NULL, PUBLISHED = -1, -2


@dataclass(slots=True)
class TaggedWindow:
    """Question 1 with its answer: a number of `TAGS` for each piece, and whether its person moves (-1: not said)."""

    pieces: Pieces
    tags: list[int]
    movers: list[int]


@dataclass(slots=True)
class AnsweredDigest:
    """Question 2 with its answer.

    `frames` holds 0 or 1 for each of `FRAMES`; `manner` and `status` a number for departure and appointment, -1 where
    there is none. `slots` maps each single-choice label to the candidates that are right, NULL or PUBLISHED among them;
    a label that is missing is not taught. `many` lists the candidates right for a label that may have several.
    """

    digest: Digest
    frames: list[int]
    manner: list[int]
    status: list[int]
    slots: dict[CandidateLabel, list[int]] = field(default_factory=dict)
    many: dict[CandidateLabel, list[int]] = field(default_factory=dict)
    future: dict[int, int] = field(default_factory=dict)
    tokens: dict[int, list[int]] = field(default_factory=dict)


def read_article(text: str, names: tuple[Sequence[Span], Sequence[Span]], published_on: date | None = None) -> Article:
    """The text as the engine would see it, had the reader found the given names of people and organisations."""
    passages = split_passages(text)
    pieces = cut_into_pieces(text, passages)
    return gather_article(text, passages, pieces, names, published_on or read_published_on(text))


def gold_names(text: str, moves: Sequence[dict[str, Any]]) -> tuple[list[Span], list[Span]]:
    """Where the people and the organisations of the gold stand in the text."""
    people = {name for move in moves for slot in ("person", "counterpart") for name in move[slot] or []}
    firms = {name for move in moves for slot in ("company", "other_org") for name in move[slot] or []}
    return _places(text, people), _places(text, firms)


def joined_names(gold: Iterable[Span], silver: Iterable[Span], other_gold: Sequence[Span]) -> list[Span]:
    """The gold spans, and those of the silver ones that touch no gold span of either sort."""
    kept = list(gold)
    sure = [*kept, *other_gold]
    return kept + [span for span in silver if not any(span.overlaps(other) for other in sure)]


def _places(text: str, names: Iterable[str]) -> list[Span]:
    spans: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span(match.start(), match.end())
            if not any(span.overlaps(other) for other in spans):
                spans.append(span)
    return spans


def tag_windows(article: Article, moves: Sequence[dict[str, Any]]) -> list[TaggedWindow]:
    """Every window of an article with the tag of each piece."""
    news = [move for move in moves if move["salience"] == "news"]
    movers = {
        number
        for number, person in enumerate(article.people)
        if any(_is_person(person, move["person"], article.text) for move in news)
    }
    quotes = [span for move in news for span in _places_of_quote(article.text, move["quote"])]
    near = [Span(max(0, span.start - 300), span.end + 300) for span in quotes]
    marked: list[tuple[Span, str, int]] = []
    for number, person in enumerate(article.people):
        for span in person.mentions:
            is_near = any(span.overlaps(other) for other in near)
            says = 1 if number in movers and is_near else -1 if number in movers else 0
            marked.append((span, "PERSON", says))
    marked += [(span, "ORGANISATION", -1) for firm in article.organisations for span in firm.mentions]
    marked.sort(key=lambda item: item[0].start)
    windows = []
    for window in cut_windows(article.pieces):
        tags, says = [0] * len(window), [-1] * len(window)
        place = 0
        for span, sort, mover in marked:
            while place < len(window) and window.ends[place] <= span.start:
                place += 1
            if place >= len(window):
                break
            first = place
            while first < len(window) and window.starts[first] < span.end:
                if tags[first] == 0:
                    is_begin = window.starts[first] <= span.start
                    tags[first] = TAGS.index(f"{'B' if is_begin else 'I'}-{sort}")
                    says[first] = mover
                first += 1
        windows.append(TaggedWindow(window, tags, says))
    return windows


def answer_digests(article: Article, moves: Sequence[dict[str, Any]], published: str | None) -> list[AnsweredDigest]:
    """One digest a person of the article, with what the gold says of that person."""
    answered = []
    for number, person in enumerate(article.people):
        mine = [move for move in moves if _is_person(person, move["person"], article.text)]
        digest = digest_of(article, number)
        if digest.targets:
            answered.append(_answer(article, digest, mine, published))
    return answered


def _answer(article: Article, digest: Digest, moves: Sequence[dict[str, Any]], published: str | None) -> AnsweredDigest:
    answer = AnsweredDigest(digest, [0] * len(FRAMES), [-1, -1], [-1, -1])
    for label in ("role_departure", "role_appointment", "role_past", "evidence_departure", "evidence_appointment"):
        answer.tokens[TOKEN_LABELS.index(label)] = [0] * len(digest.pieces)
    for move in moves:
        kind, is_news = move["kind"], move["salience"] == "news"
        frame = FRAMES.index(kind if is_news else f"past_{kind}")
        is_first = not answer.frames[frame]
        answer.frames[frame] = 1
        side = 0 if kind == "departure" else 1
        roles = f"role_{kind}" if is_news else "role_past"
        quotes = _places_of_quote(article.text, move["quote"])
        _mark_roles(article, digest, answer.tokens[TOKEN_LABELS.index(roles)], move, quotes)
        if not is_news:
            label = CandidateLabel[f"PAST_{kind.upper()}_COMPANY"]
            answer.many.setdefault(label, []).extend(_organisations(article, digest, move["company"]))
            continue
        for span in quotes:
            _mark(digest, answer.tokens[TOKEN_LABELS.index(f"evidence_{kind}")], span)
        if is_first:
            answer.manner[side] = MANNERS[kind].index(move["manner"])
            answer.status[side] = STATUSES.index(move["status"])
        _fill_slots(article, digest, answer, move, published, is_first=is_first)
    return answer


def _fill_slots(
    article: Article,
    digest: Digest,
    answer: AnsweredDigest,
    move: dict[str, Any],
    published: str | None,
    *,
    is_first: bool,
) -> None:
    kind = move["kind"].upper()
    company = CandidateLabel[f"{kind}_COMPANY"]
    right = _organisations(article, digest, move["company"]) if move["company"] else [NULL]
    if right:
        answer.slots.setdefault(company, []).extend(right)
    if not is_first:
        return
    other = _organisations(article, digest, move["other_org"]) if move["other_org"] else [NULL]
    people = _people(article, digest, move["counterpart"]) if move["counterpart"] else [NULL]
    for name, choice in (("OTHER", other), ("COUNTERPART", people)):
        if choice:
            answer.slots[CandidateLabel[f"{kind}_{name}"]] = choice
    for name in ("EFFECTIVE", "ANNOUNCED"):
        value = move[name.lower()]
        choice = _dates(article, digest, value, published, answer) if value else [NULL]
        if choice:
            answer.slots[CandidateLabel[f"{kind}_{name}"]] = choice


def _dates(article: Article, digest: Digest, value: str, published: str | None, answer: AnsweredDigest) -> list[int]:
    right = []
    for number, candidate in enumerate(digest.candidates):
        if candidate.sort is Sort.DATE:
            date_mention = article.dates[candidate.which]
            if value in {date_mention.past, date_mention.future}:
                right.append(number)
                if date_mention.is_relative:
                    answer.future[number] = int(value == date_mention.future)
    return right or ([PUBLISHED] if value == published else [])


def _organisations(article: Article, digest: Digest, accepted: Sequence[str] | None) -> list[int]:
    keys = {company_words(name) for name in accepted or []}
    right = {
        which
        for which, entity in enumerate(article.organisations)
        if company_words(entity.name) in keys
        or any(company_words(span.of(article.text)) in keys for span in entity.mentions[:20])
    }
    return [
        number
        for number, candidate in enumerate(digest.candidates)
        if candidate.sort is Sort.ORGANISATION and candidate.which in right
    ]


def _people(article: Article, digest: Digest, accepted: Sequence[str]) -> list[int]:
    right = {which for which, person in enumerate(article.people) if _is_person(person, accepted, article.text)}
    return [
        number
        for number, candidate in enumerate(digest.candidates)
        if candidate.sort is Sort.PERSON and candidate.which in right
    ]


def _is_person(person: Entity, accepted: Sequence[str], text: str) -> bool:
    if person_matches(list(accepted), person.name):
        return True
    return any(person_matches(list(accepted), span.of(text)) for span in person.mentions[:5]) or (
        person.name in accepted
    )


def _places_of_quote(text: str, quote: str) -> list[Span]:
    place = text.find(quote)
    if place < 0:
        words = [re.escape(word) for word in quote.split()]
        match = re.search(r"\s+".join(words), text) if words else None
        return [Span(match.start(), match.end())] if match else []
    return [Span(place, place + len(quote))]


def _mark_roles(
    article: Article, digest: Digest, labels: list[int], move: dict[str, Any], quotes: Sequence[Span]
) -> None:
    """Mark a role's words where they stand near the quote or in a passage that names the person; else anywhere."""
    text = article.text
    near = [Span(max(0, span.start - 150), span.end + 150) for span in quotes]
    targets = [Span(digest.pieces.starts[first], digest.pieces.ends[last - 1]) for first, last in digest.targets]
    passages = [passage for passage in article.passages if any(passage.overlaps(span) for span in targets)]
    for wordings in move["roles"]:
        places = [
            span for wording in sorted(wordings, key=len, reverse=True) for span in _places_any_case(text, wording)
        ]
        chosen = [span for span in places if any(span.overlaps(other) for other in near)]
        chosen = chosen or [span for span in places if any(span.overlaps(other) for other in passages)] or places
        for span in chosen:
            _mark(digest, labels, span)


def _places_any_case(text: str, wording: str) -> list[Span]:
    if not wording.strip():
        return []
    pattern = rf"(?<!\w){re.escape(wording)}(?!\w)"
    return [Span(match.start(), match.end()) for match in re.finditer(pattern, text, re.IGNORECASE)]


def _mark(digest: Digest, labels: list[int], span: Span) -> None:
    for place, (start, end) in enumerate(zip(digest.pieces.starts, digest.pieces.ends, strict=True)):
        if start < span.end and span.start < end:
            labels[place] = 1
