"""What each verb writes: the whole move before and after, and one decision that says so."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.review.world import make_claim, make_company, make_executive, make_move, make_reviewer
from tracker.models import Company, Decision, Executive, Move
from tracker.review import (
    AlreadyDecidedError,
    InvalidSlotsError,
    NotUndoableError,
    StaleMoveError,
    approve_move,
    correct_move,
    last_decision_of,
    reject_move,
    undo_decision,
    undo_latest,
)
from tracker.store.snapshots import apply_values, move_values

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> User:
    return make_reviewer()


@pytest.fixture
def move() -> Move:
    return make_move()


def values_of(move: Move) -> dict[str, Any]:
    return move_values(Move.objects.get(pk=move.pk))


def said(decision: Decision) -> dict[str, Any]:
    kept = Decision.objects.get(pk=decision.pk)
    return {
        "move": kept.move_id, "verb": kept.verb, "reviewer": kept.reviewer.username, "note": kept.note,
        "undoes": kept.undoes_id, "before": kept.before, "after": kept.after,
    }  # fmt: skip


def counts(move: Move) -> tuple[int, int]:
    executive = Executive.objects.get(pk=move.executive_id)
    return executive.move_count, executive.reviewed_count


def test_approve(move: Move, reviewer: User) -> None:
    before = values_of(move)
    decision = approve_move(move.pk, reviewer, 1, "  read it twice ")
    assert said(decision) == {
        "move": move.pk, "verb": "approve", "reviewer": "rk", "note": "read it twice", "undoes": None,
        "before": before, "after": before | {"review": "approved"},
    }  # fmt: skip
    assert values_of(move) == before | {"review": "approved"}
    assert Move.objects.get(pk=move.pk).version == 2
    assert counts(move) == (1, 1)


def test_reject(move: Move, reviewer: User) -> None:
    before = values_of(move)
    decision = reject_move(move.pk, reviewer, 1)
    assert said(decision) == {
        "move": move.pk, "verb": "reject", "reviewer": "rk", "note": "", "undoes": None,
        "before": before, "after": before | {"review": "rejected"},
    }  # fmt: skip
    assert values_of(move) == before | {"review": "rejected"}
    assert Move.objects.get(pk=move.pk).version == 2
    assert counts(move) == (0, 0)


def test_correct_every_slot(move: Move, reviewer: User) -> None:
    before = values_of(move)
    decision = correct_move(
        move.pk,
        reviewer,
        1,
        {
            "person": "Bo Haddou", "company": "Lumenfold plc", "roles": ["treasurer", " chair  of the board ", ""],
            "kind": "appointment", "manner": "promoted", "status": "reported", "effective": "2024-07-01",
            "announced": "", "other_org": "Castellan Bank", "counterpart": "Ada Lindqvist", "salience": "background",
        },
        "the wrong sentence",
    )  # fmt: skip
    after = {
        "executive": Executive.objects.get(name="Bo Haddou").pk,
        "company": Company.objects.get(name="Lumenfold plc").pk,
        "other_company": Company.objects.get(name="Castellan Bank").pk,
        "counterpart": move.executive_id,
        "roles": ["treasurer", "chair of the board"],
        "kind": "appointment", "manner": "promoted", "status": "reported", "effective": "2024-07-01", "announced": "",
        "salience": "background", "review": "corrected",
    }  # fmt: skip
    assert said(decision) == {
        "move": move.pk, "verb": "correct", "reviewer": "rk", "note": "the wrong sentence", "undoes": None,
        "before": before, "after": after,
    }  # fmt: skip
    assert values_of(move) == after
    corrected = Move.objects.get(pk=move.pk)
    assert (corrected.version, corrected.happened_on) == (2, date(2024, 7, 1))
    assert counts(move) == (0, 0)
    assert counts(corrected) == (1, 1)


def test_correct_keeps_what_is_not_given(move: Move, reviewer: User) -> None:
    before = values_of(move)
    correct_move(move.pk, reviewer, 1, {"effective": "2024"})
    assert values_of(move) == before | {"effective": "2024", "review": "corrected"}


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="no slot given"),
        pytest.param(
            {"person": " Ada  Lindqvist", "roles": ["chief executive officer"]}, id="blanks are no difference"
        ),
        pytest.param({"other_org": None, "counterpart": ""}, id="not stated either way"),
        pytest.param({"person": "Lindqvist, Ada"}, id="another spelling of the same executive"),
    ],
)
def test_correcting_nothing_approves(move: Move, reviewer: User, given: dict[str, Any]) -> None:
    before = values_of(move)
    decision = correct_move(move.pk, reviewer, 1, given)
    assert (decision.verb, values_of(move)) == ("approve", before | {"review": "approved"})


def test_a_namesake_stays_the_one_it_is(reviewer: User) -> None:
    """Two people of one name: the form sends the name back, and the move must not go over to the other."""
    make_executive("Ada Lindqvist")
    second = make_executive("Ada Lindqvist")
    move = make_move(executive=second)
    correct_move(move.pk, reviewer, 1, {"person": "Ada Lindqvist", "effective": "2024"})
    assert values_of(move)["executive"] == second.pk


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        pytest.param({"person": "  "}, {"person": "A move needs a person."}, id="no person"),
        pytest.param({"person": "?!"}, {"person": "A name has letters or digits, and no control characters."}, id="no name"),
        pytest.param({"company": "a\x00b"}, {"company": "A name has letters or digits, and no control characters."}, id="NUL"),
        pytest.param({"company": "x" * 201}, {"company": "At most 200 characters, this has 201."}, id="too long"),
        pytest.param({"roles": [f"post {n}" for n in range(21)]}, {"roles": "At most 20 titles, this has 21."}, id="too many posts"),
        pytest.param({"manner": "hired"}, {"manner": "“hired” does not go with a departure."}, id="manner of the other kind"),
        pytest.param({"kind": "appointment"}, {"manner": "“resigned” does not go with an appointment."}, id="kind without its manner"),
        pytest.param({"kind": "merger"}, {"kind": "One of: departure, appointment."}, id="no such kind"),
        pytest.param({"status": ""}, {"status": "One of: confirmed, reported, rumoured, denied."}, id="no status"),
        pytest.param({"effective": "2023-02-30"}, {"effective": "A real day, month or year: 2023-03-21, 2023-03 or 2023."}, id="30 February"),
        pytest.param({"announced": "2023-13"}, {"announced": "A real day, month or year: 2023-03-21, 2023-03 or 2023."}, id="month 13"),
        pytest.param({"announced": "٢٠٢٣"}, {"announced": "A real day, month or year: 2023-03-21, 2023-03 or 2023."}, id="digits of another script"),
        pytest.param({"announced": "0000"}, {"announced": "A real day, month or year: 2023-03-21, 2023-03 or 2023."}, id="year 0"),
        pytest.param({"counterpart": "Ada Lindqvist"}, {"counterpart": "Nobody is their own successor or predecessor."}, id="succeeds herself"),
        pytest.param({"cause": "x"}, {"cause": "There is no such slot."}, id="no such slot"),
        pytest.param(
            {"person": "New Person", "effective": "soon", "company": "New Company"},
            {"effective": "A real day, month or year: 2023-03-21, 2023-03 or 2023."},
            id="one wrong slot keeps the right ones from being written",
        ),
    ],
)  # fmt: skip
def test_a_refused_correction_writes_nothing(
    move: Move, reviewer: User, given: dict[str, Any], errors: dict[str, str]
) -> None:
    before = values_of(move)
    with pytest.raises(InvalidSlotsError) as refused:
        correct_move(move.pk, reviewer, 1, given)
    assert refused.value.errors == errors
    assert values_of(move) == before
    assert [e.name for e in Executive.objects.all()] == ["Ada Lindqvist"]
    assert [c.name for c in Company.objects.all()] == ["Orrin Freight"]
    assert not Decision.objects.exists()


@pytest.mark.parametrize("given", ["2024", "2024-02", "2024-02-29", ""])
def test_dates_that_are_taken(move: Move, reviewer: User, given: str) -> None:
    correct_move(move.pk, reviewer, 1, {"effective": given})
    assert values_of(move)["effective"] == given


def test_a_note_too_long_writes_nothing(move: Move, reviewer: User) -> None:
    for verb in (approve_move, reject_move):
        with pytest.raises(InvalidSlotsError) as refused:
            verb(move.pk, reviewer, 1, "x" * 501)
        assert refused.value.errors == {"note": "At most 500 characters, this has 501."}
    assert not Decision.objects.exists()


def test_the_second_reviewer_is_told_and_overwrites_nothing(move: Move, reviewer: User) -> None:
    second = make_reviewer("mo")
    decision = correct_move(move.pk, reviewer, 1, {"effective": "2024"})
    after = values_of(move)
    for decide in (approve_move, reject_move):
        with pytest.raises(StaleMoveError) as refused:
            decide(move.pk, second, 1)
        assert (refused.value.version, refused.value.decision) == (2, decision)
        assert str(refused.value).startswith("This move has changed since you opened it: rk corrected it on ")
    with pytest.raises(StaleMoveError):
        correct_move(move.pk, second, 1, {"effective": "2025"})
    assert values_of(move) == after
    assert Decision.objects.count() == 1


def test_a_move_the_engine_read_anew_is_stale_too(move: Move, reviewer: User) -> None:
    apply_values(move, move_values(move) | {"effective": "2024-06-30"})
    with pytest.raises(StaleMoveError) as refused:
        approve_move(move.pk, reviewer, 1)
    assert (refused.value.version, refused.value.decision) == (2, None)
    assert "the engine read it anew" in str(refused.value)


def test_a_move_that_is_gone(reviewer: User) -> None:
    with pytest.raises(Move.DoesNotExist):
        approve_move(12345, reviewer, 1)


def test_what_is_decided_already_is_not_decided_again(move: Move, reviewer: User) -> None:
    approved = approve_move(move.pk, reviewer, 1)
    with pytest.raises(AlreadyDecidedError, match="This move is approved already: rk approved it on ") as refused:
        approve_move(move.pk, reviewer, 2)
    assert refused.value.decision == approved
    reject_move(move.pk, reviewer, 2)
    with pytest.raises(AlreadyDecidedError, match="This move is rejected already: rk rejected it on "):
        reject_move(move.pk, reviewer, 3)
    assert [d.verb for d in Decision.objects.order_by("id")] == ["approve", "reject"]


def test_a_reviewer_may_change_their_mind(move: Move, reviewer: User) -> None:
    reject_move(move.pk, reviewer, 1)
    approve_move(move.pk, reviewer, 2)
    assert values_of(move)["review"] == "approved"


@pytest.mark.parametrize("verb", ["approve", "reject", "correct"])
def test_undo_restores_all_values(move: Move, reviewer: User, verb: str) -> None:
    before, counted = values_of(move), counts(move)
    decision = {
        "approve": lambda: approve_move(move.pk, reviewer, 1),
        "reject": lambda: reject_move(move.pk, reviewer, 1),
        "correct": lambda: correct_move(
            move.pk, reviewer, 1, {"person": "Bo Haddou", "company": "", "roles": [], "effective": ""}
        ),
    }[verb]()
    after = values_of(move)
    second = make_reviewer("mo")
    undo = undo_decision(decision.pk, second)
    assert said(undo) == {
        "move": move.pk, "verb": "undo", "reviewer": "mo", "note": "", "undoes": decision.pk,
        "before": after, "after": before,
    }  # fmt: skip
    assert values_of(move) == before
    restored = Move.objects.get(pk=move.pk)
    assert (restored.version, restored.happened_on) == (3, date(2024, 6, 1))
    assert counts(move) == counted


def test_undo_restores_what_the_decision_saw_not_what_the_engine_reads_now(move: Move, reviewer: User) -> None:
    before = values_of(move)
    decision = correct_move(move.pk, reviewer, 1, {"effective": "2024-07"})
    make_claim(move, effective="2025", manner="retired")
    undo_decision(decision.pk, reviewer)
    assert values_of(move) == before


def test_undo_goes_back_decision_by_decision(move: Move, reviewer: User) -> None:
    first = approve_move(move.pk, reviewer, 1)
    second = reject_move(move.pk, reviewer, 2)
    with pytest.raises(NotUndoableError, match=r"Another decision came after this one: rk rejected it on .* first"):
        undo_decision(first.pk, reviewer)
    undo_decision(second.pk, reviewer)
    assert values_of(move)["review"] == "approved"
    undo_decision(first.pk, reviewer)
    assert values_of(move)["review"] == "unreviewed"


def test_a_decision_is_undone_once_and_an_undo_never(move: Move, reviewer: User) -> None:
    decision = approve_move(move.pk, reviewer, 1)
    undo = undo_decision(decision.pk, reviewer)
    with pytest.raises(NotUndoableError, match="This decision is undone already: rk undid"):
        undo_decision(decision.pk, reviewer)
    with pytest.raises(NotUndoableError, match="An undo cannot be undone"):
        undo_decision(undo.pk, reviewer)
    assert Decision.objects.count() == 2
    approve_move(move.pk, reviewer, 3)
    assert values_of(move)["review"] == "approved"


def test_undo_is_refused_where_an_executive_is_no_longer_there(move: Move, reviewer: User) -> None:
    decision = correct_move(move.pk, reviewer, 1, {"person": "Bo Haddou"})
    after = values_of(move)
    Executive.objects.filter(pk=move.executive_id).delete()
    with pytest.raises(NotUndoableError, match="no longer on the desk"):
        undo_decision(decision.pk, reviewer)
    assert values_of(move) == after


def test_undo_latest_takes_ones_own(reviewer: User) -> None:
    second = make_reviewer("mo")
    mine, theirs = make_move(), make_move(executive=make_executive("Bo Haddou"), company=make_company("Lumenfold"))
    approve_move(mine.pk, reviewer, 1)
    approve_move(theirs.pk, second, 1)
    assert undo_latest(reviewer).move_id == mine.pk
    assert (values_of(mine)["review"], values_of(theirs)["review"]) == ("unreviewed", "approved")
    with pytest.raises(NotUndoableError, match="You have no decision left to undo"):
        undo_latest(reviewer)
    assert last_decision_of(reviewer) is None


def test_undo_latest_does_not_reach_under_anothers_decision(move: Move, reviewer: User) -> None:
    approve_move(move.pk, reviewer, 1)
    reject_move(move.pk, make_reviewer("mo"), 2)
    with pytest.raises(NotUndoableError, match="mo rejected it"):
        undo_latest(reviewer)
    assert values_of(move)["review"] == "rejected"
