"""The texts of the benchmarks: enough of them, none twice, and mixed as the benchmarks say. Nothing is timed here."""

import json
import random
import tomllib

import pytest

from benchmarks.articles import hostile_texts, read_gold, read_other_matters, stream, word_count
from benchmarks.make_other_matters import ARTICLES, OTHER_MATTERS, PATTERNS, SEED, WORDS, Writer, compose

RECORDS = [json.loads(line) for line in OTHER_MATTERS.read_text(encoding="utf-8").splitlines()]
OWN = [record for record in RECORDS if record["id"].startswith("own-")]
ALL_PATTERNS = tomllib.loads(PATTERNS.read_text(encoding="utf-8"))


def test_the_data_file_is_whole() -> None:
    assert [sorted(record) for record in RECORDS if sorted(record) != ["id", "text"]] == []
    assert len({record["id"] for record in RECORDS}) == len({record["text"] for record in RECORDS}) == ARTICLES
    assert {
        record["id"]: len(record["text"].split()) for record in RECORDS if len(record["text"].split()) not in WORDS
    } == {}
    assert [record["id"] for record in RECORDS if not record["text"].startswith("date 20")] == []


def test_what_was_composed_is_composed_again_letter_for_letter() -> None:
    composed = [record["text"] for record in RECORDS[len(OWN) :]]
    assert len(OWN) == 60
    assert compose(ALL_PATTERNS, ARTICLES - len(OWN), SEED) == composed


def test_no_slot_of_a_pattern_is_left_open() -> None:
    assert [record["id"] for record in RECORDS if set("{}[]|") & set(record["text"])] == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param(
            "{firm} and {firm2}: {firm}.", "Nord and Süd: Nord.", id="one value throughout, another for the second"
        ),
        pytest.param("{n:7-7} of {d:7-7}, the {nth:22-22}", "7 of 7.0, the 22nd", id="numbers"),
        pytest.param("on the {nth:12-12}", "On the 12th", id="a capital at the beginning"),
        pytest.param("[cold|cold], {Metal}", "Cold, Zinc", id="one or the other, and a value with a capital"),
    ],
)
def test_a_pattern_is_filled(pattern: str, expected: str) -> None:
    class Dice(random.Random):
        """Always the first of several, and the least of a range."""

        def random(self) -> float:
            return 0.0

    writer = Writer({"firm": ["Nord", "Süd"], "metal": ["zinc"]}, Dice())
    assert writer.fill(pattern) == expected


def test_the_gold_is_parted_by_its_news() -> None:
    with_moves, quiet = read_gold()
    assert (len(with_moves), len(quiet)) == (34, 11)
    assert set(with_moves) & set(quiet) == set()


def test_one_article_in_twenty_of_a_stream_has_moves() -> None:
    found = stream(["A", "B"], ["x", "y", "z"], 60)
    assert [(place, text) for place, text in enumerate(found, start=1) if text in "AB"] == [
        (20, "A"),
        (40, "B"),
        (60, "A"),
    ]
    assert found[:5] == ["x", "y", "z", "x", "y"]


def test_a_hostile_text_grows_as_it_is_told_to() -> None:
    once, four_times = hostile_texts(1), hostile_texts(4)
    assert list(once) == list(four_times)
    assert [name for name in once if not 3.9 < len(four_times[name]) / len(once[name]) < 4.1] == []
    assert word_count([once["50,000 capitalised words"]]) == 50_000


def test_other_matters_are_read_in_the_order_of_the_file() -> None:
    assert read_other_matters() == [record["text"] for record in RECORDS]
