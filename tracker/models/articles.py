"""The queue of record: one row an article, with its text, where it stands and who is at work on it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from tracker.enums import ArticleState, Source


class Article(models.Model):
    """One document we were given. Its original bytes lie in the data folder, under their SHA-256."""

    name = models.CharField(max_length=255, help_text="File name it came with.")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    size = models.BigIntegerField(help_text="Bytes of the original.", editable=False)
    source = models.CharField(max_length=16, choices=[(s.value, s.name.title()) for s in Source], editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    received_at = models.DateTimeField(auto_now_add=True)

    text = models.TextField(blank=True, editable=False)
    title = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)

    state = models.CharField(
        max_length=16,
        choices=[(s.value, s.name.title()) for s in ArticleState],
        default=ArticleState.RECEIVED.value,
        editable=False,
    )
    failure = models.CharField(max_length=500, blank=True, editable=False, help_text="Why it failed, for people.")
    attempt_count = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_owner = models.CharField(max_length=64, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    hinted_at = models.DateTimeField(null=True, editable=False, help_text="When a worker was last told of it.")
    done_at = models.DateTimeField(null=True, editable=False)
    engine_version = models.CharField(max_length=32, blank=True, editable=False)
    move_count = models.PositiveIntegerField(default=0, editable=False, help_text="Claims read from it.")

    class Meta:
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [("retry_article", "Can put a failed article back in the queue")]
        indexes: ClassVar = [
            # What the sweep looks for; the done and failed, nearly all rows, are not in it.
            models.Index(
                fields=["hinted_at"],
                name="article_waiting",
                condition=models.Q(state__in=[ArticleState.RECEIVED.value, ArticleState.PROCESSING.value]),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.name

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])
