"""A name becomes an executive or a company, a claim becomes part of a move: two questions, each with three answers."""

from tracker.identity.decide import Known, Mention, decide
from tracker.identity.events import ClaimedEvent, KnownMove, match_event
from tracker.identity.names import company_key, executive_key
from tracker.identity.verdicts import New, Same, Unsure

__all__ = [
    "ClaimedEvent",
    "Known",
    "KnownMove",
    "Mention",
    "New",
    "Same",
    "Unsure",
    "company_key",
    "decide",
    "executive_key",
    "match_event",
]
