"""Organisations: what is named, at its fullest, and the one that the text is about."""

import pytest

from tests.extraction.reading import organisations_of
from tracker.extraction.organisations import key_of_organisation


def named(text: str) -> list[str]:
    return [mention.name for mention in organisations_of(text).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("She resigned from Brightwell Foods Inc.", ["Brightwell Foods Inc."], id="a legal form"),
        pytest.param("She resigned from Harlow University.", ["Harlow University"], id="a word of its kind"),
        pytest.param("She joined Brightwell. Brightwell is small.", ["Brightwell", "Brightwell"], id="what one joins"),
        pytest.param(
            "She resigned from Brightwell Foods Ltd. Brightwell is small.",
            ["Brightwell Foods Ltd.", "Brightwell Foods Ltd."],
            id="a short form is the same",
        ),
        pytest.param("The chief executive of Orlo resigned.", ["Orlo"], id="whose chief one is"),
        pytest.param("Orlo's chief executive resigned.", ["Orlo"], id="a possessive before a title"),
        pytest.param("She joined Marlow & Finch LLP.", ["Marlow & Finch LLP"], id="an ampersand"),
        pytest.param(
            "She left Harlow Group Holding for good. Harlow and Harlow Cloud are two.",
            ["Harlow Group Holding", "Harlow Group Holding", "Harlow Cloud"],
            id="a unit with a name of its own stays apart",
        ),
        pytest.param("Brightwell Foods: Quill resigns", ["Brightwell Foods"], id="before a colon"),
        pytest.param("Brightwell Appoints Quill as chairman", ["Brightwell"], id="a headline's verb is no part"),
    ],
)
def test_finds(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Marta Quill resigned.", id="a person"),
        pytest.param("The Board appointed nobody.", id="the board"),
        pytest.param("She was named Chief Financial Officer.", id="a title"),
        pytest.param("She resigned in London on Monday.", id="a town and a day"),
        pytest.param("The Spanish lender hired nobody.", id="a people"),
        pytest.param("The Stock Purchase Agreement was terminated.", id="a paper"),
        pytest.param("The company hired nobody.", id="a noun"),
        pytest.param("Item 5.02. Departure of Directors", id="an item of a filing"),
        pytest.param("The shares (NASDAQ: BWF) rose when she resigned.", id="an exchange"),
        pytest.param("Ms Quill resigned.", id="an honorific"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert named(text) == []


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


def test_the_text_is_about_the_one_named_most() -> None:
    text = "Brightwell Foods Ltd hired a clerk. Brightwell Foods fired him. He had come from Harlow Bank."
    assert organisations_of(text).main == "Brightwell Foods Ltd"


def test_a_filing_is_about_its_registrant() -> None:
    text = "HARLOW BANCORP, INC.\n(Exact name of registrant)\nOrlo Inc. left. Orlo Inc. came."
    assert organisations_of(text).main == "HARLOW BANCORP, INC."


def test_names_that_the_text_defines() -> None:
    text = 'Harlow Bancorp, Inc. (the "Company") owns Harlow Savings Bank (the "Bank"), which hired nobody.'
    assert organisations_of(text).defined == {"company": "Harlow Bancorp, Inc.", "bank": "Harlow Savings Bank"}
