"""Why a decision was not taken: each refusal says so in one sentence for people, and nothing was written."""

from tracker.models import Decision

_DID = {"approve": "approved", "reject": "rejected", "correct": "corrected", "undo": "undid a decision on"}


def told_decision(decision: Decision) -> str:
    """Who did what and when, as words: `rk rejected it on 24 March 2023 at 08:02 UTC`."""
    when = decision.decided_at
    return f"{decision.reviewer.get_username()} {_DID[decision.verb]} it on {when.day} {when:%B %Y} at {when:%H:%M} UTC"


class RefusedError(Exception):
    """A decision that was not taken; its message is for people."""


class StaleMoveError(RefusedError):
    """The move has changed since the reviewer saw it: `decision` is what another did, or None where the engine did it.

    `version` is the one it has now.
    """

    def __init__(self, version: int, decision: Decision | None) -> None:
        self.version = version
        self.decision = decision
        changed = told_decision(decision) if decision else "the engine read it anew from its articles"
        super().__init__(f"This move has changed since you opened it: {changed}. Nothing was overwritten.")


class AlreadyDecidedError(RefusedError):
    """The move already stands as the decision would make it."""

    def __init__(self, review: str, decision: Decision | None) -> None:
        self.decision = decision
        by = f": {told_decision(decision)}" if decision else ""
        super().__init__(f"This move is {review} already{by}.")


class NotUndoableError(RefusedError):
    """The decision is not the latest standing one of its move."""
