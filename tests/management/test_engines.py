"""`--engine` of `extract` and `evaluate`: the language model alone or beside the reader, without database or budget."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from tests.environment import ROOT
from tests.management.test_evaluate import MOVE, evaluate
from tests.management.test_evaluate import TEXT as ONE_LINE
from tests.management.test_extract import extract, run_desk
from tests.model_server import FakeModel, running_model, says, sends, told
from tracker.extraction import extract_moves

JANE = told(
    evidence="Jane Doe has resigned as chief executive of Muster AG",
    person="Jane Doe",
    company="Muster AG",
    roles=["chief executive"],
)
NOT_SET_UP = "no language model is set up; set TRACKER_LLM_URL and TRACKER_LLM_MODEL"
TEXT = ONE_LINE.replace("22 ", "22\n")  # the date on a line of its own


@pytest.fixture
def model(settings: Settings) -> Iterator[FakeModel]:
    with running_model() as server:
        settings.TRACKER_LLM_URL, settings.TRACKER_LLM_MODEL = server.url, "m"
        settings.TRACKER_LLM_DAILY_REQUESTS = 0
        server.behave = says(JANE)
        yield server


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


@pytest.mark.parametrize("engine", ["llm", "both"])
def test_without_a_model_it_is_told_before_anything_is_read(engine: str) -> None:
    for command in ("extract", "evaluate"):
        with pytest.raises(CommandError) as caught:
            call_command(command, "missing" if command == "extract" else str(ROOT / "tests/gold"), "--engine", engine)
        assert str(caught.value) == f"--engine {engine}: {NOT_SET_UP}"


def test_as_a_process_it_is_one_line(tmp_path: Path) -> None:
    ended = run_desk("extract", "-", "--engine", "llm", data_dir=tmp_path / "var")
    assert ended == (1, b"", f"CommandError: --engine llm: {NOT_SET_UP}\n".encode())


def test_the_model_alone(model: FakeModel, article: Path) -> None:
    status, [record] = extract(str(article), "--engine", "llm")
    [move] = record["moves"]
    assert (status, record["published"], move["person"], move["confidence"]) == (0, "2023-03-22", "Jane Doe", 0.55)
    assert model.questions[0].startswith("Published on: 2023-03-22\n")


def test_both_joined(model: FakeModel, article: Path) -> None:
    [by_reader] = extract_moves(TEXT)
    _, [record] = extract(str(article), "--engine", "both")
    [move] = record["moves"]
    assert move["confidence"] > by_reader.confidence
    assert len(model.requests) == 1


def test_the_reader_asks_nobody(model: FakeModel, article: Path) -> None:
    assert extract(str(article)) == extract(str(article), "--engine", "reader")
    assert model.requests == []


@pytest.mark.parametrize("engine", ["llm", "both"])
def test_a_model_that_fails_is_an_error_line(model: FakeModel, article: Path, engine: str) -> None:
    model.behave = sends(b"", 503)
    assert extract(str(article), "--engine", engine) == (
        1,
        [{"file": "a.txt", "error": "The language model did not read it: the server answered with status 503.", "moves": []}],
    )  # fmt: skip


def test_it_is_scored_like_the_reader(model: FakeModel, article: Path) -> None:
    gold = MOVE | {"announced": "2023-03-21"}
    article.with_suffix(".gold.json").write_text(json.dumps({"id": "a", "moves": [gold]}))
    printed, err = evaluate(str(article.parent), "--engine", "llm", "--json")
    assert ([move["verdict"] for move in json.loads(printed)["moves"]], err) == (["right"], "")
    lines = article.parent / "gold.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": TEXT, "published": "2023-03-22", "moves": [gold]}))
    assert evaluate(str(lines), "--engine", "both")[0].startswith("move       P 1.000  R 1.000  F1 1.000\n")


def test_no_other_engine_is_known() -> None:
    with pytest.raises(CommandError, match="invalid choice: 'oracle'"):
        call_command("extract", "-", "--engine", "oracle", stdout=io.StringIO())
