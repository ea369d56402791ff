"""What reviewers did: an append-only log, each line with the move's values before and after."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models

from tracker.enums import Verb
from tracker.models.moves import Move


class AppendOnlyError(Exception):
    """A decision was about to be changed or deleted."""


class _DecisionQuerySet(models.QuerySet["Decision"]):
    def update(self, **_: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class Decision(models.Model):
    """One approval, rejection, correction or undo of one move; `before` and `after` map slot names to values."""

    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=16, choices=[(v.value, v.value) for v in Verb])
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField()
    after = models.JSONField()
    note = models.CharField(max_length=500, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = _DecisionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["reviewer", "id"], name="decision_by_reviewer")]

    def __str__(self) -> str:
        return f"{self.verb} of move {self.move_id} by {self.reviewer}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnlyError
