"""All the text that a page shows, in its order: a block a line, white space as a browser would collapse it."""

import re
from collections.abc import Iterator

from lxml import etree, html

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "math", "canvas"}
    | {"audio", "video", "select", "datalist", "textarea", "button", "input"}
    # The header of an inline XBRL filing holds its data once more, for machines.
    | {"ix:header"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"}
    | {"legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot"}
    | {"thead", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WITHIN_STYLE = 2_000  # characters; no hand-written style is longer
_SPACES = re.compile(r"\s+")


def visible_text(tree: html.HtmlElement, skipped_tags: frozenset[str] = frozenset()) -> str:
    """The text of a parsed page; elements in `skipped_tags` ("nav", "footer" …) are left out with all they hold.

    One pass over the tree, whatever its shape.
    """
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(_pieces(tree, _UNSEEN | skipped_tags)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(tree: html.HtmlElement, left_out: frozenset[str]) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        is_shown = event in {"start", "end"} and element.tag not in left_out and not _is_hidden(element)
        if event == "start":
            if not is_shown:
                walk.skip_subtree()
                continue
            yield _break_at(element.tag)
            yield _in_one_line(element.text)
        else:
            if is_shown:
                yield _break_at(element.tag)
            if element is not tree:
                yield _in_one_line(element.tail)


def _is_hidden(element: html.HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(element.get("style", "")[:_WITHIN_STYLE]))


def _break_at(tag: str) -> str:
    if tag in _BLOCKS:
        return "\n"
    return " " if tag in _CELLS else ""


def _in_one_line(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""
