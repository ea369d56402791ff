"""An article's text with its evidence marked: spans that overlap and nest become segments that follow each other."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tracker.enums import Kind
from tracker.models import Claim

# A text that came as one long line is set in paragraphs of about this many characters, so that notes stand beside it.
PARAGRAPH_CHARS = 560
SENTENCE_END = re.compile(r"[.!?][”\"')\]]?[ \t]+(?=[“\"'(\[]?[A-Z0-9])")
LINE_END = re.compile(r"\n+")

SLOT_NAMES = {"person": "who", "company": "where", "roles": "post", "kind": "how", "manner": "how", "salience": "as"}
SLOT_NAMES_BY_KIND = {
    Kind.APPOINTMENT.value: {"other_org": "from", "counterpart": "before"},
    Kind.DEPARTURE.value: {"other_org": "to", "counterpart": "after"},
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `[start, end)` of the text: the evidence of move `number` (`slot` is ""), or what a slot was read from.

    `is_lit` for the slot in focus.
    """

    start: int
    end: int
    number: int
    slot: str = ""
    is_lit: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Words under the same marks. `slots` says which, each once; `ends` names those that end here, "4 who, 5 after"."""

    start: int
    text: str
    slots: tuple[str, ...] = ()
    ends: str = ""
    is_lit: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Segments within evidence, or outside of any; `begins` are the numbers of the moves whose evidence begins here."""

    is_evidence: bool
    segments: tuple[Segment, ...]
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of the text, from `start`; `begins` are the numbers of the moves whose evidence begins in it."""

    start: int
    runs: tuple[Run, ...]
    begins: tuple[int, ...]


def claim_marks(claim: Claim, number: int, lit: Collection[str] = ()) -> list[Mark]:
    """The marks of one claim in its article, numbered `number` on the page; the slots in `lit` are in focus.

    Slots that were inferred from no words of their own have no mark.
    """
    slots = [
        Mark(reading["start"], reading["end"], number, slot_name(slot, claim.kind), is_lit=slot in lit)
        for slot, reading in claim.slots.items()
        if reading.get("start") is not None
    ]
    return [Mark(claim.evidence_start, claim.evidence_end, number), *slots]


def slot_name(slot: str, kind: str) -> str:
    """The short name raised beside its words: "who", "post", and by the kind of move "from" or "to"."""
    if slot in {"effective", "announced"}:
        return "when"
    return SLOT_NAMES_BY_KIND[kind].get(slot) or SLOT_NAMES.get(slot, slot)


def marked_segments(text: str, marks: Iterable[Mark], *, is_numbered: bool = True, offset: int = 0) -> list[Run]:
    """All of `text`, in order, as runs inside and outside of evidence, cut wherever a mark begins or ends.

    `text` begins at `offset` of the article, which the marks count from; marks outside it are cut or left out, and
    empty ones left out. Joining the texts of all segments gives `text` again. With `is_numbered` a slot is named
    "1 who", else "who". Time grows with the text and with the marks that overlap.
    """
    end_of_text = offset + len(text)
    marks = [m for m in marks if max(m.start, offset) < min(m.end, end_of_text)]
    cuts = sorted({offset, end_of_text} | {m.start for m in marks} | {m.end for m in marks})
    cuts = [cut for cut in cuts if offset <= cut <= end_of_text]
    waiting = sorted(marks, key=lambda m: (m.start, m.number, m.slot), reverse=True)
    active: list[Mark] = []
    pieces: list[tuple[bool, tuple[int, ...], Segment]] = []
    for start, end in pairwise(cuts):
        active = [m for m in active if m.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        slots = [m for m in active if m.slot]
        evidence = [m for m in active if not m.slot]
        begins = tuple(sorted({m.number for m in evidence if max(m.start, offset) == start and m.start >= offset}))
        segment = Segment(
            start=start,
            text=text[start - offset : end - offset],
            slots=tuple(dict.fromkeys(_label(m, is_numbered=is_numbered) for m in slots)),
            ends=_names([m for m in slots if m.end == end], is_numbered=is_numbered),
            is_lit=any(m.is_lit for m in slots),
        )
        pieces.append((bool(evidence), begins, segment))
    return [
        Run(is_evidence, tuple(segment for *_, segment in group), tuple(n for _, numbers, _ in group for n in numbers))
        for is_evidence, grouped in groupby(pieces, key=lambda piece: piece[0])
        for group in [list(grouped)]
    ]


def _label(mark: Mark, *, is_numbered: bool) -> str:
    return f"{mark.number} {mark.slot}" if is_numbered else mark.slot


def _names(marks: Sequence[Mark], *, is_numbered: bool) -> str:
    """The small raised name after the words; moves that share a slot share its name: "4 5 where"."""
    if not is_numbered:
        return ", ".join(dict.fromkeys(m.slot for m in marks))
    numbers: dict[str, list[int]] = {}
    for mark in sorted(marks, key=lambda m: m.number):
        of_slot = numbers.setdefault(mark.slot, [])
        if mark.number not in of_slot:
            of_slot.append(mark.number)
    return ", ".join(f"{' '.join(map(str, moves))} {slot}" for slot, moves in numbers.items())


def marked_paragraphs(text: str, marks: Sequence[Mark], *, is_numbered: bool = True) -> list[Paragraph]:
    """The text in paragraphs with its marks; where it has none of its own, cut between sentences, never inside a mark.

    White space around a paragraph is left out, all else is kept.
    """
    paragraphs = []
    ordered = sorted(marks, key=lambda m: m.start)
    first = 0
    for start, end in _paragraph_bounds(text, ordered):
        while first < len(ordered) and ordered[first].start < start and ordered[first].end <= start:
            first += 1
        inside = []
        for mark in ordered[first:]:
            if mark.start >= end:
                break
            inside.append(mark)
        runs = marked_segments(text[start:end], inside, is_numbered=is_numbered, offset=start)
        paragraphs.append(Paragraph(start, tuple(runs), tuple(n for run in runs for n in run.begins)))
    return paragraphs


def _paragraph_bounds(text: str, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    bounds = []
    line_start = 0
    ends = [(m.start(), m.end()) for m in LINE_END.finditer(text)]
    for line_end, next_start in [*ends, (len(text), len(text))]:
        start = line_start
        for cut in _sentence_ends(text, line_start, line_end, marks):
            if cut - start >= PARAGRAPH_CHARS and line_end - cut >= PARAGRAPH_CHARS // 4:
                bounds.append((start, cut))
                start = cut
        bounds.append((start, line_end))
        line_start = next_start
    return [(s, e) for s, e in (_stripped(text, *pair) for pair in bounds) if s < e]


def _sentence_ends(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterable[int]:
    """Where the sentences of one line begin, but for those inside a mark."""
    position = 0
    reach = 0
    for match in SENTENCE_END.finditer(text, start, end):
        while position < len(marks) and marks[position].start < match.end():
            reach = max(reach, marks[position].end)
            position += 1
        if reach <= match.end():
            yield match.end()


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
