"""Which names in a text are one organisation's, and what the text says it will call it."""

import pytest

from tests.extraction.articles import spans_of
from tracker.extraction.entities import Entity
from tracker.extraction.organisations import gather_organisations, key_of_organisation
from tracker.spans import Span


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        pytest.param(
            "Acme Group Holding rose. Acme fell.",
            ["Acme Group Holding", "Acme fell"[:4]],
            {"Acme Group Holding": ["Acme Group Holding", "Acme"]},
            id="legal forms do not tell two organisations apart",
        ),
        pytest.param(
            "Acme rose while Acme Cloud fell.",
            ["Acme", "Acme Cloud"],
            {"Acme": ["Acme"], "Acme Cloud": ["Acme Cloud"]},
            id="a unit is another organisation",
        ),
        pytest.param(
            'Harbour View Bank (the "Bank") said the Bank would pay.',
            ["Harbour View Bank"],
            {"Harbour View Bank": ["Harbour View Bank", "Bank", "Bank"]},
            id="a term that the text defines",
        ),
        pytest.param(
            "The Tidal Research Council (TRC) met. TRC voted.",
            ["The Tidal Research Council"],
            {"Tidal Research Council": ["Tidal Research Council", "TRC", "TRC"]},
            id="initials in brackets, and no article in a name",
        ),
        pytest.param("Acme’s board met.", ["Acme’s"], {"Acme": ["Acme"]}, id="no possessive in a name"),
        pytest.param("The Board met.", ["Board"], {}, id="a word for a body is no name"),
        pytest.param("nothing here", ["nothing"], {}, id="no name without a capital"),
    ],
)
def test_gather_organisations(text: str, found: list[str], expected: dict[str, list[str]]) -> None:
    firms = gather_organisations(text, spans_of(text, *found), [])
    assert {firm.name: [span.of(text) for span in firm.mentions] for firm in firms} == expected


def test_words_inside_a_longer_name_of_a_person_are_the_persons() -> None:
    text = "Ray Acme joined Acme."
    person = Entity("Ray Acme", (Span(0, 8),))
    (firm,) = gather_organisations(text, [Span(16, 20)], [person])
    assert firm == Entity("Acme", (Span(16, 20),))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Brightwell Group Holding", ("brightwell",), id="group and holding are dropped"),
        pytest.param("The Brightwell Foods Co., Ltd.", ("brightwell", "foods"), id="so are article and legal forms"),
        pytest.param("Brightwell Cloud", ("brightwell", "cloud"), id="a unit keeps its word"),
        pytest.param("Group Holding", ("group", "holding"), id="a name of nothing else keeps all"),
    ],
)
def test_key(name: str, expected: tuple[str, ...]) -> None:
    assert key_of_organisation(name) == expected
