"""Finds in the text what the model says it copied from there; where it stands is our own finding, never the model's."""

import re
from bisect import bisect_left

from tracker.spans import Span

_RUN = re.compile(r"\s+|\S")
# Models write plain marks for typographic ones.
_PLAIN_MARKS = str.maketrans("‘’‚‛“”„‟‐‑‒–—−", "''''\"\"\"\"------")


class QuoteFinder:
    """The words of one text, to be found again with white space, the shape of quotation marks and dashes aside."""

    def __init__(self, text: str) -> None:
        self._text = text
        runs = list(_RUN.finditer(text))
        self._offsets = [run.start() for run in runs]
        self._exact = "".join(" " if run.group().isspace() else run.group() for run in runs).translate(_PLAIN_MARKS)
        self._lower = _small(self._exact)

    def find(self, quote: str, near: Span | None = None) -> Span | None:
        """Where whole words of the text say `quote`; the place nearest to `near`, else the first; None for nowhere.

        Case counts where that finds a place, and is let go where it does not.
        """
        wanted = " ".join(quote.split()).translate(_PLAIN_MARKS)
        if not wanted:
            return None
        return self._find_in(self._exact, wanted, near) or self._find_in(self._lower, _small(wanted), near)

    def words_of(self, span: Span) -> str:
        """The text's own words there, on one line."""
        return " ".join(span.of(self._text).split())

    def _find_in(self, folded: str, wanted: str, near: Span | None) -> Span | None:
        before = r"(?<!\w)" if _is_word(wanted[0]) else ""
        after = r"(?!\w)" if _is_word(wanted[-1]) else ""
        places = re.finditer(before + re.escape(wanted) + after, folded)
        if near is None:
            first = next(places, None)
            return self._span(first) if first else None
        start, end = bisect_left(self._offsets, near.start), bisect_left(self._offsets, near.end)

        def distance(place: re.Match[str]) -> int:
            return max(0, start - place.end(), place.start() - end)

        nearest = min(places, key=distance, default=None)
        return self._span(nearest) if nearest else None

    def _span(self, place: re.Match[str]) -> Span:
        # The last character of a quote is no space, so it is one of the text, and ends where it begins plus one.
        return Span(self._offsets[place.start()], self._offsets[place.end() - 1] + 1)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _small(text: str) -> str:
    """In small letters, and as long as before: "İ" has a small form of two characters, and stays."""
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)
