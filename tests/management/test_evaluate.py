"""`manage.py evaluate`: the engine held against gold, with the figures that scoring `extract`'s output gives."""

import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.environment import ROOT
from tests.evaluation.test_score import FIXED
from tracker.evaluation import load_gold, load_predictions, score

GOLD = ROOT / "tests/gold"
PREDICTIONS = str(ROOT / "tests/evaluation/predictions.jsonl")
MOVE = {
    "person": ["Jane Doe"],
    "company": ["Muster AG"],
    "roles": [["chief executive"]],
    "kind": "departure",
    "manner": "resigned",
    "status": "confirmed",
    "effective": None,
    "announced": None,
    "other_org": None,
    "counterpart": None,
    "salience": "news",
    "quote": "Jane Doe has resigned",
}
TEXT = "date 2023-03-22 Jane Doe has resigned as chief executive of Muster AG, the company said on Tuesday."


def evaluate(*arguments: str) -> tuple[str, str]:
    """Stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    call_command("evaluate", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Three articles with gold: one with a move, a quiet one in HTML, one that cannot be read."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.html").write_text("<html><body><p>The weather was fine.</p></body></html>")
    (folder / "c.txt").write_bytes(b"%PDF-1.7")
    for name, moves in (("a", [MOVE]), ("b", []), ("c", [MOVE])):
        (folder / f"{name}.gold.json").write_text(json.dumps({"id": name, "moves": moves}))
    return folder


def test_figures_equal_those_of_the_output_of_extract(gold: Path, tmp_path: Path) -> None:
    out = io.StringIO()
    with pytest.raises(SystemExit):  # one file cannot be read
        call_command("extract", str(gold), stdout=out)
    (tmp_path / "found.jsonl").write_text(out.getvalue(), encoding="utf-8")
    expected = score(
        {article.id: article.moves for article in load_gold(gold)}, load_predictions(tmp_path / "found.jsonl")
    )
    printed, err = evaluate(str(gold), "--json")
    record = json.loads(printed)
    moves = record.pop("moves")
    assert record == asdict(expected.figures)
    assert [(move["article"], move["verdict"]) for move in moves][-1] == ("c", "missed")
    assert err == "c: This is a PDF file; only plain text and HTML can be read.\n"


def test_json_lines_are_read_as_a_folder_is(gold: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": TEXT, "published": "2023-03-22", "moves": [MOVE]},
        {"id": "b", "text": "The weather was fine.", "moves": []},
        {"id": "c", "text": " ", "moves": [MOVE]},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    printed, err = evaluate(str(path), "--json")
    assert json.loads(printed) == json.loads(evaluate(str(gold), "--json")[0])
    assert err == "c: The file holds nothing but white space.\n"


def test_predictions_are_scored_as_a_table() -> None:
    assert evaluate(str(GOLD), "--predictions", PREDICTIONS) == (
        """\
move       P 0.750  R 0.153  F1 0.254
slot       P 0.749  R 0.157  F1 0.260
slots      person 1.00  company 0.93  kind 1.00  roles 0.80  manner 0.89  status 0.81  effective 0.98  announced 0.82  other_org 0.89  counterpart 0.92
articles 45  news moves 216  salience 0.94  background 0.26  quiet 0.73  evidence 0.89
""",
        "",
    )


def test_json_is_one_object_with_figures_and_moves() -> None:
    record = json.loads(evaluate(str(GOLD), "--json", "--errors", "--predictions", PREDICTIONS)[0])
    moves = record.pop("moves")
    assert record == FIXED
    assert {verdict: sum(move["verdict"] == verdict for move in moves) for verdict in ("right", "misplaced", "missed", "spurious")} == {
        "right": 33, "misplaced": 3, "missed": 180, "spurious": 8,
    }  # fmt: skip


def test_errors_come_before_the_table() -> None:
    lines = evaluate(str(GOLD), "--errors", "--predictions", PREDICTIONS)[0].splitlines()
    assert len(lines) == 3 + 180 + 8 + 4
    assert {line.split()[0] for line in lines[:-4]} == {"missed", "misplaced", "spurious"}


def test_a_run_is_compared_with_an_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(evaluate(str(GOLD), "--json", "--predictions", PREDICTIONS)[0], encoding="utf-8")
    (tmp_path / "none.jsonl").write_text("")
    table, _, compared = evaluate(
        str(GOLD), "--predictions", str(tmp_path / "none.jsonl"), "--compare", str(tmp_path / "old.json")
    )[0].partition("\n\n")  # fmt: skip
    assert table.startswith("move       P 0.000  R 0.000  F1 0.000\n")
    lines = compared.splitlines()
    assert "move f1                    0.254 →   0.000   -0.254" in lines
    assert [line for line in lines if line[0] != " " and ":" in line] == ["won: 0", "lost: 33", "newly spurious: 0", "no longer spurious: 8"]  # fmt: skip


def test_a_run_is_taken_apart() -> None:
    printed = evaluate(str(GOLD), "--predictions", PREDICTIONS, "--by", "set", "--by", "error")[0]
    table, by_set, by_error = printed.split("\n\n")
    assert table + "\n" == evaluate(str(GOLD), "--predictions", PREDICTIONS)[0]
    assert (
        by_set
        == """\
set   articles  moves      P      R     F1  slot F1  salience  backgr.  quiet  evidence
gold        45    216  0.750  0.153  0.254    0.260     0.944    0.261  0.727     0.889
all         45    216  0.750  0.153  0.254    0.260     0.944    0.261  0.727     0.889"""
    )
    assert [line[:38].strip() for line in by_error.splitlines()] == [
        "error                            count",
        "missed                             178",
        "duplicate                            3",
        "spurious in a quiet article          3",
        "wrong kind                           2",
        "wrong organisation: another one      2",
        "wrong salience                       2",
        "wrong organisation: none given       1",
    ]


def test_parts_are_in_the_json_only_where_they_are_asked_for() -> None:
    plain, apart = (
        json.loads(evaluate(str(GOLD), "--json", "--predictions", PREDICTIONS, *more)[0])
        for more in ([], ["--by", "slot"])
    )
    by = apart.pop("by")
    assert apart == plain
    assert {slot: rates["f1"] for slot, rates in by["slot"].items()} == plain["per_slot_f1"]


def test_several_sets_are_scored_together(gold: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"id": "a", "text": TEXT, "family": "banks", "moves": [MOVE]}))
    record = json.loads(evaluate(str(gold), str(other), "--json", "--by", "set", "--by", "family")[0])
    assert record["articles"] == 4
    assert {name: row["articles"] for name, row in record["by"]["set"].items()} == {
        "gold": 3,
        "other.jsonl": 1,
        "all": 4,
    }
    assert {name: row["articles"] for name, row in record["by"]["family"].items()} == {"banks": 1, "–": 3, "all": 4}
    assert [move["article"] for move in record["moves"]] == ["gold/a", "gold/c", "other.jsonl/a"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(["missing"], "missing: there is no such file or folder", id="no gold"),
        pytest.param([str(GOLD), "--predictions", "missing"], "missing: No such file or directory", id="no predictions"),
        pytest.param([str(GOLD), "--compare", "missing"], "missing: No such file or directory", id="no earlier run"),
        pytest.param([str(GOLD), "--compare", PREDICTIONS], f"{PREDICTIONS}: not JSON", id="an earlier run that is none"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(arguments: list[str], reason: str) -> None:
    with pytest.raises(CommandError) as caught:
        evaluate(*arguments)
    assert str(caught.value) == reason


def test_an_earlier_run_is_looked_at_before_the_work_begins(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        pytest.fail("an article was read")

    monkeypatch.setattr("tracker.management.commands.evaluate.extract_file", fail)
    with pytest.raises(CommandError, match="No such file"):
        evaluate(str(gold), "--compare", "missing")
