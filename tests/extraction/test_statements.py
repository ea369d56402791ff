"""Statements: which wordings say that somebody comes or goes, and which only look like it."""

import pytest

from tests.extraction.reading import article_of, scenes_of
from tracker.extraction.standing import is_hypothetical
from tracker.extraction.statements import find_statements


def stated(text: str) -> list[tuple[str, str, str, str]]:
    """Person, kind, manner and wording of every statement that is meant as fact."""
    article = article_of(text)
    return [
        (found.person.name, found.kind.value, found.manner.value, found.cue_span.of(text))
        for scene in scenes_of(text)
        for found in find_statements(article, scene)
        if not is_hypothetical(found)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Marta Quill has resigned.", [("Marta Quill", "departure", "resigned", "resigned")], id="resign"),
        pytest.param(
            "Marta Quill stepped down as chair of Brightwell Foods.",
            [("Marta Quill", "departure", "stepped_down", "stepped down")],
            id="a wording of two words",
        ),
        pytest.param(
            "Marta Quill agreed to resign from Brightwell Foods.",
            [("Marta Quill", "departure", "resigned", "resign")],
            id="the subject of the verb above",
        ),
        pytest.param(
            "Marta Quill, 61, announced her decision to retire.",
            [("Marta Quill", "departure", "retired", "retire")],
            id="the owner of the decision",
        ),
        pytest.param(
            "Brightwell Foods fired Marta Quill.",
            [("Marta Quill", "departure", "dismissed", "fired")],
            id="the object of an active verb",
        ),
        pytest.param(
            "Marta Quill was dismissed by Brightwell Foods.",
            [("Marta Quill", "departure", "dismissed", "dismissed")],
            id="the subject of a passive verb",
        ),
        pytest.param(
            "Brightwell Foods let Mr. Tomas Reyle go in May.",
            [("Tomas Reyle", "departure", "dismissed", "let Mr. Tomas Reyle go")],
            id="a wording around its object",
        ),
        pytest.param(
            "Marta Quill and Tomas Reyle resigned.",
            [
                ("Marta Quill", "departure", "resigned", "resigned"),
                ("Tomas Reyle", "departure", "resigned", "resigned"),
            ],
            id="two at once",
        ),
        pytest.param(
            "Brightwell Foods appointed two new directors, Marta Quill and Tomas Reyle.",
            [
                ("Marta Quill", "appointment", "unknown", "appointed"),
                ("Tomas Reyle", "appointment", "unknown", "appointed"),
            ],
            id="a list beside a plural",
        ),
        pytest.param(
            "Marta Quill succeeds Tomas Reyle as chair.",
            [
                ("Marta Quill", "appointment", "unknown", "succeeds"),
                ("Tomas Reyle", "departure", "unknown", "succeeds"),
            ],
            id="one comes, one goes",
        ),
        pytest.param(
            "Marta Quill was replaced by Tomas Reyle.",
            [
                ("Tomas Reyle", "appointment", "unknown", "replaced"),
                ("Marta Quill", "departure", "unknown", "replaced"),
            ],
            id="the same, passive",
        ),
        pytest.param(
            "Marta Quill's resignation was accepted.",
            [("Marta Quill", "departure", "resigned", "resignation")],
            id="a noun and its owner",
        ),
        pytest.param(
            "They announced the appointment of Marta Quill as chair.",
            [("Marta Quill", "appointment", "unknown", "appointment")],
            id="a noun and of",
        ),
        pytest.param(
            "Tomas Reyle resigned. He was rehired, then retired in May.",
            [("Tomas Reyle", "departure", "resigned", "resigned"), ("Tomas Reyle", "departure", "retired", "retired")],
            id="a pronoun for the person before",
        ),
        pytest.param(
            "New chief executive Marta Quill spoke.",
            [("Marta Quill", "appointment", "unknown", "New chief executive")],
            id="a new holder of a post",
        ),
        pytest.param(
            "Brightwell Foods names Marta Quill chief executive",
            [("Marta Quill", "appointment", "unknown", "names")],
            id="a headline",
        ),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Marta Quill was resigned to another hard year.", id="resigned to something"),
        pytest.param("Marta Quill retired the old brand.", id="a brand is retired"),
        pytest.param("Marta Quill left the door open.", id="left something else"),
        pytest.param("Marta Quill exited the lift.", id="exited something else"),
        pytest.param("Marta Quill, on the left, smiled.", id="left is a side"),
        pytest.param("Marta Quill will not resign.", id="denied"),
        pytest.param("Will Marta Quill resign?", id="asked"),
        pytest.param("If Marta Quill resigns, the shares will fall.", id="supposed"),
        pytest.param("Marta Quill declined to step down.", id="refused"),
        pytest.param("Tomas Reyle urged Marta Quill to resign.", id="called for"),
        pytest.param("Marta Quill will continue to serve as chair.", id="stays"),
        pytest.param("Marta Quill has served as chair since 2004.", id="holds the post"),
        pytest.param("Marta Quill led the bank through the crisis.", id="led, long since"),
        pytest.param("Brightwell Foods replaced its ovens.", id="ovens are replaced"),
        pytest.param("Brightwell Foods succeeded in its appeal.", id="succeeded in something"),
        pytest.param("Marta Quill, chief executive of Brightwell Foods, spoke.", id="only a title"),
        pytest.param("The ousted chief Marta Quill is suing.", id="the participle alone"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert stated(text) == []
