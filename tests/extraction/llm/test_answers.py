"""An answer is believed as far as the text carries it."""

import json
from typing import Any

import pytest

from tests.model_server import told
from tracker.enums import Kind, Manner, Salience, Status
from tracker.extraction.llm import LanguageModelError
from tracker.extraction.llm.answers import MAX_MOVES, read_answer
from tracker.extraction.llm.confidence import CHOSEN_SLOT, MOVE_ALONE, QUOTED_SLOT
from tracker.extraction.moves import ExtractedMove, SlotReading
from tracker.spans import Span

TEXT = (
    "date 2023-03-22 Ada Byron has resigned as chief calculator of Analytical Engines, the firm said on Tuesday. "
    "Charles Babbage, who comes from Difference Engines, takes over on 1 May. Ada Byron is\n 36."
)


def read(**changes: Any) -> list[ExtractedMove]:
    return read_answer(json.dumps({"moves": [told(**changes)]}), TEXT)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_all_of_a_move_with_the_words_it_was_read_from() -> None:
    evidence = told()["evidence"]
    assert read(counterpart="Charles Babbage", effective="2023-05-01", effective_words="on 1 May") == [
        ExtractedMove(
            person="Ada Byron",
            company="Analytical Engines",
            roles=("chief calculator",),
            kind=Kind.DEPARTURE,
            manner=Manner.RESIGNED,
            status=Status.CONFIRMED,
            effective="2023-05-01",
            announced="2023-03-21",
            other_org=None,
            counterpart="Charles Babbage",
            salience=Salience.NEWS,
            confidence=MOVE_ALONE,
            evidence=span_of(evidence),
            slots={
                "person": SlotReading(QUOTED_SLOT, span_of("Ada Byron")),
                "company": SlotReading(QUOTED_SLOT, span_of("Analytical Engines")),
                "roles": SlotReading(QUOTED_SLOT, span_of("chief calculator")),
                "kind": SlotReading(CHOSEN_SLOT, span_of("has resigned")),
                "manner": SlotReading(CHOSEN_SLOT, span_of("has resigned")),
                "status": SlotReading(CHOSEN_SLOT),
                "effective": SlotReading(QUOTED_SLOT, span_of("on 1 May")),
                "announced": SlotReading(QUOTED_SLOT, span_of("on Tuesday")),
                "counterpart": SlotReading(QUOTED_SLOT, span_of("Charles Babbage")),
                "salience": SlotReading(CHOSEN_SLOT),
            },
        )
    ]


@pytest.mark.parametrize(
    ("slot", "changes", "expected"),
    [
        pytest.param("company", {"company": "Enigma Machines"}, None, id="a company that is not in the text"),
        pytest.param("company", {"company": "on"}, None, id="a company in small letters"),
        pytest.param("company", {"company": ["Analytical Engines"]}, None, id="a company that is no string"),
        pytest.param("company", {"company": "analytical engines"}, "Analytical Engines", id="as the text writes it"),
        pytest.param("counterpart", {"counterpart": "Grace Hopper"}, None, id="a successor that is not in the text"),
        pytest.param("other_org", {"other_org": "Navy"}, None, id="a destination that is not in the text"),
        pytest.param("roles", {"roles": ["queen", "chief calculator", "chief calculator", 7]}, ("chief calculator",), id="a role that is not in the text, and one told twice"),
        pytest.param("roles", {"roles": ["."]}, (), id="a role without letters"),
        pytest.param("roles", {"roles": "chief calculator"}, (), id="roles that are no list"),
        pytest.param("manner", {"manner": "hired"}, Manner.UNKNOWN, id="a manner of the other kind"),
        pytest.param("announced", {"announced": "2023-02-30"}, None, id="a day that there is not"),
        pytest.param("announced", {"announced": "2023-13"}, None, id="a month that there is not"),
        pytest.param("announced", {"announced": "next week"}, None, id="no date"),
        pytest.param("announced", {"announced": "٢٠٢٣"}, None, id="a date in other digits"),
        pytest.param("announced", {"announced": 2023}, None, id="a date that is no string"),
        pytest.param("announced", {"announced": "1723-03-21"}, None, id="a day of another age"),
        pytest.param("announced", {"announced_words": "on Friday"}, None, id="a date from words that are not in the text"),
        pytest.param("announced", {"announced_words": None}, None, id="a date from no words"),
        pytest.param("announced", {"announced": "2023-03"}, "2023-03", id="a month"),
        pytest.param("announced", {"announced": "2023"}, "2023", id="a year"),
    ],
)  # fmt: skip
def test_a_slot_without_its_words_is_left_out(slot: str, changes: dict[str, Any], expected: object) -> None:
    [move] = read(**changes)
    assert getattr(move, slot) == expected
    assert (slot in move.slots) is (expected not in {None, ()})


def test_words_of_moving_count_only_inside_the_evidence() -> None:
    [move] = read(words_of_moving="takes over")
    assert move.slots["kind"] == SlotReading(CHOSEN_SLOT)


def test_roles_far_apart_are_shown_by_the_first() -> None:
    text = f"{TEXT}{' more' * 200} She was also the pianist."
    [move] = read_answer(json.dumps({"moves": [told(roles=["chief calculator", "pianist"])]}), text)
    assert (move.roles, move.slots["roles"].span) == (("chief calculator", "pianist"), span_of("chief calculator"))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"person": "Grace Hopper"}, id="a person who is not in the text"),
        pytest.param({"person": "the firm"}, id="a person in small letters"),
        pytest.param({"person": None}, id="nobody"),
        pytest.param({"person": {"name": "Ada Byron"}}, id="a person that is no string"),
        pytest.param({"person": TEXT}, id="a person as long as a page"),
        pytest.param({"evidence": "Ada Byron was fired"}, id="evidence that is not in the text"),
        pytest.param({"evidence": None}, id="no evidence"),
        pytest.param({"evidence": "Ada Byron"}, id="evidence that is a name alone"),
        pytest.param({"kind": "promotion"}, id="a kind that there is not"),
        pytest.param({"kind": ["departure"]}, id="a kind that is no string"),
        pytest.param({"manner": "vanished"}, id="a manner that there is not"),
        pytest.param({"status": "approved"}, id="a status that there is not"),
        pytest.param({"salience": None}, id="no salience"),
    ],
)
def test_a_move_that_the_text_does_not_carry_is_left_out(changes: dict[str, Any]) -> None:
    assert read(**changes) == []


def test_evidence_longer_than_evidence_may_be_is_none() -> None:
    text = f"Ada Byron has {'really ' * 90}left."
    assert read_answer(json.dumps({"moves": [told(evidence=text)]}), text) == []


def test_moves_come_in_the_order_of_the_text_each_once_and_the_good_ones_of_a_bad_list() -> None:
    later = told(person="Charles Babbage", kind="appointment", manner="hired", evidence="Charles Babbage, who comes from Difference Engines, takes over")  # fmt: skip
    moves = read_answer(json.dumps({"moves": [later, "move", None, told(), told(kind="x"), told()]}), TEXT)
    assert [move.person for move in moves] == ["Ada Byron", "Charles Babbage"]


def test_a_flood_of_moves_is_cut() -> None:
    many = [told(kind="x")] * MAX_MOVES + [told()]
    assert read_answer(json.dumps({"moves": many}), TEXT) == []
    assert len(read_answer(json.dumps({"moves": many[1:]}), TEXT)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("", id="nothing"),
        pytest.param("Ada Byron has left.", id="prose"),
        pytest.param('```json\n{"moves": []}\n```', id="a fence around it"),
        pytest.param('{"moves": [', id="cut off"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param('{"facts": []}', id="other names"),
        pytest.param('{"moves": {}}', id="moves that are no list"),
        pytest.param("[" * 100_000, id="a deep nest"),
        pytest.param('{"moves": ' + "1" * 5000 + "}", id="a number without end"),
    ],
)
def test_what_is_no_answer_is_refused(answer: str) -> None:
    with pytest.raises(LanguageModelError):
        read_answer(answer, TEXT)
