"""What is cut out of an article for a reviewer: bounded, in order, with every slot's words in it."""

import time

import pytest

from tests.review.world import QUOTE, TEXT
from tracker.admin.passages import Passage, read_passages
from tracker.spans import Span

FILLER = "Nothing of note happened on that day at all. "
MOVE = "Ada Lindqvist resigned."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def told(passages: list[Passage]) -> list[tuple[str, str]]:
    """Each passage with its marks in signs: `[evidence]`, `<words|names of the slots that end here>`."""
    lines = []
    for passage in passages:
        words = ""
        for run in passage.runs:
            inner = "".join(f"<{s.text}|{s.ends}>" if s.slots else s.text for s in run.segments)
            words += f"[{inner}]" if run.is_evidence else inner
        lines.append((("near" if passage.is_near else "far") + (" cut" if passage.is_cut else ""), words))
    return lines


@pytest.mark.parametrize(
    ("text", "evidence", "slots", "expected"),
    [
        pytest.param(
            TEXT, QUOTE, {"person": "Ada Lindqvist", "role": "chief executive officer", "effective": "June"},
            [
                ("near", "Orrin Freight said on Monday that [<Ada Lindqvist|person> had resigned as <chief executive officer|role>] with effect from <June|effective>."),
                ("far", "She is to be followed by Bo Haddou."),
            ],
            id="the sentence is near, the one after it far",
        ),
        pytest.param(
            "A lull. Mr. Li of Foo Inc. resigned. J. Doe follows. The end.", "resigned", {},
            [
                ("far", "A lull."),
                ("near", "Mr. Li of Foo Inc. [resigned]."),
                ("far", "J. Doe follows. The end."),
            ],
            id="an abbreviation ends no sentence",
        ),
        pytest.param(
            "Head\n\nAda resigned\nas chief.\n\nTail", "resigned\nas chief", {},
            [("far", "Head"), ("near", "Ada [resigned]"), ("near", "[as chief]."), ("far", "Tail")],
            id="a line is a paragraph of its own, also within the evidence",
        ),
        pytest.param(
            "Bo Haddou follows her. " + FILLER * 60 + MOVE + " " + FILLER * 60, MOVE, {"successor": "Bo Haddou"},
            [
                ("far", "<Bo Haddou|successor> follows her."),
                ("far cut", (FILLER * 4).strip()),
                ("near", f"[{MOVE}]"),
                ("far", (FILLER * 4).strip()),
            ],
            id="a slot read far away brings its sentence, and no more",
        ),
        pytest.param(
            "Ada Lindqvist, resigned.", "Ada Lindqvist, resigned", {"person": "Ada Lindqvist", "family": "Lindqvist"},
            [("near", "[<Ada |><Lindqvist|person, family>, resigned].")],
            id="slots that overlap are named where they end",
        ),
        pytest.param("Short.", "Short.", {}, [("near", "[Short.]")], id="nothing around it"),
    ],
)  # fmt: skip
def test_passages(text: str, evidence: str, slots: dict[str, str], expected: list[tuple[str, str]]) -> None:
    passages = read_passages(text, span(text, evidence), {name: span(text, words) for name, words in slots.items()})
    assert told(passages) == expected


@pytest.mark.parametrize(
    ("evidence", "slots"),
    [
        pytest.param(Span(90, 95), {}, id="evidence beyond the text"),
        pytest.param(Span(0, 5), {"person": Span(3, 900)}, id="slot beyond the text"),
    ],
)
def test_spans_beyond_the_text_are_left_out(evidence: Span, slots: dict[str, Span]) -> None:
    marked = [run for passage in read_passages("Short text.", evidence, slots) for run in passage.runs]
    assert not [segment for run in marked for segment in run.segments if segment.slots]


@pytest.mark.parametrize("unit", ["word ", "x", "A. ", ".\n", "Mr. "])
def test_the_cut_is_bounded_in_size_and_time(unit: str) -> None:
    text = unit * (2_000_000 // len(unit)) + MOVE + unit * (1_000_000 // len(unit))
    begun = time.perf_counter()
    passages = read_passages(text, span(text, MOVE), {"place": Span(10, 14)})
    assert time.perf_counter() - begun < 2
    assert sum(len(words) for _, words in told(passages)) < 5_000
    assert MOVE in "".join(words.replace("[", "").replace("]", "") for _, words in told(passages))
