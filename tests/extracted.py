"""Articles as the engine would have read them, written by the real store: for tests of what comes after."""

import io
from datetime import date
from typing import Any

from tracker.enums import Kind, Manner, Salience, Source, Status
from tracker.extraction.moves import ExtractedMove, SlotReading
from tracker.models import Article
from tracker.spans import Span
from tracker.store import articles, claims
from tracker.store.entities import company_named, executive_named
from tracker.store.known_moves import known_moves
from tracker.store.turns import write_turn

TEXT = "Ada Byron has left Analytical Engines as chief calculator, the firm said on Tuesday."


def article_of(text: str = TEXT, published_on: date | None = date(2023, 3, 22)) -> Article:
    article = articles.register("a.txt", io.BytesIO(text.encode()), Source.COMMAND).article
    article.text, article.published_on, article.engine_version = text, published_on, "1"
    article.save()
    return article


def read(person: str = "Ada Byron", company: str | None = "Analytical Engines", **changes: Any) -> ExtractedMove:
    values: dict[str, Any] = {
        "roles": ("chief calculator",),
        "kind": Kind.DEPARTURE,
        "manner": Manner.UNKNOWN,
        "status": Status.CONFIRMED,
        "effective": None,
        "announced": "2023-03-21",
        "other_org": None,
        "counterpart": None,
        "salience": Salience.NEWS,
        "confidence": 0.8,
        "evidence": Span(0, 37),
        "slots": {"person": SlotReading(0.9, Span(0, 9)), "manner": SlotReading(0.5)},
    }
    return ExtractedMove(person=person, company=company, **(values | changes))


def rewrite(article: Article, *found: ExtractedMove, move_id: int | None = None) -> None:
    """One run over an article; each claim tells the move given, or else the one known of its person and organisation."""
    with write_turn(), claims.rewritten_claims(article, found) as writer:
        for claim in found:
            executive = executive_named(claim.person)
            company = company_named(claim.company) if claim.company else None
            known = known_moves(executive.pk, company.pk if company else None)
            same = move_id or writer.earlier_move(claim)
            same = same or next((move.id for move in known if move.kind == claim.kind), None)
            writer.add(claims.JudgedClaim(claim, executive, company, same))
