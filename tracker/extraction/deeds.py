"""Turns the reader's answer about one person into moves: choices made, words found again, dates resolved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.enums import Kind, Manner, Salience, Status
from tracker.extraction.answers import FRAMES, MANNERS, STATUSES, TOKEN_LABELS, CandidateLabel
from tracker.extraction.confidence import calibrated
from tracker.extraction.moves import MAX_EVIDENCE_CHARS, ExtractedMove, SlotReading
from tracker.extraction.pieces import whole_words
from tracker.extraction.questions import Article, Candidate, Digest, Sort
from tracker.extraction.reader import DigestAnswer, Floats
from tracker.extraction.titles import normal_title, trim_title
from tracker.spans import Span

NEWS_FLOOR = 0.5
PAST_FLOOR = 0.5
SECOND_COMPANY_FLOOR = 0.3
SLOT_FLOOR = 0.5
ROLE_FLOOR = 0.45
UNKNOWN_ROLE_FLOOR = 0.6
FAINT_TITLE_FLOOR = 0.3
MAX_ROLES = 5
# Pieces of one title stand this close together, as around a hyphen with spaces
MAX_GAP_CHARS = 2
STATED_FLOOR = 0.2
_SIDES = (Kind.DEPARTURE, Kind.APPOINTMENT)


@dataclass(frozen=True, slots=True)
class Choice:
    """What fills a slot: number of the entity or date (None: no named one), its probability, and the words."""

    which: int | None
    chance: float
    span: Span | None


def moves_of(article: Article, digest: Digest, answer: DigestAnswer, published_on: date | None) -> list[ExtractedMove]:
    """The moves that the answer states of the digest's person, news before earlier career."""
    found: list[ExtractedMove] = []
    for side, kind in enumerate(_SIDES):
        chance = float(answer.frames[side])
        if chance >= NEWS_FLOOR:
            companies = _companies(digest, answer, kind)
            found += [_news_move(article, digest, answer, kind, company, published_on) for company in companies]
    known = {(move.kind, move.company) for move in found}
    for kind in _SIDES:
        chance = float(answer.frames[FRAMES.index(f"past_{kind.value}")])
        if chance >= PAST_FLOOR:
            label = CandidateLabel[f"PAST_{kind.name}_COMPANY"]
            for company in _past_companies(digest, answer.many[:, label]):
                move = _past_move(article, digest, answer, kind, company, chance)
                if (kind, move.company) not in known:
                    found.append(move)
    return found


def _companies(digest: Digest, answer: DigestAnswer, kind: Kind) -> list[Choice]:
    """The likeliest organisation, and every other one that is about as likely: posts at a bank and at its holding."""
    choices = _choices(digest, answer.slots[CandidateLabel[f"{kind.name}_COMPANY"]])
    return choices[:1] + [
        choice for choice in choices[1:] if choice.chance >= SECOND_COMPANY_FLOOR and choice.which is not None
    ]


def _chance_of(company: Choice) -> float | None:
    return None if company.which is None else company.chance


def _choices(digest: Digest, chances: Floats) -> list[Choice]:
    """All options of a slot, the likeliest first; the mentions of one entity are one option."""
    sums: defaultdict[int | None, float] = defaultdict(float, {None: float(chances[0])})
    best: dict[int, tuple[float, Candidate]] = {}
    for candidate, chance in zip(digest.candidates, chances[2:], strict=True):
        sums[candidate.which] += float(chance)
        if float(chance) > best.get(candidate.which, (0.0, candidate))[0]:
            best[candidate.which] = (float(chance), candidate)
    return [
        Choice(
            which, min(1.0, chance), _span(digest, best[which][1].first, best[which][1].last) if which in best else None
        )
        for which, chance in sorted(sums.items(), key=lambda item: -item[1])
    ]


def _past_companies(digest: Digest, chances: Floats) -> Iterator[Choice]:
    best: dict[int, Choice] = {}
    for candidate, chance in zip(digest.candidates, chances[: len(digest.candidates)], strict=True):
        is_better = candidate.which not in best or best[candidate.which].chance < chance
        if candidate.sort is Sort.ORGANISATION and chance >= PAST_FLOOR and is_better:
            span = _span(digest, candidate.first, candidate.last)
            best[candidate.which] = Choice(candidate.which, float(chance), span)
    yield from best.values()


def _news_move(
    article: Article,
    digest: Digest,
    answer: DigestAnswer,
    kind: Kind,
    company: Choice,
    published_on: date | None,
) -> ExtractedMove:
    side = _SIDES.index(kind)
    name = kind.value
    roles = _roles(article, digest, answer.tokens[:, TOKEN_LABELS.index(f"role_{name}")])
    stated = answer.tokens[:, TOKEN_LABELS.index(f"evidence_{name}")]
    evidence, words = _evidence(article, digest, stated)
    manner, status = answer.manners[name], answer.statuses[side]
    slots = _common_slots(article, digest, company, roles, evidence)
    slots["kind"] = SlotReading(float(answer.frames[side]), words)
    slots["manner"] = SlotReading(float(manner.max()), words)
    slots["status"] = SlotReading(float(status.max()), None)
    slots["salience"] = SlotReading(float(answer.frames[side]), None)
    other = _entity(digest, answer.slots[CandidateLabel[f"{kind.name}_OTHER"]])
    counterpart = _entity(digest, answer.slots[CandidateLabel[f"{kind.name}_COUNTERPART"]])
    if other and other.which == company.which:
        other = None
    dates = {}
    for slot in ("effective", "announced"):
        read = _date(article, digest, answer, CandidateLabel[f"{kind.name}_{slot.upper()}"], published_on)
        if read:
            dates[slot], slots[slot] = read
    if other:
        slots["other_org"] = SlotReading(other.chance, other.span)
    if counterpart:
        slots["counterpart"] = SlotReading(counterpart.chance, counterpart.span)
    return ExtractedMove(
        person=article.people[digest.person].name,
        company=None if company.which is None else article.organisations[company.which].name,
        roles=tuple(text for text, _, _ in roles),
        kind=kind,
        manner=Manner(MANNERS[name][int(manner.argmax())]),
        status=Status(STATUSES[int(status.argmax())]),
        effective=dates.get("effective"),
        announced=dates.get("announced"),
        other_org=None if other is None or other.which is None else article.organisations[other.which].name,
        counterpart=None
        if counterpart is None or counterpart.which is None
        else article.people[counterpart.which].name,
        salience=Salience.NEWS,
        confidence=calibrated(float(answer.frames[side]), _chance_of(company)),
        evidence=evidence,
        slots=slots,
    )


def _past_move(
    article: Article, digest: Digest, answer: DigestAnswer, kind: Kind, company: Choice, chance: float
) -> ExtractedMove:
    """A step of an earlier career: its sentence is that of the organisation, and so are its date and its roles."""
    place = company.span.start if company.span else 0
    evidence = next((passage for passage in article.passages if passage.start <= place < passage.end), None)
    evidence = _bounded(evidence or company.span or Span(0, 0), place)
    chances = answer.tokens[:, TOKEN_LABELS.index("role_past")]
    roles = [role for role in _roles(article, digest, chances) if evidence.covers(role[1])]
    slots = _common_slots(article, digest, company, roles, evidence)
    slots["kind"] = slots["salience"] = slots["manner"] = slots["status"] = SlotReading(chance, None)
    near = [item for item in article.dates if evidence.covers(item.span)]
    dated = min(near, key=lambda item: abs(item.span.start - place), default=None)
    if dated:
        slots["effective"] = SlotReading(0.6, dated.span)
    return ExtractedMove(
        person=article.people[digest.person].name,
        company=None if company.which is None else article.organisations[company.which].name,
        roles=tuple(text for text, _, _ in roles),
        kind=kind,
        manner=Manner.UNKNOWN,
        status=Status.CONFIRMED,
        effective=dated.past if dated else None,
        announced=None,
        other_org=None,
        counterpart=None,
        salience=Salience.BACKGROUND,
        confidence=calibrated(chance, _chance_of(company)),
        evidence=evidence,
        slots=slots,
    )


def _common_slots(
    article: Article, digest: Digest, company: Choice, roles: Sequence[tuple[str, Span, float]], evidence: Span
) -> dict[str, SlotReading]:
    mentions = [span for span in article.people[digest.person].mentions if evidence.covers(span)]
    slots = {"person": SlotReading(0.95, mentions[0] if mentions else article.people[digest.person].mentions[0])}
    if company.which is not None:
        slots["company"] = SlotReading(company.chance, company.span)
    if roles:
        span = Span(min(span.start for _, span, _ in roles), max(span.end for _, span, _ in roles))
        is_together = span.end - span.start <= MAX_EVIDENCE_CHARS
        slots["roles"] = SlotReading(min(chance for *_, chance in roles), span if is_together else roles[0][1])
    return slots


def _entity(digest: Digest, chances: Floats) -> Choice | None:
    best = _choices(digest, chances)[0]
    return best if best.which is not None and best.chance >= SLOT_FLOOR else None


def _date(
    article: Article, digest: Digest, answer: DigestAnswer, label: CandidateLabel, published_on: date | None
) -> tuple[str, SlotReading] | None:
    """The value of a date slot: one of the two readings of a mention, or the day of publication."""
    chances = answer.slots[label]
    sums: defaultdict[str, float] = defaultdict(float)
    spans: dict[str, tuple[float, Span]] = {}
    for number, candidate in enumerate(digest.candidates):
        if candidate.sort is not Sort.DATE:
            continue
        mention = article.dates[candidate.which]
        value = mention.future if answer.many[number, CandidateLabel.IS_FUTURE] >= SLOT_FLOOR else mention.past
        chance = float(chances[2 + number])
        sums[value] += chance
        spans[value] = max(spans.get(value, (0.0, mention.span)), (chance, mention.span))
    if published_on:
        sums[published_on.isoformat()] += float(chances[1])
    if not sums:
        return None
    value = max(sums, key=lambda key: sums[key])
    if sums[value] < SLOT_FLOOR:
        return None
    return value, SlotReading(min(1.0, sums[value]), spans[value][1] if value in spans else None)


def _roles(article: Article, digest: Digest, chances: Floats) -> list[tuple[str, Span, float]]:
    """Titles as the text writes them, with their places; of two that say the same the likelier one."""
    found: dict[str, tuple[str, Span, float]] = {}
    for rough, chance in _role_spans(article.text, digest, chances):
        span = trim_title(article.text, rough)
        title = " ".join(span.of(article.text).split())
        key = normal_title(title)
        if key and (key not in found or found[key][2] < chance):
            found[key] = (title, span, chance)
    kept = [
        role for key, role in found.items() if not any(key != other and f" {key} " in f" {other} " for other in found)
    ]
    return sorted(sorted(kept, key=lambda role: -role[2])[:MAX_ROLES], key=lambda role: role[1].start)


def _role_spans(text: str, digest: Digest, chances: Floats) -> Iterator[tuple[Span, float]]:
    """What the reader marked, grown to the titles that it touches; and titles that it marked as a whole, but faintly.

    Words that are no known title are a role only where the reader is surer.
    """
    grown: list[tuple[int, int]] = []
    for first, last in _runs(chances, ROLE_FLOOR, digest):
        chance = float(chances[first:last].mean())
        touched = [title for title in digest.titles if title[0] < last and first < title[1]]
        if touched or chance >= UNKNOWN_ROLE_FLOOR:
            begin, end = min([first, *(title[0] for title in touched)]), max([last, *(title[1] for title in touched)])
            grown.append((begin, end))
            yield whole_words(text, _span(digest, begin, end)), chance
    for first, last in digest.titles:
        chance = float(chances[first:last].mean())
        if chance >= FAINT_TITLE_FLOOR and not any(start < last and first < end for start, end in grown):
            yield _span(digest, first, last), chance


def _runs(chances: Floats, floor: float, digest: Digest) -> Iterator[tuple[int, int]]:
    """Stretches of pieces above a floor that stand close together in the text."""
    place = 0
    while place < len(chances):
        if chances[place] < floor:
            place += 1
            continue
        last = place + 1
        while (
            last < len(chances)
            and chances[last] >= floor
            and digest.pieces.starts[last] - digest.pieces.ends[last - 1] <= MAX_GAP_CHARS
        ):
            last += 1
        yield place, last
        place = last


def _evidence(article: Article, digest: Digest, chances: Floats) -> tuple[Span, Span | None]:
    """The passage that states the move, at most 600 characters of it; and the words in it that state it most."""
    sums: defaultdict[int, float] = defaultdict(float)
    peaks: dict[int, tuple[float, int]] = {}
    number = 0
    for place, start in enumerate(digest.pieces.starts):
        while number + 1 < len(article.passages) and article.passages[number + 1].start <= start:
            number += 1
        chance = float(chances[place])
        sums[number] += chance if chance >= STATED_FLOOR else 0.0
        peaks[number] = max(peaks.get(number, (-1.0, 0)), (chance, place))
    best = max(peaks, key=lambda item: (sums[item], peaks[item][0]))
    passage, peak = article.passages[best], peaks[best][1]
    run = next(((first, last) for first, last in _runs(chances, SLOT_FLOOR, digest) if first <= peak < last), None)
    words = whole_words(article.text, _span(digest, *run)) if run else None
    return _bounded(passage, digest.pieces.starts[peak]), words


def _bounded(span: Span, around: int) -> Span:
    """At most 600 characters of a span, those about a place in it."""
    if span.end - span.start <= MAX_EVIDENCE_CHARS:
        return span
    start = max(span.start, min(around - MAX_EVIDENCE_CHARS // 2, span.end - MAX_EVIDENCE_CHARS))
    return Span(start, start + MAX_EVIDENCE_CHARS)


def _span(digest: Digest, first: int, last: int) -> Span:
    return Span(digest.pieces.starts[first], digest.pieces.ends[last - 1])
