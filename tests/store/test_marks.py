from collections.abc import Sequence

import pytest

from tracker.store.marks import Mark, Run, marked_paragraphs, marked_segments

TEXT = "Ann leaves Mill as chair."


def shown(runs: Sequence[Run]) -> str:
    """Runs as one line: [evidence], <words of a slot|the names that end there>."""
    parts = []
    for run in runs:
        inside = "".join(f"<{s.text}|{s.ends}>" if s.slots else s.text for s in run.segments)
        parts.append(f"{''.join(f'#{n}' for n in run.begins)}[{inside}]" if run.is_evidence else inside)
    return "".join(parts)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([], "Ann leaves Mill as chair.", id="no marks: the text as it stands"),
        pytest.param([Mark(0, 15, 1)], "#1[Ann leaves Mill] as chair.", id="evidence alone"),
        pytest.param(
            [Mark(0, 25, 1), Mark(0, 3, 1, "who"), Mark(19, 24, 1, "post")],
            "#1[<Ann|1 who> leaves Mill as <chair|1 post>.]",
            id="slots within evidence",
        ),
        pytest.param(
            [Mark(4, 25, 1), Mark(0, 3, 1, "who")],
            "<Ann|1 who> #1[leaves Mill as chair.]",
            id="a slot before its evidence",
        ),
        pytest.param(
            [Mark(0, 15, 1), Mark(4, 25, 2)],
            "#1#2[Ann leaves Mill as chair.]",
            id="two evidences that overlap are one ground",
        ),
        pytest.param(
            [Mark(0, 25, 1), Mark(0, 3, 1, "who"), Mark(0, 3, 2, "before")],
            "#1[<Ann|1 who, 2 before> leaves Mill as chair.]",
            id="the same words for two moves carry both names",
        ),
        pytest.param(
            [Mark(11, 15, 1, "where"), Mark(11, 15, 2, "where")],
            "Ann leaves <Mill|1 2 where> as chair.",
            id="the same slot of two moves: two numbers, one name",
        ),
        pytest.param(
            [Mark(4, 10, 1, "how"), Mark(4, 10, 1, "how")],
            "Ann <leaves|1 how> Mill as chair.",
            id="kind and manner from the same words",
        ),
        pytest.param(
            [Mark(4, 15, 1, "how"), Mark(11, 15, 1, "where")],
            "Ann <leaves |><Mill|1 how, 1 where> as chair.",
            id="a slot within another",
        ),
        pytest.param(
            [Mark(4, 15, 1, "how"), Mark(11, 18, 1, "where")],
            "Ann <leaves |><Mill|1 how>< as|1 where> chair.",
            id="slots that overlap: each name stands where its words end",
        ),
        pytest.param([Mark(4, 4, 1, "how")], "Ann leaves Mill as chair.", id="an empty span marks nothing"),
        pytest.param([Mark(19, 99, 1)], "Ann leaves Mill as #1[chair.]", id="a span beyond the text is cut"),
        pytest.param([Mark(40, 99, 1)], "Ann leaves Mill as chair.", id="a span behind the text is left out"),
    ],
)
def test_marked_segments(marks: list[Mark], expected: str) -> None:
    runs = marked_segments(TEXT, marks)
    assert shown(runs) == expected
    assert "".join(segment.text for run in runs for segment in run.segments) == TEXT


def test_segments_of_a_slice_without_numbers() -> None:
    marks = [
        Mark(100, 125, 1),
        Mark(100, 103, 1, "who"),
        Mark(50, 60, 1, "where"),
        Mark(119, 124, 1, "post", is_lit=True),
    ]
    runs = marked_segments(TEXT, marks, is_numbered=False, offset=100)
    assert shown(runs) == "#1[<Ann|who> leaves Mill as <chair|post>.]"
    assert [segment.text for run in runs for segment in run.segments if segment.is_lit] == ["chair"]


def test_text_without_characters() -> None:
    assert marked_segments("", []) == []
    assert marked_paragraphs("", []) == []


def test_paragraphs_of_the_text_itself() -> None:
    paragraphs = marked_paragraphs("  One.\n\n Two 😀 goes on.\n", [Mark(10, 15, 1)])
    assert [(p.start, shown(p.runs), p.begins) for p in paragraphs] == [
        (2, "One.", ()),
        (9, "T#1[wo 😀 ]goes on.", (1,)),
    ]


def test_evidence_over_two_paragraphs_begins_once() -> None:
    paragraphs = marked_paragraphs("One two\nthree four", [Mark(4, 13, 1)])
    assert [(shown(p.runs), p.begins) for p in paragraphs] == [("One #1[two]", (1,)), ("[three] four", ())]


def test_one_long_line_is_cut_between_sentences_but_never_in_a_mark() -> None:
    sentence = "Nothing of note has happened at the mill in all these years. "
    text = sentence * 40
    plain = marked_paragraphs(text, [])
    assert len(plain) == 4
    assert all(p.start % len(sentence) == 0 for p in plain)
    assert " ".join(shown(p.runs) for p in plain) == text.strip()
    cut = plain[1].start
    marked = marked_paragraphs(text, [Mark(cut - 10, cut + 10, 1)])
    assert [p.start for p in marked][:2] == [0, cut + len(sentence)]


def test_a_short_line_is_left_whole() -> None:
    text = "One sentence. " * 30
    assert [p.start for p in marked_paragraphs(text, [])] == [0]


def test_a_large_text_with_many_marks() -> None:
    text = "A sentence that says nothing. " * 20_000
    marks = [Mark(start, start + 10, number, "who") for number, start in enumerate(range(0, 500_000, 1_000))]
    assert sum(len(p.runs) for p in marked_paragraphs(text, marks)) > len(marks)
