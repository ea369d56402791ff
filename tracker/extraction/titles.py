"""Titles of senior posts: where a text has one, and the normal form by which roles are compared."""

import re
from collections.abc import Iterator
from functools import cache

from tracker.extraction.lexicon import load_table
from tracker.spans import Span

MAX_BEFORE = 8


def find_titles(text: str, span: Span) -> Iterator[Span]:
    """The titles inside a span of the text, each as long as it goes, in order: "senior vice president"."""
    for match in _pattern().finditer(text, span.start, span.end):
        yield Span(match.start(), match.end())


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("titles")
    heads = "|".join(re.escape(head) for head in sorted(table["heads"], key=len, reverse=True))
    before = "|".join(re.escape(word) for word in sorted(table["before"], key=len, reverse=True))
    officer = r"chief(?:[ -][\w&]++){1,4}?[ -]officer|chief"
    words = rf"(?:(?:{before})(?:[ -]|,? and |, |/)){{0,{MAX_BEFORE}}}"
    return re.compile(rf"(?<![\w-]){words}(?:{heads}|{officer})(?![\w-])", re.IGNORECASE)


def trim_title(text: str, span: Span) -> Span:
    """The span without the marks and small words at its ends: "as finance director of"."""
    before, after = _edges()
    opening = before.match(text, span.start, span.end)
    start = opening.end() if opening else span.start
    closing = after.search(text[start : span.end])
    return Span(start, start + closing.start() if closing else span.end)


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_table("titles")
    opening, closing = ("|".join(table[name]) for name in ("opening", "closing"))
    marks = r"[\s,;:.–—-]"
    return (
        re.compile(rf"(?:{marks}|(?:{opening})\s)*", re.IGNORECASE),
        re.compile(rf"(?:{marks}|\s(?:{closing})(?!\w))*$", re.IGNORECASE),
    )


def normal_title(title: str) -> str:
    """The role in normal form: "CEO" is "chief executive officer", "Chairman" is "chair"."""
    table = load_table("titles")
    words = re.findall(r"[\w&/'’]+(?:-[\w&]+)*", title.lower().replace(".", ""))
    while words and words[0] in {"the", "a", "an", "its", "their", "his", "her", "our", "new"}:
        del words[0]
    plain = _with_normal_phrases(" ".join(words))
    plain = " ".join(table["normal_words"].get(word, word) for word in plain.split())
    plain = re.sub(r"\bchief executive\b(?! officer)", "chief executive officer", plain)
    return _with_normal_phrases(plain)


def _with_normal_phrases(title: str) -> str:
    for phrase, normal in load_table("titles")["normal_phrases"].items():
        title = re.sub(rf"\b{re.escape(phrase)}\b", normal, title)
    return title
