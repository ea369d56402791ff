"""The way of one article, without a worker around it."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from tracker import documents, extraction, pipeline
from tracker.enums import Source
from tracker.models import Article, Claim, Executive, Move
from tracker.review import approve_move, correct_move
from tracker.store import articles
from tracker.store.originals import original_path

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parent.parent / "seeds" / "000_ee9ad12733bb1b5f.txt"


def taken_in(data: bytes, name: str = "a.txt") -> Article:
    return articles.register(name, io.BytesIO(data), Source.COMMAND).article


def test_the_seed_tells_its_five_moves_each_with_its_words() -> None:
    article = taken_in(SEED.read_bytes(), SEED.name)
    assert pipeline.ingest_article(article.pk) == "done"
    article.refresh_from_db()
    assert (article.state, str(article.published_on), article.move_count) == ("done", "2023-03-22", 5)
    assert article.text == SEED.read_text(encoding="utf-8")
    told = {
        (
            move.executive.name,
            move.kind,
            move.company.name if move.company else None,
            tuple(role.title for role in move.roles.all()),
            move.manner,
            move.status,
            move.effective,
            move.announced,
            move.counterpart.name if move.counterpart else None,
            move.salience,
        )
        for move in Move.objects.all()
    }
    ali, cloud, jia = "Alibaba Group Holding", "Alibaba Cloud", "Jia Yangqing"
    daniel, jeff = "Daniel Zhang Yong", "Jeff Zhang Jianfeng"
    assert {row[:8] + row[8:] for row in told if row[9] == "news"} == {
        (jia, "departure", ali, ("vice-president",), "resigned", "confirmed", "", "2023-03-21", None, "news"),
        (jia, "appointment", None, (), "unknown", "reported", "", "2023-03-21", None, "news"),
        (daniel, "appointment", cloud, (), "transferred", "confirmed", "2022-12", "", jeff, "news"),
        (
            jeff,
            "departure",
            cloud,
            ("cloud business chief",),
            "stepped_down",
            "confirmed",
            "2022-12",
            "",
            daniel,
            "news",
        ),
    }
    [background] = [row for row in told if row[9] == "background"]
    assert (background[0], background[1], background[6]) == (jia, "appointment", "2019")
    assert background[2] in {ali, "Alibaba"}
    for claim in Claim.objects.all():
        assert article.text[claim.evidence_start : claim.evidence_end] == claim.quote
        for slot in claim.slots.values():
            if slot["start"] is not None:
                assert article.text[slot["start"] : slot["end"]] == slot["quote"]
    assert {e.name for e in Executive.objects.filter(move_count__gt=0)} == {jia, daniel, jeff}


def test_a_second_run_changes_no_move() -> None:
    article = taken_in(SEED.read_bytes(), SEED.name)
    pipeline.ingest_article(article.pk)
    before = list(Move.objects.order_by("pk").values("pk", "version", "confidence", "company"))
    assert articles.retry(article)
    assert pipeline.ingest_article(article.pk) == "done"
    assert list(Move.objects.order_by("pk").values("pk", "version", "confidence", "company")) == before
    assert Claim.objects.count() == 5


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
    article = taken_in(SEED.read_bytes(), SEED.name)
    pipeline.ingest_article(article.pk)
    move = Move.objects.get(manner="resigned")
    reviewer = User.objects.create_user("rk")
    values = {"person": "Jia Yang-Qing the Younger", "company": "Alibaba Holdings of China"}
    correct_move(move.pk, reviewer, move.version, values)
    articles.retry(article)
    assert pipeline.ingest_article(article.pk) == "done"
    move.refresh_from_db()
    assert (move.executive.name, move.company and move.company.name, move.review) == (*values.values(), "corrected")
    assert [claim.is_current for claim in move.claims.all()] == [True]
    assert Move.objects.count() == 5


def read_all(*texts: str) -> list[Article]:
    found = [taken_in(text.encode(), f"{number}.txt") for number, text in enumerate(texts)]
    assert [pipeline.ingest_article(article.pk) for article in found] == ["done"] * len(texts)
    return found


def told_moves() -> list[tuple[str, str, str, int]]:
    moves = Move.objects.order_by("pk").select_related("executive", "company")
    return [(m.executive.name, m.company.name if m.company else "", m.review, m.claim_count) for m in moves]


TWO_POSTS = "date 2023-03-22 Robert Lindgren has resigned as chief executive of Northwind Inc and has resigned as chairman of Barlow Plc.\n"


def test_approving_one_of_two_moves_of_a_sentence_leaves_the_other_alone() -> None:
    [article] = read_all(TWO_POSTS)
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
def test_the_next_article_in_the_old_words_tells_the_corrected_move(corrected: dict[str, str]) -> None:
    words = "date 2023-03-22 Northwind Ports Ltd said Cyrus Young will step down as chief executive on 1 May 2023.\n"
    read_all(words)
    move = Move.objects.get()
    correct_move(move.pk, User.objects.create_user("rk"), move.version, corrected)
    read_all(words + "He has led the company for ten years.\n")
    assert [(review, count) for _, _, review, count in told_moves()] == [("corrected", 2)]


def test_articles_of_one_undated_event_do_not_breed_moves() -> None:
    days = ("2021-01-10", "2022-06-01", "2021-10-01", "2021-10-02", "2021-10-03")
    read_all(*(f"date {day} Harold Novak has left Northwind Inc, where he was chief executive.\n" for day in days))
    assert len(told_moves()) == 2


def test_two_appointments_of_one_year_to_different_posts_are_two_moves() -> None:
    read_all(
        "date 2023-03-02 Northwind Inc named Ann Smithson as its chief financial officer.\n",
        "date 2023-12-04 Northwind Inc named Ann Smithson as its chief executive.\n",
    )
    assert [[role.role for role in move.roles.all()] for move in Move.objects.order_by("pk")] == [
        ["chief financial officer"],
        ["chief executive officer"],
    ]
