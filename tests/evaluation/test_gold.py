"""Gold is read from a folder or from JSON Lines; what is wrong with it is said with its place."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.environment import ROOT
from tracker.evaluation import (
    GoldArticle,
    GoldError,
    load_gold,
    load_predictions,
    load_result,
    load_sets,
    predictions_of,
)

MOVE = {"person": ["Jane Doe"], "company": None, "roles": [], "kind": "departure", "salience": "news", "quote": "left"}


def lines_of(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_a_folder_has_its_articles_beside_the_gold(tmp_path: Path) -> None:
    for name in ("b.txt", "a.x.html", "README.md", ".hidden"):
        (tmp_path / name).write_text("Jane Doe left.")
    (tmp_path / "b.gold.json").write_text(json.dumps({"id": "b", "moves": [MOVE]}))
    (tmp_path / "a.x.gold.json").write_text(json.dumps({"id": "a.x", "moves": []}))
    assert load_gold(tmp_path) == [
        GoldArticle(id="a.x", moves=(), source=tmp_path / "a.x.html"),
        GoldArticle(id="b", moves=(MOVE,), source=tmp_path / "b.txt"),
    ]


def test_json_lines_hold_text_and_gold(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    first = {"id": "a", "text": "José\u2028left.", "published": "2023-03-22", "family": "banks", "moves": [MOVE]}
    path.write_text(lines_of(first, {"id": "b", "text": "", "moves": []}) + "\n", encoding="utf-8")
    assert load_gold(path) == [
        GoldArticle(
            id="a", moves=(MOVE,), source="José\u2028left.".encode(), published_on=date(2023, 3, 22), family="banks"
        ),
        GoldArticle(id="b", moves=(), source=b""),
    ]


@pytest.fixture
def two_sets(tmp_path: Path) -> list[Path]:
    """`one.jsonl` with a and b, `two.jsonl` with c."""
    paths = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for path, names in zip(paths, ("ab", "c"), strict=True):
        path.write_text(lines_of(*({"id": name, "text": "", "moves": []} for name in names)))
    return paths


def test_one_set_keeps_the_ids_of_its_articles(two_sets: list[Path]) -> None:
    assert load_sets(two_sets[:1]) == {"one.jsonl": load_gold(two_sets[0])}


def test_of_several_sets_each_names_its_articles(two_sets: list[Path]) -> None:
    sets = load_sets(two_sets)
    assert {name: [article.id for article in articles] for name, articles in sets.items()} == {
        "one.jsonl": ["one.jsonl/a", "one.jsonl/b"],
        "two.jsonl": ["two.jsonl/c"],
    }
    assert predictions_of(sets, {"a": [MOVE], "c": [], "x": [MOVE]}) == {
        "one.jsonl/a": [MOVE],
        "one.jsonl/b": [],
        "two.jsonl/c": [],
    }


def test_sets_whose_files_have_one_name_are_told_apart_by_their_paths(two_sets: list[Path], tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    other = tmp_path / "more" / "one.jsonl"
    other.write_text(two_sets[0].read_text())
    sets = load_sets([two_sets[0], other])
    assert list(sets) == [str(two_sets[0]), str(other)]
    with pytest.raises(GoldError) as caught:
        predictions_of(sets, {})
    assert (
        str(caught.value)
        == f"{other}/a: another set has an article of this name; give predictions for one set at a time"
    )


def test_a_set_given_twice_is_refused(two_sets: list[Path]) -> None:
    with pytest.raises(GoldError) as caught:
        load_sets([two_sets[0], two_sets[0]])
    assert str(caught.value) == f"{two_sets[0]}: this set is given twice"


def test_the_gold_of_the_tests_is_whole() -> None:
    articles = load_gold(ROOT / "tests/gold")
    assert len(articles) == 45
    assert [(a.id, move["quote"]) for a in articles for move in a.moves if isinstance(a.source, Path) and move["quote"] not in a.source.read_text(encoding="utf-8")] == []  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("", "gold.jsonl: there is no gold here", id="empty"),
        pytest.param("{\n", "gold.jsonl, line 1: not JSON", id="not JSON"),
        pytest.param("[" * 100_000, "gold.jsonl, line 1: not JSON", id="nested without end"),
        pytest.param("[]\n", "gold.jsonl, line 1: not a JSON object", id="not an object"),
        pytest.param('{"id": 7, "text": "", "moves": []}\n', "gold.jsonl, line 1: id and text are needed, both strings", id="an id that is no string"),
        pytest.param('\n{"id": "a", "text": ""}\n', "gold.jsonl, line 2: moves is not a list of objects", id="no moves"),
        pytest.param(lines_of({"id": "a", "text": "", "moves": [{"person": []}]}), "gold.jsonl, line 1: move 1 has no company, roles, kind, salience, quote", id="slots missing"),
        pytest.param(lines_of({"id": "a", "text": "", "moves": [MOVE | {"person": []}]}), "gold.jsonl, line 1: move 1 needs a list of accepted names for its person, and a list of roles", id="a person without a name"),
        pytest.param(lines_of({"id": "a", "text": "", "moves": []}) * 2, "gold.jsonl, line 2: the id 'a' is there twice", id="doubled"),
        pytest.param(lines_of({"id": "a", "text": "", "moves": [], "published": "soon"}), "gold.jsonl, line 1: published is no date: 'soon'", id="a date that is none"),
    ],
)  # fmt: skip
def test_bad_lines_are_named(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content)
    with pytest.raises(GoldError) as caught:
        load_gold(path)
    assert str(caught.value) == f"{tmp_path}/{reason}"


def test_a_folder_without_gold_or_without_an_article_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="there is no gold here"):
        load_gold(tmp_path)
    (tmp_path / "a.gold.json").write_text(json.dumps({"moves": []}))
    with pytest.raises(GoldError, match=r"a\.gold\.json: the article itself is not beside it"):
        load_gold(tmp_path)
    with pytest.raises(GoldError, match="there is no such file or folder"):
        load_gold(tmp_path / "missing")


def test_predictions_are_known_by_the_stem_of_their_file(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(lines_of({"file": "d/a.b.txt", "moves": [MOVE]}, {"file": "c.pdf", "error": "why", "moves": []}))
    assert load_predictions(path) == {"a.b": [MOVE], "c": []}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"moves": []}, id="no file"),
        pytest.param({"file": "a.txt"}, id="no moves"),
        pytest.param({"file": "a.txt", "moves": ["x"]}, id="a move that is none"),
    ],
)
def test_what_extract_has_not_printed_is_refused(tmp_path: Path, record: dict[str, Any]) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(lines_of(record))
    with pytest.raises(GoldError, match=r"line 1: not a line of `extract`, which has a file and its moves"):
        load_predictions(path)


def test_an_earlier_result_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(b'{"articles": 1}')
    assert load_result(path) == {"articles": 1}
    path.write_bytes(b"\xff")
    with pytest.raises(GoldError, match="not UTF-8"):
        load_result(path)
    with pytest.raises(GoldError, match="No such file"):
        load_result(tmp_path / "missing.json")
