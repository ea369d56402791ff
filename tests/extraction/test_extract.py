"""The engine from text to moves, with the model that the desk reads with: plain sentences, and what holds of any text."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from textwrap import fill
from typing import Any

import pytest

from tests.environment import ROOT
from tracker.extraction import ENGINE_VERSION, circumstances, extract_moves
from tracker.extraction.moves import MAX_EVIDENCE_CHARS

PUBLISHED_ON = date(2021, 6, 16)
SEED = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
PLAIN = "Marta Quill has resigned as finance director of Brightwell Foods, the company said on Monday."
SLOTS = (
    *("person", "company", "roles", "kind", "manner", "status", "effective", "announced"),
    *("other_org", "counterpart", "salience"),
)


def read(text: str, published_on: date | None = PUBLISHED_ON) -> list[dict[str, Any]]:
    return [found.as_record(text) for found in extract_moves(text, published_on=published_on)]


def told(text: str) -> list[tuple[str, str | None, str]]:
    return [(row["person"], row["company"], row["kind"]) for row in read(text)]


@pytest.mark.parametrize(
    ("text", "person", "kind"),
    [
        pytest.param(PLAIN, "Marta Quill", "departure", id="resigned as"),
        pytest.param("Marta Quill has resigned as chief executive of Brightwell Foods.", "Marta Quill", "departure", id="without a day"),
        pytest.param("Brightwell Foods said on Monday that its finance director, Marta Quill, has resigned.", "Marta Quill", "departure", id="the organisation first"),
        pytest.param("Marta Quill has stepped down as chief executive of Brightwell Foods.", "Marta Quill", "departure", id="stepped down as"),
        pytest.param("Marta Quill will retire as chief executive of Brightwell Foods at the end of July.", "Marta Quill", "departure", id="will retire as"),
        pytest.param("Brightwell Foods has dismissed its chief executive, Marta Quill.", "Marta Quill", "departure", id="dismissed"),
        pytest.param("Brightwell Foods has appointed Tomas Reyle as chief executive.", "Tomas Reyle", "appointment", id="appointed"),
        pytest.param("Tomas Reyle has been appointed chief executive of Brightwell Foods.", "Tomas Reyle", "appointment", id="been appointed"),
        pytest.param("Brightwell Foods named Tomas Reyle chief financial officer.", "Tomas Reyle", "appointment", id="named"),
        pytest.param("Tomas Reyle has joined Brightwell Foods as chief risk officer.", "Tomas Reyle", "appointment", id="joined as"),
    ],
)  # fmt: skip
def test_finds(text: str, person: str, kind: str) -> None:
    assert told(text) == [(person, "Brightwell Foods", kind)]


def test_finds_who_is_promoted() -> None:
    told_of = told("Brightwell Foods has promoted Tomas Reyle to chief operating officer.")
    assert ("Tomas Reyle", "Brightwell Foods", "appointment") in told_of


def test_finds_who_succeeds() -> None:
    text = "Tomas Reyle succeeds Marta Quill as chief executive of Brightwell Foods."
    assert ("Tomas Reyle", "Brightwell Foods", "appointment") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Sales at Brightwell Foods rose by a tenth in May.", id="other news"),
        pytest.param("Brightwell Foods retired its oldest brand in May.", id="a product is retired"),
        pytest.param("Brightwell Foods announced a new mill in Leeds.", id="a mill"),
        pytest.param("Marta Quill, chief executive of Brightwell Foods, said sales had risen.", id="a sitting executive speaks"),
        pytest.param("Brightwell Foods is looking for a chief executive.", id="a post without a person"),
        pytest.param("Item 5.02. Departure of Directors or Certain Officers; Appointment of Certain Officers.", id="a heading of a filing"),
        pytest.param("ブライトウェル食品の社長が辞任した。", id="another language"),
    ],
)  # fmt: skip
def test_leaves_alone(text: str) -> None:
    assert read(text) == []


def test_the_slots_of_a_plain_sentence_and_their_words() -> None:
    [row] = read(f"Sales rose by a tenth in May. {PLAIN}")
    assert (row["manner"], row["roles"], row["announced"]) == ("resigned", ["finance director"], "2021-06-14")
    quotes = {slot: row["slots"][slot]["quote"] for slot in ("person", "company", "roles", "announced")}
    assert quotes == {"person": "Marta Quill", "company": "Brightwell Foods", "roles": "finance director", "announced": "Monday"}  # fmt: skip
    assert row["evidence"]["quote"] == PLAIN


def test_a_name_ends_with_its_headline() -> None:
    text = f"Changes at Brightwell Foods\n{PLAIN.replace('Marta Quill', 'Brightwell Foods said that Marta Quill')}"
    assert {company for _, company, _ in told(text)} == {"Brightwell Foods"}


def test_the_texts_own_date_line_serves_where_no_day_is_given() -> None:
    text = f"date 2021-06-16 {PLAIN}"
    assert [row["announced"] for row in read(text, None)] == ["2021-06-14"]
    assert [row["announced"] for row in read(text, date(2021, 6, 23))] == ["2021-06-21"]


def test_why_and_how_is_read_in_all_passages_that_name_the_person() -> None:
    text = f"{PLAIN} Ms. Quill, 51, cited personal reasons. Her departure is immediate."
    [row] = read(text)
    assert row["slots"]["reason"]["quote"] == "personal reasons"
    [row] = read(PLAIN.replace("Foods,", "Foods with immediate effect,"))
    assert row["slots"]["effective_immediately"]["quote"] == "with immediate effect"


@pytest.mark.parametrize("text", [pytest.param(SEED, id="the seed"), pytest.param(PLAIN, id="a plain sentence")])
def test_every_filled_slot_has_a_reading_and_no_empty_one_has(text: str) -> None:
    beside_the_guide = {slot for kind in circumstances.SLOTS.values() for slot in kind}
    found = extract_moves(text)
    assert found
    for move in found:
        record = move.as_record(text)
        assert set(move.slots) - beside_the_guide == {slot for slot in SLOTS if record[slot] not in (None, [])}
        assert all(0 <= reading.confidence <= 1 for reading in move.slots.values())
        assert 0 < move.confidence < 1


@pytest.mark.parametrize("text", [pytest.param(SEED, id="the seed"), pytest.param(PLAIN, id="a plain sentence")])
def test_every_quote_is_the_text_of_its_span(text: str) -> None:
    for row in read(text):
        for place in (row["evidence"], *row["slots"].values()):
            assert place["start"] is None or place["quote"] == text[place["start"] : place["end"]]


def test_evidence_of_a_long_sentence_is_cut_around_the_person() -> None:
    filler = "and the weather was fine " * 25
    text = f"{PLAIN[:-1]} {filler}."
    found = extract_moves(text, published_on=PUBLISHED_ON)
    assert found
    assert all(move.evidence.end - move.evidence.start <= MAX_EVIDENCE_CHARS for move in found)


def test_a_text_wrapped_at_a_width_says_the_same_as_on_one_line() -> None:
    flat = (
        "Shares in Brightwell Foods fell by a fifth. Marta Quill has resigned as finance director of Brightwell Foods, the"
        " company said on Monday, after a quarrel over the price of flour with the chairman of its largest customer."
    )
    assert told(fill(flat, 72)) == told(flat) != []


def test_threads_and_what_was_read_before_change_nothing() -> None:
    alone = read(SEED, None)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(read, [SEED, PLAIN] * 4, [None] * 8))
    assert found == [alone, read(PLAIN, None)] * 4


def test_the_version_names_the_engine() -> None:
    assert ENGINE_VERSION.startswith("reader-")
