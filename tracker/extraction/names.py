"""Runs of capitalised words in a text: the raw matter of the names of people and organisations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.spans import Span

_TOKEN = re.compile(r"[^\W_][\w’'&\-‐‑]*|\S")
_POSSESSIVE = re.compile(r"(?:[’']s|[’'])$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name, without a possessive ending; `start` and `end` leave that out too."""

    text: str
    start: int
    end: int
    is_possessive: bool

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper() or (self.text[0].isalpha() and self.text[0] == self.text[0].upper())


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where somebody or something is named; `name` is the fullest form in the text."""

    name: str
    span: Span


def tokenize(text: str, span: Span | None = None) -> list[Token]:
    """The words and marks of a text, or of a span of it, hyphens and ampersands kept inside words."""
    tokens = []
    span = span or Span(0, len(text))
    for match in _TOKEN.finditer(text, span.start, span.end):
        word = match.group()
        bare = _POSSESSIVE.sub("", word) if len(word) > 1 else word
        tokens.append(Token(bare, match.start(), match.start() + len(bare), bare != word))
    return tokens


def key_of(name: str) -> tuple[str, ...]:
    """A name's words in lower case, marks left out: what two spellings of it share."""
    return tuple(token.text.lower() for token in tokenize(name) if token.text[0].isalnum() or token.text[0] == "&")


class NameIndex:
    """Finds known names in tokens, the longest first; one pass over the text."""

    def __init__(self, forms: dict[tuple[str, ...], str]) -> None:
        self._forms = forms
        self._longest: dict[str, int] = {}
        for form in forms:
            self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))

    def scan(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        """The mentions in order of the text, none overlapping."""
        place = 0
        while place < len(tokens):
            step = 1
            token = tokens[place]
            longest = self._longest.get(token.text.lower(), 0) if token.is_capitalised else 0
            if longest:
                found = self._match(tokens, place, longest)
                if found:
                    name, step = found
                    yield Mention(name, Span(token.start, tokens[place + step - 1].end))
            place += step

    def _match(self, tokens: Sequence[Token], place: int, longest: int) -> tuple[str, int] | None:
        words: list[str] = []
        best: tuple[str, int] | None = None
        for step, token in enumerate(tokens[place : place + 2 * longest], start=1):
            if token.text[0].isalnum() or token.text[0] == "&":
                words.append(token.text.lower())
            elif token.text not in {".", ","}:
                break
            else:
                continue
            name = self._forms.get(tuple(words))
            if name is not None:
                best = (name, step)
            if len(words) >= longest or token.is_possessive:
                break
        return best
