"""What stands at the head of an article's text before its body: the date line of the wire, and a headline."""

import re
from datetime import date

# " date 2023-03-22 Jia Yangqing, vice-president of Chinese e-commerce giant …": on the body's line or one of its own.
_DATE_PREFIX = re.compile(r"date:?[ \t]+(\d{4}-\d{2}-\d{2})\b[ \t]*", re.IGNORECASE)
_WITHIN_LINES = 3  # a headline, and now and then a line below it, may come before the date
_WITHIN_CHARS = 2_000
_HEADLINE_CHARS = 160
_HEADLINE_WORDS = 3  # "UNITED STATES", the first line of every filing, is no headline


def published_on_of(text: str) -> date | None:
    """The day of publication that the head of an article gives as `date YYYY-MM-DD`, if it is a day at all."""
    for line in _first_lines(text):
        if match := _DATE_PREFIX.match(line):
            try:
                return date.fromisoformat(match.group(1))
            except ValueError:
                return None
    return None


def headline_of(text: str) -> str:
    """The first line when it reads like a headline, without a date before it; "" for a text that has none.

    A headline is short, has no full stop at its end, and is more than a word or two.
    """
    for line in _first_lines(text):
        headline = _DATE_PREFIX.sub("", line, count=1) if _DATE_PREFIX.match(line) else line
        if not headline:
            continue
        is_headline = (
            len(headline) <= _HEADLINE_CHARS
            and len(headline.split()) >= _HEADLINE_WORDS
            and not headline.endswith((".", "。", ":", ";", ","))
        )
        return " ".join(headline.split()) if is_headline else ""
    return ""


def _first_lines(text: str) -> list[str]:
    lines = [line.strip() for line in text[:_WITHIN_CHARS].split("\n")]
    return [line for line in lines if line][:_WITHIN_LINES]
