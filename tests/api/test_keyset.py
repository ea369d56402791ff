"""Pages of the API's lists."""

from base64 import urlsafe_b64encode
from datetime import date
from itertools import chain

import pytest
from rest_framework.test import APIClient

from tests.api.rows import a_move
from tracker.models import Move

pytestmark = pytest.mark.django_db

MOVES = "/api/v1/moves/"


def forged(words: str) -> str:
    return urlsafe_b64encode(words.encode()).decode().rstrip("=")


def walk(api: APIClient, address: str | None, direction: str) -> list[list[int]]:
    pages = []
    while address:
        answer = api.get(address).json()
        assert set(answer) == {"next", "previous", "results"}
        pages.append([row["id"] for row in answer["results"]])
        address = answer[direction]
    return pages


@pytest.fixture
def order() -> list[int]:
    """Seven moves, five of them told on one day, in the order of the list."""
    days = [1, 2, 2, 2, 2, 2, 3]
    return [a_move(f"P{n}", told_on=date(2023, 3, day)).pk for n, day in enumerate(days)][::-1]


def test_every_row_comes_once_on_the_way_there_and_on_the_way_back(api: APIClient, order: list[int]) -> None:
    there = walk(api, f"{MOVES}?page_size=2", "next")
    assert there == [order[:2], order[2:4], order[4:6], order[6:]]
    last = api.get(f"{MOVES}?page_size=2").json()["next"]
    while (following := api.get(last).json()["next"]) is not None:
        last = following
    back = walk(api, last, "previous")
    assert back == there[::-1]


def test_a_page_that_just_fits_is_the_last(api: APIClient, order: list[int]) -> None:
    answer = api.get(f"{MOVES}?page_size=7").json()
    assert (len(answer["results"]), answer["next"], answer["previous"]) == (7, None, None)


def test_filters_and_ordering_go_along(api: APIClient, order: list[int]) -> None:
    Move.objects.filter(pk=order[3]).update(kind="appointment")
    pages = walk(api, f"{MOVES}?page_size=3&kind=departure&ordering=happened", "next")
    assert list(chain(*pages)) == [pk for pk in sorted(order, reverse=True) if pk != order[3]]


def test_rows_that_come_and_go_meanwhile_neither_double_nor_hide_others(api: APIClient, order: list[int]) -> None:
    second = api.get(f"{MOVES}?page_size=2").json()["next"]
    a_move("Newcomer", told_on=date(2023, 3, 4))
    Move.objects.filter(pk=order[1]).update(review="rejected")
    assert walk(api, second, "next") == [order[2:4], order[4:6], order[6:]]


def test_a_page_whose_rows_are_gone_leads_on(api: APIClient, order: list[int]) -> None:
    second = api.get(f"{MOVES}?page_size=2").json()["next"]
    back = api.get(second).json()["previous"]
    Move.objects.update(review="rejected")
    assert api.get(second).json() == {"next": None, "previous": None, "results": []}
    assert api.get(back).json() == {"next": f"http://testserver{MOVES}?page_size=2", "previous": None, "results": []}


@pytest.mark.parametrize(
    "cursor",
    [
        pytest.param("", id="empty"),
        pytest.param("cD1hYmMA", id="DRF's own, with the NUL that breaks it"),
        pytest.param("é", id="not even ASCII"),
        pytest.param("%00", id="NUL"),
        pytest.param("====", id="only padding"),
        pytest.param("a", id="no base64"),
        pytest.param(forged("told:n:2023-03-02"), id="a value short"),
        pytest.param(forged("told:n:2023-03-02:1:2"), id="a value too many"),
        pytest.param(forged("told:n:abc\0:1"), id="NUL for a day"),
        pytest.param(forged("told:n:2023-02-30:1"), id="a day that is none"),
        pytest.param(forged("told:n:2023-03-02:x"), id="no id"),
        pytest.param(forged("told:n:2023-03-02:" + "9" * 19), id="an id too long"),
        pytest.param(forged("told:n:2023-03-02:٣"), id="a digit of another script"),
        pytest.param(forged("told:x:2023-03-02:1"), id="no direction"),
        pytest.param(forged("happened:n:2023-03-02:1"), id="of another ordering"),
        pytest.param(forged("received:n:1"), id="of another list"),
        pytest.param("A" * 5000, id="very long"),
    ],
)
def test_a_cursor_that_we_did_not_give_is_a_400(api: APIClient, cursor: str) -> None:
    answer = api.get(f"{MOVES}?cursor={cursor}")
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {"cursor"}


@pytest.mark.parametrize("words", ["told:n:0001-01-01:-5", "told:p:9999-12-31:999999999999999999"])
def test_a_forged_cursor_that_could_be_one_is_harmless(api: APIClient, order: list[int], words: str) -> None:
    assert api.get(f"{MOVES}?cursor={forged(words)}").status_code == 200
