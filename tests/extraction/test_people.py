"""Which names in a text are one person's, and whose a surname alone is."""

import pytest

from tests.extraction.articles import spans_of
from tracker.extraction.people import gather_people


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        pytest.param(
            "Jo B. Ray left. Jo Ray had led it; Ray was 50.",
            ["Jo B. Ray", "Jo Ray"],
            {"Jo B. Ray": ["Jo B. Ray", "Jo Ray", "Ray"]},
            id="shorter forms go with the fullest, a surname is looked for",
        ),
        pytest.param(
            "Ms. Orr joins. Anna Orr is 40.",
            ["Ms. Orr", "Anna Orr"],
            {"Anna Orr": ["Orr", "Anna Orr"]},
            id="an honorific is no part of a name",
        ),
        pytest.param(
            "J. Ray quit. Jonathan Ray was chair.",
            ["J. Ray", "Jonathan Ray"],
            {"Jonathan Ray": ["J. Ray", "Jonathan Ray"]},
            id="an initial stands for a name that begins with it",
        ),
        pytest.param(
            "Anna Orr left and Ben Orr came. Orr will start in May.",
            ["Anna Orr", "Ben Orr"],
            {"Anna Orr": ["Anna Orr"], "Ben Orr": ["Ben Orr", "Orr"]},
            id="a surname of two goes to the one named last",
        ),
        pytest.param(
            "Zhang Yong spoke. Zhang then left.",
            ["Zhang Yong", "Zhang"],
            {"Zhang Yong": ["Zhang Yong", "Zhang"]},
            id="a surname that comes first counts where it was found alone",
        ),
        pytest.param(
            "Grace Hall left. Grace period rules apply.",
            ["Grace Hall"],
            {"Grace Hall": ["Grace Hall"]},
            id="a first name that was never found alone is a word",
        ),
        pytest.param(
            "JO RAY QUITS. Jo Ray said so.",
            ["JO RAY", "Jo Ray"],
            {"Jo Ray": ["JO RAY", "Jo Ray"]},
            id="capitals throughout are not the fullest form",
        ),
        pytest.param("Teodoro said no.", ["Teodoro"], {"Teodoro": ["Teodoro"]}, id="a person of one name"),
        pytest.param("the old man", ["old man"], {}, id="no name without a capital"),
        pytest.param("Nobody is here.", [], {}, id="nothing found"),
    ],
)
def test_gather_people(text: str, found: list[str], expected: dict[str, list[str]]) -> None:
    people = gather_people(text, spans_of(text, *found))
    assert {person.name: [span.of(text) for span in person.mentions] for person in people} == expected
