"""Articles: what was read, what was read from it, and the door by which other programs hand one in."""

import io
from datetime import date
from typing import Any, BinaryIO, ClassVar, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from tracker.api import examples
from tracker.api.bodies import BoundedJSONParser, read_body
from tracker.api.errors import ErrorSerializer, TooLargeError
from tracker.api.filters import one_of
from tracker.api.moves import ReadClaimSerializer
from tracker.api.resources import BY_ID, PageLink, Resource, StatedField, described
from tracker.enums import ArticleState, Source
from tracker.models import Article, Claim
from tracker.store.articles import Registered, register
from tracker.store.moves import visible_moves

STATES = [(s.value, s.name.title()) for s in ArticleState]
# What surrounds a file in a multipart body: boundaries, headers and the other fields.
ENVELOPE = 100_000


class ArticleSerializer(serializers.Serializer):
    """One document we were given, and where it stands."""

    id = serializers.IntegerField()
    url = PageLink(help_text="The article's page.")
    name = serializers.CharField(help_text="The file's name.")
    title = StatedField()
    published_on = serializers.DateField(allow_null=True)
    received_at = serializers.DateTimeField()
    size = serializers.IntegerField(help_text="Bytes of the original.")
    state = serializers.ChoiceField(STATES)
    failure = StatedField(help_text="Why it failed, for people.")
    move_count = serializers.IntegerField(source="shown_count", help_text="Claims read from it that you may see.")


class ArticleClaimSerializer(ReadClaimSerializer):
    """A claim under its article, with the move that it backs."""

    move = serializers.IntegerField(source="move_id", help_text="Id of the move that it backs.")


class ReadArticleSerializer(ArticleSerializer):
    """A document whole: its text, and the claims whose offsets count that text's characters."""

    text = serializers.CharField()
    claims = ArticleClaimSerializer(many=True)


class SubmissionSerializer(serializers.Serializer):
    """An article handed in: a file (multipart), or a name and a text (JSON)."""

    file = serializers.FileField(required=False, allow_null=True, allow_empty_file=True, max_length=1000)
    name = serializers.CharField(required=False, allow_blank=True, max_length=255, help_text="A name for the text.")
    text = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, style={"base_template": "textarea.html"}
    )
    published = serializers.DateField(
        required=False, allow_null=True, help_text="Day of publication, for an article that does not tell it."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = sorted(set(self.initial_data) - set(self.fields) - {"csrfmiddlewaretoken"})
        if unknown:
            raise serializers.ValidationError({name[:50]: ["There is no such field here."] for name in unknown})
        files = self.initial_data.getlist("file") if isinstance(self.initial_data, QueryDict) else []
        if len(files) > 1:
            raise serializers.ValidationError({"file": ["One file at a time."]})
        if bool(attrs.get("text")) == (attrs.get("file") is not None):
            raise serializers.ValidationError({"file": ["Send either a file, or a name and a text."]})
        if attrs.get("text") and not attrs.get("name"):
            raise serializers.ValidationError({"name": ["A text needs a name."]})
        return attrs


class ReceiptSerializer(serializers.Serializer):
    """What became of a submission."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(STATES)
    is_new = serializers.BooleanField(help_text="False where the desk had these very bytes already.")
    url = serializers.URLField(help_text="Follow this until `state` is done or failed.")
    page = serializers.URLField(help_text="The article's page.")


class ArticleFilters(filters.FilterSet):
    state = one_of(STATES, "Where it stands.")


@described("articles", (ArticleSerializer, examples.ARTICLE), (ReadArticleSerializer, examples.READ_ARTICLE), BY_ID)
class Articles(Resource):
    """What the desk was given to read, the latest first."""

    row_name = "Article"
    queryset = Article.objects.all()
    filterset_class = ArticleFilters
    parser_classes = (BoundedJSONParser, MultiPartParser, FormParser)
    lookup_value_regex = "[0-9]+"
    orderings: ClassVar[dict[str, tuple[str, ...]]] = {"received": ("-id",)}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before anything looks into the body, as the check of a session's CSRF token does: no more than this is read.
        limit = settings.TRACKER_MAX_ARTICLE_BYTES
        if _content_length(request) > limit + ENVELOPE:
            request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
            raise TooLargeError(limit)
        super().initial(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Article]:
        moves = visible_moves(staff=self.is_staff).order_by().values("pk")
        shown = Claim.objects.filter(move__in=moves).order_by()
        count = shown.filter(article=OuterRef("pk"), is_current=True).values("article").annotate(total=Count("pk"))
        articles = Article.objects.annotate(
            shown_count=Coalesce(Subquery(count.values("total"), output_field=IntegerField()), 0)
        )
        if not self.detail:
            return articles.defer("text")
        return articles.prefetch_related(Prefetch("claims", shown.order_by("position", "id")))

    def get_serializer_class(self) -> type[serializers.Serializer]:
        if self.request.method == "POST":
            return SubmissionSerializer
        return ReadArticleSerializer if self.detail else ArticleSerializer

    @extend_schema(
        tags=["articles"],
        request={"multipart/form-data": SubmissionSerializer, "application/json": SubmissionSerializer},
        responses={202: ReceiptSerializer, **dict.fromkeys((400, 401, 403, 413, 415), ErrorSerializer)},
        examples=[
            OpenApiExample("Text", examples.SUBMISSION, request_only=True, media_type="application/json"),
            OpenApiExample("Receipt", examples.RECEIPT, response_only=True, status_codes=["202"]),
        ],
    )
    def create(self, request: Request) -> Response:
        """Hand an article in: a file, or a name and a text.

        It is read in the background. The same bytes a second time are the same article, and the answer is the same.
        """
        submission = SubmissionSerializer(data=read_body(request))
        submission.is_valid(raise_exception=True)
        given = submission.validated_data
        file = given.get("file")
        if file is None:
            data = given["text"].encode()
            name, size, file = given["name"], len(data), io.BytesIO(data)
        else:
            name, size = file.name, file.size
        if size > settings.TRACKER_MAX_ARTICLE_BYTES:
            raise TooLargeError(settings.TRACKER_MAX_ARTICLE_BYTES)
        return self._receipt(self._registered(name, cast("BinaryIO", file), given.get("published")))

    def _registered(self, name: str, file: BinaryIO, published_on: date | None) -> Registered:
        """Register the file; the day of publication is there before a worker hears of it."""
        user = cast("User", self.request.user)
        if published_on is None:
            return register(name, file, Source.API, user)
        with transaction.atomic():
            registered = register(name, file, Source.API, user)
            if registered.is_new:
                registered.article.published_on = published_on
                registered.article.save(update_fields=["published_on"])
        return registered

    def _receipt(self, registered: Registered) -> Response:
        article = registered.article
        link = reverse("api-article-detail", args=[article.pk], request=self.request)
        receipt = {
            "id": article.pk,
            "state": article.state,
            "is_new": registered.is_new,
            "url": link,
            "page": self.request.build_absolute_uri(article.get_absolute_url()),
        }
        return Response(receipt, status=status.HTTP_202_ACCEPTED, headers={"Location": link})


def _content_length(request: Request) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
