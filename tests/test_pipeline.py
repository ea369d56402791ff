"""The way of one article, without a worker around it."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from tests.extracted import read
from tracker import documents, extraction, pipeline
from tracker.enums import Kind, Source
from tracker.extraction import ExtractedMove
from tracker.models import Article, Claim, Move
from tracker.review import approve_move, correct_move
from tracker.store import articles
from tracker.store.originals import original_path

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parent.parent / "seeds" / "000_ee9ad12733bb1b5f.txt"
PLAIN = (
    "date 2023-03-22 Robert Lindgren has resigned as chief executive of Northwind Inc, the company said on Tuesday.\n"
)


def taken_in(data: bytes, name: str = "a.txt") -> Article:
    return articles.register(name, io.BytesIO(data), Source.COMMAND).article


def test_the_seed_tells_its_moves_each_with_its_words() -> None:
    article = taken_in(SEED.read_bytes(), SEED.name)
    assert pipeline.ingest_article(article.pk) == "done"
    article.refresh_from_db()
    assert (article.state, str(article.published_on)) == ("done", "2023-03-22")
    assert article.text == SEED.read_text(encoding="utf-8")
    assert article.move_count == Move.objects.count() == Claim.objects.count() > 0
    jia = Move.objects.get(executive__name="Jia Yangqing", salience="news")
    assert (jia.kind, jia.manner, jia.announced) == ("departure", "resigned", "2023-03-21")
    assert jia.company
    assert jia.company.name == "Alibaba Group Holding"
    for claim in Claim.objects.all():
        assert article.text[claim.evidence_start : claim.evidence_end] == claim.quote
        for slot in claim.slots.values():
            if slot["start"] is not None:
                assert article.text[slot["start"] : slot["end"]] == slot["quote"]


def test_a_plain_sentence_is_a_move_of_its_person_and_company() -> None:
    read_all(PLAIN)
    assert told_moves() == [("Robert Lindgren", "Northwind Inc", "unreviewed", 1)]
    assert [(move.kind, move.manner) for move in Move.objects.all()] == [("departure", "resigned")]


def test_a_second_run_changes_no_move() -> None:
    [article] = read_all(SEED.read_text(encoding="utf-8"))
    before = list(Move.objects.order_by("pk").values("pk", "version", "confidence", "company"))
    assert articles.retry(article)
    assert pipeline.ingest_article(article.pk) == "done"
    assert list(Move.objects.order_by("pk").values("pk", "version", "confidence", "company")) == before
    assert Claim.objects.count() == len(before)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(b"", "empty.txt", id="empty"),
        pytest.param(b" \n\t ", "blank.txt", id="only white space"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(64), "picture.txt", id="a picture"),
        pytest.param(b"%PDF-1.7\n", "report.pdf", id="a PDF"),
        pytest.param(bytes(range(256)) * 4, "noise.txt", id="noise"),
        pytest.param(b"<html><body></body></html>", "page.html", id="a page without words"),
    ],
)
def test_bad_input_fails_with_a_plain_reason(data: bytes, name: str) -> None:
    article = taken_in(data, name)
    assert pipeline.ingest_article(article.pk) == "failed"
    article.refresh_from_db()
    assert article.state == "failed"
    assert article.failure.endswith(".")
    assert "Traceback" not in article.failure
    assert "Error" not in article.failure


def test_an_article_that_is_at_work_or_finished_is_left_alone() -> None:
    article = taken_in(b"Nothing moves here.")
    claimed = articles.claim_lease(article.pk)
    assert claimed is not None
    assert pipeline.ingest_article(article.pk) is None
    articles.put_back(article.pk, claimed[1])
    assert pipeline.ingest_article(article.pk) == "done"
    assert pipeline.ingest_article(article.pk) is None
    assert pipeline.ingest_article(0) is None


def test_lost_bytes_are_a_reason() -> None:
    article = taken_in(b"Soon gone.")
    original_path(article.sha256).unlink()
    assert pipeline.ingest_article(article.pk) == "failed"
    article.refresh_from_db()
    assert article.failure == "The original bytes are no longer in the data folder."


def test_an_error_nobody_foresaw_is_tried_three_times_and_then_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    article = taken_in(b"Words.")

    def stumble(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(extraction, "extract_moves", stumble)
    assert [pipeline.ingest_article(article.pk) for _ in range(4)] == [None, None, "failed", None]
    article.refresh_from_db()
    assert (article.state, article.attempt_count) == ("failed", 3)
    assert article.failure == "The desk could not read it (ZeroDivisionError); see its log."
    assert len(caplog.records) == 3


def test_a_lease_lost_on_the_way_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    article = taken_in(SEED.read_bytes(), SEED.name)
    parse = documents.parse_document

    def lose(name: str, data: bytes) -> documents.Document:
        Article.objects.update(lease_owner="somebody else")
        return parse(name, data)

    monkeypatch.setattr(documents, "parse_document", lose)
    assert pipeline.ingest_article(article.pk) is None
    assert not Move.objects.exists()
    assert Article.objects.get().text == ""


def test_a_person_corrected_by_a_reviewer_stays_corrected_when_the_article_is_read_again() -> None:
    [article] = read_all(PLAIN)
    move = Move.objects.get()
    reviewer = User.objects.create_user("rk")
    values = {"person": "Bob Lindgren the Younger", "company": "Northwind Harbours"}
    correct_move(move.pk, reviewer, move.version, values)
    articles.retry(article)
    assert pipeline.ingest_article(article.pk) == "done"
    move.refresh_from_db()
    assert (move.executive.name, move.company and move.company.name, move.review) == (*values.values(), "corrected")
    assert [claim.is_current for claim in move.claims.all()] == [True]
    assert Move.objects.count() == 1


def read_all(*texts: str) -> list[Article]:
    found = [taken_in(text.encode(), f"{number}.txt") for number, text in enumerate(texts)]
    assert [pipeline.ingest_article(article.pk) for article in found] == ["done"] * len(texts)
    return found


def told_moves() -> list[tuple[str, str, str, int]]:
    moves = Move.objects.order_by("pk").select_related("executive", "company")
    return [(m.executive.name, m.company.name if m.company else "", m.review, m.claim_count) for m in moves]


@pytest.fixture
def engine_reads(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets what the engine reads in every article from now on."""

    def set_moves(*found: ExtractedMove) -> None:
        monkeypatch.setattr(extraction, "extract_moves", lambda _text, **_: list(found))

    return set_moves


def test_approving_one_of_two_moves_of_a_sentence_leaves_the_other_alone(engine_reads: Callable[..., None]) -> None:
    engine_reads(read("Robert Lindgren", "Northwind Inc"), read("Robert Lindgren", "Barlow Plc"))
    [article] = read_all(PLAIN)
    before = told_moves()
    assert [row[1] for row in before] == ["Northwind Inc", "Barlow Plc"]
    barlow = Move.objects.get(company__name="Barlow Plc")
    approve_move(barlow.pk, User.objects.create_user("rk"), barlow.version)
    articles.retry(article)
    assert pipeline.ingest_article(article.pk) == "done"
    assert told_moves() == [before[0], ("Robert Lindgren", "Barlow Plc", "approved", 1)]


@pytest.mark.parametrize(
    "corrected",
    [
        pytest.param({"company": "Northwind Harbours"}, id="the company"),
        pytest.param({"person": "Cyrus Younger"}, id="the person"),
        pytest.param({"effective": "2023-05-31"}, id="the day"),
    ],
)
def test_the_next_article_in_the_old_words_tells_the_corrected_move(
    engine_reads: Callable[..., None], corrected: dict[str, str]
) -> None:
    engine_reads(read("Robert Lindgren", "Northwind Inc", effective="2023-05-01", announced=None))
    read_all(PLAIN)
    move = Move.objects.get()
    correct_move(move.pk, User.objects.create_user("rk"), move.version, corrected)
    read_all(PLAIN + "He has led the company for ten years.\n")
    assert [(review, count) for _, _, review, count in told_moves()] == [("corrected", 2)]


def test_articles_of_one_undated_event_do_not_breed_moves(engine_reads: Callable[..., None]) -> None:
    engine_reads(read("Harold Novak", "Northwind Inc", announced=None))
    days = ("2021-01-10", "2022-06-01", "2021-10-01", "2021-10-02", "2021-10-03")
    read_all(*(f"date {day} Harold Novak has left Northwind Inc, where he was chief executive.\n" for day in days))
    assert len(told_moves()) == 2


def test_two_appointments_of_one_year_to_different_posts_are_two_moves(engine_reads: Callable[..., None]) -> None:
    for day, post in (("2023-03-02", "chief financial officer"), ("2023-12-04", "chief executive")):
        engine_reads(read("Ann Smithson", "Northwind Inc", kind=Kind.APPOINTMENT, roles=(post,), announced=day))
        read_all(f"date {day} Northwind Inc named Ann Smithson as its {post}.\n")
    assert [[role.role for role in move.roles.all()] for move in Move.objects.order_by("pk")] == [
        ["chief financial officer"],
        ["chief executive officer"],
    ]
