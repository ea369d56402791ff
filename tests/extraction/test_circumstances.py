"""Circumstances: each row is a text, the first sentence of which is the evidence, and the words of each slot."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.enums import Kind
from tracker.extraction.circumstances import ELSEWHERE, IN_EVIDENCE, MAX_AROUND, SLOTS, find_circumstances
from tracker.spans import Span

DEPARTURE, APPOINTMENT = Kind.DEPARTURE, Kind.APPOINTMENT


def found_in(text: str, kind: Kind, evidence: int = 0) -> dict[str, tuple[str, float]]:
    """What is found in sentences that each end in a full stop and a line feed; `evidence` is the number of one."""
    sentences = [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    found = find_circumstances(text, sentences[evidence], sentences, kind)
    return {slot: (reading.span.of(text), reading.confidence) for slot, reading in found.items() if reading.span}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Quill resigned as chief executive, citing personal reasons.", "personal reasons", id="citing"),
        pytest.param("Quill resigned, citing “personal career planning”.", "personal career planning", id="quoted, the marks left out"),
        pytest.param("Quill resigned over “differences” with the board.", "“differences” with the board", id="a pair of marks inside is kept"),
        pytest.param('Quill is leaving to pursue "other projects", it said.', 'to pursue "other projects"', id="a pair that closes at the end"),
        pytest.param("Quill quit Brightwell for health reasons on 3 May.", "health reasons", id="a day ends it"),
        pytest.param("Quill left for family reasons and surfaced at a rival.", "family reasons", id="the next verb is no part of it"),
        pytest.param("Quill left Brightwell to start his own venture.", "to start his own venture", id="a purpose keeps its to"),
        pytest.param("Quill is leaving to spend more time with her family and will be replaced.", "to spend more time with her family", id="family"),
        pytest.param("Quill resigned in order to pursue other interests.", "to pursue other interests", id="in order to"),
        pytest.param("Quill was dismissed following an internal investigation.", "an internal investigation", id="following a trouble"),
        pytest.param("Quill left following the completion of the merger with Orchard.", "the completion of the merger with Orchard", id="following a change: why the post went"),
        pytest.param("Quill quit after a dispute with the board.", "a dispute with the board", id="after a trouble"),
        pytest.param("Quill walked out in a row over fees last week.", "row over fees", id="in a row"),
        pytest.param("Quill resigned on Friday amid falling sales, said Brightwell.", "falling sales", id="amid"),
        pytest.param("Quill stepped down over her handling of the leak.", "her handling of the leak", id="over"),
        pytest.param("Quill was fired for breaching the code of conduct.", "breaching the code of conduct", id="for a misdeed"),
        pytest.param("Quill resigned because of ill health in late May.", "ill health", id="because of"),
        pytest.param("Quill resigned due to his other commitments with effect from 1 May.", "his other commitments", id="due to"),
        pytest.param("Quill retired, having reached the age of 65.", "the age of 65", id="an age"),
        pytest.param("Citing a heavy workload, Quill resigned.", "a heavy workload", id="told ahead of the move"),
        pytest.param("Dax was appointed in May, and Quill left after a dispute with Mr. Dax.", "a dispute with Mr. Dax", id="the move told last before it"),
    ],
)  # fmt: skip
def test_finds_the_reason_of_a_departure(text: str, words: str) -> None:
    assert found_in(text, DEPARTURE)["reason"] == (words, IN_EVIDENCE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Dax was hired to turn round the loss-making chain.", {"reason": "to turn round the loss-making chain"}, id="a task"),
        pytest.param("Dax was appointed in response to demands from investors.", {"reason": "demands from investors"}, id="a demand"),
        pytest.param("Dax joined as chairman to strengthen the board.", {"reason": "to strengthen the board"}, id="a purpose"),
        pytest.param("Dax was named chief executive after Quill resigned over the leak.", {}, id="the reason of the departure"),
        pytest.param("Dax was named chief executive to succeed Quill.", {}, id="to succeed"),
        pytest.param("Dax joined Brightwell, which aims to expand in Asia.", {}, id="an aim of the company"),
        pytest.param("Dax was named chief executive with immediate effect.", {}, id="no slot of an appointment"),
        pytest.param("Dax was named chief executive after 12 years at Orchard.", {}, id="after a time"),
    ],
)  # fmt: skip
def test_reads_an_appointment(text: str, expected: dict[str, str]) -> None:
    assert found_in(text, APPOINTMENT) == {slot: (words, IN_EVIDENCE) for slot, words in expected.items()}


@pytest.mark.parametrize(
    ("text", "slot", "words"),
    [
        pytest.param("Quill resigned, effective immediately.", "effective_immediately", "effective immediately", id="effective immediately"),
        pytest.param("Quill is stepping down with immediate effect.", "effective_immediately", "with immediate effect", id="with immediate effect"),
        pytest.param("Quill is leaving immediately as chairman.", "effective_immediately", "leaving immediately", id="beside the verb"),
        pytest.param("Quill resigned as chairman of Brightwell immediately.", "effective_immediately", "immediately", id="at the end of the clause"),
        pytest.param("Quill will be succeeded by Bo Dax, the treasurer.", "succession", "will be succeeded by Bo Dax", id="the successor"),
        pytest.param("Quill left and Bo Dax will succeed her on 1 May.", "succession", "Bo Dax will succeed her", id="the successor ahead of the verb"),
        pytest.param("Quill left; Bo Dax was named interim chief executive.", "succession", "named interim chief executive", id="an interim"),
        pytest.param("Quill resigned and a search for a successor is under way.", "succession", "search for a successor is under way", id="a search"),
        pytest.param("Quill left. No successor has been named.", "succession", "No successor has been named", id="nobody yet"),
        pytest.param("Quill is leaving, and will not be replaced.", "succession", "will not be replaced", id="nobody at all"),
        pytest.param("Quill is retiring but will remain as an adviser to the group.", "stays_as", "adviser", id="an adviser"),
        pytest.param("Quill retires but stays on as a director of Brightwell Foods.", "stays_as", "director", id="without whose"),
        pytest.param("Quill will step down and continue as non-executive chairman.", "stays_as", "non-executive chairman", id="a chairman"),
        pytest.param("Quill left on 3 May, retained as a consultant until June.", "stays_as", "consultant", id="for a time"),
        pytest.param("Quill retired but remains a member of the supervisory board.", "stays_as", "member of the supervisory board", id="of the board belongs to the post"),
        pytest.param("Quill will retire but stay on the board.", "stays_as", "board", id="a seat"),
    ],
)  # fmt: skip
def test_finds_how_the_seat_goes_on(text: str, slot: str, words: str) -> None:
    assert found_in(text, DEPARTURE) == {slot: (words, IN_EVIDENCE)}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Quill left Brightwell to become chief executive of Orchard.", id="to become"),
        pytest.param("Quill left to join Orchard.", id="to join"),
        pytest.param("Quill resigned after 12 years.", id="after a time"),
        pytest.param("Quill will step down after the annual meeting.", id="after a meeting"),
        pytest.param("Quill will leave after the completion of the merger.", id="after a completion says when"),
        pytest.param("Quill retires after leading Brightwell through the crisis.", id="after a term"),
        pytest.param("Quill resigned following the annual meeting.", id="following a meeting"),
        pytest.param("Quill is due to step down on 3 May.", id="due to says when"),
        pytest.param("Quill resigned, Reuters said, citing people familiar with the matter.", id="citing a source"),
        pytest.param("Quill resigned, said traders, citing Bloomberg.", id="citing a name"),
        pytest.param("The reason for the departure was not given.", id="no reason given"),
        pytest.param("Quill left, but not because of the dispute.", id="a reason denied"),
        pytest.param("Quill built the firm over 20 years and left.", id="over a time"),
        pytest.param("Quill left, and Dax was appointed amid a shake-up.", id="the reason of the appointment"),
        pytest.param("Quill, who was responsible for failing shops, left.", id="a duty"),
        pytest.param("Quill, who left, will continue to focus on retail.", id="continues"),
        pytest.param("Quill left and could not immediately be reached.", id="could not be reached"),
        pytest.param("Quill resigned immediately before the meeting.", id="immediately before"),
        pytest.param("Quill resigned as chairman immediately after the merger.", id="immediately after"),
        pytest.param("Quill left and the board immediately met.", id="something else was immediate"),
        pytest.param("Quill, who succeeded Bo Dax in 2010, resigned.", id="whom the mover succeeded"),
        pytest.param("Quill, who was named interim chief in 2010, resigned.", id="the mover was an interim"),
        pytest.param("Quill left, and Orchard is looking for growth.", id="another search"),
        pytest.param("Quill left and remains the largest shareholder.", id="a shareholder holds no post"),
        pytest.param("Quill left and remains confident.", id="remains no post"),
        pytest.param("Quill will remain chief executive until a date to be set.", id="the post itself, for a time"),
        pytest.param("Quill left and will not remain as an adviser.", id="will not remain"),
        pytest.param("Quill left; Dax will remain as interim chief executive.", id="an interim remains"),
        pytest.param("Quill served as a director and left in 2010.", id="served"),
        pytest.param("Quill left.", id="nothing is told"),
    ],
)  # fmt: skip
def test_leaves_alone(text: str) -> None:
    assert found_in(text, DEPARTURE) == {}


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        pytest.param("Quill left.\nQuill cited health reasons.", 0, {"reason": ("health reasons", ELSEWHERE)}, id="the sentence after"),
        pytest.param("Quill left, citing a feud.\nQuill cited health reasons.", 0, {"reason": ("a feud", IN_EVIDENCE)}, id="the evidence is asked first"),
        pytest.param("Quill, citing a feud, spoke.\nQuill left.", 1, {"reason": ("a feud", ELSEWHERE)}, id="the sentence ahead"),
        pytest.param("Quill cited a feud.\nQuill left.\nQuill cited stress.", 1, {"reason": ("stress", ELSEWHERE)}, id="after comes before ahead"),
        pytest.param("Quill left.\nQuill grew because of acquisitions.", 0, {}, id="because may be about anything"),
        pytest.param("Quill left.\nDax was named treasurer, citing a feud.", 0, {}, id="another move's"),
        pytest.param("Quill left.\nBo Dax will succeed Ray at Orchard.", 0, {}, id="another seat may be filled"),
        pytest.param(
            "Quill left.\nQuill remains a director.\nBo Dax will succeed her.",
            0,
            {"stays_as": ("director", ELSEWHERE), "succession": ("Bo Dax will succeed her", ELSEWHERE)},
            id="each slot from its own sentence",
        ),
    ],
)  # fmt: skip
def test_asks_other_passages(text: str, evidence: int, expected: dict[str, tuple[str, float]]) -> None:
    assert found_in(text, DEPARTURE, evidence) == expected


@pytest.mark.parametrize(
    "again",
    [
        pytest.param("named ", id="the opening of a wording with a gap"),
        pytest.param("after ", id="an opening that needs more"),
        pytest.param("reason for ", id="two words and a gap"),
        pytest.param("Aa.Aa-", id="capitals without a space"),
        pytest.param("Aa ", id="capitals"),
        pytest.param(" ", id="space"),
        pytest.param("x", id="one word"),
        pytest.param(")", id="marks"),
        pytest.param("remain a of ", id="a post that never ends"),
    ],
)
def test_a_long_sentence_is_read_to_its_end(again: str) -> None:
    text = f"Remains {again * (100_000 // len(again))} Quill left, effective immediately."
    assert found_in(text, DEPARTURE) == {"effective_immediately": ("effective immediately", IN_EVIDENCE)}


_WORDS = ["citing", "after a dispute", "“", "”", ",", ".", "(", "and", "of", "remain", "a", "director", "Bo", "to succeed", "named", "–", "until", "\t"]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS) | st.text(max_size=3), max_size=30), st.sampled_from(Kind))
def test_any_words_give_spans_inside_the_evidence(words: list[str], kind: Kind) -> None:
    text = f"Quill left {' '.join(words)}"
    evidence = Span(6, len(text))
    found = find_circumstances(text, evidence, [evidence], kind)
    assert set(found) <= set(SLOTS[kind])
    for reading in found.values():
        assert reading.span
        assert evidence.covers(reading.span)
        assert reading.span.of(text).strip()


def test_nobody_succeeds_themselves() -> None:
    text = "She will be succeeded by Bo Dax, the head of research."
    evidence = Span(0, len(text))
    bo_dax = [Span(text.index("Bo"), text.index(","))]
    assert set(find_circumstances(text, evidence, [], DEPARTURE)) == {"succession"}
    assert find_circumstances(text, evidence, [], DEPARTURE, bo_dax) == {}


def test_of_many_passages_that_name_a_person_the_nearest_are_asked() -> None:
    sentences = ["Quill left.", *["Quill spoke."] * MAX_AROUND, "Quill was citing health reasons."]
    assert found_in("\n".join(sentences), DEPARTURE) == {}
    assert set(found_in("\n".join(sentences[:1] + sentences[2:]), DEPARTURE)) == {"reason"}
