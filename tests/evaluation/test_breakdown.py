"""A run taken apart: sets and families add up to the whole, and every part is told in a row."""

from dataclasses import asdict

import pytest

from tests.evaluation.test_score import claim, gold_move
from tracker.evaluation import Aspect, GoldArticle, break_down, format_breakdown, score

SETS = {
    "wire": [
        GoldArticle("wire/a", (gold_move(), gold_move(person=["John Roe"])), b"", family="banks"),
        GoldArticle("wire/b", (), b""),
    ],
    "filings": [GoldArticle("filings/a", (gold_move(),), b"", family="banks")],
}
PREDICTIONS = {
    "wire/a": [claim(), claim(person="John Roe", company="Beispiel")],
    "wire/b": [claim(person="Erika Muster", roles=None, evidence=None)],
    "filings/a": [],
}


@pytest.mark.parametrize(
    ("aspect", "expected"),
    [
        pytest.param(
            Aspect.SET,
            """\
set      articles  moves      P      R     F1  slot F1  salience  backgr.  quiet  evidence
wire            2      2  0.333  0.500  0.400    0.765     1.000    0.000  0.000     1.000
filings         1      1  0.000  0.000  0.000    0.000     0.000    0.000  0.000     0.000
all             3      3  0.333  0.333  0.333    0.634     1.000    0.000  0.000     1.000""",
            id="sets, and all of them pooled",
        ),
        pytest.param(
            Aspect.FAMILY,
            """\
family  articles  moves      P      R     F1  slot F1  salience  backgr.  quiet  evidence
banks          2      3  0.500  0.333  0.400    0.743     1.000    0.000  0.000     1.000
–              1      0  0.000  0.000  0.000    0.000     0.000    0.000  0.000     0.000
all            3      3  0.333  0.333  0.333    0.634     1.000    0.000  0.000     1.000""",
            id="families over the sets, and articles without one",
        ),
        pytest.param(
            Aspect.ERROR,
            """\
error                            count  example
missed                               1  filings/a: Jane Doe, departure, Muster AG (CEO) «Jane Doe has resigned»
wrong organisation: another one      1  wire/a: John Roe, departure, Muster AG (CEO) «Jane Doe has resigned», given Beispiel
spurious in a quiet article          1  wire/b: Erika Muster, departure, Muster «»""",
            id="mistakes",
        ),
        pytest.param(
            Aspect.SLOT,
            """\
slot             P      R     F1
person       1.000  1.000  1.000
company      0.500  0.500  0.500
kind         1.000  1.000  1.000
roles        1.000  1.000  1.000
manner       1.000  1.000  1.000
status       1.000  1.000  1.000
effective    0.000  0.000  0.000
announced    1.000  1.000  1.000
other_org    0.000  0.000  0.000
counterpart  0.000  0.000  0.000""",
            id="slots of the moves that were found",
        ),
    ],
)
def test_each_part_has_its_row(aspect: Aspect, expected: str) -> None:
    # By hand: 7 slots in each gold move, 20 given at wire, 13 of them right.
    assert format_breakdown(aspect, break_down(aspect, SETS, PREDICTIONS)) == expected


def test_the_most_frequent_mistake_stands_first() -> None:
    rows = break_down(Aspect.ERROR, SETS, {"wire/b": [claim()]})
    assert [(kind, row["count"]) for kind, row in rows.items()] == [("missed", 3), ("spurious in a quiet article", 1)]


def test_a_run_without_mistakes_has_a_line_of_headings() -> None:
    assert format_breakdown(Aspect.ERROR, break_down(Aspect.ERROR, {"wire": []}, {})) == "error  count  example"


def test_parts_have_the_figures_of_the_whole_run() -> None:
    whole = score({article.id: article.moves for group in SETS.values() for article in group}, PREDICTIONS)
    assert break_down(Aspect.SET, SETS, PREDICTIONS)["all"] == asdict(whole.figures)
    slots = break_down(Aspect.SLOT, SETS, PREDICTIONS)
    assert {slot: rates["f1"] for slot, rates in slots.items()} == whole.figures.per_slot_f1
