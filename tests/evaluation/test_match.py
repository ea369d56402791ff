"""When an answer counts as right."""

import pytest

from tracker.evaluation.match import company_matches, date_credit, person_matches, quote_covered, role_credit


@pytest.mark.parametrize(
    ("accepted", "name", "is_match"),
    [
        pytest.param(["Jia Yangqing", "Yangqing Jia"], "Jia Yangqing", True, id="an accepted name"),
        pytest.param(["Jürgen Müller"], "Dr Jurgen MULLER", True, id="accents, case, honorific"),
        pytest.param(["Jean-Pierre Dupont"], "Jean Pierre Dupont", True, id="a hyphen"),
        pytest.param(["Daniel Zhang Yong"], "Daniel Zhang", True, id="two parts of three"),
        pytest.param(["Jane Doe"], "Jane Alison Doe", True, id="a middle name more"),
        pytest.param(["Daniel Zhang Yong"], "Zhang", False, id="a surname alone"),
        pytest.param(["Anne Descombes-Leroy"], "Descombes-Leroy", False, id="a double surname alone"),
        pytest.param(["Ursula von der Tann"], "von der Tann", False, id="particles make no full name"),
        pytest.param(["Daniel Zhang Yong"], "Jeff Zhang Jianfeng", False, id="the two Zhangs"),
        pytest.param(["Jane Doe"], None, False, id="no name given"),
        pytest.param(["Jane Doe"], "", False, id="an empty name"),
        pytest.param(["Jane Doe"], "...", False, id="no word in it"),
    ],
)
def test_person_matches(*, accepted: list[str], name: str | None, is_match: bool) -> None:
    assert person_matches(accepted, name) is is_match


@pytest.mark.parametrize(
    ("accepted", "name", "is_match"),
    [
        pytest.param(["Alibaba Group Holding"], "Alibaba", True, id="legal forms are no part of a name"),
        pytest.param(["Farrow & Sons"], "Farrow and Sons Ltd.", True, id="the sign and the word"),
        pytest.param(["Lindefors"], "Lindefors's", True, id="genitive"),
        pytest.param(["The Group"], "the group", True, id="a name of legal forms only"),
        pytest.param(None, None, True, id="both without a name"),
        pytest.param(["Alibaba Cloud"], "Alibaba", False, id="a unit is another organisation"),
        pytest.param(["Alibaba"], None, False, id="none given"),
        pytest.param(None, "Alibaba", False, id="one given where there is none"),
        pytest.param([], "Alibaba", False, id="nothing accepted"),
    ],
)
def test_company_matches(*, accepted: list[str] | None, name: str | None, is_match: bool) -> None:
    assert company_matches(accepted, name) is is_match


@pytest.mark.parametrize(
    ("gold", "predicted", "credit"),
    [
        pytest.param([["chief executive"]], ["CEO"], 1.0, id="an abbreviation written out"),
        pytest.param([["chairwoman"]], ["chairman"], 1.0, id="the chair"),
        pytest.param([["finance director", "CFO"]], ["finance chief"], 1.0, id="one of the accepted wordings"),
        pytest.param([["head of casualty"]], ["head of North American casualty"], 1.0, id="most of the words"),
        pytest.param([["vice-president"]], ["senior vice-president of sales"], 0.5, id="some of the words"),
        pytest.param([["CEO"], ["chair"]], ["chair", "CEO"], 2.0, id="two roles in any order"),
        pytest.param([["director"], ["director"]], ["director"], 1.0, id="one answer counts once"),
        pytest.param([["CEO"]], ["general counsel"], 0.0, id="another role"),
        pytest.param([["CEO"]], [], 0.0, id="none given"),
        pytest.param([], ["CEO"], 0.0, id="none to give"),
    ],
)
def test_role_credit(gold: list[list[str]], predicted: list[str], credit: float) -> None:
    assert role_credit(gold, predicted) == credit


@pytest.mark.parametrize(
    ("gold", "predicted", "credit"),
    [
        pytest.param("2023-03-21", "2023-03-21", 1.0, id="the same day"),
        pytest.param("2023-03-21", "2023-03", 0.5, id="only its month"),
        pytest.param("2023", "2023-03-21", 0.5, id="more than is known"),
        pytest.param("2023-03-21", "2023-03-22", 0.0, id="the day after"),
        pytest.param("2023-03", "2023-04", 0.0, id="another month"),
    ],
)
def test_date_credit(gold: str, predicted: str, credit: float) -> None:
    assert date_credit(gold, predicted) == credit


@pytest.mark.parametrize(
    ("gold", "predicted", "is_covered"),
    [
        pytest.param("has resigned from the company", "Jia has resigned from the company", True, id="all of it"),
        pytest.param("has resigned from the company", "resigned from the", True, id="half of its words"),
        pytest.param("has resigned from the company", "resigned", False, id="a word of five"),
        pytest.param("has resigned", "has resigned" + " x" * 300, False, id="in a quote of more than 600 characters"),
        pytest.param("has resigned", "", False, id="no quote"),
    ],
)
def test_quote_covered(*, gold: str, predicted: str, is_covered: bool) -> None:
    assert quote_covered(gold, predicted) is is_covered
