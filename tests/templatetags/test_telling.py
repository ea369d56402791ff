from typing import Any

import pytest

from tests.factories import make_move
from tracker.enums import Kind
from tracker.models import Move
from tracker.templatetags.telling import sentence_of, tell

pytestmark = pytest.mark.django_db

ARRIVAL, DEPARTURE = Kind.APPOINTMENT, Kind.DEPARTURE


def a_move(kind: Kind, *roles: str, company: str | None = "Mill", **values: Any) -> Move:
    return make_move("Ann", company, roles, kind=kind, **values)


@pytest.mark.parametrize(
    ("kind", "roles", "values", "expected"),
    [
        (DEPARTURE, (), {}, "Ann leaves Mill"),
        (DEPARTURE, ("chair",), {"manner": "resigned"}, "Ann leaves Mill, chair; resigned"),
        (DEPARTURE, ("chair",), {"manner": "stepped_down"}, "Ann leaves as chair of Mill; stepped down"),
        (DEPARTURE, ("chair",), {"manner": "transferred"}, "Ann leaves as chair of Mill; transferred"),
        (DEPARTURE, (), {"manner": "stepped_down"}, "Ann leaves Mill; stepped down"),
        (DEPARTURE, (), {"manner": "resigned", "other_company": "Quay"}, "Ann leaves Mill; resigned, goes to Quay"),
        (DEPARTURE, (), {"other_company": "Quay"}, "Ann leaves Mill; goes to Quay"),
        (DEPARTURE, ("chair",), {"counterpart": "Ben"}, "Ann leaves Mill, chair; followed by Ben"),
        (DEPARTURE, (), {"status": "reported"}, "Ann is reported to leave Mill"),
        (DEPARTURE, (), {"status": "rumoured"}, "Ann may leave Mill"),
        (DEPARTURE, (), {"status": "denied"}, "Ann was to leave Mill; denied"),
        (DEPARTURE, (), {"company": None}, "Ann leaves an organisation not named"),
        (ARRIVAL, (), {}, "Ann joins Mill"),
        (ARRIVAL, ("chair",), {"manner": "hired"}, "Ann joins Mill, chair; hired"),
        (ARRIVAL, ("CEO",), {"manner": "hired", "other_company": "Quay"}, "Ann joins Mill, CEO; hired from Quay"),
        (ARRIVAL, (), {"other_company": "Quay"}, "Ann joins Mill; comes from Quay"),
        (ARRIVAL, ("CEO",), {"manner": "promoted"}, "Ann becomes CEO of Mill; promoted"),
        (
            ARRIVAL,
            ("CEO",),
            {"manner": "interim", "counterpart": "Ben"},
            "Ann becomes CEO of Mill, interim; succeeds Ben",
        ),
        (ARRIVAL, ("chair", "CEO"), {"manner": "elected"}, "Ann becomes chair and CEO of Mill; elected"),
        (ARRIVAL, ("a", "b", "c"), {"manner": "elected"}, "Ann becomes a, b and c of Mill; elected"),
        (ARRIVAL, (), {"manner": "transferred"}, "Ann takes a post at Mill; transferred"),
        (ARRIVAL, (), {"manner": "founded"}, "Ann founds Mill"),
        (ARRIVAL, ("CEO",), {"manner": "promoted", "status": "rumoured"}, "Ann may become CEO of Mill; promoted"),
        (ARRIVAL, (), {"status": "reported", "company": None}, "Ann is reported to join an organisation not named"),
        (ARRIVAL, ("CEO",), {"status": "denied"}, "Ann was to join Mill, CEO; denied"),
    ],
)
def test_sentence(kind: Kind, roles: tuple[str, ...], values: dict[str, Any], expected: str) -> None:
    assert sentence_of(a_move(kind, *roles, **values)) == expected


@pytest.mark.parametrize(
    ("kind", "roles", "manner", "of_executive", "of_company"),
    [
        (DEPARTURE, (), "unknown", "Leaves Mill", "Ann leaves"),
        (DEPARTURE, ("chair",), "resigned", "Leaves Mill, chair; resigned", "Ann leaves as chair; resigned"),
        (DEPARTURE, ("chair",), "stepped_down", "Leaves as chair of Mill; stepped down", "Ann leaves as chair; stepped down"),
        (ARRIVAL, ("chair",), "hired", "Joins Mill, chair; hired", "Ann joins as chair; hired"),
        (ARRIVAL, ("chair",), "promoted", "Becomes chair of Mill; promoted", "Ann becomes chair; promoted"),
        (ARRIVAL, (), "transferred", "Takes a post at Mill; transferred", "Ann takes a post; transferred"),
    ],
)  # fmt: skip
def test_a_page_leaves_out_what_it_is_about(
    kind: Kind, roles: tuple[str, ...], manner: str, of_executive: str, of_company: str
) -> None:
    move = a_move(kind, *roles, manner=manner)
    told = ["".join(piece.text for piece in tell(move, about)) for about in ("executive", "company")]
    assert told == [of_executive, of_company]


def test_names_lead_to_their_pages_and_the_verb_to_the_move() -> None:
    move = a_move(DEPARTURE, "chair", counterpart="Ben", other_company="Quay")
    assert {piece.text: piece.url for piece in tell(move) if piece.url} == {
        "Ann": "/executives/ann/",
        "leaves": f"/moves/{move.pk}/",
        "Mill": "/companies/mill/",
        "Quay": "/companies/quay/",
        "Ben": "/executives/ben/",
    }
