"""Rows to ask the API for: an article that tells one move, with whatever a test wants otherwise."""

import itertools
from datetime import date
from typing import Any

from tracker.models import Article, Claim, Company, CompanyAlias, Executive, ExecutiveAlias, Move, MoveRole
from tracker.store.entities import recount

TEXT = "date 2023-03-22\nJia Yangqing has resigned from Alibaba as vice-president, it said."
QUOTE = "Jia Yangqing has resigned"
NUMBERS = itertools.count(1)


def an_article(**values: Any) -> Article:
    given: dict[str, Any] = {
        "name": "alibaba.txt",
        "sha256": f"{next(NUMBERS):064x}",
        "size": len(TEXT),
        "source": "command",
        "text": TEXT,
        "title": "Jia leaves",
        "published_on": date(2023, 3, 22),
        "state": "done",
    }
    return Article.objects.create(**{**given, **values})


def an_executive(name: str) -> Executive:
    found = Executive.objects.filter(name=name).first()
    if found is None:
        found = Executive.objects.create(name=name, slug=name.lower().replace(" ", "-"))
        ExecutiveAlias.objects.create(executive=found, name=name, key=" ".join(sorted(name.lower().split())))
    return found


def a_company(name: str) -> Company:
    found = Company.objects.filter(name=name).first()
    if found is None:
        found = Company.objects.create(name=name, slug=name.lower().replace(" ", "-"))
        CompanyAlias.objects.create(company=found, name=name, key=name.lower())
    return found


def a_move(person: str = "Jia Yangqing", company: str | None = "Alibaba", **values: Any) -> Move:
    """A move with one post, told by one claim of one article; the counts of its executive and company are right."""
    article = values.pop("article", None) or an_article()
    slots: dict[str, Any] = {
        "kind": "departure",
        "manner": "resigned",
        "status": "confirmed",
        "announced": "2023-03-21",
        "confidence": 0.9,
    }
    told = {name: values[name] for name in slots if name in values}
    given = {"told_on": date(2023, 3, 22), "happened_on": date(2023, 3, 21), **slots, **values}
    move = Move.objects.create(
        executive=an_executive(person), company=a_company(company) if company else None, claim_count=1, **given
    )
    MoveRole.objects.create(move=move, position=0, title="vice-president", role="vice president")
    start = TEXT.index(QUOTE)
    move.lead_claim = Claim.objects.create(
        article=article,
        move=move,
        judged_executive=move.executive,
        judged_company=move.company,
        position=0,
        person=person,
        company=company or "",
        roles=["vice-president"],
        evidence_start=start,
        evidence_end=start + len(QUOTE),
        quote=QUOTE,
        slots={"person": {"confidence": 0.9, "start": start, "end": start + 12, "quote": "Jia Yangqing"}},
        engine_version="reader-1",
        **{**slots, **told},
    )
    move.save(update_fields=["lead_claim"])
    recount([move.executive_id], [move.company_id] if move.company_id else [])
    return move
