"""Cuts a text into passages, about a sentence each, with their offsets kept."""

import re
from collections.abc import Iterator

from tracker.extraction.lexicon import load_words
from tracker.spans import Span

MAX_PASSAGE_CHARS = 1500
MAX_LEAD_CHARS = 200
# A line at least so long may be one of a text set to a fixed width
MIN_SET_LINE_CHARS = 55

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=\s|$)")
_CLOSED = re.compile(r"[.!?:;…][\"”’')\]]{0,3}$")
_NUMBERED_ITEM = re.compile(r"(?:\([a-z]\)|item\s+\d|\d+\.|[-*•–])\s", re.IGNORECASE)
_DATE_LINE = re.compile(r"\s*date \d{4}-\d{2}-\d{2}\s+")
# "LONDON, March 3, 2020 (Newswire) -- The company said": where the text was sent from is not part of its first sentence
_DATELINE = re.compile(r"[A-ZÀ-Þ][^\n]{1,100}?(?:\s(?:--|—|–|-)\s|—|--\s?)(?=[\"“A-ZÀ-Þ])")
_DATELINE_MARK = re.compile(
    r"[A-ZÀ-Þ]{4}|\((?:AP|Reuters|AFP|[A-Z])|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s\d"
)


def split_passages(text: str) -> list[Span]:
    """The sentences of a text in order, without the space around them, each at most `MAX_PASSAGE_CHARS` long."""
    return [
        piece for block in _blocks(text) for sentence in _sentences(text, block) for piece in _bounded(text, sentence)
    ]


def _blocks(text: str) -> Iterator[Span]:
    """Lines, joined where one runs on into the next as in a text set to a fixed width."""
    start: int | None = None
    end = 0
    is_first = True
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        runs_on = (
            start is not None
            and text.count("\n", end, line.start()) == 1
            and _runs_on(text, Span(start, end), line, is_first=is_first)
        )
        if start is not None and not runs_on:
            yield Span(start, end)
            start, is_first = None, False
        start = line.start() if start is None else start
        end = line.end()
    if start is not None:
        yield Span(start, end)


def _runs_on(text: str, block: Span, line: re.Match[str], *, is_first: bool) -> bool:
    """Whether a line goes on from the block before it; the first line of a text may be its headline."""
    start, end = block.start, block.end
    before = text[max(start, end - 200) : end].rstrip()
    after = text[line.start() : line.end()].lstrip()[:40]
    if _NUMBERED_ITEM.match(after):
        return False
    last_word = before.rsplit(None, 1)[-1].lower() if before else ""
    if last_word.endswith(",") or last_word in load_words("passages", "open_words") or after[:1].islower():
        return True
    if _CLOSED.search(before):
        return False
    newline = text.rfind("\n", start, end)
    line_length = end - (newline + 1 if newline >= 0 else start)
    is_lead = is_first and newline < 0
    return not is_lead and MIN_SET_LINE_CHARS <= line_length <= MAX_LEAD_CHARS


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    opening = _DATE_LINE.match(text, start, block.end)
    if opening:
        start = opening.end()
    dateline = _DATELINE.match(text, start, min(block.end, start + 130))
    if dateline and _DATELINE_MARK.search(dateline.group()):
        start = dateline.end()
    for mark in _SENTENCE_END.finditer(text, start, block.end):
        if _ends_sentence(text, start, mark, block.end):
            yield Span(start, mark.end())
            start = mark.end()
    if start < block.end:
        yield Span(start, block.end)


def _ends_sentence(text: str, start: int, mark: re.Match[str], limit: int) -> bool:
    following = text[mark.end() : min(limit, mark.end() + 30)].lstrip()
    if not following:
        return True
    if following[0].islower():
        return False
    if text[mark.start()] != ".":
        return True
    words = text[max(start, mark.start() - 20) : mark.start()].split()
    last = words[-1].lower().strip("(\"“'‘") if words else ""
    if last in load_words("passages", "legal_abbreviations"):
        # "Acme Paper Inc. Chairman Jo Ray said": a legal form ends a sentence only before a word that begins one
        return following[0] != "(" and following.split()[0].lower().strip("“\"'(") in load_words("passages", "starters")
    return last not in load_words("passages", "abbreviations") and not (len(last) == 1 and last.isalpha())


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    start, end = sentence.start, sentence.end
    while start < end:
        stop = min(end, start + MAX_PASSAGE_CHARS)
        if stop < end:
            space = text.rfind(" ", start + 1, stop)
            stop = space if space > 0 else stop
        piece = text[start:stop]
        lead = len(piece) - len(piece.lstrip())
        body = piece.strip()
        if body:
            yield Span(start + lead, start + lead + len(body))
        start = stop
