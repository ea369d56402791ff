"""Events for example tables, short enough to read a row at a time."""

from datetime import date
from typing import Any

from tracker.enums import Kind, Manner, Review, Status
from tracker.timelines import Event, PartialDate, Party

ANN, BEN, CAT = (Party(number, name, name.lower()) for number, name in enumerate(("Ann", "Ben", "Cat"), start=1))
MILL, QUAY = Party(1, "Mill", "mill"), Party(2, "Quay", "quay")
TOLD_ON = date(2023, 3, 22)
AS_OF = date(2023, 3, 24)
CEO = "chief executive officer"

_WORDS = {"manner": Manner, "status": Status, "review": Review}


def an_event(move_id: int, kind: Kind, who: Party, role: str, effective: str, **given: Any) -> Event:
    for name, words in _WORDS.items():
        if name in given:
            given[name] = words(given[name])
    if "announced" in given:
        given["announced"] = PartialDate.parse(given["announced"])
    values: dict[str, Any] = {"company": MILL, "told_on": TOLD_ON} | given
    return Event(
        id=move_id, executive=who, role=role, kind=kind, effective=PartialDate.parse(effective), **values
    )  # fmt: skip


def arrives(move_id: int, who: Party, role: str = "", effective: str = "", **given: Any) -> Event:
    return an_event(move_id, Kind.APPOINTMENT, who, role, effective, **given)


def leaves(move_id: int, who: Party, role: str = "", effective: str = "", **given: Any) -> Event:
    return an_event(move_id, Kind.DEPARTURE, who, role, effective, **given)
