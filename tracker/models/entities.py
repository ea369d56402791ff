"""Who and where: identified people and organisations, each with the names it is written under."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse


class _Entity(models.Model):
    """What executives and companies share: a name, an address, and counts so that lists need not count."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=220, unique=True, allow_unicode=True, editable=False)
    is_unsure = models.BooleanField(default=False, help_text="Identity could not decide; the desk should.")
    move_count = models.PositiveIntegerField(default=0, editable=False, help_text="Moves that were not rejected.")
    reviewed_count = models.PositiveIntegerField(default=0, editable=False, help_text="Moves that a person approved.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Executive(_Entity):
    """An identified person."""

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [
            models.Index("move_count", "id", name="executive_by_moves"),
            models.Index("reviewed_count", "id", name="executive_by_reviewed"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("executive", args=[self.slug])


class Company(_Entity):
    """An identified organisation of any kind: a company, a unit of one, a bank, a university, a charity."""

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name_plural = "companies"
        indexes: ClassVar = [
            models.Index("move_count", "id", name="company_by_moves"),
            models.Index("reviewed_count", "id", name="company_by_reviewed"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("company", args=[self.slug])


class _Alias(models.Model):
    """A name as written, and its normal form, by which identity finds its candidates."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class ExecutiveAlias(_Alias):
    executive = models.ForeignKey(Executive, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "executive aliases"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["executive", "name"], name="executive_alias_once")
        ]


class CompanyAlias(_Alias):
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "company aliases"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["company", "name"], name="company_alias_once")
        ]
