"""Executives and companies: found by the normal form of a name, made when new, counted when their moves change."""

import unicodedata
from collections.abc import Iterable
from typing import Literal, TypeVar

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from tracker.enums import Review
from tracker.identity import Known, Mention, New, Same, company_key, decide, executive_key
from tracker.models import Claim, Company, CompanyAlias, Decision, Executive, ExecutiveAlias, Move
from tracker.store.moves import REVIEWED
from tracker.store.turns import take_turn

MAX_NAME = 200

_EntityModel = TypeVar("_EntityModel", Executive, Company)


def executive_named(name: str) -> Executive:
    """The executive that identity takes `name` for, made now when new; needs an open transaction."""
    return _entity_named(Executive, ExecutiveAlias, "executive", name, executive_key(name))


def company_named(name: str) -> Company:
    """The company that identity takes `name` for, made now when new; needs an open transaction."""
    return _entity_named(Company, CompanyAlias, "company", name, company_key(name))


def _entity_named(
    model: type[_EntityModel],
    alias_model: type[ExecutiveAlias | CompanyAlias],
    entity: Literal["executive", "company"],
    name: str,
    key: str,
) -> _EntityModel:
    take_turn()
    name, key = name[:MAX_NAME], key[:MAX_NAME]
    aliases: dict[int, list[str]] = {}
    for owner_id, alias in alias_model.objects.filter(key=key).order_by("id").values_list(f"{entity}_id", "name"):
        aliases.setdefault(owner_id, []).append(alias)
    known = [Known(id=owner_id, names=tuple(names)) for owner_id, names in aliases.items()]
    verdict = decide(Mention(name=name, entity=entity), known)
    if isinstance(verdict, Same):
        found = model.objects.get(pk=verdict.id)
    else:
        found = model.objects.create(
            name=name, slug=_free_slug(model, name, entity), is_unsure=not isinstance(verdict, New)
        )
    if name not in aliases.get(found.pk, []):
        alias_model.objects.get_or_create(**{f"{entity}_id": found.pk, "name": name}, defaults={"key": key})
    return found


def _free_slug(model: type[Executive | Company], name: str, entity: str) -> str:
    """An address of its own: `jia-yangqing`, and for a namesake `jia-yangqing-2`; other scripts stay as they are."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    stem = slugify(unicodedata.normalize("NFKC", plain), allow_unicode=True)[:MAX_NAME] or entity
    if stem.isdigit():
        stem = f"{entity}-{stem}"  # an address of digits alone would be taken for an id
    taken = set(model.objects.filter(Q(slug=stem) | Q(slug__startswith=f"{stem}-")).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def recount(executive_ids: Iterable[int], company_ids: Iterable[int]) -> None:
    """Refresh `move_count` and `reviewed_count` of these executives and companies; 2 queries."""
    for model, field, ids in ((Executive, "executive", executive_ids), (Company, "company", company_ids)):
        own = Move.objects.filter(**{field: OuterRef("pk")}).order_by()
        model.objects.filter(pk__in=set(ids)).update(
            move_count=_counted(own.exclude(review=Review.REJECTED.value), field),
            reviewed_count=_counted(own.filter(review__in=REVIEWED), field),
        )


def _counted(moves: QuerySet[Move], field: str) -> Coalesce:
    count = moves.values(field).annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def drop_unused(executive_ids: Iterable[int], company_ids: Iterable[int]) -> None:
    """Delete those of these executives and companies that no move and no decision speaks of any more."""
    roles_of_entities = (
        (Executive, ("executive", "counterpart"), executive_ids),
        (Company, ("company", "other_company"), company_ids),
    )
    for model, fields, ids in roles_of_entities:
        unused = set(ids)
        for field in fields:
            moves = Move.objects.filter(**{f"{field}__in": unused}).order_by()
            unused -= set(moves.values_list(field, flat=True))
        claims = Claim.objects.filter(**{f"judged_{fields[0]}__in": unused}).order_by()
        unused -= set(claims.values_list(f"judged_{fields[0]}", flat=True))
        for field in fields:
            # An undo brings back what a decision found, so its executive and company must still be there.
            past = Decision.objects.filter(**{f"before__{field}__in": list(unused)}).order_by() if unused else []
            unused -= {decision.before[field] for decision in past}
        model.objects.filter(pk__in=unused).delete()
