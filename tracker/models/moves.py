"""What happened, and who says so: moves, with the claims that back them."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from tracker.enums import Kind, Manner, Review, Salience, Status
from tracker.models.articles import Article
from tracker.models.entities import Company, Executive

KINDS = [(k.value, k.value) for k in Kind]
MANNERS = [(m.value, m.value.replace("_", " ")) for m in Manner]
STATUSES = [(s.value, s.value) for s in Status]
SALIENCES = [(s.value, s.value) for s in Salience]
REVIEWS = [(r.value, r.value) for r in Review]

is_partial_date = RegexValidator(r"^\d{4}(-\d{2}(-\d{2})?)?\Z", "A day, month or year: 2023-03-21, 2023-03 or 2023.")
PROBABILITY = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class _Slots(models.Model):
    """The slots of the annotation guide that a claim and a move both carry."""

    kind = models.CharField(max_length=16, choices=KINDS)
    manner = models.CharField(max_length=16, choices=MANNERS)
    status = models.CharField(max_length=16, choices=STATUSES)
    effective = models.CharField(max_length=10, blank=True, validators=[is_partial_date])
    announced = models.CharField(max_length=10, blank=True, validators=[is_partial_date])
    salience = models.CharField(max_length=16, choices=SALIENCES, default=Salience.NEWS.value)
    confidence = models.FloatField(validators=PROBABILITY)

    class Meta:
        abstract = True


class Move(_Slots):
    """One appointment to, or departure from, roles at one organisation: the machine's values until a person decides.

    `happened_on` and `told_on` are the days that timelines and the front page sort by; `version` goes up with every
    change, so that a second reviewer of the same move is told.
    """

    executive = models.ForeignKey(Executive, on_delete=models.PROTECT, related_name="moves")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="moves", null=True, blank=True)
    other_company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    counterpart = models.ForeignKey(Executive, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    review = models.CharField(max_length=16, choices=REVIEWS, default=Review.UNREVIEWED.value, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    happened_on = models.DateField(editable=False)
    told_on = models.DateField(editable=False)
    claim_count = models.PositiveIntegerField(default=0, editable=False)
    disagreements = models.JSONField(default=list, editable=False, help_text="Slots on which its claims differ.")
    lead_claim = models.ForeignKey("Claim", on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-told_on", "-id"]
        permissions: ClassVar = [("review_move", "Can approve, reject and correct moves")]
        indexes: ClassVar = [
            models.Index("told_on", "id", name="move_told"),
            models.Index("happened_on", "id", name="move_happened"),
            models.Index("executive", "happened_on", "id", name="move_of_executive"),
            models.Index("company", "happened_on", "id", name="move_of_company"),
            models.Index("review", "told_on", "id", name="move_review"),
            # The review queue: news before background, then the least certain.
            models.Index(
                "salience",
                "confidence",
                "id",
                name="move_queue",
                condition=models.Q(review=Review.UNREVIEWED.value),
            ),
        ]

    def __str__(self) -> str:
        where = self.company.name if self.company else "an unnamed organisation"
        return (
            f"{self.executive.name}: {self.kind} at {where}"
            if self.kind == Kind.APPOINTMENT
            else (f"{self.executive.name}: {self.kind} from {where}")
        )

    def get_absolute_url(self) -> str:
        return reverse("move", args=[self.pk])


class MoveRole(models.Model):
    """One post of a move: the title as written, and the role in normal form."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="roles")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["move", "position"], name="move_role_once")]

    def __str__(self) -> str:
        return self.title


class Claim(_Slots):
    """One move as one article states it, machine-written.

    `slots` maps each filled slot to `{"confidence", "start", "end", "quote"}`; offsets count code points of the
    article's text, and are null where the slot was inferred. A claim that a newer run no longer reads, but a person
    decided on, is kept with `is_current` false.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="claims")
    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="claims")
    judged_executive = models.ForeignKey(
        Executive, on_delete=models.PROTECT, related_name="+", help_text="Whom identity took the person for."
    )
    judged_company = models.ForeignKey(
        Company, on_delete=models.PROTECT, null=True, related_name="+", help_text="Where, likewise."
    )
    position = models.PositiveIntegerField(help_text="Order in the article.")
    person = models.CharField(max_length=200)
    company = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list)
    other_org = models.CharField(max_length=200, blank=True)
    counterpart = models.CharField(max_length=200, blank=True)
    evidence_start = models.PositiveIntegerField()
    evidence_end = models.PositiveIntegerField()
    quote = models.TextField()
    slots = models.JSONField(default=dict)
    engine_version = models.CharField(max_length=32)
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["article_id", "position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(evidence_start__lt=models.F("evidence_end")), name="claim_evidence_is_a_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}, as {self.article} tells it"
