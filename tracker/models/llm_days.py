"""What the language model was asked: one row a day, so that the budget holds whichever process asks."""

from typing import ClassVar

from django.db import models


class LlmDay(models.Model):
    """The requests of one day, by UTC, those that failed included."""

    day = models.DateField(unique=True)
    request_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.request_count}"
