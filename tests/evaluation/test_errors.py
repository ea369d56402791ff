"""Each mistake by its kind, counted once."""

from typing import Any

import pytest

from tests.evaluation.test_score import claim, gold_move
from tracker.evaluation import ErrorKind, find_errors

TOLD = "a: Jane Doe, departure, Muster AG (CEO) «Jane Doe has resigned»"
CLAIMED = "a: Jane Doe, departure, Muster (CEO) «Jane Doe has resigned»"


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param([gold_move()], [claim()], [], id="right"),
        pytest.param([], [claim(salience="background")], [], id="career history that is in no gold is not held against it"),
        pytest.param([gold_move()], [claim(roles=[], manner="unknown")], [], id="slots are told apart elsewhere"),
        pytest.param([gold_move()], [], [(ErrorKind.MISSED, TOLD)], id="missed"),
        pytest.param([], [claim()], [(ErrorKind.SPURIOUS_IN_QUIET, CLAIMED)], id="spurious where no move is told"),
        pytest.param([gold_move(salience="background")], [claim(person="John Roe")], [(ErrorKind.SPURIOUS_IN_QUIET, CLAIMED.replace("Jane Doe,", "John Roe,"))], id="career history alone is quiet"),
        pytest.param([gold_move()], [claim(), claim(person="John Roe")], [(ErrorKind.SPURIOUS, CLAIMED.replace("Jane Doe,", "John Roe,"))], id="spurious beside a move"),
        pytest.param([gold_move()], [claim(company="Beispiel")], [(ErrorKind.OTHER_ORGANISATION, f"{TOLD}, given Beispiel")], id="another organisation"),
        pytest.param([gold_move(company=None)], [claim()], [(ErrorKind.OTHER_ORGANISATION, f"{TOLD.replace('Muster AG', 'no name')}, given Muster")], id="an organisation where none has a name"),
        pytest.param([gold_move()], [claim(company="Muster Chief")], [(ErrorKind.BOUNDS_OF_ORGANISATION, f"{TOLD}, given Muster Chief")], id="more than the name"),
        pytest.param([gold_move(company=["Erste Muster Bank"])], [claim(company="Muster Bank")], [(ErrorKind.BOUNDS_OF_ORGANISATION, f"{TOLD.replace('Muster AG', 'Erste Muster Bank')}, given Muster Bank")], id="less than the name"),
        pytest.param([gold_move(company=["Bank of Muster"])], [claim(company="Bank of Beispiel")], [(ErrorKind.OTHER_ORGANISATION, f"{TOLD.replace('Muster AG', 'Bank of Muster')}, given Bank of Beispiel")], id="a name that only begins alike"),
        pytest.param([gold_move()], [claim(company=None)], [(ErrorKind.NO_ORGANISATION, f"{TOLD}, given no name")], id="no organisation"),
        pytest.param([gold_move()], [claim(kind="appointment")], [(ErrorKind.WRONG_KIND, f"{TOLD}, told as appointment")], id="the other kind, neither missed nor spurious as well"),
        pytest.param([gold_move()], [claim(salience="background")], [(ErrorKind.WRONG_SALIENCE, f"{TOLD}, told as background")], id="news told as career history"),
        pytest.param([gold_move(salience="background")], [claim()], [(ErrorKind.WRONG_SALIENCE, f"{TOLD}, told as news")], id="career history told as news"),
        pytest.param([gold_move()], [claim(), claim()], [(ErrorKind.DUPLICATE, CLAIMED)], id="said twice"),
        pytest.param([gold_move()], [claim(), claim(company="Beispiel")], [(ErrorKind.SPURIOUS, CLAIMED.replace("Muster", "Beispiel"))], id="said again of another organisation"),
        pytest.param(
            [gold_move(), gold_move(kind="appointment")],
            [claim(kind="appointment")],
            [(ErrorKind.MISSED, TOLD)],
            id="a claim that answers one move does not stand in for another",
        ),
    ],
)  # fmt: skip
def test_a_mistake_has_its_kind(
    gold: list[dict[str, Any]], predicted: list[dict[str, Any]], expected: list[tuple[ErrorKind, str]]
) -> None:
    assert [(error.kind, error.told) for error in find_errors({"a": gold}, {"a": predicted})] == expected


def test_an_article_without_predictions_is_missed() -> None:
    assert [error.kind for error in find_errors({"a": [gold_move()], "b": []}, {})] == [ErrorKind.MISSED]
