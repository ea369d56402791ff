"""Fills the slots of each statement from its sentence, and from what the rest of the article says of the person."""

from collections.abc import Sequence

from tracker.enums import Kind, Manner
from tracker.extraction.cues import cue_words
from tracker.extraction.drafts import Draft, Post
from tracker.extraction.employers import (
    INFERRED,
    SHARED,
    Employer,
    beside_roles,
    find_employer,
    find_other_organisation,
)
from tracker.extraction.grammar import is_passive
from tracker.extraction.links import (
    date_announcements,
    link_employers,
    pair_counterparts,
    post_left,
    post_taken,
    second_place,
    share_employer,
    share_roles,
)
from tracker.extraction.moves import MAX_EVIDENCE_CHARS
from tracker.extraction.roles import Role, held_roles, stated_roles
from tracker.extraction.scenes import Article, Scene
from tracker.extraction.standing import find_salience, find_status, is_hypothetical
from tracker.extraction.statements import Statement, find_statements
from tracker.extraction.timing import find_timing
from tracker.extraction.titles import normal_title
from tracker.spans import Span


def draft_moves(article: Article, scenes: Sequence[Scene]) -> list[Draft]:
    """All moves that the sentences state, repeats included, in order of the text."""
    posts = _posts(scenes)
    drafts: list[Draft] = []
    for scene in scenes:
        statements = [found for found in find_statements(article, scene) if not is_hypothetical(found)]
        here: list[Draft] = []
        for statement in statements:
            draft = _draft(article, statement, statements, posts)
            if draft:
                here += [draft, *second_place(draft), *post_left(draft), *post_taken(draft)]
        share_employer(here)
        pair_counterparts(here)
        drafts += here
    date_announcements(scenes, drafts)
    share_roles(drafts)
    link_employers(drafts)
    return drafts


def _posts(scenes: Sequence[Scene]) -> dict[str, Post]:
    """The posts each person holds by the first sentence that sets a title beside the name."""
    posts: dict[str, Post] = {}
    for scene in scenes:
        for person in scene.people:
            if person.name in posts:
                continue
            roles, is_former = held_roles(scene, person)
            if roles and not is_former:
                posts[person.name] = Post(roles, beside_roles(scene, roles))
    return posts


def _draft(
    article: Article, statement: Statement, statements: Sequence[Statement], posts: dict[str, Post]
) -> Draft | None:
    scene = statement.scene
    if _is_out_of_scope(statement):
        return None
    stop = min((other.first for other in statements if other.first >= statement.last), default=len(scene.words))
    roles = stated_roles(scene, statement, stop)
    held, _ = held_roles(scene, statement.person)
    post = posts.get(statement.person.name)
    employer = find_employer(scene, statement, roles, held)
    if not _has_needs(statement, roles, employer, post):
        return None
    if employer is None and statement.kind is Kind.DEPARTURE and post:
        employer = post.employer
    employer = employer or Employer(scene.topic, None, INFERRED)
    if not roles:
        roles = _roles_by_context(statement, held, posts)
    other = find_other_organisation(scene, statement, employer.name)
    timing = find_timing(scene, statement, article.published_on)
    status, status_mark = find_status(statement)
    salience, salience_mark = find_salience(statement, timing, article.published_on)
    manner = _manner(statement, roles, held, post, employer, other)
    return Draft(
        statement=statement,
        manner=manner,
        status=status,
        salience=salience,
        employer=employer,
        roles=roles,
        timing=timing,
        other=other,
        counterpart=statement.counterpart,
        evidence=_evidence(statement),
        marks={"status": status_mark, "salience": salience_mark},
        sureness=statement.sureness,
    )


def _is_out_of_scope(statement: Statement) -> bool:
    """Ministers, players and coaches come and go too, but are no executives."""
    person, words = statement.person, statement.scene.words
    beside = words[max(0, person.first - 3) : person.first] + words[person.last : person.last + 4]
    return any(word.lower in cue_words("out_of_scope") for word in beside)


def _has_needs(statement: Statement, roles: list[Role], employer: Employer | None, post: Post | None) -> bool:
    needs, cue = statement.cue.needs, statement.cue
    if needs in {"title", "as"}:
        return bool(roles) and (needs != "as" or _has_as(statement, roles))
    if needs == "organisation":
        return employer is not None and employer.sureness > SHARED
    if needs == "organisation or title":
        return bool(roles) or (employer is not None and employer.sureness > SHARED)
    if needs == "holder":
        return bool(roles) or post is not None
    if cue.first in {"elect", "appoint", "lose", "remove", "dismiss", "fire", "terminate"}:
        return bool(roles) or post is not None or is_passive(statement.scene.sentence, statement.first)
    return True


def _has_as(statement: Statement, roles: list[Role]) -> bool:
    words = statement.scene.words
    return any(word.lower == "as" for word in words[max(statement.last, roles[0].first - 5) : roles[0].first])


def _roles_by_context(statement: Statement, held: list[Role], posts: dict[str, Post]) -> list[Role]:
    """A leaver leaves the post set beside the name; who succeeds somebody takes that one's post."""
    if statement.kind is Kind.DEPARTURE:
        if held:
            return held
        post = posts.get(statement.person.name)
        return post.roles if post else []
    if statement.counterpart is not None:
        post = posts.get(statement.counterpart.name)
        return post.roles if post else []
    return []


def _manner(
    statement: Statement,
    roles: list[Role],
    held: list[Role],
    post: Post | None,
    employer: Employer,
    other: Employer | None,
) -> Manner:
    if statement.kind is Kind.DEPARTURE:
        return statement.manner
    names = [normal_title(role.text) for role in roles]
    if any("interim" in name or "acting" in name or "temporary" in name for name in names):
        return Manner.INTERIM
    if any(
        name in {"director", "trustee"}
        or (name.endswith((" director", "trustee")) and "non-executive" in name)
        or "independent" in name
        for name in names
    ):
        return Manner.ELECTED
    if employer.name is None:
        return Manner.UNKNOWN  # "joining a new start-up": whose it is remains open
    if statement.manner is not Manner.UNKNOWN:
        return statement.manner
    if other is not None:
        return Manner.HIRED
    at = post.employer.name if post and post.employer else None
    before = {normal_title(role.text) for role in held or (post.roles if post else [])} - set(names)
    if before and (at is None or at == employer.name):
        return Manner.PROMOTED
    return Manner.UNKNOWN


def _evidence(statement: Statement) -> Span:
    """The sentence, or of a long one the stretch around the wording, with the person where there is room."""
    sentence, cue = statement.scene.sentence.span, statement.cue_span
    if sentence.end - sentence.start <= MAX_EVIDENCE_CHARS:
        return sentence
    start = min(cue.start, statement.person.span.start)
    if cue.end - start > MAX_EVIDENCE_CHARS:
        start = max(sentence.start, cue.start - MAX_EVIDENCE_CHARS // 2)
    return Span(start, min(sentence.end, start + MAX_EVIDENCE_CHARS))
