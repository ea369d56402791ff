"""The fixed words of a move, for everybody to import: the values of each slot and of each row's state."""

from enum import StrEnum


class Kind(StrEnum):
    DEPARTURE = "departure"
    APPOINTMENT = "appointment"


class Manner(StrEnum):
    """How somebody left or came; TRANSFERRED and UNKNOWN go with both kinds, see the two lists below."""

    RESIGNED = "resigned"
    RETIRED = "retired"
    STEPPED_DOWN = "stepped_down"
    DISMISSED = "dismissed"
    LAID_OFF = "laid_off"
    DIED = "died"
    TERM_ENDED = "term_ended"
    TRANSFERRED = "transferred"
    HIRED = "hired"
    PROMOTED = "promoted"
    ELECTED = "elected"
    INTERIM = "interim"
    FOUNDED = "founded"
    UNKNOWN = "unknown"


DEPARTURE_MANNERS = (
    Manner.RESIGNED,
    Manner.RETIRED,
    Manner.STEPPED_DOWN,
    Manner.DISMISSED,
    Manner.LAID_OFF,
    Manner.DIED,
    Manner.TERM_ENDED,
    Manner.TRANSFERRED,
    Manner.UNKNOWN,
)
APPOINTMENT_MANNERS = (
    Manner.HIRED,
    Manner.PROMOTED,
    Manner.TRANSFERRED,
    Manner.ELECTED,
    Manner.INTERIM,
    Manner.FOUNDED,
    Manner.UNKNOWN,
)


class Status(StrEnum):
    """Who stands behind it: the parties themselves, another outlet, talk, or talk that was rejected."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    RUMOURED = "rumoured"
    DENIED = "denied"


class Salience(StrEnum):
    """Whether the article reports the move or tells it as somebody's earlier career."""

    NEWS = "news"
    BACKGROUND = "background"


class Review(StrEnum):
    """What people have said of a move so far; AUTO is an approval that no person made."""

    UNREVIEWED = "unreviewed"
    APPROVED = "approved"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    AUTO = "auto"


class ArticleState(StrEnum):
    """Where an article stands in the queue of record."""

    RECEIVED = "received"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"


class Source(StrEnum):
    """The door an article came in by."""

    COMMAND = "command"
    INBOX = "inbox"
    UPLOAD = "upload"
    API = "api"


class Verb(StrEnum):
    """What a reviewer did to a move."""

    APPROVE = "approve"
    REJECT = "reject"
    CORRECT = "correct"
    UNDO = "undo"
