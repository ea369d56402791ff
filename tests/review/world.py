"""A small invented world for tests of the desk: an article, its claims, and the moves that they back."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection

from tracker.enums import Source
from tracker.identity import company_key, executive_key
from tracker.models import Article, Claim, Company, CompanyAlias, Executive, ExecutiveAlias, Move, MoveRole
from tracker.store.entities import recount

TEXT = (
    "Orrin Freight said on Monday that Ada Lindqvist had resigned as chief executive officer with effect from June. "
    "She is to be followed by Bo Haddou."
)
QUOTE = "Ada Lindqvist had resigned as chief executive officer"


def make_executive(name: str) -> Executive:
    executive = Executive.objects.create(name=name, slug=f"p{Executive.objects.count()}")
    ExecutiveAlias.objects.create(executive=executive, name=name, key=executive_key(name))
    return executive


def make_company(name: str) -> Company:
    company = Company.objects.create(name=name, slug=f"c{Company.objects.count()}")
    CompanyAlias.objects.create(company=company, name=name, key=company_key(name))
    return company


def make_article(text: str = TEXT, title: str = "Orrin loses its chief") -> Article:
    number = Article.objects.count()
    return Article.objects.create(
        name=f"{number}.txt", sha256=f"{number:064d}", size=len(text), source=Source.COMMAND.value, text=text,
        title=title, published_on=date(2024, 5, 7), state="done",
    )  # fmt: skip


def make_move(**given: Any) -> Move:
    """Ada Lindqvist's departure from Orrin Freight, but for what is `given`, with its one post; no claim."""
    titles = given.pop("titles", ["chief executive officer"])
    values = {
        "kind": "departure", "manner": "resigned", "status": "confirmed", "effective": "2024-06",
        "announced": "2024-05-06", "confidence": 0.8, "told_on": date(2024, 5, 7), "happened_on": date(2024, 6, 1),
    } | given  # fmt: skip
    if "executive" not in values:
        values["executive"] = make_executive("Ada Lindqvist")
    if "company" not in values:
        values["company"] = make_company("Orrin Freight")
    move = Move.objects.create(**values)
    for position, title in enumerate(titles):
        MoveRole.objects.create(move=move, position=position, title=title, role=title)
    recount([move.executive_id], [move.company_id] if move.company_id else [])
    return move


def make_claim(move: Move, article: Article | None = None, **given: Any) -> Claim:
    """A claim that says of `move` what it says itself, read from QUOTE; the move's leading one when it is the first."""
    article = article or make_article()
    quote = given.pop("quote", QUOTE)
    start = article.text.index(quote)
    claim = Claim.objects.create(**{
        "article": article, "move": move, "judged_executive": move.executive,
        "judged_company": move.company, "position": 0, "person": move.executive.name,
        "company": move.company.name if move.company else "", "roles": [role.title for role in move.roles.all()],
        "kind": move.kind, "manner": move.manner, "status": move.status, "effective": move.effective,
        "announced": move.announced, "salience": move.salience, "confidence": move.confidence,
        "evidence_start": start, "evidence_end": start + len(quote), "quote": quote, "engine_version": "1",
        "slots": {name: read(article.text, words) for name, words in
                  {"person": "Ada Lindqvist", "company": "Orrin Freight", "roles": "chief executive officer",
                   "manner": "resigned", "effective": "June"}.items() if words in article.text},
    } | given)  # fmt: skip
    if move.lead_claim_id is None:
        move.lead_claim = claim
    move.claim_count += 1
    move.save()
    return claim


def read(text: str, words: str) -> dict[str, Any]:
    """How the engine says that a slot was read from `words`."""
    start = text.index(words)
    return {"confidence": 0.91, "start": start, "end": start + len(words), "quote": words}


def make_reviewer(name: str = "rk") -> User:
    """A member of the group Reviewers, who is staff; the group is made where an earlier test has emptied the tables."""
    import_module("tracker.migrations.0002_reviewers").make_group(apps, SimpleNamespace(connection=connection))
    reviewer = User.objects.create_user(name, is_staff=True)
    reviewer.groups.add(Group.objects.get(name="Reviewers"))
    return reviewer
