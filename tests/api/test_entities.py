"""`/api/v1/executives/` and `/api/v1/companies/`."""

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from tests.api.rows import a_company, a_move, an_executive
from tracker.models import CompanyAlias, Executive, ExecutiveAlias

pytestmark = pytest.mark.django_db

EXECUTIVES = "/api/v1/executives/"
COMPANIES = "/api/v1/companies/"


def names(api: APIClient, address: str) -> list[str]:
    answer = api.get(address)
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["results"]]


def test_an_executive_and_a_company_are_told_whole(api: APIClient) -> None:
    move = a_move()
    ExecutiveAlias.objects.create(executive=move.executive, name="Yangqing Jia", key="jia yangqing")
    executive = {
        "id": move.executive_id,
        "name": "Jia Yangqing",
        "slug": "jia-yangqing",
        "url": "http://testserver/executives/jia-yangqing/",
        "aliases": ["Jia Yangqing", "Yangqing Jia"],
        "move_count": 1,
        "is_unsure": False,
    }
    company = {
        "id": move.company_id,
        "name": "Alibaba",
        "slug": "alibaba",
        "url": "http://testserver/companies/alibaba/",
        "aliases": ["Alibaba"],
        "move_count": 1,
        "is_unsure": False,
    }
    for address, key, told in ((EXECUTIVES, "jia-yangqing", executive), (COMPANIES, "alibaba", company)):
        assert api.get(address).json() == {"next": None, "previous": None, "results": [told]}
        assert api.get(f"{address}{told['id']}/").json() == told
        assert api.get(f"{address}{key}/").json() == told


def test_a_slug_of_another_script_finds_its_executive(api: APIClient) -> None:
    move = a_move("贾扬清")
    told = api.get(f"{EXECUTIVES}贾扬清/").json()
    assert (told["id"], told["slug"]) == (move.executive_id, "贾扬清")
    assert told["url"] == "http://testserver/executives/%E8%B4%BE%E6%89%AC%E6%B8%85/"


def test_those_with_most_moves_come_first(api: APIClient) -> None:
    for person, count in (("One", 1), ("Three", 3), ("Two", 2), ("Late one", 1)):
        for number in range(count):
            a_move(person, f"{person} {number}")
    assert names(api, EXECUTIVES) == ["Three", "Two", "Late one", "One"]
    first = api.get(f"{EXECUTIVES}?page_size=3").json()
    assert names(api, first["next"]) == ["One"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", [EXECUTIVES, COMPANIES])
def test_a_list_takes_two_queries_whatever_its_length(
    api: APIClient, address: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        a_move(f"Name {number}", f"Name {number}")
    a_move("Invented", "Made Up", review="rejected")
    with django_assert_num_queries(2):
        found = names(api, address)
    assert found == [f"Name {n}" for n in reversed(range(count))]


def test_one_takes_two_queries(api: APIClient, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    a_move()
    with django_assert_num_queries(2):
        assert api.get(f"{COMPANIES}alibaba/").status_code == 200


def test_who_has_only_rejected_moves_is_shown_to_staff_only(api: APIClient, reviewer_api: APIClient) -> None:
    a_move("QbitAI", "Media", review="rejected")
    assert names(api, EXECUTIVES) == []
    assert api.get(f"{EXECUTIVES}qbitai/").status_code == 404
    assert names(reviewer_api, EXECUTIVES) == ["QbitAI"]
    assert reviewer_api.get(f"{EXECUTIVES}qbitai/").status_code == 200


def test_who_is_only_named_by_a_move_can_be_followed(api: APIClient) -> None:
    a_move(counterpart=an_executive("Zhou Jingren"), other_company=a_company("Lepton"))
    assert names(api, EXECUTIVES) == ["Jia Yangqing", "Zhou Jingren"]
    assert api.get(f"{EXECUTIVES}zhou-jingren/").json()["move_count"] == 0
    assert api.get(f"{COMPANIES}lepton/").json()["move_count"] == 0


def test_who_is_named_only_by_a_rejected_move_cannot(api: APIClient) -> None:
    a_move(review="rejected", counterpart=an_executive("Zhou Jingren"))
    assert api.get(f"{EXECUTIVES}zhou-jingren/").status_code == 404


def test_where_only_reviewed_moves_are_published_only_they_count(api: APIClient, settings: Settings) -> None:
    settings.TRACKER_PUBLISH = "reviewed"
    a_move("Seen", "Alpha", review="approved")
    a_move("Seen", "Beta")
    a_move("Unseen", "Beta")
    assert names(api, EXECUTIVES) == ["Seen"]
    assert api.get(f"{EXECUTIVES}seen/").json()["move_count"] == 1
    assert names(api, COMPANIES) == ["Alpha"]
    assert api.get(f"{COMPANIES}beta/").status_code == 404


@pytest.mark.parametrize(
    ("search", "found"),
    [
        pytest.param("müller", ["Jürgen Müller"], id="in the case of letters that are not plain"),
        pytest.param("MÜLLER", ["Jürgen Müller"], id="likewise the other way"),
        pytest.param("muller", ["Jürgen Müller"], id="without the accents"),
        pytest.param("jurg", ["Jürgen Müller"], id="a part of a word"),
        pytest.param("Müller Jürgen", ["Jürgen Müller"], id="in another order"),
        pytest.param("boss", ["Jürgen Müller"], id="another of the names"),
        pytest.param("", ["Ann Mull", "Jürgen Müller"], id="nothing asked: all"),
        pytest.param("jürgen ann", [], id="words of two people"),
        pytest.param("jürgen boss", [], id="words of two names"),
        pytest.param("%", [], id="no wildcard"),
        pytest.param("_", [], id="nor the other one"),
        pytest.param("nobody", [], id="nobody"),
    ],
)
def test_a_search_looks_into_every_name(api: APIClient, search: str, found: list[str]) -> None:
    person = a_move("Jürgen Müller").executive
    ExecutiveAlias.objects.filter(executive=person).update(key="jurgen muller")
    ExecutiveAlias.objects.create(executive=person, name="The Boss", key="boss the")
    a_move("Ann Mull")
    answer = api.get(EXECUTIVES, {"search": search})
    assert [row["name"] for row in answer.json()["results"]] == found


def test_a_search_tells_each_once_with_most_moves_first(api: APIClient) -> None:
    a_move("A", "Ant Group")
    a_move("B", "Ant Financial")
    a_move("C", "Ant Financial")
    CompanyAlias.objects.create(company=a_company("Ant Group"), name="Ant", key="ant")
    assert names(api, f"{COMPANIES}?search=ant") == ["Ant Financial", "Ant Group"]


@pytest.mark.parametrize("query", ["search=a%00b", "search=" + "x" * 101, "ordering=name", "name=Jia"])
def test_what_cannot_be_asked_is_refused_by_name(api: APIClient, query: str) -> None:
    answer = api.get(f"{EXECUTIVES}?{query}")
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {query.partition("=")[0]}


@pytest.mark.parametrize("key", ["nobody", "0", "9" * 40, "a%00b", "a%0Ab", "..", "%F0%9F%98%80", "x" * 3000])
def test_an_executive_that_is_not_there_is_a_404_in_json(api: APIClient, key: str) -> None:
    answer = api.get(f"{EXECUTIVES}{key}/")
    assert answer.status_code == 404
    assert set(answer.json()) == {"detail", "fields"}


def test_an_unsure_name_is_said_to_be_one(api: APIClient) -> None:
    a_move()
    Executive.objects.update(is_unsure=True)
    assert api.get(f"{EXECUTIVES}jia-yangqing/").json()["is_unsure"] is True
