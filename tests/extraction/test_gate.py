"""The gate: what is worth the reader's time."""

import pytest

from tracker.extraction.gate import has_cue


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Marta Quill has resigned.", id="a verb of leaving"),
        pytest.param("RESIGNATION OF A DIRECTOR", id="capitals"),
        pytest.param("Marta Quill steps down.", id="the first word of a wording of two"),
        pytest.param("His successor is not known.", id="a noun"),
        pytest.param("Brightwell names Quill", id="a headline's verb"),
        pytest.param("The incoming treasurer spoke.", id="a word for a post just taken"),
        pytest.param("She co-founded the mill.", id="a hyphen"),
        pytest.param(
            "Marta Quill, chief executive of Brightwell Foods, spoke.", id="a title, which tells the post of who moves"
        ),
    ],
)
def test_lets_through(text: str) -> None:
    assert has_cue(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sales rose by a tenth.", id="other news"),
        pytest.param("The board met in Leeds.", id="a board that does nothing"),
        pytest.param("The retiree smiled.", id="a word that begins like a cue"),
        pytest.param("Unhired hands waited.", id="a cue inside a word"),
        pytest.param("辞任しました。", id="another script"),
        pytest.param("12,000 tonnes in 2019", id="numbers"),
        pytest.param("r e s i g n e d", id="letters set apart"),
        pytest.param("", id="nothing"),
    ],
)
def test_stops(text: str) -> None:
    assert not has_cue(text)
