"""The way of an article where a language model is set up: a second opinion, and never what an article fails for."""

import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from pytest_django.fixtures import Settings

from tests.extracted import read
from tests.model_server import Behaviour, FakeModel, Handler, is_silent, running_model, says, says_words, sends, told
from tracker import extraction, pipeline
from tracker.enums import Source
from tracker.extraction import ENGINE_VERSION, ExtractedMove
from tracker.extraction.llm import LanguageModel
from tracker.extraction.llm.confidence import MOVE_ALONE, raise_by_agreement
from tracker.models import Article, Claim, Decision, LlmDay, Move
from tracker.review import reject_move
from tracker.spans import Span
from tracker.store import articles
from tracker.store.llm_days import spend_request

TEXT = (
    "date 2023-03-22 Robert Lindgren has resigned as chief executive of Northwind Inc, the company said on Tuesday. "
    "At Barlow Plc the chair is in the hands of Mary Sowerby now.\n"
)
BY_BOTH = told(
    evidence="Robert Lindgren has resigned as chief executive of Northwind Inc",
    person="Robert Lindgren",
    company="Northwind Inc",
    roles=["chief executive"],
)
BY_MODEL = told(
    evidence="At Barlow Plc the chair is in the hands of Mary Sowerby now",
    words_of_moving="in the hands",
    person="Mary Sowerby",
    company="Barlow Plc",
    roles=["chair"],
    kind="appointment",
    manner="unknown",
    announced=None,
    announced_words=None,
)


@pytest.fixture(autouse=True)
def plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader finds the first move of TEXT and no other, and none in other texts."""
    start, words = TEXT.index("Robert"), len("Robert Lindgren has resigned as chief executive of Northwind Inc")
    move = read("Robert Lindgren", "Northwind Inc", roles=("chief executive",), evidence=Span(start, start + words))

    def extract_moves(text: str, *, published_on: date | None) -> list[ExtractedMove]:
        return [move] if text == TEXT else []

    monkeypatch.setattr(extraction, "extract_moves", extract_moves)


@pytest.fixture
def model(settings: Settings) -> Iterator[FakeModel]:
    """A language model that the settings name."""
    with running_model() as server:
        settings.TRACKER_LLM_URL, settings.TRACKER_LLM_MODEL = server.url, "fake/seven-b"
        yield server


def ingest(text: str = TEXT) -> Article:
    article = articles.register("a.txt", io.BytesIO(text.encode()), Source.COMMAND).article
    assert pipeline.ingest_article(article.pk) == "done"
    article.refresh_from_db()
    return article


def claims() -> list[tuple[Any, ...]]:
    return [(c.person, c.company, c.kind, round(c.confidence, 4)) for c in Claim.objects.order_by("position")]


@pytest.fixture
def reader_alone(db: None) -> list[tuple[Any, ...]]:
    """What the reader makes of the text; nothing of it is left behind."""
    article = ingest()
    found = claims()
    assert [row[:3] for row in found] == [("Robert Lindgren", "Northwind Inc", "departure")]
    Move.objects.all().delete()
    article.delete()
    return found


def test_without_one_nobody_is_asked_and_nothing_is_counted(reader_alone: list[tuple[Any, ...]]) -> None:
    assert ingest().engine_version == ENGINE_VERSION
    assert claims() == reader_alone
    assert not LlmDay.objects.exists()


def test_what_both_state_is_surer_and_what_the_model_alone_states_is_there_to_review(
    reader_alone: list[tuple[Any, ...]], model: FakeModel
) -> None:
    model.behave = says(BY_BOTH, BY_MODEL)
    article = ingest()
    [(*names, confidence)] = reader_alone
    assert claims() == [
        (*names, pytest.approx(raise_by_agreement(confidence), abs=1e-4)),
        ("Mary Sowerby", "Barlow Plc", "appointment", MOVE_ALONE),
    ]
    assert article.engine_version == f"{ENGINE_VERSION}+llm-1:seven-b"
    assert [day.request_count for day in LlmDay.objects.all()] == [1]
    for claim in Claim.objects.all():
        assert article.text[claim.evidence_start : claim.evidence_end] == claim.quote


@pytest.mark.django_db
def test_it_approves_nothing(model: FakeModel) -> None:
    model.behave = says(BY_BOTH | {"review": "auto", "confidence": 1.0}, BY_MODEL | {"review": "approved"})
    ingest()
    assert [move.review for move in Move.objects.all()] == ["unreviewed", "unreviewed"]
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_it_takes_back_no_decision(model: FakeModel) -> None:
    model.behave = says(BY_BOTH, BY_MODEL)
    article = ingest()
    move = Move.objects.get(executive__name="Mary Sowerby")
    reject_move(move.pk, User.objects.create_user("rk"), move.version)
    articles.retry(article)
    assert pipeline.ingest_article(article.pk) == "done"
    assert Move.objects.get(executive__name="Mary Sowerby").review == "rejected"


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        pytest.param(sends(b"", 500), "the server answered with status 500", id="an error of the server"),
        pytest.param(says_words("no JSON"), "the model's answer is not what the schema asks for", id="a broken answer"),
        pytest.param(is_silent, "the server gave no whole answer in 0.2 seconds", id="a slow server"),
    ],
)
def test_where_it_fails_the_reader_alone_is_heard_and_the_log_says_why(
    reader_alone: list[tuple[Any, ...]],
    model: FakeModel,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    behaviour: Behaviour,
    reason: str,
) -> None:
    settings.TRACKER_LLM_TIMEOUT = 0.2 if behaviour is is_silent else 10
    model.behave = behaviour
    article = ingest()
    assert (article.engine_version, claims()) == (ENGINE_VERSION, reader_alone)
    assert [record.getMessage() for record in caplog.records] == [f"article {article.pk}: read without the language model: {reason}"]  # fmt: skip


def test_an_error_nobody_foresaw_is_logged_and_fails_no_article(
    reader_alone: list[tuple[Any, ...]],
    model: FakeModel,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(LanguageModel, "extract_moves", stumble)
    article = ingest()
    assert claims() == reader_alone
    assert [record.getMessage() for record in caplog.records] == [f"article {article.pk}: read without the language model, which stumbled"]  # fmt: skip


def test_with_the_budget_used_up_it_is_not_asked(
    reader_alone: list[tuple[Any, ...]], model: FakeModel, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TRACKER_LLM_DAILY_REQUESTS = 1
    ingest("Nothing moves here.")
    article = ingest()
    assert (len(model.requests), claims()) == (1, reader_alone)
    assert [record.getMessage() for record in caplog.records] == [f"article {article.pk}: read without the language model: today's budget of requests is used up"]  # fmt: skip


@pytest.mark.django_db
def test_a_text_over_the_cap_is_not_sent_and_costs_nothing(
    model: FakeModel, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TRACKER_LLM_MAX_CHARS = 20
    article = ingest("Nothing moves in here.")
    assert (model.requests, LlmDay.objects.count()) == ([], 0)
    assert [record.getMessage() for record in caplog.records] == [f"article {article.pk}: read without the language model: the text is longer than the 20 characters that it may be given"]  # fmt: skip


@pytest.mark.django_db
def test_a_model_with_a_long_name_fits_its_column(model: FakeModel, settings: Settings) -> None:
    settings.TRACKER_LLM_MODEL = "somebody/" + "long-" * 20
    assert ingest().engine_version == f"{ENGINE_VERSION}+llm-1:{'long-' * 20}"[:32]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_it_thinks(model: FakeModel) -> None:
    """Another writer gets its turn in the meantime; on SQLite it would wait for any that is open."""
    written: list[int] = []

    def write_and_say(handler: Handler) -> None:
        try:
            written.append(User.objects.create_user("meanwhile").pk)
        finally:
            connections.close_all()
        says(BY_BOTH)(handler)

    model.behave = write_and_say
    ingest()
    assert list(User.objects.filter(username="meanwhile").values_list("pk", flat=True)) == written


@pytest.mark.django_db(transaction=True)
def test_the_budget_holds_for_many_at_once(settings: Settings) -> None:
    settings.TRACKER_LLM_DAILY_REQUESTS = 7
    together = threading.Barrier(4)

    def spend(_: int) -> list[bool]:
        together.wait(10)
        try:
            return [spend_request() for _ in range(5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        granted = [one for spent in pool.map(spend, range(4)) for one in spent]
    assert (granted.count(True), LlmDay.objects.get().request_count) == (7, 7)
