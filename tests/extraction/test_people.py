"""People: who is named, by which spelling, and which names are nobody's."""

import pytest

from tests.extraction.reading import article_of


def people_of(text: str) -> list[tuple[str, str]]:
    return [(mention.span.of(text), mention.name) for mention in article_of(text).people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Marta Quill resigned.", [("Marta Quill", "Marta Quill")], id="a full name"),
        pytest.param(
            "Marta Quill resigned. Quill was tired.",
            [("Marta Quill", "Marta Quill"), ("Quill", "Marta Quill")],
            id="then the surname",
        ),
        pytest.param(
            "Dr. Marta B. Quill resigned.",
            [("Marta B. Quill", "Marta B. Quill")],
            id="an honorific is no part, an initial is",
        ),
        pytest.param("Chairman Marta Quill resigned.", [("Marta Quill", "Marta Quill")], id="a title is no part"),
        pytest.param("Ulla von der Recke resigned.", [("Ulla von der Recke", "Ulla von der Recke")], id="particles"),
        pytest.param(
            "Noor El-Sayed's resignation was accepted.",
            [("Noor El-Sayed", "Noor El-Sayed")],
            id="a hyphen and a possessive",
        ),
        pytest.param(
            "Marta B. Quill resigned. Marta Quill is 61.",
            [("Marta B. Quill", "Marta B. Quill"), ("Marta Quill", "Marta B. Quill")],
            id="the fullest form is the name",
        ),
        pytest.param(
            "It was succeeded by Ýrr Þorgils, 48, a chemist.",
            [("Ýrr Þorgils", "Ýrr Þorgils")],
            id="a name that no list knows",
        ),
        pytest.param(
            "Brightwell Foods appointed Dean Quill as director.",
            [("Dean Quill", "Dean Quill")],
            id="a given name that is a title too",
        ),
        pytest.param(
            "Lin Wanqing resigned. Lin had led the unit.",
            [("Lin Wanqing", "Lin Wanqing"), ("Lin", "Lin Wanqing")],
            id="the family name first",
        ),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert people_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Harlow Bank resigned the mandate.", id="a bank"),
        pytest.param("She was chairman of Julius Quill.", id="an organisation that sounds like a person"),
        pytest.param("She left Marlow Finch.", id="what one leaves"),
        pytest.param("Brightwell Foods Inc. appointed nobody.", id="a legal form"),
        pytest.param("UNITED STATES DIRECTORS RESIGNED", id="a heading"),
        pytest.param("Departure of Directors or Certain Officers; Election of Directors", id="an item of a filing"),
        pytest.param("Quill resigned.", id="a surname with no full name anywhere"),
        pytest.param("He resigned on Monday, March 3.", id="days and months"),
        pytest.param("The Audit Committee resigned.", id="a committee"),
        pytest.param("She was named Chief Executive Officer.", id="a title in capitals"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert people_of(text) == []


def test_a_surname_that_two_people_share_is_nobodys() -> None:
    text = "Anna Zhou Li resigned and Boris Zhou Wen was appointed chairman. Zhou was not there."
    assert people_of(text) == [("Anna Zhou Li", "Anna Zhou Li"), ("Boris Zhou Wen", "Boris Zhou Wen")]


def test_an_honorific_gives_the_pronoun() -> None:
    text = "Marta Quill and Tomas Reyle resigned. Ms. Quill is 61. Mr. Reyle is not. Kim Ash was appointed director."
    assert article_of(text).pronouns == {"Marta Quill": "she", "Tomas Reyle": "he"}


def test_a_surname_inside_an_organisations_name_is_not_the_person() -> None:
    text = "Marta Quill resigned as chairman of Quill Motor Group."
    assert people_of(text) == [("Marta Quill", "Marta Quill")]
