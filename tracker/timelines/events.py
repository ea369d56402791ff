"""What timelines are worked out from: an event for each post of a move, its dates as exactly as they are known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.enums import Kind, Manner, Review, Salience, Status
from tracker.timelines.dates import PartialDate


class Basis(StrEnum):
    """What dates a moment: the day it took effect, the day it was announced, or only the day that it was told."""

    EFFECTIVE = "effective"
    ANNOUNCED = "announced"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Party:
    """An executive or a company, by the id, name and slug it has in the tables."""

    id: int
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When something began or ended, as far as a move says."""

    when: PartialDate
    basis: Basis


@dataclass(frozen=True, slots=True)
class Event:
    """One post that a move takes up or gives up; a move of several posts is several events with the same id.

    `role` is the post in normal form, "" where none is stated; `company` is None where it has no name.
    """

    id: int
    executive: Party
    company: Party | None
    role: str
    kind: Kind
    told_on: date
    manner: Manner = Manner.UNKNOWN
    status: Status = Status.CONFIRMED
    review: Review = Review.UNREVIEWED
    salience: Salience = Salience.NEWS
    effective: PartialDate | None = None
    announced: PartialDate | None = None
    confidence: float = 1.0
    counterpart: Party | None = None
    disagreements: tuple[str, ...] = ()

    @property
    def is_interim(self) -> bool:
        return self.manner is Manner.INTERIM

    @property
    def is_reviewed(self) -> bool:
        return self.review in {Review.APPROVED, Review.CORRECTED, Review.AUTO}

    @property
    def is_doubtful(self) -> bool:
        """Rumoured or denied: drawn, but no tenure."""
        return self.status in {Status.RUMOURED, Status.DENIED}

    @property
    def moment(self) -> Moment:
        if self.effective:
            return Moment(self.effective, Basis.EFFECTIVE)
        if self.announced:
            return Moment(self.announced, Basis.ANNOUNCED)
        return Moment(PartialDate.of_day(self.told_on), Basis.TOLD)

    @property
    def sort_day(self) -> date:
        """An arrival counts from the first day it may mean, a departure from the last: who comes and goes in 2019 comes
        first.
        """
        when = self.moment.when
        return when.earliest if self.kind is Kind.APPOINTMENT else when.latest
