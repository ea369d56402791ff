"""The budget of requests to the language model, counted in the database for all processes together."""

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from tracker.models import LlmDay


def spend_request() -> bool:
    """Take one request out of the budget of today (UTC); False where TRACKER_LLM_DAILY_REQUESTS are used up."""
    today = timezone.now().date()
    LlmDay.objects.get_or_create(day=today)
    left = LlmDay.objects.filter(day=today, request_count__lt=settings.TRACKER_LLM_DAILY_REQUESTS)
    return bool(left.update(request_count=F("request_count") + 1))
