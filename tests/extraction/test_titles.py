"""Titles: their normal form, and which words of a sentence are one."""

import pytest

from tests.extraction.reading import scenes_of
from tracker.extraction.titles import normal_title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("CEO", "chief executive officer", id="initials"),
        pytest.param("C.E.O.", "chief executive officer", id="initials with stops"),
        pytest.param("chief executive", "chief executive officer", id="the short form"),
        pytest.param("Chief Executive Officer", "chief executive officer", id="capitals"),
        pytest.param("chairman", "chair", id="chairman"),
        pytest.param("Chairwoman", "chair", id="chairwoman"),
        pytest.param("vice-president", "vice president", id="a hyphen"),
        pytest.param("SVP", "senior vice president", id="a rank in initials"),
        pytest.param("finance director", "chief financial officer", id="the British name of the post"),
        pytest.param("the group's treasurer", "group's treasurer", id="an article is dropped"),
        pytest.param("its chairman", "chair", id="an owner is dropped"),
        pytest.param("member of the Board of Directors", "director", id="a seat on the board"),
        pytest.param("interim CEO", "interim chief executive officer", id="what stands before stays"),
    ],
)
def test_normal_form(title: str, expected: str) -> None:
    assert normal_title(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("head of retail", id="head of something"),
        pytest.param("general counsel", id="general counsel"),
        pytest.param("vice president", id="vice president"),
        pytest.param("chief executive officer", id="the normal form itself"),
        pytest.param("president", id="no part of vice president"),
        pytest.param("managing director", id="not every director sits on the board"),
        pytest.param("chief financial planner", id="no officer"),
        pytest.param("deputy director general", id="three words"),
        pytest.param("dean", id="one word"),
        pytest.param("secretary", id="another"),
        pytest.param("head of ceosurance", id="initials inside a word"),
        pytest.param("", id="nothing"),
        pytest.param("конструктор", id="another script"),
    ],
)
def test_normal_form_leaves_alone(title: str) -> None:
    assert normal_title(title) == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Marta Quill was appointed chief executive officer.", ["chief executive officer"], id="after the verb"
        ),
        pytest.param(
            "Marta Quill was named president and chief executive.", ["president", "chief executive"], id="two posts"
        ),
        pytest.param(
            "Marta Quill was named head of investor relations at Brightwell Foods.",
            ["head of investor relations"],
            id="head of a department",
        ),
        pytest.param(
            "Marta Quill stepped down as retail business chief.", ["retail business chief"], id="a chief of something"
        ),
        pytest.param(
            "Marta Quill was named chief people officer of Brightwell Foods.",
            ["chief people officer"],
            id="any chief officer",
        ),
        pytest.param(
            "Marta Quill became vice president of Brightwell Foods.",
            ["vice president"],
            id="the organisation is no part of it",
        ),
        pytest.param(
            "Marta Quill was named senior independent director.",
            ["senior independent director"],
            id="words before the head",
        ),
        pytest.param("Marta Quill was named interim chief of Brightwell Foods.", ["interim chief"], id="interim chief"),
    ],
)
def test_finds(text: str, expected: list[str]) -> None:
    assert [title.span.of(text) for scene in scenes_of(text) for title in scene.titles] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Marta Quill heads the list of those who left.", id="heads is a verb"),
        pytest.param("Brightwell Foods will partner with those who quit.", id="partner is a verb"),
        pytest.param("The appointment was directed by nobody.", id="a word that begins like one"),
        pytest.param("She joined the Chief Dull Bull Band.", id="chief in a name"),
        pytest.param("He resigned from the board of directors.", id="the board is no title"),
        pytest.param("They retired the president-class ferry.", id="a class of ship"),
        pytest.param("She left the management team.", id="management is no manager"),
        pytest.param("The chief reason she quit was money.", id="chief is an adjective"),
    ],
)
def test_finds_nothing(text: str) -> None:
    assert [title.span.of(text) for scene in scenes_of(text) for title in scene.titles] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Former chief executive Marta Quill was hired.", (True, False), id="a former one"),
        pytest.param("The ex-chairman resigned.", (True, False), id="ex"),
        pytest.param("New chief executive Marta Quill resigned.", (False, True), id="a new one"),
        pytest.param("Chief executive Marta Quill resigned.", (False, False), id="a plain one"),
    ],
)
def test_former_and_new(text: str, expected: tuple[bool, bool]) -> None:
    assert [(title.is_former, title.is_new) for scene in scenes_of(text) for title in scene.titles] == [expected]
