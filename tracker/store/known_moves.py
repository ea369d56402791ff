"""The moves that a claim may tell of: those of its person and organisation, as decided and as their articles put it."""

from django.db.models import Q

from tracker.enums import Kind
from tracker.extraction.titles import normal_title
from tracker.identity import KnownMove
from tracker.models import Claim, Move


def known_moves(executive_id: int, company_id: int | None) -> list[KnownMove]:
    """What is known of one executive at one organisation (None: unnamed), for identity to choose from; 3 queries.

    A move stands in the list once with its own values and once with those of each claim that backs it: a reviewer may
    have corrected who, where or when, and the next article still tells it in the old words. Rejected moves are among
    them, so that what was rejected once does not come back as new.
    """
    moves = Move.objects.filter(_at("executive", "company", executive_id, company_id)).prefetch_related("roles")
    claims = Claim.objects.filter(_at("judged_executive", "judged_company", executive_id, company_id))
    known = {
        KnownMove(
            id=move.pk,
            executive_id=executive_id,
            company_id=company_id,
            kind=Kind(move.kind),
            effective=move.effective or None,
            announced=move.announced or None,
            told_on=move.told_on,
            roles=frozenset(role.role for role in move.roles.all()),
        )
        for move in moves
    } | {
        KnownMove(
            id=claim.move_id,
            executive_id=executive_id,
            company_id=company_id,
            kind=Kind(claim.kind),
            effective=claim.effective or None,
            announced=claim.announced or None,
            told_on=claim.move.told_on,
            roles=frozenset(map(normal_title, claim.roles)),
        )
        for claim in claims.select_related("move")
    }
    return sorted(known, key=lambda move: (move.id, move.effective or "", move.announced or ""))


def _at(executive: str, company: str, executive_id: int, company_id: int | None) -> Q:
    who = Q(**{executive: executive_id})
    return who & (Q(**{f"{company}__isnull": True}) if company_id is None else Q(**{company: company_id}))
