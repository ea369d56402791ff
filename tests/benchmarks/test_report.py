"""Figures beside their bounds, as people and scripts read them."""

import json

import pytest

from benchmarks.report import Row, format_table, report_record

ROWS = [
    Row("speed", 0.5, at_least=0.5, note="12 words a second"),
    Row("two processes", 1.2, at_least=1.7),
    Row("4 × length", 16.0, at_most=6.0),
    Row("memory", 154.321, unit=" MiB"),
]


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        pytest.param(Row("a", 1.0, at_least=1.0), "ok", id="at the floor"),
        pytest.param(Row("a", 0.99, at_least=1.0), "below", id="below the floor"),
        pytest.param(Row("a", 6.0, at_most=6.0), "ok", id="at the ceiling"),
        pytest.param(Row("a", 6.01, at_most=6.0), "above", id="above the ceiling"),
        pytest.param(Row("a", 1.0), "–", id="nothing to judge"),
        pytest.param(Row("a", None, at_least=1.0), "–", id="not taken"),
    ],
)
def test_a_figure_is_judged_by_its_bound(row: Row, verdict: str) -> None:
    assert row.verdict == verdict


def test_rows_are_told_as_a_table() -> None:
    assert format_table([*ROWS, Row("cores", None, at_least=1.7, note="needs two")]) == """\
benchmark          figure  bound   verdict
speed                0.50  ≥ 0.50  ok       12 words a second
two processes        1.20  ≥ 1.70  below
4 × length          16.00  ≤ 6.00  above
memory         154.32 MiB          –
cores                   –  ≥ 1.70  –        needs two"""  # fmt: skip


def test_rows_are_told_as_json() -> None:
    record = json.loads(json.dumps(report_record(ROWS[:1], {"engine": "x-1"})))
    assert record == {
        "engine": "x-1",
        "rows": [
            {
                "name": "speed",
                "figure": 0.5,
                "at_least": 0.5,
                "at_most": None,
                "unit": "",
                "note": "12 words a second",
                "verdict": "ok",
            }
        ],
    }
