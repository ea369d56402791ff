"""Moves, each with every claim that backs it and the words that state it."""

from typing import ClassVar

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tracker.api import examples
from tracker.api.entities import NamedSerializer
from tracker.api.filters import DAY, IdOrSlugFilter, RangesForm, one_of
from tracker.api.resources import BY_ID, PageLink, Resource, StatedField, described
from tracker.models import Move
from tracker.models.moves import KINDS, MANNERS, REVIEWS, SALIENCES, STATUSES
from tracker.store.moves import told_moves

EFFECTIVE = "Day, month or year it takes effect: 2023-03-21, 2023-03 or 2023."
ANNOUNCED = "Day, month or year it became known."
SPAN_SCHEMA = {
    "type": "object",
    "description": "Each filled slot by its name; `start`, `end` and `quote` are null where it was inferred.",
    "additionalProperties": {
        "type": "object",
        "required": ["confidence", "start", "end", "quote"],
        "properties": {
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "start": {"type": "integer", "nullable": True},
            "end": {"type": "integer", "nullable": True},
            "quote": {"type": "string", "nullable": True},
        },
    },
}


@extend_schema_field(SPAN_SCHEMA)
class SlotSpans(serializers.Field):
    """What the reader found for each slot, as the claim keeps it."""

    def to_representation(self, value: object) -> object:
        return value


class EvidenceSerializer(serializers.Serializer):
    """The words that state it: `start` and `end` count characters of the article's text."""

    start = serializers.IntegerField(source="evidence_start")
    end = serializers.IntegerField(source="evidence_end")
    quote = serializers.CharField()


class SourceSerializer(serializers.Serializer):
    """The article that a claim was read from."""

    id = serializers.IntegerField()
    name = serializers.CharField(help_text="The file's name.")
    title = StatedField()
    published_on = serializers.DateField(allow_null=True)
    url = PageLink(help_text="The article's page.")


class ReadClaimSerializer(serializers.Serializer):
    """One move as one article states it: the slots as the machine read them."""

    id = serializers.IntegerField()
    person = serializers.CharField()
    company = StatedField()
    roles = serializers.ListField(child=serializers.CharField())
    kind = serializers.ChoiceField(KINDS)
    manner = serializers.ChoiceField(MANNERS)
    status = serializers.ChoiceField(STATUSES)
    effective = StatedField(help_text=EFFECTIVE)
    announced = StatedField(help_text=ANNOUNCED)
    other_org = StatedField()
    counterpart = StatedField()
    salience = serializers.ChoiceField(SALIENCES)
    confidence = serializers.FloatField(min_value=0, max_value=1)
    evidence = EvidenceSerializer(source="*")
    slots = SlotSpans()
    engine_version = serializers.CharField()
    is_current = serializers.BooleanField(help_text="False where a newer run of the engine no longer reads it.")


class ClaimSerializer(ReadClaimSerializer):
    """A claim under its move, with the article that it was read from."""

    article = SourceSerializer()


class MoveSerializer(serializers.Serializer):
    """What happened: the reviewed values where a person decided, else the machine's."""

    id = serializers.IntegerField()
    url = PageLink(help_text="The move's page.")
    person = serializers.CharField(source="executive.name")
    executive = NamedSerializer()
    company = NamedSerializer(allow_null=True)
    roles = serializers.SerializerMethodField(help_text="Titles as written.")
    role_names = serializers.SerializerMethodField(help_text="The same posts in normal form, in the same order.")
    kind = serializers.ChoiceField(KINDS)
    manner = serializers.ChoiceField(MANNERS)
    status = serializers.ChoiceField(STATUSES)
    effective = StatedField(help_text=EFFECTIVE)
    announced = StatedField(help_text=ANNOUNCED)
    other_org = serializers.CharField(
        source="other_company.name",
        default=None,
        allow_null=True,
        help_text="Where a departure leads, or an appointment comes from.",
    )
    other_company = NamedSerializer(allow_null=True, help_text="The organisation of `other_org`, identified.")
    counterpart = serializers.CharField(
        source="counterpart.name", default=None, allow_null=True, help_text="Who came after, or was replaced."
    )
    counterpart_executive = NamedSerializer(
        source="counterpart", allow_null=True, help_text="The person of `counterpart`, identified."
    )
    salience = serializers.ChoiceField(SALIENCES)
    confidence = serializers.FloatField(min_value=0, max_value=1)
    review = serializers.ChoiceField(REVIEWS)
    told_on = serializers.DateField(help_text="Day of the first article that tells it.")
    happened_on = serializers.DateField(help_text="Day a timeline sorts it by.")
    disagreements = serializers.ListField(child=serializers.CharField(), help_text="Slots on which its claims differ.")
    updated_at = serializers.DateTimeField()
    claims = ClaimSerializer(many=True)

    def get_roles(self, move: Move) -> list[str]:
        return [role.title for role in move.roles.all()]

    def get_role_names(self, move: Move) -> list[str]:
        return [role.role for role in move.roles.all()]


class MoveFilters(filters.FilterSet):
    executive = IdOrSlugFilter(label="Id or slug of the executive who moves.")
    company = IdOrSlugFilter(label="Id or slug of the company left or joined.")
    kind = one_of(KINDS, "Departure or appointment.")
    manner = one_of(MANNERS, "How somebody left or came.")
    status = one_of(STATUSES, "Who stands behind it.")
    review = one_of(REVIEWS, "What people have said of it.")
    salience = one_of(SALIENCES, "Reported, or told as earlier career.")
    told_from = filters.DateFilter("told_on", "gte", label="First told on this day (YYYY-MM-DD) or later.", **DAY)
    told_to = filters.DateFilter("told_on", "lte", label="First told on this day or earlier.", **DAY)
    happened_from = filters.DateFilter("happened_on", "gte", label="Happened on this day or later.", **DAY)
    happened_to = filters.DateFilter("happened_on", "lte", label="Happened on this day or earlier.", **DAY)

    class Meta:
        form = RangesForm


@described("moves", (MoveSerializer, examples.MOVE), (MoveSerializer, examples.MOVE), BY_ID)
class Moves(Resource):
    """Departures and appointments, the latest first."""

    row_name = "Move"
    queryset = Move.objects.all()
    serializer_class = MoveSerializer
    filterset_class = MoveFilters
    lookup_value_regex = "[0-9]+"
    orderings: ClassVar[dict[str, tuple[str, ...]]] = {
        "told": ("-told_on", "-id"),
        "happened": ("-happened_on", "-id"),
    }
    orderings_description = "By the day a move was first told, or by the day it happened; the latest first."

    def get_queryset(self) -> QuerySet[Move]:
        return told_moves(staff=self.is_staff)
