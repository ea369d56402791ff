"""What the engine read becomes rows: claims, and the moves that they back. One article at a time, in one turn."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Q

from tracker.enums import Review
from tracker.extraction import ExtractedMove
from tracker.extraction.titles import normal_title
from tracker.identity import company_key, executive_key
from tracker.models import Article, Claim, Company, Executive, Move
from tracker.spans import Span
from tracker.store.entities import MAX_NAME, company_named, drop_unused, executive_named, recount
from tracker.store.snapshots import happened_on, move_values, write_roles

COMPARED = ("manner", "status", "effective", "announced", "counterpart", "other_org")
FILLED_FROM_OTHERS = ("effective", "announced", "counterpart", "other_org")


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """One extracted move after identity: who, where, and which known move it tells (None: a new one)."""

    claim: ExtractedMove
    executive: Executive
    company: Company | None
    move_id: int | None


@dataclass(slots=True)
class _Touched:
    """What one article's rewriting may have changed, to be refreshed once at its end."""

    moves: set[int] = field(default_factory=set)
    executives: set[int] = field(default_factory=set)
    companies: set[int] = field(default_factory=set)

    def note(self, moves: Iterable[Move]) -> None:
        for move in moves:
            self.moves.add(move.pk)
            self.executives |= {pk for pk in (move.executive_id, move.counterpart_id) if pk is not None}
            self.companies |= {pk for pk in (move.company_id, move.other_company_id) if pk is not None}


class ArticleClaims:
    """The claims of one article while they are written anew; made by `rewritten_claims` only."""

    def __init__(self, article: Article, found: Sequence[ExtractedMove], touched: _Touched) -> None:
        self._article = article
        self._found = found
        self._touched = touched
        self._earlier = list(article.claims.select_related("move").order_by("position"))
        self._count = 0

    @property
    def told_on(self) -> date:
        return self._article.published_on or self._article.received_at.date()

    def earlier_move(self, claim: ExtractedMove) -> int | None:
        """The move that an earlier run made of this very claim; it stays its move, whatever a person made of it since.

        It is the same claim when it names the same person, kind and organisation in overlapping words of this article;
        or, for what a person decided on, another organisation, as long as no other claim could be meant.
        """
        alike = [earlier for earlier in self._earlier if _is_alike(earlier, claim)]
        exact = [earlier for earlier in alike if _company_key(earlier.company) == _company_key(claim.company)]
        if not exact and len(alike) == 1 and alike[0].move.review != Review.UNREVIEWED.value:
            rivals = [other for other in self._found if _is_alike(alike[0], other)]
            exact = alike if len(rivals) == 1 else []
        if not exact:
            return None
        self._earlier.remove(exact[0])
        return exact[0].move_id

    def add(self, judged: JudgedClaim) -> None:
        """Write one claim; raises ValueError when its evidence or a slot does not lie in the article's text."""
        record = judged.claim.as_record(self._article.text)
        _check_spans(judged.claim, len(self._article.text))
        move = self._move_of(judged)
        evidence = record["evidence"]
        Claim.objects.create(
            article=self._article,
            move=move,
            judged_executive=judged.executive,
            judged_company=judged.company,
            position=self._count,
            person=record["person"][:MAX_NAME],
            company=(record["company"] or "")[:MAX_NAME],
            roles=record["roles"],
            other_org=(record["other_org"] or "")[:MAX_NAME],
            counterpart=(record["counterpart"] or "")[:MAX_NAME],
            effective=record["effective"] or "",
            announced=record["announced"] or "",
            evidence_start=evidence["start"],
            evidence_end=evidence["end"],
            quote=evidence["quote"],
            slots=record["slots"],
            engine_version=self._article.engine_version,
            **{name: record[name] for name in ("kind", "manner", "status", "salience", "confidence")},
        )
        self._count += 1

    def _move_of(self, judged: JudgedClaim) -> Move:
        if judged.move_id is not None:
            move = Move.objects.get(pk=judged.move_id)
        else:
            claim = judged.claim
            move = Move.objects.create(
                executive=judged.executive,
                company=judged.company,
                kind=claim.kind.value,
                manner=claim.manner.value,
                status=claim.status.value,
                effective=claim.effective or "",
                announced=claim.announced or "",
                salience=claim.salience.value,
                confidence=claim.confidence,
                happened_on=happened_on(claim.effective or "", claim.announced or "", self.told_on),
                told_on=self.told_on,
            )
        self._touched.note([move])
        return move


def _is_alike(earlier: Claim, claim: ExtractedMove) -> bool:
    words = Span(earlier.evidence_start, earlier.evidence_end)
    is_same_person = executive_key(earlier.person) == executive_key(claim.person)
    return earlier.kind == claim.kind and is_same_person and words.overlaps(claim.evidence)


def _company_key(name: str | None) -> str:
    return company_key(name) if name else ""


def _check_spans(claim: ExtractedMove, length: int) -> None:
    """Every quote is a slice of the stored text: an engine that points outside it has read something else."""
    spans = [claim.evidence, *(slot.span for slot in claim.slots.values() if slot.span is not None)]
    if claim.evidence.start == claim.evidence.end or any(span.end > length for span in spans):
        message = f"evidence outside the text of {length} characters: {spans}"
        raise ValueError(message)


@contextmanager
def rewritten_claims(article: Article, found: Sequence[ExtractedMove]) -> Iterator[ArticleClaims]:
    """Write the claims of one article anew, within a turn that the caller holds; `found` is all that it tells.

    The moves of the last run stand while the block runs, so that the new claims find them again. At its end the old
    claims go, but for those behind a person's decision that the new run no longer reads; undecided moves are refreshed
    from their claims or go with the last of them; decided moves keep their values.
    """
    touched = _Touched()
    touched.note(Move.objects.filter(claims__article=article))
    touched.executives |= set(article.claims.values_list("judged_executive", flat=True))
    touched.companies |= set(article.claims.exclude(judged_company=None).values_list("judged_company", flat=True))
    writer = ArticleClaims(article, found, touched)
    article.claims.update(is_current=False)
    yield writer
    _drop_old_claims(article)
    for move in Move.objects.select_for_update().filter(pk__in=touched.moves).order_by("pk"):
        touched.note([move])
        _refresh(move)
        touched.note([move])
    for undecided in Move.objects.filter(pk__in=touched.moves, claims=None, review=Review.UNREVIEWED.value):
        if not undecided.decisions.exists():
            undecided.delete()
    recount(touched.executives, touched.companies)
    drop_unused(touched.executives, touched.companies)
    article.move_count = article.claims.filter(is_current=True).count()
    article.save(update_fields=["move_count"])


def _drop_old_claims(article: Article) -> None:
    old = article.claims.filter(is_current=False)
    decided = ~Q(move__review=Review.UNREVIEWED.value) | Q(move__decisions__isnull=False)
    told_again = article.claims.filter(is_current=True).values("move")
    kept = old.filter(decided).exclude(move__in=told_again).values_list("pk", flat=True)
    old.exclude(pk__in=list(kept)).delete()


def _refresh(move: Move) -> None:
    """Bring a move up to date with its claims: what backs it always, what it says only while nobody has decided."""
    claims = list(
        move.claims.select_related("article").defer("article__text").order_by("-is_current", "-confidence", "id")
    )
    if not claims:
        return
    before = move_values(move), move.disagreements
    move.lead_claim = claims[0]
    move.claim_count = len(claims)
    move.told_on = min(claim.article.published_on or claim.article.received_at.date() for claim in claims)
    move.disagreements = [name for name in COMPARED if len({_comparable(c, name) for c in claims} - {""}) > 1]
    if _differ_in_roles(claims):
        move.disagreements.append("roles")
    if move.review == Review.UNREVIEWED.value:
        _take_values(move, claims)
    move.happened_on = happened_on(move.effective, move.announced, move.told_on)
    if (move_values(move), move.disagreements) != before:
        move.version += 1
    move.save()


def _differ_in_roles(claims: list[Claim]) -> bool:
    """Whether two claims name posts and share none; that one names more posts than another is no contradiction."""
    told = [roles for claim in claims if (roles := set(map(normal_title, claim.roles)))]
    return any(ours.isdisjoint(theirs) for ours, theirs in combinations(told, 2))


def _comparable(claim: Claim, name: str) -> str:
    value: str = getattr(claim, name)
    return "" if value == "unknown" else value.casefold()


def _take_values(move: Move, claims: list[Claim]) -> None:
    """The surest claim speaks; where it is silent on a date or a name, the next one does."""
    lead = claims[0]
    for name in ("kind", "manner", "status", "salience", "confidence"):
        setattr(move, name, getattr(lead, name))
    said: dict[str, Any] = {
        name: next((getattr(c, name) for c in claims if getattr(c, name)), "") for name in FILLED_FROM_OTHERS
    }
    move.effective, move.announced = said["effective"], said["announced"]
    move.counterpart = executive_named(said["counterpart"]) if said["counterpart"] else None
    move.other_company = company_named(said["other_org"]) if said["other_org"] else None
    write_roles(move, next((c.roles for c in claims if c.roles), []))
