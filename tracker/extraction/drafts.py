"""A move while its slots are being filled, and the posts that people are said to hold."""

from dataclasses import dataclass, field

from tracker.enums import Kind, Manner, Salience, Status
from tracker.extraction.employers import Employer
from tracker.extraction.roles import Role
from tracker.extraction.scenes import Named
from tracker.extraction.statements import Statement
from tracker.extraction.timing import Timing
from tracker.spans import Span


@dataclass(slots=True)
class Draft:
    """A move while its slots are being filled."""

    statement: Statement
    manner: Manner
    status: Status
    salience: Salience
    employer: Employer
    roles: list[Role]
    timing: Timing
    other: Employer | None
    counterpart: Named | None
    evidence: Span
    marks: dict[str, Span | None] = field(default_factory=dict)
    sureness: float = 0.5

    @property
    def person(self) -> str:
        return self.statement.person.name

    @property
    def kind(self) -> Kind:
        return self.statement.kind


@dataclass(frozen=True, slots=True)
class Post:
    """Posts that a person is said to hold, and where."""

    roles: list[Role]
    employer: Employer | None
