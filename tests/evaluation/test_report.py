"""A result as people read it, and as scripts do."""

import json

from tests.evaluation.test_score import claim, gold_move
from tracker.evaluation import format_errors, format_figures, result_record, score

RESULT = score(
    {"a": [gold_move(), gold_move(person=["John Roe"], company=None, roles=[])], "b": [gold_move()], "c": []},
    {"a": [claim(company="Beispiel", effective="2023-04")], "c": [claim(person="Erika Muster", roles=None, evidence=None)]},
)  # fmt: skip
TABLE = """\
move       P 0.000  R 0.000  F1 0.000
slot       P 0.429  R 0.316  F1 0.364
slots      person 1.00  company 0.00  kind 1.00  roles 1.00  manner 1.00  status 1.00  effective 0.00  announced 1.00  other_org 0.00  counterpart 0.00
articles 3  news moves 3  salience 1.00  background 0.00  quiet 0.00  evidence 1.00"""


def test_the_table_has_four_lines() -> None:
    # By hand: 19 slots in the gold, 14 given, of which 6 are right.
    assert format_figures(RESULT.figures) == TABLE


def test_errors_say_what_was_missed_misplaced_and_spurious() -> None:
    assert format_errors(RESULT).split("\n") == [
        "misplaced at Beispiel  a: Jane Doe, departure, Muster AG (CEO) «Jane Doe has resigned»",
        "missed  a: John Roe, departure, no name «Jane Doe has resigned»",
        "missed  b: Jane Doe, departure, Muster AG (CEO) «Jane Doe has resigned»",
        "spurious  c: Erika Muster, departure, Muster «»",
    ]


def test_a_run_without_errors_has_nothing_to_say() -> None:
    assert format_errors(score({"a": [gold_move()]}, {"a": [claim()]})) == ""


def test_the_record_is_json_with_each_move() -> None:
    record = json.loads(json.dumps(result_record(RESULT)))
    assert list(record) == [
        "articles",
        "news_moves",
        "move",
        "slot",
        "per_slot_f1",
        "salience",
        "background_recall",
        "quiet",
        "evidence",
        "moves",
    ]
    assert [move["verdict"] for move in record["moves"]] == ["misplaced", "missed", "missed", "spurious"]
    assert record["moves"][0] == {
        "article": "a",
        "verdict": "misplaced",
        "person": "Jane Doe",
        "kind": "departure",
        "company": "Muster AG",
        "roles": ["CEO"],
        "quote": "Jane Doe has resigned",
        "given": "Beispiel",
    }
