"""The records in Django's admin: all of them, none to be changed behind the desk's back, lists at a fixed cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.review.world import make_article, make_claim, make_company, make_executive, make_move, make_reviewer
from tracker.models import Article, Claim, Company, Decision, Executive, Move
from tracker.review import approve_move, correct_move, reject_move
from tracker.store.originals import original_path

pytestmark = pytest.mark.django_db

Page = Any  # the response of Django's test client, with its context
SignIn = Callable[[User], Client]
MODELS = [Article, Claim, Company, Decision, Executive, Move]


@pytest.fixture
def reviewer() -> User:
    return make_reviewer()


@pytest.fixture
def boss() -> User:
    return User.objects.create_superuser("boss")


@pytest.fixture
def signed_in(client: Client) -> SignIn:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


def make_world(count: int, reviewer: User) -> list[Move]:
    """So many of each record; each executive and company with a second alias."""
    moves = []
    for number in range(count):
        executive, company = make_executive(f"Ada Lindqvist {number}"), make_company(f"Orrin Freight {number}")
        executive.aliases.create(name=f"A. Lindqvist {number}", key="x")
        move = make_move(executive=executive, company=company)
        for _ in range(count):
            make_claim(move)
        correct_move(move.pk, reviewer, move.version, {"effective": "2020"})
        moves.append(move)
    return moves


def said(response: Page) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def page(model: type, *args: int, name: str = "changelist") -> str:
    return reverse(f"admin:tracker_{model.__name__.lower()}_{name}", args=args)


def test_every_record_has_its_place() -> None:
    registered = {model.__name__ for model in apps.get_models() if admin.site.is_registered(model)}
    assert registered == {"Article", "Claim", "Company", "Decision", "Executive", "Move", "AuthToken", "User", "Group"}


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["reviewer", "boss"])
def test_lists_and_records_cost_the_same_at_any_length(
    model: type[Any], who: str, reviewer: User, boss: User, signed_in: SignIn
) -> None:
    client = signed_in({"reviewer": reviewer, "boss": boss}[who])

    def costs() -> list[int]:
        record = model.objects.order_by("-id").first()
        return [
            cost(client, url) for url in (page(model), page(model) + "?q=Ada", page(model, record.pk, name="change"))
        ]

    make_world(1, reviewer)
    costs()  # the first of all fills Django's cache of content types
    of_one = costs()
    make_world(3, reviewer)
    assert costs() == of_one


def test_a_list_counts_only_as_far_as_it_goes(
    reviewer: User, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.admin.records.MAX_LISTED", 2)
    monkeypatch.setattr("tracker.admin.moves.MoveAdmin.list_per_page", 1)
    make_world(3, reviewer)
    listed = signed_in(reviewer).get(page(Move)).context["cl"]
    assert (listed.result_count, listed.paginator.num_pages, len(listed.result_list)) == (2, 2, 1)
    with CaptureQueriesContext(connection) as queries:
        signed_in(reviewer).get(page(Move))
    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert len(counts) == 1
    assert "LIMIT 2" in counts[0]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["reviewer", "boss"])
def test_nothing_is_added_changed_or_deleted_by_hand(
    model: type[Any], who: str, reviewer: User, boss: User, signed_in: SignIn
) -> None:
    client = signed_in({"reviewer": reviewer, "boss": boss}[who])
    make_world(1, reviewer)
    record = model.objects.order_by("id").first()
    may_rename = who == "boss" and model in (Executive, Company)
    assert client.get(page(model, name="add")).status_code == 403
    assert client.post(page(model, name="add"), {"name": "x"}).status_code == 403
    assert client.get(page(model, record.pk, name="delete")).status_code == 403
    assert client.post(page(model, record.pk, name="delete"), {"post": "yes"}).status_code == 403
    refused = client.post(page(model), {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"})
    assert refused.status_code in (200, 302)
    changed = client.post(page(model, record.pk, name="change"), {"name": "x", "note": "x", "review": "approved"})
    assert changed.status_code == (200 if may_rename else 403)
    assert model.objects.get(pk=record.pk).__dict__ | {"_state": 0} == record.__dict__ | {"_state": 0}


@pytest.mark.parametrize("model", [Executive, Company])
def test_a_superuser_may_rename_and_the_old_name_still_leads_here(
    model: type[Any], reviewer: User, boss: User, signed_in: SignIn
) -> None:
    make_world(1, reviewer)
    record = model.objects.get()
    inline = "aliases-TOTAL_FORMS", "aliases-INITIAL_FORMS"
    response = signed_in(boss).post(
        page(model, record.pk, name="change"), {"name": "New Name", **dict.fromkeys(inline, 0)}
    )
    assert response.status_code == 302
    renamed = model.objects.get()
    assert (renamed.name, renamed.slug) == ("New Name", record.slug)
    assert record.name in {alias.name for alias in renamed.aliases.all()}


@pytest.mark.parametrize("model", MODELS)
def test_visitors_log_in_first_and_staff_without_rights_see_nothing(model: type[Any], client: Client) -> None:
    assert client.get(page(model)).status_code == 302
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert client.get(page(model)).status_code == 403


@pytest.mark.parametrize(("verb", "review"), [("approve", "approved"), ("reject", "rejected")])
def test_moves_are_decided_one_by_one_and_what_cannot_be_is_named(
    verb: str, review: str, reviewer: User, signed_in: SignIn
) -> None:
    open_moves = [make_move(executive=make_executive(f"P{n}"), company=None) for n in range(3)]
    other = make_reviewer("mo")
    approved, rejected = open_moves[:2]
    approve_move(approved.pk, other, 1)
    reject_move(rejected.pk, other, 1)
    response = signed_in(reviewer).post(
        page(Move), {"action": f"{verb}_selected", "_selected_action": [m.pk for m in open_moves]}, follow=True
    )
    assert {m.pk: m.review for m in Move.objects.all()} == {
        approved.pk: "approved", rejected.pk: "rejected", open_moves[2].pk: review,
    }  # fmt: skip
    assert sorted(said(response)) == [
        f"1 {review}.",
        "P0: departure from an unnamed organisation: is approved already; open it in the review desk to decide anew.",
        "P1: departure from an unnamed organisation: is rejected already; open it in the review desk to decide anew.",
    ]
    assert [(d.verb, d.reviewer) for d in Decision.objects.filter(move=open_moves[2])] == [(verb, reviewer)]


def test_a_move_decided_while_the_action_runs_is_told_and_kept(
    reviewer: User, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is read, another reviewer decides, then the action comes to it."""
    move, other = make_move(), make_reviewer("mo")

    def decide_late(move_id: int, by: User, version: int) -> Decision:
        correct_move(move_id, other, version, {"effective": "2020"})
        return approve_move(move_id, by, version)

    monkeypatch.setattr("tracker.admin.moves.approve_move", decide_late)
    response = signed_in(reviewer).post(
        page(Move), {"action": "approve_selected", "_selected_action": [move.pk]}, follow=True
    )
    (message,) = said(response)
    assert message.startswith(f"{move}: This move has changed since you opened it: mo corrected it on ")
    assert Move.objects.get().review == "corrected"


@pytest.mark.parametrize("action", ["approve_selected", "reject_selected"])
def test_moves_are_decided_by_reviewers_only(action: str, signed_in: SignIn) -> None:
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_move"))
    move = make_move()
    signed_in(user).post(page(Move), {"action": action, "_selected_action": [move.pk]}, follow=True)
    assert not Decision.objects.exists()


def test_a_move_leads_to_the_desk_and_to_its_decisions(reviewer: User, signed_in: SignIn) -> None:
    (move,) = make_world(1, reviewer)
    client = signed_in(reviewer)
    shown = client.get(page(Move, move.pk, name="change")).content.decode()
    assert f'href="/admin/review/{move.pk}/"' in shown
    decisions = page(Decision) + f"?move__id__exact={move.pk}"
    assert f'href="{decisions}"' in shown
    assert list(client.get(decisions).context["cl"].result_list) == list(move.decisions.all())


def test_failed_articles_are_tried_again_and_others_left_alone(reviewer: User, signed_in: SignIn) -> None:
    failed, done, lost = (make_article(title=title) for title in ("failed", "done", "lost"))
    Article.objects.filter(pk__in=[failed.pk, lost.pk]).update(state="failed", failure="It has no words.")
    original = original_path(failed.sha256)
    original.parent.mkdir(parents=True, exist_ok=True)
    original.write_bytes(b"x")
    response = signed_in(reviewer).post(
        page(Article), {"action": "retry_failed", "_selected_action": [failed.pk, done.pk, lost.pk]}, follow=True
    )
    original.unlink()
    assert {a.title: a.state for a in Article.objects.all()} == {"failed": "received", "done": "done", "lost": "failed"}
    assert sorted(said(response)) == [
        "1 put back in the queue.",
        "done: is done, not failed. Left alone.",
        "lost: its original is no longer in the data folder.",
    ]


def test_articles_are_tried_again_only_with_the_right(signed_in: SignIn) -> None:
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_article"))
    article = make_article()
    Article.objects.update(state="failed")
    signed_in(user).post(page(Article), {"action": "retry_failed", "_selected_action": [article.pk]}, follow=True)
    assert Article.objects.get().state == "failed"


def test_the_admin_has_the_name_of_the_desk_and_a_way_to_it(reviewer: User, signed_in: SignIn) -> None:
    index = signed_in(reviewer).get("/admin/").content.decode()
    assert '<a href="/admin/">The Moves Desk</a>' in index
    assert '<a href="/admin/review/">Review desk</a>' in index
