"""The budget of requests to the language model."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django.fixtures import Settings

from tracker.models import LlmDay
from tracker.store.llm_days import spend_request

pytestmark = pytest.mark.django_db


def test_a_budget_is_spent_by_the_request_and_begins_anew_each_day(settings: Settings) -> None:
    settings.TRACKER_LLM_DAILY_REQUESTS = 2
    with time_machine.travel(datetime(2023, 3, 21, 23, 59, tzinfo=UTC), tick=False):
        assert [spend_request() for _ in range(4)] == [True, True, False, False]
    with time_machine.travel(datetime(2023, 3, 22, 0, 0, tzinfo=UTC), tick=False):
        assert spend_request()
    assert list(LlmDay.objects.values_list("day", "request_count")) == [(date(2023, 3, 22), 1), (date(2023, 3, 21), 2)]


def test_no_budget_is_no_request(settings: Settings) -> None:
    settings.TRACKER_LLM_DAILY_REQUESTS = 0
    assert not spend_request()


def test_a_raised_budget_counts_what_was_spent(settings: Settings) -> None:
    settings.TRACKER_LLM_DAILY_REQUESTS = 1
    assert [spend_request(), spend_request()] == [True, False]
    settings.TRACKER_LLM_DAILY_REQUESTS = 2
    assert [spend_request(), spend_request()] == [True, False]
