"""A page as a visitor reads it: its words without the markup, in order."""

import re
from html.parser import HTMLParser
from typing import Protocol

_SILENT = {"script", "style", "title", "symbol"}
_APART = {"td", "th", "li", "p", "dd", "div", "h1", "h2", "h3"}


class Answer(Protocol):
    """What the test client gives back, as far as it is read here."""

    @property
    def content(self) -> bytes: ...


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        self._silent += tag in _SILENT
        if tag in _APART:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def words_of(markup: str) -> str:
    reader = _Words()
    reader.feed(markup)
    return " ".join("".join(reader.words).split())


def html_of(response: Answer) -> str:
    return response.content.decode()


def told_in(response: Answer) -> list[str]:
    """The sentences of the moves on a page, in order."""
    return [words_of(found) for found in re.findall(r'<p class="told">(.*?)</p>', html_of(response), re.DOTALL)]


def rows_in(response: Answer) -> list[str]:
    """The rows of the tables on a page."""
    return [words_of(found) for found in re.findall(r"<tr.*?</tr>", html_of(response), re.DOTALL)]


def linked_in(response: Answer, words: str) -> str:
    """Where the link with these words leads."""
    found = re.search(rf'<a [^>]*href="([^"]*)"[^>]*>{re.escape(words)}</a>', html_of(response))
    assert found is not None, f"no link {words!r}"
    return found[1].replace("&amp;", "&")
