"""The words a reviewer must read, cut out of an article: what states the move, what stands around it, and its slots.

However long the article, the cut is bounded: the sentences of the evidence, a few before and after, and the sentence
of every slot that was read somewhere else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.spans import Span
from tracker.store.marks import Mark, Run, marked_segments

NEAR_CHARS = 400  # a slot this close to the evidence is read with it
FAR_CHARS = 150  # of context before, and after: a sentence or two
WINDOW_CHARS = 2_000  # of the article looked at on either side
MAX_SENTENCE_CHARS = 600

# A full stop, question or exclamation mark and a capital after it; "Mr. Zhang", "Inc. said" and "J. Doe" go on.
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!\bLtd)(?<![\s.][A-Z])"
    r"[.!?][\"'”’)\]]{0,2}\s+(?=[\"'“‘(\[]?[^\W\d_a-z])"
    r"|\s*\n\s*"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph to show; `is_near` where it states the move, `is_cut` where words before it are left out."""

    runs: tuple[Run, ...]
    is_near: bool
    is_cut: bool


def read_passages(text: str, evidence: Span, slots: Mapping[str, Span]) -> list[Passage]:
    """The passages of `text` around `evidence`, in order, with the words of `slots` marked under their names.

    Spans that reach beyond the text are left out.
    """
    evidence = Span(min(evidence.start, len(text)), min(evidence.end, len(text)))
    slots = {name: span for name, span in slots.items() if span.start < span.end <= len(text)}
    near = _hull(evidence, slots)
    kept: dict[Span, bool] = {}
    for sentence in _around(text, near):
        kept[sentence] = sentence.overlaps(near)
    window = Span(min(s.start for s in kept), max(s.end for s in kept)) if kept else near
    for span in slots.values():
        if not window.overlaps(span):
            kept.setdefault(_sentence_at(text, span), False)
    marks = [Mark(evidence.start, evidence.end, 1), *(Mark(s.start, s.end, 1, name) for name, s in slots.items())]
    return list(_paragraphs(text, kept, marks))


def _hull(evidence: Span, slots: Mapping[str, Span]) -> Span:
    """The evidence, and with it the slots that stand close by."""
    start, end = evidence.start, evidence.end
    for span in slots.values():
        if span.end > evidence.start - NEAR_CHARS and span.start < evidence.end + NEAR_CHARS:
            start, end = min(start, span.start), max(end, span.end)
    return Span(start, end)


def _around(text: str, near: Span) -> list[Span]:
    """The sentences that `near` touches, and those before and after it that FAR_CHARS have room for, one at least."""
    window = Span(max(0, near.start - WINDOW_CHARS), min(len(text), near.end + WINDOW_CHARS))
    sentences = [_shortened(text, sentence, near) for sentence in _sentences(text, window)]
    before = [s for s in sentences if s.end <= near.start]
    after = [s for s in sentences if s.start >= near.end]
    kept = [s for s in sentences if s.overlaps(near)]
    for side, step in ((before[::-1], 0), (after, -1)):
        room = FAR_CHARS
        for sentence in side:
            if room <= 0:
                break
            kept.insert(0, sentence) if step == 0 else kept.append(sentence)
            room -= sentence.end - sentence.start
    return kept


def _sentences(text: str, window: Span) -> Iterator[Span]:
    start = window.start
    for end in _SENTENCE_END.finditer(text, window.start, window.end):
        stop = end.start() + len(end.group().rstrip())
        if text[start:stop].strip():
            yield Span(start, stop)
        start = end.end()
    stop = start + len(text[start : window.end].rstrip())
    if stop > start:
        yield Span(start, stop)


def _shortened(text: str, sentence: Span, near: Span) -> Span:
    """A sentence of a wall of text is cut at blanks, on the sides away from the words that matter."""
    start, end = sentence.start, sentence.end
    if end <= near.start:
        start = max(start, end - MAX_SENTENCE_CHARS)
    elif start >= near.end:
        end = min(end, start + MAX_SENTENCE_CHARS)
    else:
        start = max(start, near.start - MAX_SENTENCE_CHARS)
        end = min(end, near.end + MAX_SENTENCE_CHARS)
    if start > sentence.start:
        start = max(text.find(" ", start, min(end, start + 40)) + 1, start)
    if end < sentence.end:
        blank = text.rfind(" ", max(start, end - 40), end)
        end = blank if blank > start else end
    return Span(start, end)


def _sentence_at(text: str, span: Span) -> Span:
    """The sentence that holds `span`, somewhere else in the article."""
    window = Span(max(0, span.start - WINDOW_CHARS), min(len(text), span.end + WINDOW_CHARS))
    touched = [s for s in _sentences(text, window) if s.overlaps(span)]
    whole = Span(touched[0].start, touched[-1].end) if touched else span
    return _shortened(text, whole, span)


def _paragraphs(text: str, kept: Mapping[Span, bool], marks: Sequence[Mark]) -> Iterator[Passage]:
    """Neighbouring sentences become one passage, unless one states the move and the other does not, or a line ends."""
    reached = 0
    group: list[Span] = []
    for sentence in [*sorted(kept), None]:
        gap = text[group[-1].end : sentence.start] if group and sentence else ""
        if group and (sentence is None or "\n" in gap or gap.strip() or kept[sentence] != kept[group[-1]]):
            span = Span(group[0].start, group[-1].end)
            is_cut = bool(text[reached : span.start].strip())
            runs = marked_segments(span.of(text), marks, is_numbered=False, offset=span.start)
            yield Passage(tuple(runs), kept[group[-1]], is_cut)
            reached, group = span.end, []
        if sentence is not None:
            group.append(sentence)
