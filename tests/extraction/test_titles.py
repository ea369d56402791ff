"""Titles: where a text has them, and the normal form by which roles are compared."""

import pytest

from tracker.extraction.titles import find_titles, normal_title
from tracker.spans import Span


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
            "named executive vice president and chief financial officer",
            ["executive vice president", "chief financial officer"],
            id="two in a row",
        ),
        pytest.param("the former senior vice president, sales", ["senior vice president"], id="with its rank"),
        pytest.param("Chief Data and Analytics Officer", ["Chief Data and Analytics Officer"], id="chief of anything"),
        pytest.param("co-CEO and vice chairman", ["co-CEO", "vice chairman"], id="short ones"),
        pytest.param("a directorate headed for change", [], id="parts of words are none"),
    ],
)
def test_find_titles(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_titles(text, Span(0, len(text)))] == expected
