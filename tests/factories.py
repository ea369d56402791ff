"""Rows for tests, each made by one call and complete: an article, an executive, a company, a move with its claims."""

import hashlib
from datetime import date
from itertools import count
from typing import Any

from tracker.enums import ArticleState, Kind, Manner, Source, Status
from tracker.models import Article, Claim, Company, Executive, Move
from tracker.store.entities import company_named, executive_named, recount
from tracker.store.snapshots import happened_on, write_roles

_numbers = count(1)
TOLD_ON = date(2023, 3, 22)


def make_article(text: str = "", **values: Any) -> Article:
    """An article that was read; `values` are columns."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "name": f"article-{number}.txt",
        "sha256": hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
        "size": len(text.encode()),
        "source": Source.COMMAND.value,
        "state": ArticleState.DONE.value,
        "text": text,
        "published_on": TOLD_ON,
        "engine_version": "1",
    }
    return Article.objects.create(**given | values)


def make_executive(name: str = "Jia Yangqing") -> Executive:
    """The executive of that name, with its alias; the same name is the same executive."""
    return executive_named(name)


def make_company(name: str = "Alibaba Group Holding") -> Company:
    """The company of that name, with its alias; the same name is the same company."""
    return company_named(name)


def make_claim(move: Move, article: Article | None = None, quote: str | None = None, **values: Any) -> Claim:
    """One more claim of a move, its evidence found as `quote` in the article's text; an article is made where none is given."""
    quote = quote or f"{move.executive.name} {'left' if move.kind == Kind.DEPARTURE else 'joined'}."
    article = article or make_article(quote)
    start = article.text.index(quote)
    given: dict[str, Any] = {
        "position": article.claims.count(),
        "judged_executive": move.executive,
        "judged_company": move.company,
        "person": move.executive.name,
        "company": move.company.name if move.company else "",
        "roles": [role.title for role in move.roles.all()],
        "other_org": move.other_company.name if move.other_company else "",
        "counterpart": move.counterpart.name if move.counterpart else "",
        "evidence_start": start,
        "evidence_end": start + len(quote),
        "quote": quote,
        "engine_version": "1",
        **{name: getattr(move, name) for name in ("kind", "manner", "status", "effective", "announced", "salience")},
        "confidence": move.confidence,
    }
    claim = Claim.objects.create(article=article, move=move, **given | values)
    article.move_count += 1
    article.save(update_fields=["move_count"])
    move.claim_count += 1
    move.lead_claim = move.lead_claim or claim
    move.save()
    return claim


def make_move(
    executive: str = "Jia Yangqing",
    company: str | None = "Alibaba Group Holding",
    roles: tuple[str, ...] = (),
    *,
    kind: Kind = Kind.DEPARTURE,
    counterpart: str = "",
    other_company: str = "",
    claim: dict[str, Any] | None = None,
    **values: Any,
) -> Move:
    """A move of executives and companies by name, with one claim (`claim`: arguments of make_claim); `values` are columns."""
    given: dict[str, Any] = {
        "manner": Manner.UNKNOWN.value,
        "status": Status.CONFIRMED.value,
        "confidence": 0.9,
        "told_on": TOLD_ON,
    } | values
    move = Move.objects.create(
        executive=executive_named(executive),
        company=company_named(company) if company else None,
        counterpart=executive_named(counterpart) if counterpart else None,
        other_company=company_named(other_company) if other_company else None,
        kind=kind.value,
        happened_on=happened_on(given.get("effective", ""), given.get("announced", ""), given["told_on"]),
        **given,
    )
    write_roles(move, list(roles))
    make_claim(move, **claim or {})
    recount([move.executive_id], [move.company_id] if move.company_id else [])
    return move
