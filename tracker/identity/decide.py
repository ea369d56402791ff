"""Says whose name a mention is: the policy that turns a name in an article into an executive or a company."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from tracker.identity.names import company_key, executive_key
from tracker.identity.verdicts import New, Same, Unsure

Entity = Literal["executive", "company"]

_KEY_OF: Final[Mapping[Entity, Callable[[str], str]]] = {"executive": executive_key, "company": company_key}
# People share full names more often than companies do; a new name may be another spelling of one that is known.
_SCORE_OF_SAME: Final[Mapping[Entity, float]] = {"executive": 0.9, "company": 0.95}
_SCORE_OF_NEW: Final = 0.1
_SCORE_OF_UNSURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as an article writes it."""

    name: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class Known:
    """An executive or a company with all the names it goes by."""

    id: int
    names: tuple[str, ...]


def decide(mention: Mention, known: Iterable[Known]) -> Same | New | Unsure:
    """Which of `known`, all of the mention's entity, the mention names: the one with a name of the same normal form."""
    key_of = _KEY_OF[mention.entity]
    key = key_of(mention.name)
    written = {one.id: names for one in known if (names := [name for name in one.names if key_of(name) == key])}
    if not written:
        return New(reasons=("no known name has the same normal form",), score=_SCORE_OF_NEW)
    if len(written) == 1:
        [(known_id, names)] = written.items()
        reason = "the same name" if mention.name in names else f"the same name but for its form: {names[0]}"
        return Same(id=known_id, reasons=(reason,), score=_SCORE_OF_SAME[mention.entity])
    return Unsure(
        ids=tuple(sorted(written)),
        reasons=(f"{len(written)} known ones have a name of the same normal form",),
        score=_SCORE_OF_UNSURE,
    )
