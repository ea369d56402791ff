"""Says at which organisation a move takes place, and where the person comes from or goes to."""

from dataclasses import dataclass

from tracker.enums import Kind
from tracker.extraction.grammar import is_passive
from tracker.extraction.lexicon import load_words
from tracker.extraction.roles import Role
from tracker.extraction.scenes import Named, Scene
from tracker.extraction.statements import Statement
from tracker.spans import Span

_PLACE_WORDS = frozenset({"of", "at", "for", "with", "in", "to"})
MAX_REACH = 9
# How sure an organisation is that another clause of the sentence names, and one that only the whole text suggests
SHARED = 0.6
INFERRED = 0.4


@dataclass(frozen=True, slots=True)
class Employer:
    """An organisation for a slot; `sureness` says how good the grounds are, `span` is None where it was inferred."""

    name: str | None
    span: Span | None
    sureness: float


def find_employer(scene: Scene, statement: Statement, roles: list[Role], held: list[Role]) -> Employer | None:
    """The organisation of the move by the words of its own sentence; None where they name none."""
    stated = _object(scene, statement)
    if stated:
        return _employer(stated, 0.9)
    if _is_unnamed(scene, statement):
        return Employer(None, None, 0.7)
    beside = _beside_roles(scene, roles)
    if beside:
        return _employer(beside, 0.85)
    if statement.cue.who in {"object", "owner"}:
        doer = _doer(scene, statement)
        if doer:
            return _employer(doer, 0.8)
    if statement.kind is Kind.DEPARTURE or statement.cue.who == "both":
        own = _beside_roles(scene, held)
        if own:
            return _employer(own, 0.8)
    before = [named for named in scene.organisations if named.last <= statement.first and _leads(scene, named)]
    if before:
        return _employer(before[-1], 0.55)
    return None


def _leads(scene: Scene, named: Named) -> bool:
    """As in "Acme said that", "Acme: Jo Ray": the organisation that the sentence is told of."""
    following = scene.words[named.last].text if named.last < len(scene.words) else ""
    return scene.words[named.last - 1].dep in {"nsubj", "nsubjpass"} or following == ":"


def find_other_organisation(scene: Scene, statement: Statement, company: str | None) -> Employer | None:
    """Where a leaver goes ("to join X", "for X"), or where a comer comes from ("from X", "former head of X")."""
    preps = {"from"} if statement.kind is Kind.APPOINTMENT else {"for", "join", "joining"}
    for place in range(statement.last, len(scene.words)):
        word = scene.words[place]
        if word.lower in preps:
            found = _organisation_after(scene, place + 1)
            if found and found.name != company and not found.is_generic:
                return _employer(found, 0.7)
    if statement.kind is Kind.APPOINTMENT:
        for title in scene.titles:
            if title.is_former:
                found = _after(scene, title.last) or _before(scene, title.first)
                if found and found.name != company and not found.is_generic:
                    return _employer(found, 0.6)
    return None


def beside_roles(scene: Scene, roles: list[Role]) -> Employer | None:
    """The organisation named beside posts: "vice-president of X", "X's treasurer"."""
    found = _beside_roles(scene, roles)
    return _employer(found, 0.75) if found else None


def _employer(named: Named, sureness: float) -> Employer:
    return Employer(named.name, named.span, sureness - 0.1 * named.is_generic)


def _object(scene: Scene, statement: Statement) -> Named | None:
    """As in "left X", "joining X", "resigned from X", "took control of the unit"."""
    cue = statement.cue
    if cue.who != "subject":
        return None
    start = statement.last
    if start < len(scene.words) and scene.words[start].lower in {"from", "at", "of"} and cue.kind is Kind.DEPARTURE:
        return _organisation_after(scene, start + 1, through_titles=False)
    if cue.rest[-1:] in (("control",), ("charge",), ("helm",), ("over",)) and start < len(scene.words):
        return _organisation_after(scene, start + (scene.words[start].lower in {"of", "at"}), through_titles=False)
    if "organisation" in cue.objects or cue.rest == ("to",):
        return _organisation_after(scene, start, through_titles=False)
    return None


def _is_unnamed(scene: Scene, statement: Statement) -> bool:
    """As in "will be joining a new start-up", "left to join a rival": an organisation without a name."""
    if "organisation" not in statement.cue.objects or statement.kind is Kind.DEPARTURE:
        return False
    nouns = load_words("organisations", "nouns") | {"rival", "competitor", "start"}
    following = scene.words[statement.last : statement.last + 6]
    if not following or following[0].lower not in {"a", "an", "another"}:
        return False
    return next((word.lower in nouns for word in following[1:] if word.pos == "NOUN"), False)


def _organisation_after(scene: Scene, place: int, *, through_titles: bool = True) -> Named | None:
    """The organisation whose name begins soon after a place, with only describing words between."""
    for spot in range(place, min(place + MAX_REACH, len(scene.words))):
        organisation = scene.organisation_at(spot)
        if organisation:
            return _fuller(scene, organisation)
        word = scene.words[spot]
        if word.pos in {"VERB", "ADP", "AUX", "PUNCT", "SCONJ"} and word.text != "-" and word.lower not in {"of", "at"}:
            return None
        if scene.person_at(spot) or (not through_titles and scene.title_at(spot)):
            return None
    return None


def _fuller(scene: Scene, organisation: Named) -> Named:
    """As in "the lender Acme Bank": the name behind the noun rather than the noun."""
    if organisation.is_generic:
        behind = scene.organisation_at(organisation.last) if organisation.last < len(scene.words) else None
        if behind and not behind.is_generic:
            return behind
    return organisation


def _beside_roles(scene: Scene, roles: list[Role]) -> Named | None:
    for role in reversed(roles):
        found = _after(scene, role.last)
        if found:
            return found
    return _before(scene, roles[0].first) if roles else None


def _after(scene: Scene, place: int) -> Named | None:
    if place < len(scene.words) and scene.words[place].lower in _PLACE_WORDS:
        return _organisation_after(scene, place + 1, through_titles=False)
    if place + 1 < len(scene.words) and scene.words[place].text == ",":
        organisation = scene.organisation_at(place + 1)
        if organisation and not organisation.is_generic:
            return organisation
    return None


def _before(scene: Scene, place: int) -> Named | None:
    for spot in range(place - 1, max(-1, place - 5), -1):
        organisation = scene.organisation_at(spot)
        if organisation:
            return organisation
        word = scene.words[spot]
        if word.pos in {"VERB", "ADP", "PUNCT", "AUX"} and word.text not in {"-", "'s", "’s"}:
            return None
    return None


def _doer(scene: Scene, statement: Statement) -> Named | None:
    """As in "Acme appointed Jo Ray", "the board of Acme elected her", "Jo Ray was hired by Acme"."""
    if is_passive(scene.sentence, statement.first):
        for place in range(statement.last, len(scene.words)):
            if scene.words[place].lower == "by":
                found = _organisation_after(scene, place + 1)
                if found:
                    return found
        after = [named for named in scene.organisations if named.first >= statement.last]
        placed = next((named for named in after if scene.words[named.first - 1].lower in {"at", "of"}), None)
        if placed and not any(person.first > statement.last for person in scene.people if person.first < placed.first):
            return placed
    before = [named for named in scene.organisations if named.last <= statement.first and _does(scene, named)]
    return before[-1] if before else None


def _does(scene: Scene, named: Named) -> bool:
    """Whether an organisation is the subject, or owns it: "Acme's board has appointed"."""
    following = scene.words[named.last].text if named.last < len(scene.words) else ""
    return (
        _leads(scene, named)
        or following in {"'s", "’s", "’"}
        or scene.words[named.last - 1].dep in {"pobj", "compound", "nmod"}
    )
