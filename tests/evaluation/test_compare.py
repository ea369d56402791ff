"""Two runs side by side."""

import json
from typing import Any

import pytest

from tests.evaluation.test_score import claim, gold_move
from tracker.evaluation import GoldError, compare_results, result_record, score

GOLD = {"a": [gold_move(), gold_move(person=["John Roe"])], "b": []}
OLD = score(GOLD, {"a": [claim(person="John Roe")], "b": [claim(person="Erika Muster")]})
NEW = score(GOLD, {"a": [claim()], "b": [claim(person="Max Muster")]})


def record_of_old() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(json.dumps(result_record(OLD)))
    return record


def test_figures_and_moves_are_compared() -> None:
    lines = compare_results(record_of_old() | {"quiet": 1.0}, NEW).split("\n")
    assert [line for line in lines if line.startswith(("articles", "move f1", "quiet"))] == [
        "articles                       2 →       2   +0.000",
        "move f1                    0.500 →   0.500   +0.000",
        "quiet                      1.000 →   0.000   -1.000",
    ]
    assert lines[-8:] == [
        "won: 1",
        "  a: Jane Doe, departure, Muster AG (CEO) «Jane Doe has resigned»",
        "lost: 1",
        "  a: John Roe, departure, Muster AG (CEO) «Jane Doe has resigned»",
        "newly spurious: 1",
        "  b: Max Muster, departure, Muster (CEO) «Jane Doe has resigned»",
        "no longer spurious: 1",
        "  b: Erika Muster, departure, Muster (CEO) «Jane Doe has resigned»",
    ]


def test_the_same_run_has_won_and_lost_nothing() -> None:
    lines = compare_results(record_of_old(), OLD).split("\n")
    assert lines[-4:] == ["won: 0", "lost: 0", "newly spurious: 0", "no longer spurious: 0"]
    assert [line for line in lines[:-4] if not line.endswith("+0.000")] == []


def test_an_earlier_result_may_have_figures_only() -> None:
    record = record_of_old()
    del record["moves"], record["quiet"]
    lines = compare_results(record, NEW).split("\n")
    assert lines[-2:] == [
        "quiet                          — →   0.000",
        "evidence                   1.000 →   1.000   +0.000",
    ]


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        pytest.param({}, "the earlier result holds no figures", id="empty"),
        pytest.param({"file": "a.txt", "moves": []}, "the earlier result holds no figures", id="a line of extract"),
        pytest.param({"articles": 1, "moves": [{}]}, "the earlier result does not list its moves as this version does", id="moves of another shape"),
        pytest.param({"articles": 1, "moves": 7}, "the earlier result does not list its moves as this version does", id="moves that are none"),
    ],
)  # fmt: skip
def test_what_is_no_earlier_result_is_refused(old: dict[str, Any], reason: str) -> None:
    with pytest.raises(GoldError) as caught:
        compare_results(old, NEW)
    assert str(caught.value) == reason
