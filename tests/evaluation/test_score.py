"""Figures of predictions held against the gold: whole runs, and what each kind of answer does to them."""

from dataclasses import asdict
from typing import Any

import pytest

from tests.environment import ROOT
from tracker.evaluation import Verdict, load_gold, load_predictions, score
from tracker.evaluation.pairing import pair_moves

# What the scoring script that the gold was made with gives for predictions.jsonl, where moves of tests/gold are left
# out, doubled, invented and spoiled in every slot.
FIXED: dict[str, Any] = {
    "articles": 45,
    "news_moves": 216,
    "move": {"precision": 0.75, "recall": 0.1527777777777778, "f1": 0.2538461538461539},
    "slot": {"precision": 0.7485714285714286, "recall": 0.15726290516206481, "f1": 0.25992063492063494},
    "per_slot_f1": {
        "person": 1.0,
        "company": 0.9275362318840579,
        "kind": 1.0,
        "roles": 0.7971014492753623,
        "manner": 0.8888888888888888,
        "status": 0.8055555555555556,
        "effective": 0.9787234042553191,
        "announced": 0.82,
        "other_org": 0.888888888888889,
        "counterpart": 0.9230769230769231,
    },
    "salience": 0.9444444444444444,
    "background_recall": 0.2608695652173913,
    "quiet": 0.7272727272727273,
    "evidence": 0.8888888888888888,
}


def gold_move(**changes: Any) -> dict[str, Any]:
    move = {
        "person": ["Jane Doe"],
        "company": ["Muster AG"],
        "roles": [["CEO"]],
        "kind": "departure",
        "manner": "resigned",
        "status": "confirmed",
        "effective": None,
        "announced": "2023-03-21",
        "other_org": None,
        "counterpart": None,
        "salience": "news",
        "quote": "Jane Doe has resigned",
    }
    return move | changes


def claim(**changes: Any) -> dict[str, Any]:
    move = gold_move(person="Jane Doe", company="Muster", roles=["CEO"], evidence={"quote": "Jane Doe has resigned"})
    return move | changes


def test_figures_of_a_fixed_run_are_those_of_the_original_script() -> None:
    gold = {article.id: article.moves for article in load_gold(ROOT / "tests/gold")}
    result = score(gold, load_predictions(ROOT / "tests/evaluation/predictions.jsonl"))
    assert asdict(result.figures) == FIXED
    assert list(result.figures.per_slot_f1) == list(FIXED["per_slot_f1"])


@pytest.mark.parametrize(
    ("gold", "predicted", "verdicts", "rates"),
    [
        pytest.param([gold_move()], [claim()], ["right"], (1.0, 1.0), id="right"),
        pytest.param([gold_move()], [claim(roles=[], manner="unknown")], ["right"], (1.0, 1.0), id="slots beside the three do not count here"),
        pytest.param([gold_move()], [claim(company="Beispiel")], ["misplaced"], (0.0, 0.0), id="at another organisation"),
        pytest.param([gold_move()], [], ["missed"], (0.0, 0.0), id="missed"),
        pytest.param([gold_move()], [claim(), claim()], ["right", "spurious"], (0.5, 1.0), id="said twice"),
        pytest.param([gold_move()], [claim(kind="appointment")], ["missed", "spurious"], (0.0, 0.0), id="the other kind"),
        pytest.param([gold_move()], [claim(person="John Roe")], ["missed", "spurious"], (0.0, 0.0), id="another person"),
        pytest.param([gold_move()], [claim(salience="background")], ["right"], (1.0, 1.0), id="found, though taken for career history"),
        pytest.param([], [claim()], ["spurious"], (0.0, 0.0), id="a move in a quiet article"),
        pytest.param([], [claim(salience="background")], [], (0.0, 0.0), id="career history is not held against it"),
        pytest.param([gold_move(salience="background")], [claim()], [], (0.0, 0.0), id="nor is career history told as news"),
        pytest.param(
            [gold_move(), gold_move(company=["Beispiel SE"], salience="background")],
            [claim(company="Beispiel"), claim()],
            ["right"],
            (1.0, 1.0),
            id="each at its own organisation",
        ),
    ],
)  # fmt: skip
def test_a_move_gets_its_verdict(
    gold: list[dict[str, Any]], predicted: list[dict[str, Any]], verdicts: list[str], rates: tuple[float, float]
) -> None:
    result = score({"a": gold}, {"a": predicted})
    assert [outcome.verdict for outcome in result.outcomes] == [Verdict(verdict) for verdict in verdicts]
    assert (result.figures.move.precision, result.figures.move.recall) == rates


@pytest.mark.parametrize(
    ("gold", "predicted", "quiet"),
    [
        pytest.param({"a": []}, {"a": []}, 1.0, id="kept quiet"),
        pytest.param({"a": []}, {}, 1.0, id="an article without predictions has none"),
        pytest.param({"a": []}, {"a": [claim()]}, 0.0, id="not kept quiet"),
        pytest.param({"a": []}, {"a": [claim(salience="background")]}, 1.0, id="background is quiet"),
        pytest.param({"a": []}, {"b": [claim()]}, 1.0, id="predictions for other articles are not looked at"),
        pytest.param({"a": [], "b": []}, {"b": [claim()]}, 0.5, id="one of two"),
    ],
)
def test_quiet_articles_are_counted(
    gold: dict[str, list[dict[str, Any]]], predicted: dict[str, list[dict[str, Any]]], quiet: float
) -> None:
    assert score(gold, predicted).figures.quiet == quiet


def test_pairs_are_made_by_the_best_fit() -> None:
    gold = [gold_move(), gold_move(company=["Beispiel SE"])]
    assert pair_moves(gold, [claim(company="Nirgends"), claim(company="Beispiel"), claim()]) == [(0, 2), (1, 1)]
