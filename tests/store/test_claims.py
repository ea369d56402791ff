"""What the engine read becomes rows, and a second run brings them up to date."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests.extracted import TEXT, article_of, read, rewrite
from tracker.enums import Manner, Review, Verb
from tracker.extraction.moves import SlotReading
from tracker.models import Claim, Company, Decision, Executive, Move
from tracker.spans import Span
from tracker.store.snapshots import move_values

pytestmark = pytest.mark.django_db


def test_a_claim_becomes_a_move_with_its_words() -> None:
    article = article_of()
    rewrite(article, read())
    move, claim = Move.objects.get(), Claim.objects.get()
    assert move_values(move) == {
        "executive": Executive.objects.get(slug="ada-byron").pk,
        "company": Company.objects.get(slug="analytical-engines").pk,
        "other_company": None,
        "counterpart": None,
        "roles": ["chief calculator"],
        "kind": "departure",
        "manner": "unknown",
        "status": "confirmed",
        "effective": "",
        "announced": "2023-03-21",
        "salience": "news",
        "review": "unreviewed",
    }
    assert (move.happened_on, move.told_on) == (date(2023, 3, 21), date(2023, 3, 22))
    assert (move.lead_claim, move.claim_count, move.confidence, move.disagreements) == (claim, 1, 0.8, [])
    assert TEXT[claim.evidence_start : claim.evidence_end] == claim.quote == "Ada Byron has left Analytical Engines"
    assert claim.slots == {
        "person": {"confidence": 0.9, "start": 0, "end": 9, "quote": "Ada Byron"},
        "manner": {"confidence": 0.5, "start": None, "end": None, "quote": None},
    }
    article.refresh_from_db()
    assert article.move_count == 1
    assert list(Executive.objects.values_list("move_count", "reviewed_count")) == [(1, 0)]


def test_the_same_run_twice_changes_nothing() -> None:
    article = article_of()
    rewrite(article, read())
    before = Move.objects.get()
    rewrite(article, read())
    after = Move.objects.get()
    assert (after.pk, after.version, move_values(after)) == (before.pk, before.version, move_values(before))
    assert Claim.objects.count() == 1


def test_a_newer_run_refreshes_an_undecided_move_and_raises_its_version() -> None:
    article = article_of()
    rewrite(article, read())
    before = Move.objects.get()
    rewrite(article, read(manner=Manner.RESIGNED, counterpart="Charles Babbage"))
    after = Move.objects.get()
    assert (after.pk, after.manner, after.version) == (before.pk, "resigned", before.version + 1)
    assert after.counterpart == Executive.objects.get(slug="charles-babbage")


def test_a_move_that_is_no_longer_read_goes_and_takes_its_names_along() -> None:
    article = article_of()
    rewrite(article, read(other_org="Difference Works"), read("Charles Babbage"))
    rewrite(article, read("Charles Babbage"))
    assert [move.executive.name for move in Move.objects.all()] == ["Charles Babbage"]
    assert list(Executive.objects.values_list("name", flat=True)) == ["Charles Babbage"]
    assert list(Company.objects.values_list("name", flat=True)) == ["Analytical Engines"]


def decided(verb: Verb, review: Review, **changes: Any) -> Move:
    move = Move.objects.get()
    before = move_values(move)
    for name, value in (changes | {"review": review.value}).items():
        setattr(move, name, value)
    move.save()
    reviewer = get_user_model().objects.create_user("rk")
    Decision.objects.create(move=move, verb=verb, reviewer=reviewer, before=before, after=move_values(move))
    return move


def test_what_a_person_decided_stands_whatever_a_newer_run_reads() -> None:
    article = article_of()
    rewrite(article, read())
    decided(Verb.CORRECT, Review.CORRECTED, manner="retired", effective="2023-04")
    stands = move_values(Move.objects.get())
    rewrite(article, read(manner=Manner.DISMISSED, confidence=0.99))
    assert move_values(Move.objects.get()) == stands
    assert Claim.objects.get().manner == "dismissed"


def test_a_decided_move_keeps_its_words_when_a_newer_run_no_longer_reads_it() -> None:
    article = article_of()
    rewrite(article, read())
    decided(Verb.APPROVE, Review.APPROVED)
    rewrite(article)
    move = Move.objects.get()
    assert [(c.is_current, c.quote) for c in move.claims.all()] == [(False, "Ada Byron has left Analytical Engines")]
    assert move.lead_claim == move.claims.get()
    article.refresh_from_db()
    assert article.move_count == 0
    rewrite(article, read(), move_id=move.pk)
    assert [c.is_current for c in move.claims.all()] == [True]


def test_a_rejected_move_does_not_come_back() -> None:
    article = article_of()
    rewrite(article, read())
    decided(Verb.REJECT, Review.REJECTED)
    rewrite(article, read())
    assert [move.review for move in Move.objects.all()] == ["rejected"]


def test_two_articles_back_one_move_and_what_they_differ_by_is_kept() -> None:
    first = article_of(published_on=date(2023, 3, 25))
    second = article_of(TEXT + " She was told to go.", published_on=date(2023, 3, 23))
    rewrite(first, read(manner=Manner.RESIGNED, confidence=0.9))
    rewrite(second, read(manner=Manner.DISMISSED, confidence=0.6, effective="2023-04-01"))
    move = Move.objects.get()
    assert (move.claim_count, move.manner, move.effective, move.told_on) == (
        2,
        "resigned",
        "2023-04-01",
        date(2023, 3, 23),
    )
    assert move.disagreements == ["manner"]
    rewrite(first)
    move.refresh_from_db()
    assert (move.claim_count, move.manner, move.disagreements) == (1, "dismissed", [])


def test_a_silent_claim_does_not_disagree() -> None:
    rewrite(article_of(), read(manner=Manner.RESIGNED))
    rewrite(article_of(TEXT + " More."), read(manner=Manner.UNKNOWN, announced=None))
    assert Move.objects.get().disagreements == []


def test_an_unnamed_organisation_makes_no_company() -> None:
    rewrite(article_of(), read(company=None))
    assert Move.objects.get().company is None
    assert not Company.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"evidence": Span(0, 500)}, id="evidence beyond the text"),
        pytest.param({"evidence": Span(5, 5)}, id="evidence of no words"),
        pytest.param({"slots": {"person": SlotReading(0.9, Span(80, 200))}}, id="a slot beyond the text"),
    ],
)
def test_evidence_outside_the_text_is_refused_and_nothing_is_written(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        rewrite(article_of(), read(**wrong))
    assert not Claim.objects.exists()
    assert not Move.objects.exists()


def test_long_names_and_titles_are_cut_to_what_a_column_holds() -> None:
    rewrite(article_of(), read("A" * 300, "B" * 300, roles=("C" * 300,)))
    move = Move.objects.get()
    assert (len(move.executive.name), len(move.roles.get().title)) == (200, 200)
