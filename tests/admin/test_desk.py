"""The review desk: who may open it, what a page shows, what each button does, and what the second reviewer is told."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from tests.review.world import QUOTE, make_article, make_claim, make_company, make_executive, make_move, make_reviewer
from tracker.models import Decision, Move
from tracker.review import approve_move, correct_move, reject_move
from tracker.store.snapshots import move_values

pytestmark = pytest.mark.django_db

Page = Any  # the response of Django's test client, with its context
QUEUE = "/admin/review/"
# What the page costs at any length of the queue and any number of claims: session and user 2, rights 2, queue 4, the
# move 2, its claims, text, aliases 2, decisions and the names they speak of 2.
SHEET_QUERIES = 17


@pytest.fixture
def reviewer() -> User:
    return make_reviewer()


@pytest.fixture
def desk(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


@pytest.fixture
def move() -> Move:
    move = make_move()
    make_claim(move)
    return move


def address(move: Move) -> str:
    return f"{QUEUE}{move.pk}/"


def text_of(response: Page) -> str:
    """The page's words without its tags, blanks squeezed; a block ends a word, an inline tag does not."""
    inline = re.sub(r"</?(a|b|bdi|del|ins|mark|q|span|time|u)\b[^>]*>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]*>", " ", inline).split())


def sent(move: Move, action: str, **given: str) -> dict[str, str]:
    """The whole form as a browser sends it."""
    return {
        "action": action, "version": str(move.version), "note": "", "person": move.executive.name,
        "company": move.company.name if move.company else "", "roles": "chief executive officer", "kind": move.kind,
        "manner": move.manner, "status": move.status, "effective": move.effective, "announced": move.announced,
        "other_org": "", "counterpart": "", "salience": move.salience,
    } | given  # fmt: skip


ADDRESSES = [QUEUE, QUEUE + "1/", QUEUE + "undo/", QUEUE + "skipped/"]
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("url", ADDRESSES)
def test_visitors_are_sent_to_log_in(client: Client, url: str, method: str) -> None:
    response = getattr(client, method)(url)
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={url}")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("given", [{}, {"is_staff": True}, {"reviews": True}], ids=["nobody", "staff", "no staff"])
def test_signed_in_without_the_right_is_refused(client: Client, url: str, method: str, given: dict[str, bool]) -> None:
    user = make_reviewer("ex") if given.pop("reviews", False) else User.objects.create_user("ex")
    User.objects.filter(pk=user.pk).update(is_staff=given.get("is_staff", False))
    client.force_login(user)
    assert getattr(client, method)(url).status_code == 403


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        (QUEUE, ["post", "put", "patch", "delete"]),
        (QUEUE + "1/", ["put", "patch", "delete"]),
        (QUEUE + "undo/", ["get", "head", "put", "patch", "delete"]),
        (QUEUE + "skipped/", ["get", "head", "put", "patch", "delete"]),
    ],
)
def test_reading_decides_nothing(desk: Client, url: str, refused: list[str]) -> None:
    assert [getattr(desk, method)(url).status_code for method in refused] == [405] * len(refused)


def test_a_form_of_another_site_is_refused(reviewer: User, move: Move) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    for url in (address(move), QUEUE + "undo/", QUEUE + "skipped/"):
        assert client.post(url, sent(move, "approve")).status_code == 403
    assert not Decision.objects.exists()


def test_the_queue_opens_its_first_move(desk: Client, move: Move) -> None:
    later = make_move(executive=make_executive("Bo Haddou"), company=make_company("Lumenfold"), confidence=0.9)
    response = desk.get(QUEUE)
    assert response.context["sheet"].move == move
    assert list(response.context["rail"].moves) == [move, later]
    assert "Queue 2" in text_of(response)


def test_an_empty_queue_says_what_to_do_next(desk: Client) -> None:
    text = text_of(desk.get(QUEUE))
    assert "Nothing waits for review" in text
    assert "Give the desk another article" in text


def test_a_move_is_shown_with_its_words_and_how_sure_each_slot_is(desk: Client, move: Move) -> None:
    response = desk.get(address(move))
    page, text = response.content.decode(), text_of(response)
    assert '<mark class="slot" data-names="person" data-slot="person"><u>Ada Lindqvist</u>' in page
    assert "Ada Lindqvist leaves Orrin Freight, chief executive officer; resigned" in text
    assert [(row.name, row.value, row.confidence) for row in response.context["sheet"].rows] == [
        ("person", "Ada Lindqvist", 0.91), ("company", "Orrin Freight", 0.91), ("roles", "chief executive officer", 0.91),
        ("kind", "departure", None), ("manner", "resigned", 0.91), ("status", "confirmed", None),
        ("effective", "2024-06", 0.91), ("announced", "2024-05-06", None), ("other_org", "", None),
        ("counterpart", "", None), ("salience", "news", None),
    ]  # fmt: skip


@pytest.mark.parametrize("url", [QUEUE + "12345/", QUEUE + "99999999999999999999999/"])
def test_no_such_move(desk: Client, url: str) -> None:
    assert desk.get(url).status_code == 404


def test_a_move_that_no_article_states_any_more(desk: Client) -> None:
    assert "No article states this move any more." in text_of(desk.get(address(make_move())))


def test_hostile_words_stay_words(desk: Client, reviewer: User) -> None:
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    text = f"{bad} {QUOTE} {bad}"
    move = make_move(executive=make_executive(bad), company=make_company(bad), titles=[bad])
    make_claim(move, make_article(text, title=bad), person="Other " + bad, roles=["Other"], quote=QUOTE)
    correct_move(move.pk, reviewer, move.version, {"effective": "2024"}, bad)
    for url in (address(move), QUEUE, "/admin/tracker/move/", f"/admin/tracker/move/{move.pk}/change/"):
        page = desk.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert escape(bad) in desk.get(address(move)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_at_any_length(
    desk: Client, reviewer: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    moves = [make_move(executive=make_executive(f"P{n}"), company=make_company(f"C{n}")) for n in range(count)]
    for number in range(count):
        make_claim(moves[0], effective=f"20{number + 10}")
    for _ in range(count):
        correct_move(moves[0].pk, reviewer, Move.objects.get(pk=moves[0].pk).version, {"announced": f"201{_}"})
    make_claim(make_move(executive=make_executive("X"), company=make_company("Y")))
    desk.get(QUEUE)
    with django_assert_num_queries(SHEET_QUERIES):
        response = desk.get(address(moves[0]))
    sheet = response.context["sheet"]
    assert (len(sheet.claims), len(sheet.history), len(response.context["rail"].moves)) == (count, count, count)
    with django_assert_num_queries(SHEET_QUERIES + 1):
        desk.get(QUEUE)


def test_the_queue_never_counts_beyond_its_bound(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.review.queue.MAX_COUNTED", 1)
    monkeypatch.setattr("tracker.review.MAX_COUNTED", 1)
    executive = make_executive("Ada Lindqvist")
    for _ in range(3):
        make_move(executive=executive, company=None)
    assert "Queue 1+" in text_of(desk.get(QUEUE))


def test_approve_opens_the_next_and_says_what_was_done(desk: Client, move: Move, reviewer: User) -> None:
    following = make_move(executive=make_executive("Bo Haddou"), company=make_company("Lumenfold"), confidence=0.9)
    response = desk.post(address(move), sent(move, "approve", note="clear"), follow=True)
    assert response.redirect_chain == [(address(following), 302)]
    assert "Approved: Ada Lindqvist leaves Orrin Freight, chief executive officer; resigned. Undo" in text_of(response)
    decision = Decision.objects.get()
    assert (decision.verb, decision.reviewer, decision.note) == ("approve", reviewer, "clear")


def test_approve_without_the_slots_is_an_approval_too(desk: Client, move: Move) -> None:
    desk.post(address(move), {"action": "approve", "version": move.version})
    assert Move.objects.get(pk=move.pk).review == "approved"


def test_changed_slots_are_a_correction(desk: Client, move: Move) -> None:
    before = move_values(move)
    response = desk.post(
        address(move), sent(move, "approve", roles="chair\r\ntreasurer\r\n", effective="2024-07"), follow=True
    )
    assert "Corrected: Ada Lindqvist leaves Orrin Freight, chair and treasurer; resigned." in text_of(response)
    assert move_values(Move.objects.get(pk=move.pk)) == before | {
        "roles": ["chair", "treasurer"], "effective": "2024-07", "review": "corrected",
    }  # fmt: skip


def test_titles_with_commas_and_odd_blanks_come_back_unchanged(desk: Client) -> None:
    move = make_move(titles=["president,  Asia", "head; of all"])
    desk.post(address(move), sent(move, "approve", roles="president,  Asia\r\nhead; of all"))
    assert Move.objects.get(pk=move.pk).review == "approved"


def test_reject(desk: Client, move: Move) -> None:
    response = desk.post(address(move), sent(move, "reject", note="a rumour of 2019"), follow=True)
    assert "Rejected: Ada Lindqvist leaves Orrin Freight" in text_of(response)
    assert [(d.verb, d.note) for d in Decision.objects.all()] == [("reject", "a rumour of 2019")]
    listed = desk.get(reverse("admin:tracker_move_changelist") + "?review__exact=rejected")
    assert list(listed.context["cl"].result_list) == [move]


def test_a_wrong_slot_is_said_and_nothing_typed_is_lost(desk: Client, move: Move) -> None:
    before = move_values(move)
    response = desk.post(
        address(move), sent(move, "approve", effective="2024-02-30", person="Ada L.", roles="a\nb", note="as told")
    )
    assert response.status_code == 422
    rows = {row.name: row for row in response.context["sheet"].rows}
    assert (rows["effective"].value, rows["person"].value, rows["roles"].value) == ("2024-02-30", "Ada L.", "a\nb")
    assert rows["effective"].error == "A real day, month or year: 2023-03-21, 2023-03 or 2023."
    assert 'value="as told"' in response.content.decode()
    assert (
        "Nothing was decided: a slot cannot stand as it is. effective: A real day, month or year: 2023-03-21, 2023-03 or"
    ) in text_of(response)
    assert move_values(Move.objects.get(pk=move.pk)) == before
    assert not Decision.objects.exists()


def test_a_note_too_long_is_said(desk: Client, move: Move) -> None:
    response = desk.post(address(move), sent(move, "reject", note="x" * 501))
    assert (response.status_code, response.context["sheet"].note_error) == (
        422,
        "At most 500 characters, this has 501.",
    )


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_the_second_reviewer_is_told_who_decided_and_keeps_what_they_typed(
    desk: Client, move: Move, action: str
) -> None:
    correct_move(move.pk, make_reviewer("mo"), move.version, {"effective": "2024-08", "roles": ["chair"]})
    after = move_values(Move.objects.get(pk=move.pk))
    response = desk.post(address(move), sent(move, action, effective="2024-07", note="mine"))
    assert response.status_code == 409
    text = text_of(response)
    assert "This move has changed since you opened it: mo corrected it on" in text
    rows = {row.name: (row.value, row.now) for row in response.context["sheet"].rows}
    assert rows["effective"] == ("2024-07", "2024-08")
    assert rows["roles"] == ("chief executive officer", "chair")
    assert rows["person"] == ("Ada Lindqvist", None)
    assert 'value="mine"' in response.content.decode()
    assert move_values(Move.objects.get(pk=move.pk)) == after
    assert Decision.objects.count() == 1
    again = sent(move, "approve", effective="2024-07") | {"version": str(response.context["sheet"].move.version)}
    desk.post(address(move), again)
    assert Move.objects.get(pk=move.pk).effective == "2024-07"


def test_approving_what_is_approved_is_said(desk: Client, move: Move, reviewer: User) -> None:
    approve_move(move.pk, reviewer, move.version)
    response = desk.post(address(move), sent(Move.objects.get(pk=move.pk), "approve"))
    assert response.status_code == 409
    assert "This move is approved already: rk approved it on" in text_of(response)


@pytest.mark.parametrize(
    "given", [{"action": "merge"}, {"action": ""}, {"version": ""}, {"version": "1x"}, {"version": "9" * 40}, {"version": "²"}]
)  # fmt: skip
def test_a_mangled_form_is_refused(desk: Client, move: Move, given: dict[str, str]) -> None:
    assert desk.post(address(move), sent(move, "approve") | given).status_code == 400
    assert not Decision.objects.exists()


def test_a_move_that_went_away_in_between(desk: Client, move: Move) -> None:
    gone = make_move(executive=make_executive("Bo Haddou"), company=make_company("Lumenfold"))
    gone_at = address(gone)
    data = sent(gone, "approve")
    gone.delete()
    response = desk.post(gone_at, data, follow=True)
    assert response.redirect_chain == [(address(move), 302)]
    assert "That move is no longer on the desk" in text_of(response)


def test_skip_leaves_it_in_the_queue_and_all_skipped_is_said(desk: Client, move: Move) -> None:
    other = make_move(executive=make_executive("Bo Haddou"), company=make_company("Lumenfold"), confidence=0.9)
    assert desk.post(address(move), sent(move, "skip", effective="nonsense"))["Location"] == address(other)
    assert desk.get(QUEUE).context["sheet"].move == other
    response = desk.post(address(other), sent(other, "skip"), follow=True)
    assert "Nothing is left but what you skipped" in text_of(response)
    assert desk.post(QUEUE + "skipped/", follow=True).context["sheet"].move == move
    assert not Decision.objects.exists()


def test_skipping_is_ones_own_affair(desk: Client, move: Move) -> None:
    desk.post(address(move), sent(move, "skip"))
    other = Client()
    other.force_login(make_reviewer("mo"))
    assert other.get(QUEUE).context["sheet"].move == move


def test_the_order_is_kept_from_move_to_move(desk: Client, move: Move) -> None:
    old = make_move(executive=make_executive("Bo Haddou"), company=None, confidence=0.9, told_on="2020-01-01")
    assert desk.get(QUEUE + "?order=oldest").context["sheet"].move == old
    response = desk.post(address(old) + "?order=oldest", sent(old, "reject"))
    assert response["Location"] == address(move) + "?order=oldest"
    assert desk.get(QUEUE + "?order=; DROP").context["sheet"].move == move


def test_undo_opens_the_move_again(desk: Client, move: Move) -> None:
    before = move_values(move)
    desk.post(address(move), sent(move, "approve", effective="2024-09"))
    response = desk.post(QUEUE + "undo/", {"decision": Decision.objects.get().pk}, follow=True)
    assert response.redirect_chain == [(address(move), 302)]
    assert "Undone: Ada Lindqvist leaves Orrin Freight" in text_of(response)
    assert move_values(Move.objects.get(pk=move.pk)) == before


def test_undo_without_an_id_takes_ones_own_latest(desk: Client, move: Move) -> None:
    desk.post(address(move), sent(move, "reject"))
    desk.post(QUEUE + "undo/")
    assert Move.objects.get(pk=move.pk).review == "unreviewed"
    assert "You have no decision left to undo." in text_of(desk.post(QUEUE + "undo/", follow=True))


def test_undo_twice_is_said(desk: Client, move: Move) -> None:
    desk.post(address(move), sent(move, "reject"))
    decision = Decision.objects.get()
    desk.post(QUEUE + "undo/", {"decision": decision.pk})
    response = desk.post(QUEUE + "undo/", {"decision": decision.pk}, follow=True)
    assert "This decision is undone already: rk undid" in text_of(response)
    assert Decision.objects.count() == 2
    assert desk.post(QUEUE + "undo/", {"decision": 98765}).status_code == 404


def test_history_says_who_when_and_what(desk: Client, move: Move, reviewer: User) -> None:
    decision = correct_move(
        move.pk, reviewer, move.version, {"person": "Bo Haddou", "company": "", "effective": "2024"}, "misread"
    )
    text = text_of(desk.get(address(move)))
    assert "History: 1 decision" in text
    assert (
        "rk corrected: misread person: Ada Lindqvist → Bo Haddou company: Orrin Freight → not stated "
        "effective: 2024-06 → 2024 Undo this decision"
    ) in text
    desk.post(QUEUE + "undo/", {"decision": decision.pk})
    text = text_of(desk.get(address(move)))
    assert "rk undid: corrected" in text
    assert "rk corrected (undone): misread" in text
    assert "Undo this decision" not in text


def against(response: Page) -> dict[str, list[str]]:
    rows = response.context["sheet"].rows
    return {row.name: [other.value for other in row.against] for row in rows if row.against}


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        pytest.param({}, {}, id="the same"),
        pytest.param({"person": "ADA  LINDQVIST"}, {}, id="an alias, case and blanks apart"),
        pytest.param({"effective": "2024", "announced": "", "manner": "unknown", "roles": []}, {}, id="less exact, or silent"),
        pytest.param({"effective": "2024-06-30"}, {"effective": ["2024-06-30"]}, id="more exact is news to the reviewer"),
        pytest.param(
            {"person": "Bo Haddou", "company": "Lumenfold", "roles": ["chair", "treasurer"], "manner": "retired"},
            {"person": ["Bo Haddou"], "company": ["Lumenfold"], "roles": ["chair, treasurer"], "manner": ["retired"]},
            id="another one",
        ),
        pytest.param({"other_org": "Lumenfold"}, {"other_org": ["Lumenfold"]}, id="where the move is silent"),
    ],
)  # fmt: skip
def test_a_newer_claim_that_differs_from_what_was_decided_is_shown(
    desk: Client, move: Move, reviewer: User, said: dict[str, Any], differs: dict[str, list[str]]
) -> None:
    approve_move(move.pk, reviewer, move.version)
    make_claim(Move.objects.get(pk=move.pk), make_article(title="A later one"), **said)
    response = desk.get(address(move))
    assert against(response) == differs
    assert ("≠" in response.content.decode() or "differs:" in text_of(response)) == bool(differs)


def test_several_claims_can_be_chosen(desk: Client, move: Move) -> None:
    second = make_claim(move, make_article("Once more: Ada Lindqvist had resigned as chief executive officer.", "Echo"))
    assert desk.get(address(move)).context["sheet"].chosen == move.lead_claim
    response = desk.get(f"{address(move)}?claim={second.pk}")
    assert response.context["sheet"].chosen == second
    assert "Once more:" in text_of(response)
    assert desk.get(f"{address(move)}?claim={'9' * 50}").context["sheet"].chosen == move.lead_claim


def test_what_is_decided_offers_its_undo_and_a_correction(desk: Client, move: Move, reviewer: User) -> None:
    reject_move(move.pk, reviewer, move.version)
    text = text_of(desk.get(address(move)))
    assert "Approve, next" in text
    approve_move(move.pk, reviewer, move.version + 1)
    assert "Save correction, next" in text_of(desk.get(address(move)))


def test_the_page_stands_under_the_strict_policy(desk: Client, move: Move) -> None:
    response = desk.get(address(move))
    assert "script-src 'self'" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", page) == []
