"""A move told as a sentence, before any picture or table: who, verb, where, post; manner."""

from dataclasses import dataclass
from typing import Literal

from tracker.enums import Kind, Manner, Status
from tracker.models import Company, Executive, Move

UNNAMED = "an organisation not named"
JOINING = frozenset({Manner.HIRED.value, Manner.UNKNOWN.value, Manner.FOUNDED.value})
LEAVING_A_POST = frozenset({Manner.TRANSFERRED.value, Manner.STEPPED_DOWN.value})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the sentence; `role` says how a page sets them, `url` where they lead ("" for plain words)."""

    text: str
    role: Literal["words", "verb", "subject", "name"] = "words"
    url: str = ""


def tell(move: Move, about: str = "") -> list[Piece]:
    """The pieces of the sentence, spaces included.

    `about` is "executive" or "company" on a page that is about the one the move speaks of, and leaves that one out.
    Needs `move.roles` and the names that the move points to; reads nothing else.
    """
    roles = _joined([role.title for role in move.roles.all()])
    verb, is_of_post = _verb(move, has_roles=bool(roles))
    if about == "company":
        verb = verb.removesuffix(" at")
    pieces: list[Piece] = []
    if about == "executive":
        verb = verb[0].upper() + verb[1:]
    else:
        pieces += [_name(move.executive, "subject"), Piece(" ")]
    pieces.append(Piece(verb, "verb", move.get_absolute_url()))
    pieces += _place(move, roles, is_of_post=is_of_post, is_told=about == "company")
    pieces += _tail(move)
    return pieces


def sentence_of(move: Move) -> str:
    """The same words as one line of text, for titles and citations."""
    return "".join(piece.text for piece in tell(move))


def _verb(move: Move, *, has_roles: bool) -> tuple[str, bool]:
    """The verb as the status allows it, and whether the post follows it ("becomes chair of …", "leaves as … of …")."""
    if move.kind == Kind.DEPARTURE:
        present, base = "leaves", "leave"
        is_of_post = has_roles and move.manner in LEAVING_A_POST
        after = " as" if is_of_post else ""
    elif move.manner == Manner.FOUNDED:
        present, base, is_of_post, after = "founds", "found", False, ""
    elif has_roles and move.manner not in JOINING:
        present, base, is_of_post, after = "becomes", "become", True, ""
    elif has_roles or move.manner in JOINING:
        present, base, is_of_post, after = "joins", "join", False, ""
    else:
        present, base, is_of_post, after = "takes a post", "take a post", False, " at"
    told = {
        Status.CONFIRMED.value: present,
        Status.REPORTED.value: f"is reported to {base}",
        Status.RUMOURED.value: f"may {base}",
        Status.DENIED.value: f"was to {base}",
    }
    return told[move.status] + after, is_of_post


def _place(move: Move, roles: str, *, is_of_post: bool, is_told: bool) -> list[Piece]:
    """Where, and in which post; `is_told` where the page itself is about the organisation."""
    where = _name(move.company, "name") if move.company else Piece(UNNAMED)
    if is_told:
        if not roles:
            return []
        return [Piece(f" {roles}" if is_of_post else f" as {roles}")]
    if is_of_post:
        return [Piece(f" {roles} of "), where]
    return [Piece(" "), where, *([Piece(f", {roles}")] if roles else [])]


def _tail(move: Move) -> list[Piece]:
    """How, from where or to where, before or after whom; and that it was denied."""
    is_arrival = move.kind == Kind.APPOINTMENT
    manner = "" if move.manner in {Manner.UNKNOWN, Manner.FOUNDED} else move.get_manner_display()
    pieces: list[Piece] = []
    if move.other_company:
        how = (
            (f"{manner} from " if manner else "comes from ") if is_arrival else f"{manner}, goes to ".removeprefix(", ")
        )
        pieces += [Piece(f"; {how}"), _name(move.other_company, "name")]
    elif manner:
        pieces.append(Piece(f", {manner}" if move.manner == Manner.INTERIM else f"; {manner}"))
    if move.counterpart:
        pieces += [Piece("; succeeds " if is_arrival else "; followed by "), _name(move.counterpart, "name")]
    if move.status == Status.DENIED:
        pieces.append(Piece("; denied"))
    return pieces


def _name(entity: Executive | Company, role: Literal["subject", "name"]) -> Piece:
    return Piece(entity.name, role, entity.get_absolute_url())


def _joined(titles: list[str]) -> str:
    """Two posts are joined by "and", more by commas and a last "and"."""
    return " and ".join([", ".join(titles[:-1]), titles[-1]]) if len(titles) > 1 else "".join(titles)
