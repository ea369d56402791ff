"""From the reader's probabilities to moves: choices among whole entities, words found again, dates resolved."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pytest

from tests.extraction.articles import article_of, words_of
from tracker.extraction.answers import FRAMES, MANNERS, SINGLE_SLOTS, STATUSES, TOKEN_LABELS, CandidateLabel
from tracker.extraction.deeds import moves_of
from tracker.extraction.questions import Article, Digest, digest_of
from tracker.extraction.reader import DigestAnswer

TEXT = (
    "Jo Ray has resigned as finance chief of Acme, the bank Zenith said on May 3, 2019. "
    "Al Orr, treasurer of Zenith, will take over. She joined Acme in 2004."
)
TODAY = date(2019, 5, 4)


def question() -> tuple[Article, Digest]:
    article = article_of(TEXT, ["Jo Ray", "Al Orr"], ["Acme", "Zenith"], TODAY)
    return article, digest_of(article, 0)


def said(
    digest: Digest,
    frames: Mapping[str, float],
    slots: Mapping[CandidateLabel, Mapping[str, float]],
    words: Mapping[str, str],
    past: Mapping[str, float] | None = None,
) -> DigestAnswer:
    """An answer that says what is given, with the words of candidates and labels, and nothing else."""
    texts = [words_of(TEXT, digest.pieces, item.first, item.last) for item in digest.candidates]
    options = np.zeros((len(SINGLE_SLOTS), 2 + len(texts)), np.float32)
    options[:, 0] = 1.0
    many = np.zeros((len(texts), len(CandidateLabel)), np.float32)
    for label, chances in slots.items():
        options[label] = [
            chances.get("", 0.0),
            chances.get("published", 0.0),
            *(chances.get(text, 0.0) for text in texts),
        ]
    for text, chance in (past or {}).items():
        many[max(number for number, other in enumerate(texts) if other == text)][
            CandidateLabel.PAST_APPOINTMENT_COMPANY
        ] = chance
    tokens = np.zeros((len(digest.pieces), len(TOKEN_LABELS)), np.float32)
    for name, wording in words.items():
        start = TEXT.index(wording)
        for place, offset in enumerate(digest.pieces.starts):
            tokens[place, TOKEN_LABELS.index(name)] = 0.9 * (start <= offset < start + len(wording))
    statuses = np.zeros((2, len(STATUSES)), np.float32)
    statuses[:, 0] = 1.0
    return DigestAnswer(
        frames=np.array([frames.get(frame, 0.0) for frame in FRAMES], np.float32),
        manners={kind: np.eye(len(names), dtype=np.float32)[0] for kind, names in MANNERS.items()},
        statuses=statuses,
        slots=options,
        many=many,
        tokens=tokens,
    )


def test_a_departure_with_all_its_slots() -> None:
    article, digest = question()
    answer = said(
        digest,
        {"departure": 0.9},
        {
            CandidateLabel.DEPARTURE_COMPANY: {"Acme": 0.8, "Zenith": 0.1},
            CandidateLabel.DEPARTURE_COUNTERPART: {"Al Orr": 0.7, "": 0.3},
            CandidateLabel.DEPARTURE_ANNOUNCED: {"May 3, 2019": 0.9},
        },
        {"role_departure": "finance chief", "evidence_departure": "has resigned"},
    )
    (move,) = moves_of(article, digest, answer, TODAY)
    record = move.as_record(TEXT)
    assert {
        name: record[name] for name in ("person", "company", "roles", "kind", "manner", "announced", "effective")
    } == {
        "person": "Jo Ray",
        "company": "Acme",
        "roles": ["finance chief"],
        "kind": "departure",
        "manner": "resigned",
        "announced": "2019-05-03",
        "effective": None,
    }
    assert record["counterpart"] == "Al Orr"
    assert record["evidence"]["quote"] == TEXT[: TEXT.index(" Al Orr")]
    quotes = {name: slot["quote"] for name, slot in record["slots"].items()}
    assert quotes == {
        "person": "Jo Ray",
        "company": "Acme",
        "roles": "finance chief",
        "kind": "has resigned",
        "manner": "has resigned",
        "status": None,
        "salience": None,
        "announced": "May 3, 2019",
        "counterpart": "Al Orr",
    }


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        pytest.param({"Acme": 0.4, "Zenith": 0.1}, ["Acme"], id="the likeliest, its mentions counted together"),
        pytest.param(
            {"Acme": 0.25, "Zenith": 0.4}, ["Zenith", "Acme"], id="two that are about as likely are two moves"
        ),
        pytest.param({"": 0.9, "Acme": 0.05}, [None], id="one without a name"),
    ],
)
def test_the_organisations_of_a_kind(chances: dict[str, float], expected: list[str | None]) -> None:
    article, digest = question()
    answer = said(digest, {"departure": 0.9}, {CandidateLabel.DEPARTURE_COMPANY: chances}, {})
    assert [move.company for move in moves_of(article, digest, answer, TODAY)] == expected


def test_the_day_of_publication_stands_in_where_no_word_names_the_day() -> None:
    article, digest = question()
    slots = {
        CandidateLabel.APPOINTMENT_COMPANY: {"Zenith": 0.9},
        CandidateLabel.APPOINTMENT_ANNOUNCED: {"published": 0.9},
    }
    (move,) = moves_of(article, digest, said(digest, {"appointment": 0.8}, slots, {}), TODAY)
    assert (move.announced, move.slots["announced"].span) == ("2019-05-04", None)


def test_a_step_of_an_earlier_career_takes_the_date_of_its_sentence() -> None:
    article, digest = question()
    answer = said(digest, {"past_appointment": 0.9}, {}, {}, past={"Acme": 0.9})
    (move,) = moves_of(article, digest, answer, TODAY)
    assert (move.salience, move.company, move.effective) == ("background", "Acme", "2004")
    assert move.evidence.of(TEXT) == "She joined Acme in 2004."


def test_a_person_who_does_nothing_has_no_moves() -> None:
    article, digest = question()
    assert moves_of(article, digest, said(digest, {"departure": 0.4}, {}, {}), TODAY) == []
