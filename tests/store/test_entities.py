"""Names become executives and companies."""

import pytest

from tests.extracted import article_of, read, rewrite
from tracker.models import Company, Executive, Move
from tracker.store.entities import company_named, executive_named, recount

pytestmark = pytest.mark.django_db


def test_one_normal_form_is_one_executive_with_every_spelling_kept() -> None:
    first = executive_named("Jia Yangqing")
    assert executive_named("Yangqing JIA") == first
    assert executive_named("Jia Yangqing") == first
    assert list(first.aliases.order_by("id").values_list("name", flat=True)) == ["Jia Yangqing", "Yangqing JIA"]


def test_two_people_of_one_surname_are_two() -> None:
    assert executive_named("Daniel Zhang Yong") != executive_named("Jeff Zhang Jianfeng")


def test_a_legal_form_does_not_make_another_company() -> None:
    assert company_named("Baltic Ports Ltd.") == company_named("Baltic Ports")
    assert company_named("Baltic Ports") != company_named("Baltic Parts")


def test_addresses_are_unique_and_keep_any_script() -> None:
    made = [executive_named(name).slug for name in ("José Núñez", "张建锋", "J-o-s-e Nunez", "!!!", "???", "1984")]
    assert made == ["jose-nunez", "张建锋", "j-o-s-e-nunez", "executive", "executive-2", "executive-1984"]


def test_recount_counts_what_is_shown_and_what_a_person_approved() -> None:
    article = article_of()
    rewrite(article, read(), read("Charles Babbage"), read("Charles Babbage", "Difference Works"))
    Move.objects.filter(company__slug="difference-works").update(review="rejected")
    Move.objects.filter(executive__slug="ada-byron").update(review="approved")
    recount(Executive.objects.values_list("pk", flat=True), Company.objects.values_list("pk", flat=True))
    assert list(Executive.objects.values_list("slug", "move_count", "reviewed_count")) == [
        ("ada-byron", 1, 1),
        ("charles-babbage", 1, 0),
    ]
    assert list(Company.objects.values_list("slug", "move_count", "reviewed_count")) == [
        ("analytical-engines", 2, 1),
        ("difference-works", 0, 0),
    ]
