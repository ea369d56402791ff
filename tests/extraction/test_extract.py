"""The engine from text to moves: whole lists by equality, the seed among them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from textwrap import fill

import pytest

from tests.extraction.reading import PUBLISHED_ON
from tracker.extraction import ENGINE_VERSION, circumstances, extract_moves
from tracker.extraction.moves import MAX_EVIDENCE_CHARS

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))

Row = dict[str, object]

SLOTS = (
    "person",
    "company",
    "roles",
    "kind",
    "manner",
    "status",
    "effective",
    "announced",
    "other_org",
    "counterpart",
    "salience",
)


def move(person: str, company: str | None, kind: str, manner: str, **slots: object) -> Row:
    row: Row = {"roles": [], "status": "confirmed", "effective": None, "announced": None, "other_org": None}
    row |= {"counterpart": None, "salience": "news"}
    return row | {"person": person, "company": company, "kind": kind, "manner": manner} | slots


def read(text: str, published_on: date | None = PUBLISHED_ON) -> list[Row]:
    records = [found.as_record(text) for found in extract_moves(text, published_on=published_on)]
    return [{slot: record[slot] for slot in SLOTS} for record in records]


def test_the_seed() -> None:
    text = SEED.read_text(encoding="utf-8")
    assert read(text, None) == [
        move(
            "Jia Yangqing",
            "Alibaba Group Holding",
            "departure",
            "resigned",
            roles=["vice-president"],
            announced="2023-03-21",
        ),
        move(
            "Jia Yangqing",
            None,
            "appointment",
            "unknown",
            status="reported",
            announced="2023-03-21",
            other_org="Alibaba Group Holding",
        ),
        move("Jia Yangqing", "Alibaba Group Holding", "appointment", "hired", effective="2019", salience="background"),
        move(
            "Daniel Zhang Yong",
            "Alibaba Cloud",
            "appointment",
            "transferred",
            effective="2022-12",
            counterpart="Jeff Zhang Jianfeng",
        ),
        move(
            "Jeff Zhang Jianfeng",
            "Alibaba Cloud",
            "departure",
            "stepped_down",
            roles=["cloud business chief"],
            effective="2022-12",
            counterpart="Daniel Zhang Yong",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Marta Quill has resigned as finance director of Brightwell Foods, the company said on Monday.",
            [
                move(
                    "Marta Quill",
                    "Brightwell Foods",
                    "departure",
                    "resigned",
                    roles=["finance director"],
                    announced="2021-06-14",
                )
            ],
            id="post, organisation and day",
        ),
        pytest.param(
            "Brightwell Foods said on Monday that its finance director, Marta Quill, would leave at the end of July.",
            [
                move(
                    "Marta Quill",
                    "Brightwell Foods",
                    "departure",
                    "unknown",
                    roles=["finance director"],
                    effective="2021-07-31",
                    announced="2021-06-14",
                )
            ],
            id="announced one day, in effect another",
        ),
        pytest.param(
            "Finance director Tomas Reyle will become chief executive of Brightwell Foods in September, replacing Marta Quill.",
            [
                move(
                    "Tomas Reyle",
                    "Brightwell Foods",
                    "appointment",
                    "promoted",
                    roles=["chief executive"],
                    effective="2021-09",
                    counterpart="Marta Quill",
                ),
                move(
                    "Tomas Reyle",
                    "Brightwell Foods",
                    "departure",
                    "transferred",
                    roles=["Finance director"],
                    effective="2021-09",
                ),
                move(
                    "Marta Quill",
                    "Brightwell Foods",
                    "departure",
                    "unknown",
                    roles=["chief executive"],
                    effective="2021-09",
                    counterpart="Tomas Reyle",
                ),
            ],
            id="a succession, and the post left behind",
        ),
        pytest.param(
            "Marta Quill left Brightwell Foods for Harlow Bank.",
            [
                move("Marta Quill", "Brightwell Foods", "departure", "unknown", other_org="Harlow Bank"),
                move("Marta Quill", "Harlow Bank", "appointment", "hired", other_org="Brightwell Foods"),
            ],
            id="leaving the one for the other is both",
        ),
        pytest.param(
            "Brightwell Foods has hired Tomas Reyle from Harlow Bank as chief risk officer.",
            [
                move(
                    "Tomas Reyle",
                    "Brightwell Foods",
                    "appointment",
                    "hired",
                    roles=["chief risk officer"],
                    other_org="Harlow Bank",
                )
            ],
            id="hired from outside is no departure",
        ),
        pytest.param(
            "Marta Quill joined Brightwell Foods in 2012 from Harlow Bank.",
            [
                move(
                    "Marta Quill",
                    "Brightwell Foods",
                    "appointment",
                    "hired",
                    effective="2012",
                    other_org="Harlow Bank",
                    salience="background",
                )
            ],
            id="an old step is background",
        ),
        pytest.param(
            "Marta Quill may step down as chief executive of Brightwell Foods.",
            [
                move(
                    "Marta Quill",
                    "Brightwell Foods",
                    "departure",
                    "stepped_down",
                    roles=["chief executive"],
                    status="rumoured",
                )
            ],
            id="only talk",
        ),
        pytest.param(
            "Brightwell Foods chief executive Marta Quill has reportedly resigned.",
            [
                move(
                    "Marta Quill",
                    "Brightwell Foods",
                    "departure",
                    "resigned",
                    roles=["chief executive"],
                    status="reported",
                )
            ],
            id="told by others",
        ),
        pytest.param(
            "Marta Quill and Tomas Reyle resigned from the board of directors of Brightwell Foods.",
            [
                move("Marta Quill", "Brightwell Foods", "departure", "resigned", roles=["director"]),
                move("Tomas Reyle", "Brightwell Foods", "departure", "resigned", roles=["director"]),
            ],
            id="two seats on the board",
        ),
        pytest.param(
            "Brightwell Foods named Tomas Reyle interim chief executive.",
            [move("Tomas Reyle", "Brightwell Foods", "appointment", "interim", roles=["interim chief executive"])],
            id="for the time being",
        ),
        pytest.param(
            'Harlow Bancorp, Inc. (the "Company") said Tomas Reyle was appointed treasurer of the Company and Harlow Savings Bank.',
            [
                move("Tomas Reyle", "Harlow Bancorp, Inc.", "appointment", "unknown", roles=["treasurer"]),
                move("Tomas Reyle", "Harlow Savings Bank", "appointment", "unknown", roles=["treasurer"]),
            ],
            id="one post at each of two organisations",
        ),
        pytest.param(
            "Marta Quill resigned as treasurer of Brightwell Foods. Marta Quill resigned on Monday.",
            [
                move(
                    "Marta Quill",
                    "Brightwell Foods",
                    "departure",
                    "resigned",
                    roles=["treasurer"],
                    announced="2021-06-14",
                )
            ],
            id="told twice is one move, each slot from where it is told",
        ),
        pytest.param(
            "Marta Quill resigned as treasurer of Brightwell Foods. Her successor is Tomas Reyle.",
            [
                move(
                    "Marta Quill",
                    "Brightwell Foods",
                    "departure",
                    "resigned",
                    roles=["treasurer"],
                    counterpart="Tomas Reyle",
                ),
                move(
                    "Tomas Reyle",
                    "Brightwell Foods",
                    "appointment",
                    "unknown",
                    roles=["treasurer"],
                    counterpart="Marta Quill",
                ),
            ],
            id="the successor takes the post, and each is the other's counterpart",
        ),
    ],
)
def test_finds(text: str, expected: list[Row]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Sales at Brightwell Foods rose by a tenth in May.", id="other news"),
        pytest.param("Brightwell Foods appointed Harlow Bank as its adviser on the sale.", id="a bank as adviser"),
        pytest.param("Brightwell Foods retired its oldest brand in May.", id="a product is retired"),
        pytest.param("Marta Quill was resigned to another hard year at Brightwell Foods.", id="resigned to something"),
        pytest.param(
            "Marta Quill, chief executive of Brightwell Foods, said sales had risen.", id="a sitting executive speaks"
        ),
        pytest.param("Brightwell Foods is looking for a chief executive.", id="a post without a person"),
        pytest.param("Would Marta Quill resign as chief executive of Brightwell Foods?", id="a question"),
        pytest.param(
            "If Marta Quill resigns as chief executive, Brightwell Foods will need a successor.", id="a condition"
        ),
        pytest.param("Tomas Reyle will continue as chairman of Brightwell Foods.", id="one who stays"),
        pytest.param("Marta Quill remains chair of Brightwell Foods.", id="another who stays"),
        pytest.param("Marta Quill declined to resign as chair of Brightwell Foods.", id="one who refuses"),
        pytest.param("The transport minister, Marta Quill, resigned on Monday.", id="a minister"),
        pytest.param("Brightwell Foods named its new ship after Marta Quill.", id="a ship"),
        pytest.param(
            "Item 5.02. Departure of Directors or Certain Officers; Appointment of Certain Officers.",
            id="a heading of a filing",
        ),
        pytest.param("ブライトウェル食品の社長が辞任した。", id="another language"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert read(text) == []


def test_the_texts_own_date_line_serves_where_no_day_is_given() -> None:
    text = "date 2021-06-16 Marta Quill has resigned from Brightwell Foods, the company said on Monday."
    assert [row["announced"] for row in read(text, None)] == ["2021-06-14"]
    assert [row["announced"] for row in read(text, date(2021, 6, 23))] == ["2021-06-21"]


def test_every_filled_slot_has_a_reading_and_no_empty_one_has() -> None:
    text = SEED.read_text(encoding="utf-8")
    for found in extract_moves(text):
        record = found.as_record(text)
        beside_the_guide = {slot for kind in circumstances.SLOTS.values() for slot in kind}
        assert set(found.slots) - beside_the_guide == {slot for slot in SLOTS if record[slot] not in (None, [])}
        assert all(0 < reading.confidence < 1 for reading in found.slots.values())
        assert 0 < found.confidence < 1


def test_the_quote_of_every_name_is_in_its_span() -> None:
    text = "Marta Quill has resigned as finance director of Brightwell Foods, the company said on Monday."
    (found,) = extract_moves(text, published_on=PUBLISHED_ON)
    quotes = {slot: reading.span.of(text) for slot, reading in found.slots.items() if reading.span}
    assert quotes == {
        "person": "Marta Quill",
        "company": "Brightwell Foods",
        "roles": "finance director",
        "kind": "resigned",
        "manner": "resigned",
        "announced": "Monday",
    }


def test_evidence_of_a_long_sentence_is_cut_around_the_wording() -> None:
    filler = "and the weather was fine " * 25
    text = f"Sales rose {filler}, Marta Quill has resigned from Brightwell Foods {filler}."
    (found,) = extract_moves(text, published_on=PUBLISHED_ON)
    assert found.evidence.end - found.evidence.start <= MAX_EVIDENCE_CHARS
    assert "Marta Quill has resigned from Brightwell Foods" in found.evidence.of(text)


def test_a_text_wrapped_at_a_width_says_the_same_as_on_one_line() -> None:
    flat = (
        "Shares in Brightwell Foods fell by a fifth. Marta Quill has resigned as finance director of Brightwell Foods, the"
        " company said on Monday, after a quarrel over the price of flour with the chairman of its largest customer."
    )
    assert read(fill(flat, 72)) == read(flat) != []


def test_threads_read_the_same_as_one() -> None:
    text = SEED.read_text(encoding="utf-8")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(read, [text] * 8))
    assert all(rows == found[0] for rows in found)


def test_the_version_names_the_engine() -> None:
    assert ENGINE_VERSION.startswith("rules-")
